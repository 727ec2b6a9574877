"""Refunds on the real server: never more than was paid, whoever asks at once; and what was earned goes back with it."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import pytest_asyncio

from domain.benefit import BenefitKind
from domain.errors import Conflict, LimitReached
from domain.gift import digest_of, new_code
from domain.ledger import OUTSIDE, Entry, LedgerEntryKind, earnings, moved
from domain.new_order import Gift
from domain.order import OrderState
from domain.product import BillingInterval
from domain.refund import RefundState
from graph import gift, ledger, refund, settlement
from graph.database import Graph
from tests import sample
from tests.graph.ordering import (
    ADA,
    BEN,
    LATER,
    article,
    back,
    balance,
    balances,
    bought,
    by_code,
    eur,
    holds,
    order_of,
    ordered,
    paid,
    refunded,
)
from tests.graph.privacy import rows
from tests.graph.shop import sell


@pytest_asyncio.fixture(loop_scope="session")
async def shop(graph: Graph) -> AsyncIterator[Graph]:
    """The sample."""
    await graph.write(sample.load)
    yield graph


async def test_what_is_paid_back_whole_gives_nothing_any_more(shop: Graph) -> None:
    sold = await article(shop, 10_000)
    made = await bought(shop, sold, tax=eur(1_900), fee=400)
    asked = await shop.write(refund.request, back(made))
    assert (asked.state, asked.amount_minor, asked.tax_minor) == (RefundState.PENDING, 11_900, None)
    assert (await order_of(shop, made.id)).refunding_minor == 11_900 and await holds(shop, sold)
    done = await shop.write(refund.succeed, asked.id, "re_1", LATER)
    assert (done.state, done.tax_minor, done.processor_reference) == (RefundState.SUCCEEDED, 1_900, "re_1")
    after = await order_of(shop, made.id)
    assert (after.state, after.refunded_minor, after.refunding_minor) == (OrderState.REFUNDED, 11_900, 0)
    assert not await holds(shop, sold)
    assert await balances(shop) == {"ada": 0, "sales": -400, "tax": 0, "outside": 0}, "the fee stays where it went"
    assert await shop.write(refund.succeed, asked.id, "re_1", LATER) == done
    (entry,) = await rows(shop, "MATCH (e:LedgerEntry {kind: 'SALE_REFUNDED'}) RETURN e.about AS about")
    assert entry["about"] == asked.id
    told = "MATCH (e:OutboxEvent {type: 'order.refunded'}) RETURN count(e) AS n"
    assert await rows(shop, told) == [{"n": 1}]


async def test_two_operators_at_once_pay_back_once(shop: Graph) -> None:
    made = await bought(shop, await article(shop))

    async def ask() -> bool:
        try:
            asked = await shop.write(refund.request, back(made))
            await shop.write(refund.succeed, asked.id, None, LATER)
            return True
        except (LimitReached, Conflict):
            return False

    assert sum(await asyncio.gather(*(ask() for _ in range(10)))) == 1
    assert (await order_of(shop, made.id)).refunded_minor == 1_000
    assert await balances(shop) == {"ada": 0, "sales": 0, "tax": 0, "outside": 0}


async def test_refunds_at_once_never_come_to_more_than_was_paid(shop: Graph) -> None:
    made = await bought(
        shop,
        await article(shop),
        await article(shop, 500, "another"),
        tax=eur(71),
        fee=33,
    )

    async def ask(amount: int) -> int:
        try:
            asked = await shop.write(refund.request, back(made, amount))
        except LimitReached:
            return 0
        if amount % 3 == 0:
            await shop.write(refund.fail, asked.id, "The bank said no.", LATER)
            return 0
        done = await asyncio.gather(*(shop.write(refund.succeed, asked.id, None, LATER) for _ in range(2)))
        assert {one.state for one in done} == {RefundState.SUCCEEDED}
        return amount

    returned = sum(await asyncio.gather(*(ask(amount) for amount in range(90, 310, 10))))
    after = await order_of(shop, made.id)
    assert (after.refunded_minor, after.refunding_minor) == (returned, 0) and returned <= 1_571
    if after.refundable_minor:
        await refunded(shop, after)
    assert await balances(shop) == {"ada": 0, "sales": -33, "tax": 0, "outside": 0}, "not a cent of tax is left"


async def test_one_key_pays_back_once(shop: Graph) -> None:
    made = await bought(shop, await article(shop))
    asked = [await shop.write(refund.request, back(made, 300, key="ticket-1")) for _ in range(3)]
    assert len({one.id for one in asked}) == 1 and (await order_of(shop, made.id)).refunding_minor == 300
    for amount, line in ((301, None), (None, None), (300, 1)):
        with pytest.raises(Conflict, match="key"):
            await shop.write(refund.request, back(made, amount, line, key="ticket-1"))


async def test_what_failed_can_be_asked_for_again(shop: Graph) -> None:
    made = await bought(shop, await article(shop))
    asked = await shop.write(refund.request, back(made))
    with pytest.raises(LimitReached):
        await shop.write(refund.request, back(made, 1))
    failed = await shop.write(refund.fail, asked.id, "The account is closed.", LATER)
    assert (failed.state, failed.problem) == (RefundState.FAILED, "The account is closed.")
    with pytest.raises(Conflict):
        await shop.write(refund.succeed, asked.id, None, LATER)
    assert (await order_of(shop, made.id)).state is OrderState.PAID
    done = await refunded(shop, made)
    assert done.amount_minor == 1_000
    assert await shop.write(refund.fail, done.id, "Too late", LATER) == done


async def test_a_line_that_is_paid_back_ends_what_no_other_gives(shop: Graph) -> None:
    both = await article(shop, slug="both")
    extra = await article(shop, slug="extra")
    ad_free = await sell(shop, slug="quiet", amount=200, interval=BillingInterval.ONCE, benefit=BenefitKind.AD_FREE)
    add = "MATCH (p:Product {id: $product}), (b:Benefit {id: $benefit}) CREATE (p)-[:INCLUDES]->(b)"
    await rows(shop, add, product=extra.product_id, benefit=both.benefit_id)
    made = await bought(shop, both, extra, ad_free)
    await refunded(shop, made, line=1)
    assert (await order_of(shop, made.id)).state is OrderState.PARTIALLY_REFUNDED
    assert await holds(shop, both), "the second line gives it too"
    await refunded(shop, made, 999, line=2)
    assert await holds(shop, extra), "one minor unit of it is still paid"
    await refunded(shop, made, 1, line=2)
    assert [await holds(shop, one) for one in (both, extra, ad_free)] == [False, False, True]
    await refunded(shop, made)
    assert not await holds(shop, ad_free) and (await order_of(shop, made.id)).state is OrderState.REFUNDED


async def test_what_a_shorter_line_gives_as_well_lasts_as_long_as_that(shop: Graph) -> None:
    month = await sell(shop, slug="gold", amount=1_000)
    year = await sell(shop, slug="gold-year", amount=9_000, interval=BillingInterval.YEAR)
    add = "MATCH (p:Product {id: $product}), (b:Benefit {id: $benefit}) CREATE (p)-[:INCLUDES]->(b)"
    await rows(shop, add, product=year.product_id, benefit=month.benefit_id)
    made = await bought(shop, month, year, gift=Gift(to=BEN))
    in_spring = LATER + timedelta(days=120)
    assert await holds(shop, month, BEN, in_spring)
    await refunded(shop, made, line=2)
    assert [await holds(shop, month, BEN, at) for at in (LATER, in_spring)] == [True, False]


async def test_what_is_held_from_another_order_goes_on(shop: Graph) -> None:
    sold = await article(shop)
    first, _ = await bought(shop, sold), await bought(shop, sold)
    await refunded(shop, first)
    assert await holds(shop, sold)


async def test_a_gift_that_is_paid_back_ends_for_who_has_it(shop: Graph) -> None:
    sold = await article(shop)
    made = await bought(shop, sold, gift=Gift(to=BEN))
    await refunded(shop, made)
    assert not await holds(shop, sold, BEN)
    code = digest_of(new_code())
    made = await ordered(shop, sold, gift=by_code(code))
    await shop.write(settlement.settle, made.id, paid(made))
    await refunded(shop, made)
    with pytest.raises(Exception, match="no gift of this code"):
        await shop.write(gift.redeem, code, BEN, LATER)


async def test_earnings_that_were_paid_out_are_owed(shop: Graph) -> None:
    made = await bought(shop, await article(shop))
    postings = moved(700, "EUR", source=earnings(ADA), target=OUTSIDE)
    await shop.write(ledger.post, Entry("led_out", "payout:1", LedgerEntryKind.PAYOUT, LATER, postings))
    await refunded(shop, made)
    assert await balance(shop, earnings(ADA)) == -700, "what comes in next pays it off"
    await bought(shop, await article(shop, 2_000, "next"))
    assert await balance(shop, earnings(ADA)) == 700
