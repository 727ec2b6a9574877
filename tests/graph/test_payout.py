"""Payouts on the real server: what is held, never more than is available whoever asks at once, and debts carried."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import pytest_asyncio

from domain.errors import Conflict, LimitReached, NotFound, Refused
from domain.ids import IdPrefix, UserId, new_id
from domain.ledger import OUTSIDE, Entry, LedgerEntryKind, Posting, earnings, moved
from domain.payout import Earnings, Payout, PayoutRules, PayoutState
from graph import earnings as accounts
from graph import ledger, payout, payout_store
from graph.database import Graph
from graph.payout import Wanted
from graph.queries import Query
from tests import sample
from tests.graph.merging import merged
from tests.graph.ordering import ADA, BEN, LATER, article, balance, bought, refunded
from tests.graph.privacy import ENTRY, rows
from tests.profiling import hits

RULES = PayoutRules(hold_days=14, minimum_minor=1_000)
DUE = LATER + timedelta(days=15)
"""When what is sold now isn't held any more."""


@pytest_asyncio.fixture(loop_scope="session")
async def shop(graph: Graph) -> AsyncIterator[Graph]:
    """The sample."""
    await graph.write(sample.load)
    yield graph


def wanted(amount: int | None = None, at: datetime = DUE, currency: str = "EUR") -> Wanted:
    return Wanted(new_id(IdPrefix.PAYOUT), currency, "user:test", at, "manual", RULES, amount)


async def stands(graph: Graph, at: datetime = DUE, user: UserId = ADA) -> Earnings:
    """How a member's earnings stand, of one currency."""
    (one,) = (await graph.read(accounts.of_users, [user], RULES.held_from(at)))[user]
    return one


async def asked(graph: Graph, amount: int | None = None, at: datetime = DUE, user: UserId = ADA) -> Payout:
    return await graph.write(payout.request, wanted(amount, at), user)


async def earn(graph: Graph, amount: int, at: datetime = LATER, user: UserId = ADA, currency: str = "EUR") -> None:
    """Let a member have earned something by themselves."""
    key = new_id(IdPrefix.LEDGER_ENTRY)
    postings = moved(amount, currency, source=OUTSIDE, target=earnings(user))
    await graph.write(ledger.post, Entry(key, f"sale:{key}", LedgerEntryKind.SALE, at, postings))


async def test_a_sale_is_held_and_then_paid_out(shop: Graph) -> None:
    await bought(shop, await article(shop, 10_000))
    held = await stands(shop, LATER)
    assert (held.balance_minor, held.held_minor, held.available_minor) == (7_000, 7_000, 0)
    with pytest.raises(LimitReached):
        await asked(shop, at=LATER)
    made = await asked(shop)
    assert (made.state, made.amount_minor, made.currency, made.user_id) == (PayoutState.PENDING, 7_000, "EUR", ADA)
    now = await stands(shop)
    assert (now.balance_minor, now.under_way_minor, now.available_minor) == (7_000, 7_000, 0)
    gone = await shop.write(payout.send, made.id, "T-1", DUE)
    assert await shop.write(payout.send, made.id, "T-1", DUE + timedelta(hours=1)) == gone
    with pytest.raises(Conflict):
        await shop.write(payout.send, made.id, "T-2", DUE)
    assert (await stands(shop)).balance_minor == 0
    (entry,) = await rows(shop, "MATCH (e:LedgerEntry {kind: 'PAYOUT'}) RETURN e.about AS about, e.memo AS memo")
    assert entry == {"about": made.id, "memo": "T-1"}


@pytest.mark.parametrize("was_sent", [False, True])
async def test_what_comes_back_can_be_paid_out_again(shop: Graph, was_sent: bool) -> None:
    await bought(shop, await article(shop, 10_000))
    made = await asked(shop)
    if was_sent:
        await shop.write(payout.send, made.id, "T-1", DUE)
    back = await shop.write(payout.give_back, made.id, "The account is closed.", DUE)
    assert (back.state, back.reason) == (PayoutState.RETURNED, "The account is closed.")
    assert await shop.write(payout.give_back, made.id, "Again.", DUE) == back
    now = await stands(shop)
    assert (now.balance_minor, now.available_minor) == (7_000, 7_000)
    kinds = await rows(shop, "MATCH (e:LedgerEntry) WHERE e.kind STARTS WITH 'PAYOUT' RETURN e.kind AS k ORDER BY k")
    assert [row["k"] for row in kinds] == (["PAYOUT", "PAYOUT_RETURNED"] if was_sent else [])
    with pytest.raises(Conflict):
        await shop.write(payout.send, made.id, "T-3", DUE)
    assert (await asked(shop)).amount_minor == 7_000


