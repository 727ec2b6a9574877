"""Revenue on the real server: it is what the ledger says, to the minor unit, and each number leads down to its rows."""

from collections.abc import AsyncIterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import pytest_asyncio

from domain.ids import UserId
from domain.ledger import FEES, SALES, TAX, LedgerEntryKind, earnings
from domain.product import BillingInterval
from domain.revenue import SUMS, Revenue, RevenueMeasure, RevenueReport
from domain.revenue_report import check_months
from domain.sales_day import BEGINS
from domain.subscription import EndReason
from graph import payout, revenue, subscription
from graph.database import Graph
from graph.queries import Query
from tests import sample
from tests.graph.ordering import ADA, BEN, LATER, article, balance, bought, eur, refunded
from tests.graph.privacy import rows
from tests.graph.shop import coupon
from tests.graph.subscribed import tier, world
from tests.graph.test_payout import asked
from tests.profiling import hits

END = datetime(2026, 12, 1, tzinfo=UTC)


@pytest_asyncio.fixture(loop_scope="session")
async def shop(graph: Graph) -> AsyncIterator[Graph]:
    """The sample."""
    await graph.write(sample.load)
    yield graph


async def told(graph: Graph, first: date, last: date, currency: str = "EUR") -> RevenueReport:
    return await graph.read(revenue.of_months, currency, check_months(first, last, last), END)


async def of(graph: Graph, at: datetime = LATER) -> Revenue:
    """What the month of a moment came to."""
    return (await told(graph, at.date(), at.date())).total


async def behind(graph: Graph, measure: RevenueMeasure, since: datetime, end: datetime) -> tuple[int, int]:
    """What the rows behind a number come to, read two at a time, and of how many postings they are."""
    made, amount, postings = SUMS[measure], 0, 0
    params = revenue.EntriesParams(
        kinds=sorted(made.kinds), currency="EUR", accounts=BEGINS[made.book], since=since, before_at=end, limit=2
    )
    while page := await graph.read(revenue.ENTRIES.all, params):
        amount += made.sign * sum(row.amount_minor for row in page)
        postings += sum(row.postings for row in page)
        params = params.model_copy(update={"before_at": page[-1].at, "before_id": page[-1].id})
    return amount, postings


async def test_a_month_is_what_the_ledger_says_and_leads_down_to_it(shop: Graph) -> None:
    sold = await article(shop, 10_001)
    await coupon(shop, "BEN10", percent_off=10, affiliate_id=BEN, affiliate_percent=20)
    first = await bought(shop, sold, coupon_code="BEN10", tax=eur(1_900), fee=399)
    await bought(shop, sold, user=UserId(sample.BEN), fee=33)
    await refunded(shop, first, 3_333)
    made = await asked(shop, 1_000)
    await shop.write(payout.send, made.id, "T-1", LATER)
    month = await of(shop)
    held = {name: await balance(shop, name) for name in (TAX, FEES, SALES, earnings(ADA), earnings(BEN))}
    assert (month.tax.value, month.fees.value, month.net.value) == (held[TAX], held[FEES], held[SALES])
    assert month.payouts.value == 1_000
    assert month.shares.value == held[earnings(ADA)] + held[earnings(BEN)] + 1_000
    assert (month.sales.value, month.refunds.value) == (10_001 - 1_000 + 1_900 + 10_001, 3_333)
    came = (month.sales.value or 0) - (month.refunds.value or 0) - (month.disputes.value or 0)
    assert came == sum(n.value or 0 for n in (month.tax, month.fees, month.shares, month.net, month.escrow))
    since, end = datetime(2026, 11, 1, tzinfo=UTC), END
    for measure in SUMS:
        number = getattr(month, measure.value.lower())
        assert await behind(shop, measure, since, end) == (number.value, number.n), measure


async def test_months_and_currencies_are_kept_apart(shop: Graph) -> None:
    await bought(shop, await article(shop, 10_000))
    report = await told(shop, date(2026, 10, 15), date(2026, 12, 1))
    assert [month.sales.value for month in report.months] == [0, 10_000, 0]
    assert report.total.sales.value == 10_000
    assert (await told(shop, date(2026, 11, 1), date(2026, 11, 30), "USD")).total.sales.value == 0


async def test_who_pays_is_counted_from_the_first_payment_to_the_end(graph: Graph) -> None:
    community, gold = await world(graph, datetime(2027, 1, 10, tzinfo=UTC)), await tier(graph)
    made = await community.subscribe(gold.price_id)
    yearly = await community.price(gold, 24_000)
    other = await community.subscribe(yearly, user=BEN)
    report = await told(graph, date(2027, 1, 1), date(2027, 1, 31))
    assert (report.total.subscribers.value, report.total.mrr.value) == (2, 1_000 + 2_000)
    assert (report.total.arpu.value, report.total.churn.value, report.total.ltv.value) == (1_500, None, None)
    await community.nights(40)
    await graph.write(subscription.end, made.id, community.now, EndReason.CANCELLED)
    report = await told(graph, date(2027, 1, 1), date(2027, 2, 28))
    assert [month.subscribers.value for month in report.months] == [2, 1]
    assert [month.churn.value for month in report.months] == [None, 0.5]
    assert report.months[1].ltv.value == 4_000
    (gone,) = await graph.read(revenue.LOST.all, _of_february())
    assert (gone.subscription_id, gone.yearly_minor) == (made.id, 12_000)
    live = revenue.LiveParams(currency="EUR", end=END.replace(year=2027), before_at=END.replace(year=2027), limit=9)
    assert [span.subscription_id for span in await graph.read(revenue.LIVE.all, live)] == [other.id]
    again = await community.subscribe(gold.price_id)
    assert again.id != made.id
    assert (await told(graph, date(2027, 2, 1), date(2027, 2, 28))).total.churn.value == 0, "they are back"
    assert await graph.read(revenue.LOST.all, _of_february()) == []