async def test_many_who_ask_at_once_get_no_more_than_is_there(shop: Graph) -> None:
    await earn(shop, 10_500)

    async def ask(amount: int | None) -> int:
        try:
            return (await asked(shop, amount)).amount_minor
        except LimitReached:
            return 0

    got = await asyncio.gather(*(ask(2_000 if n % 2 else None) for n in range(12)))
    assert 0 < sum(got) <= 10_500
    now = await stands(shop)
    assert (now.under_way_minor, now.available_minor) == (sum(got), 10_500 - sum(got))


async def test_one_payout_sent_by_two_at_once_leaves_once(shop: Graph) -> None:
    await earn(shop, 5_000)
    made = await asked(shop)
    await asyncio.gather(*(shop.write(payout.send, made.id, "T-1", DUE) for _ in range(6)))
    assert await balance(shop, earnings(ADA)) == 0


async def test_a_refund_within_the_hold_takes_only_what_it_is_of(shop: Graph) -> None:
    await earn(shop, 3_000, LATER - timedelta(days=40))
    sold = await bought(shop, await article(shop, 10_000))
    at = LATER + timedelta(days=1)
    assert (await stands(shop, at)).available_minor == 3_000
    await refunded(shop, sold)
    now = await stands(shop, at)
    assert (now.balance_minor, now.held_minor, now.available_minor) == (3_000, 0, 3_000)


async def test_what_is_paid_back_after_the_payout_is_owed_and_made_up_by_what_comes_next(shop: Graph) -> None:
    sold = await article(shop, 10_000)
    first = await bought(shop, sold)
    made = await asked(shop)
    await shop.write(payout.send, made.id, "T-1", DUE)
    await refunded(shop, first)
    now = await stands(shop)
    assert (now.balance_minor, now.available_minor) == (-7_000, 0)
    await earn(shop, 9_000, DUE)
    assert (await stands(shop, DUE)).available_minor == 0
    later = await stands(shop, DUE + timedelta(days=15))
    assert (later.balance_minor, later.available_minor) == (2_000, 2_000)


async def test_who_earned_nothing_is_told_so_and_nothing_is_left_behind(shop: Graph) -> None:
    with pytest.raises(LimitReached, match="Nothing was earned in EUR"):
        await asked(shop, user=BEN)
    with pytest.raises(NotFound):
        await shop.write(payout.send, new_id(IdPrefix.PAYOUT), "T-1", DUE)
    left = "MATCH (n) WHERE n:Payout OR n:AccountBalance AND n.account = $account RETURN n"
    assert await rows(shop, left, account=earnings(BEN)) == []


async def test_operators_pay_all_who_have_enough_once(shop: Graph) -> None:
    await earn(shop, 5_000, user=ADA)
    await earn(shop, 999, user=BEN)
    await earn(shop, 5_000, user=UserId(sample.CLEO), currency="USD")
    await earn(shop, 5_000, user=UserId(f"usr_{sample.ULID}9"))
    both = await asyncio.gather(*(shop.write(payout.request_all, wanted(), ENTRY) for _ in range(2)))
    made = [one for some in both for one in some]
    assert [(one.user_id, one.amount_minor) for one in made] == [(ADA, 5_000)], "and nobody who isn't there"
    assert await shop.write(payout.request_all, wanted(), ENTRY) == []
    assert await shop.write(payout.request_all, wanted(at=LATER), ENTRY) == []