def _of_february() -> revenue.LostParams:
    since, end = datetime(2027, 2, 1, tzinfo=UTC), datetime(2027, 3, 1, tzinfo=UTC)
    return revenue.LostParams(currency="EUR", since=since, before_at=end, limit=9)


async def test_a_trial_is_no_subscriber_and_an_upgrade_is_worth_more(graph: Graph) -> None:
    community = await world(graph, datetime(2027, 1, 10, tzinfo=UTC))
    gold = await tier(graph, trial_days=14)
    made = await community.subscribe(gold.price_id)
    assert (await of(graph, community.now)).subscribers.value == 0
    await community.nights(20)
    assert (await of(graph, community.now)).mrr.value == 1_000
    dearer = await community.price(gold, 3_000, BillingInterval.MONTH)
    await community.change(made.id, dearer)
    changed = await community.subscription(made.id)
    if changed.open is not None:
        await community.pay(changed.open.order_id)
    await community.nights(40)
    assert (await of(graph, community.now)).mrr.value == 3_000
    (day,) = await rows(graph, "MATCH (d:SubscriberDay) WHERE d.yearly_raised > 0 RETURN d.yearly_raised AS raised")
    assert day == {"raised": 24_000}


async def test_days_come_to_what_the_subscriptions_are(graph: Graph) -> None:
    """The flow of days and the spans say the same as the subscriptions themselves."""
    community, gold = await world(graph, datetime(2027, 1, 10, tzinfo=UTC)), await tier(graph)
    for user in (ADA, BEN):
        await community.subscribe(gold.price_id, user=user)
    for _ in range(3):
        await community.nights(31)
        (live,) = await rows(
            graph, "MATCH (s:Subscription) WHERE s.state <> 'EXPIRED' RETURN count(s) AS n, sum(s.value_minor) AS worth"
        )
        month = await of(graph, community.now)
        assert (month.subscribers.value, month.mrr.value) == (live["n"], live["worth"])


MANY = """
UNWIND range($from, $to) AS n
WITH 'led_' + right('00000' + toString(n), 5) AS id, $at - duration({minutes: n}) AS at, n
CREATE (:LedgerEntry {id: id, key: id, kind: CASE n % 3 WHEN 0 THEN 'SALE_REFUNDED' ELSE 'SALE' END, at: at})
CREATE (:Posting {entry_id: id, account: 'outside', currency: 'EUR', number: n, amount_minor: -5})
CREATE (:SubscriberSpan {key: id, subscription_id: 'sub_' + n, tier_id: 'tier_1', currency: 'EUR', yearly_minor: 5,
  since: at, until: CASE n % 2 WHEN 0 THEN at + duration('P1D') ELSE datetime('9999-12-31T00:00:00Z') END, began: at,
  lost: n % 2 = 0, came_back: false})
"""
DAYS = """
UNWIND range(0, 90) AS n
MERGE (d:SalesDay {currency: 'EUR', day: date($at) - duration({days: n}), kind: 'SALE', book: 'OUTSIDE'})
SET d.amount_minor = coalesce(d.amount_minor, 0) - 5, d.postings = coalesce(d.postings, 0) + 1
MERGE (s:SubscriberDay {currency: 'EUR', day: date($at) - duration({days: n})})
SET s.started = 1, s.ended = 0, s.lost = 0, s.yearly_started = 5, s.yearly_raised = 0, s.yearly_lowered = 0,
    s.yearly_ended = 0
"""
AT = datetime(2026, 11, 30, tzinfo=UTC)
LONG_AGO, NEXT = AT - timedelta(days=400), AT + timedelta(days=1)
READS: list[tuple[Query[Any, Any], Mapping[str, Any]]] = [
    (revenue.DAYS, {"currency": "EUR", "first": date(2026, 11, 1), "last": date(2026, 11, 30)}),
    (revenue.MOVED, {"currency": "EUR", "before": date(2026, 10, 31), "last": date(2026, 11, 30)}),
    (
        revenue.ENTRIES,
        {"kinds": [LedgerEntryKind.SALE], "currency": "EUR", "accounts": "outside", "since": LONG_AGO,
         "before_at": AT, "before_id": "", "limit": 5},
    ),
    (revenue.LIVE, {"currency": "EUR", "end": AT, "before_at": AT, "before_key": "", "limit": 5}),
    (revenue.LOST, {"currency": "EUR", "since": LONG_AGO, "before_at": NEXT, "before_key": "", "limit": 5}),
]  # fmt: skip


@pytest.mark.forged_books
@pytest.mark.parametrize("read", READS, ids=lambda read: read[0].name)
async def test_what_is_read_stays_flat(graph: Graph, read: tuple[Query[Any, Any], Mapping[str, Any]]) -> None:
    query, params = read
    await rows(graph, DAYS, at=AT)
    await rows(graph, MANY, at=AT, **{"from": 1, "to": 1_000})
    few = await hits(graph, query, params)
    await rows(graph, DAYS, at=AT)
    await rows(graph, MANY, at=AT, **{"from": 1_001, "to": 6_000})
    assert await hits(graph, query, params) <= few + 2