async def test_one_account_out_of_two_has_what_both_earned_and_were_paid(shop: Graph) -> None:
    await earn(shop, 5_000, user=ADA)
    await earn(shop, 3_000, DUE, user=BEN)
    await earn(shop, 3_000, user=BEN)
    await asked(shop, 2_000, user=BEN)
    await merged(shop, BEN, ADA)
    now = await stands(shop)
    assert (now.balance_minor, now.held_minor, now.under_way_minor, now.available_minor) == (
        11_000,
        3_000,
        2_000,
        6_000,
    )
    assert await rows(shop, "MATCH (d:EarningDay) WHERE d.account CONTAINS $id RETURN d", id=BEN) == []
    (one,) = await rows(shop, "MATCH (p:Payout) RETURN p.user_id AS user_id")
    assert one == {"user_id": ADA}


async def test_an_amount_of_another_currency_is_another_account(shop: Graph) -> None:
    await earn(shop, 5_000)
    with pytest.raises(Refused):
        await shop.write(payout.request, wanted(currency="USD"), ADA)


MANY = """
UNWIND range($from, $to) AS n
WITH 'out_' + right('00000' + toString(n), 5) AS id, n
CREATE (:Payout {id: id, user_id: CASE n % 50 WHEN 0 THEN $ada ELSE 'usr_' + n END, currency: 'EUR', amount_minor: 5,
  state: CASE n % 40 WHEN 7 THEN 'PENDING' ELSE 'SENT' END, by: 'user:usr_' + n, created_at: $now})
CREATE (:EarningDay {account: 'member:' + CASE n % 50 WHEN 0 THEN $ada ELSE 'usr_' + n END + ':earnings',
  currency: 'EUR', day: date($now) - duration({days: n}), amount_minor: 5})
CREATE (:AccountBalance {account: 'member:usr_' + n + ':earnings', currency: 'EUR', amount_minor: 0, postings: 0})
"""
STATES = ["PENDING", "SENT"]
READS: list[tuple[Query[Any, Any], Mapping[str, Any]]] = [
    (accounts.OF_USERS, {"ids": [sample.ADA], "held_from": datetime(2026, 11, 14, tzinfo=UTC).date()}),
    (payout_store.OF_USER, {"user_id": sample.ADA, "states": STATES, "before_id": "out_00500", "limit": 5}),
    (payout_store.LATEST, {"states": STATES, "before_id": "out_00900", "limit": 5}),
    (payout_store.BY_IDS, {"ids": ["out_00500"]}),
]


@pytest.mark.forged_books
@pytest.mark.parametrize("read", READS, ids=lambda read: read[0].name)
async def test_what_is_read_stays_flat(shop: Graph, read: tuple[Query[Any, Any], Mapping[str, Any]]) -> None:
    query, params = read
    await earn(shop, 5_000)
    given = {"ada": sample.ADA, "now": LATER}
    await rows(shop, MANY, **given, **{"from": 1, "to": 1_000})
    few = await hits(shop, query, params)
    await rows(shop, MANY, **given, **{"from": 1_001, "to": 6_000})
    assert await hits(shop, query, params) <= few + 2


async def test_what_goes_back_is_taken_off_the_day_it_was_sold_on(shop: Graph) -> None:
    sold = [Posting(OUTSIDE, "EUR", -100), Posting(earnings(ADA), "EUR", 100)]
    back = [Posting(OUTSIDE, "EUR", 60), Posting(earnings(ADA), "EUR", -60)]
    week = timedelta(days=7)
    for key, kind, at, postings in (
        ("a", LedgerEntryKind.SALE, LATER, sold),
        ("b", LedgerEntryKind.SALE_REFUNDED, LATER + week, back),
    ):
        await shop.write(ledger.post, Entry(f"led_{key}", key, kind, at, postings, sold_at=LATER))
    (day,) = await rows(shop, "MATCH (d:EarningDay) RETURN toString(d.day) AS day, d.amount_minor AS left")
    assert day == {"day": LATER.date().isoformat(), "left": 40}
    days = await rows(shop, "MATCH (d:SalesDay {book: 'EARNINGS'}) RETURN toString(d.day) AS day ORDER BY day")
    assert [row["day"] for row in days] == [LATER.date().isoformat(), (LATER + week).date().isoformat()]
