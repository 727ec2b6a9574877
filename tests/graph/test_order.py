"""Orders on the real server: paid once, numbered without gaps, given at once, and given up with all they held."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import pytest_asyncio

from domain.errors import Conflict, InvalidInput, LimitReached, NotAllowed, NotFound
from domain.gift import digest_of, new_code
from domain.ids import IdPrefix, UserId, new_id
from domain.ledger import FEES, earnings
from domain.money import Money
from domain.new_order import Gift, Item
from domain.order import OrderState, PaymentState
from domain.product import ProductKind
from graph import gift, order, order_store, settlement
from graph.database import Graph
from jobs import expire_orders
from tests import sample
from tests.graph.ordering import (
    ADA,
    BEN,
    CLEO,
    LATER,
    NOW,
    article,
    balance,
    balances,
    bought,
    by_code,
    eur,
    holds,
    order_of,
    ordered,
    paid,
    wanted,
)
from tests.graph.privacy import rows
from tests.graph.shop import coupon, sell

TOLD = "MATCH (e:OutboxEvent) RETURN e.type AS type, count(*) AS times ORDER BY type"


@pytest_asyncio.fixture(loop_scope="session")
async def shop(graph: Graph) -> AsyncIterator[Graph]:
    """The sample."""
    await graph.write(sample.load)
    yield graph


async def told(graph: Graph) -> dict[str, int]:
    """How often what was told."""
    return {row["type"]: row["times"] for row in await rows(graph, TOLD)}


async def test_an_order_is_paid_once_however_often_it_is_told(shop: Graph) -> None:
    sold = await article(shop, 10_000)
    made = await ordered(shop, sold, tax=eur(1_900), billing_name="Cleo C.")
    assert (made.state, made.number, made.total_minor, made.tax_minor) == (OrderState.PENDING, None, 11_900, 1_900)
    assert not await holds(shop, sold)
    told_at_once = (shop.write(settlement.settle, made.id, paid(made, fee=400)) for _ in range(8))
    states = {one.state for one in await asyncio.gather(*told_at_once)}
    assert states == {OrderState.PAID} and await holds(shop, sold)
    assert await balances(shop) == {"ada": 6_720, "sales": 2_880, "tax": 1_900, "outside": -11_900}
    assert await balance(shop, FEES) == 400
    settled = await order_of(shop, made.id)
    assert (settled.number, settled.paid_at, settled.fee_minor) == ("2026-000001", LATER, 400)
    assert [(line.author_minor, line.fee_minor) for line in settled.lines] == [(6_720, 400)]
    assert await told(shop) == {"order.created": 1, "order.paid": 1, "grant.given": 1}
    (entry,) = await rows(shop, "MATCH (e:LedgerEntry {kind: 'SALE'}) RETURN e.about AS about, e.memo AS memo")
    assert entry == {"about": made.id, "memo": "Invoice 2026-000001"}


async def test_numbers_of_invoices_have_no_gaps_whatever_fails_beside_them(shop: Graph) -> None:
    sold = await article(shop)
    made = [await ordered(shop, sold) for _ in range(6)]

    async def settle(number: int) -> None:
        one = made[number]
        if number % 2:
            with pytest.raises(Conflict):
                await shop.write(settlement.confirm, one.id, paid(one, amount_minor=1))
        await shop.write(settlement.settle, one.id, paid(one))

    await asyncio.gather(*(settle(number) for number in range(6)))
    numbers = sorted([(await order_of(shop, one.id)).number or "" for one in made])
    assert numbers == [f"2026-{n:06}" for n in range(1, 7)]
    next_year = await ordered(shop, sold)
    at = datetime(2027, 1, 1, tzinfo=UTC)
    assert (await shop.write(settlement.settle, next_year.id, paid(next_year, at=at))).number == "2027-000001"


@pytest.mark.parametrize(
    ("amiss", "said"),
    [({"amount_minor": 999}, "costs 1,000"), ({"currency": "USD"}, "in EUR"), ({"fee_minor": 1_001}, "fee")],
)
async def test_a_payment_that_does_not_fit_is_kept_and_settles_nothing(
    shop: Graph, amiss: dict[str, Any], said: str
) -> None:
    made = await ordered(shop, await article(shop))
    with pytest.raises(Conflict, match=said):
        await shop.write(settlement.confirm, made.id, paid(made, **amiss))
    assert await shop.read(order_store.payments, [made.id]) == {}, "a slip of whoever types it leaves nothing"
    still = await shop.write(settlement.settle, made.id, paid(made, **amiss))
    assert still == made
    (payment,) = (await shop.read(order_store.payments, [made.id]))[made.id]
    assert payment.state is PaymentState.FAILED and said in (payment.reason or "")
    assert await balances(shop) == {"ada": 0, "sales": 0, "tax": 0, "outside": 0}
    right = await shop.write(settlement.settle, made.id, paid(made, reference="R-2"))
    assert right.state is OrderState.PAID


async def test_a_payment_settles_one_order(shop: Graph) -> None:
    sold = await article(shop)
    first, second = await bought(shop, sold), await ordered(shop, sold)
    reference = paid(first).reference
    for work in (settlement.settle, settlement.confirm):
        with pytest.raises(Conflict):
            await shop.write(work, second.id, paid(second, reference=reference))
    again = await shop.write(settlement.settle, first.id, paid(first, reference="R-9"))
    assert again.state is OrderState.PAID
    states = [one.state for one in (await shop.read(order_store.payments, [first.id]))[first.id]]
    assert sorted(states) == [PaymentState.FAILED, PaymentState.SUCCEEDED], "what was paid twice is seen"
    assert (await balances(shop))["outside"] == -1_000


async def test_who_buys_their_own_has_no_share_of_it(shop: Graph) -> None:
    await bought(shop, await article(shop), user=ADA)
    assert await balances(shop) == {"ada": 0, "sales": 1_000, "tax": 0, "outside": -1_000}


async def test_a_coupon_takes_off_and_its_affiliate_earns(shop: Graph) -> None:
    sold = await article(shop, 1_001)
    await coupon(shop, "BEN10", percent_off=10, affiliate_id=BEN, affiliate_percent=20)
    with pytest.raises(NotAllowed):
        await ordered(shop, sold, user=BEN, coupon_code="BEN10")
    made = await bought(shop, sold, coupon_code="ben10")
    assert (made.subtotal_minor, made.discount_minor, made.total_minor) == (1_001, 100, 901)
    earned = {who: await balance(shop, earnings(who)) for who in (ADA, BEN)}
    assert earned == {ADA: 631, BEN: 180} and (await balances(shop))["sales"] == 90
    with pytest.raises(Conflict):
        await ordered(shop, sold, coupon_code="BEN10")


async def test_an_order_that_is_given_up_gives_its_coupon_back(shop: Graph) -> None:
    sold = await article(shop)
    await coupon(shop, "ONE", max_redemptions=1)
    redeemed = "MATCH (c:Coupon) RETURN c.redeemed AS n"
    for give_up in (order.cancel, order.fail):
        made = await ordered(shop, sold, coupon_code="ONE")
        assert await rows(shop, redeemed) == [{"n": 1}]
        given_up = await shop.write(give_up, made.id, "Changed my mind", LATER)
        assert (given_up.state_reason, await rows(shop, redeemed)) == ("Changed my mind", [{"n": 0}])
        assert await shop.write(give_up, made.id, "Again", LATER) == given_up


async def test_a_coupon_that_was_used_again_since_its_order_failed_isnt_used_by_that(shop: Graph) -> None:
    sold = await article(shop)
    await coupon(shop, "HALF", percent_off=50)
    late = await ordered(shop, sold, coupon_code="HALF")
    await shop.write(order.fail, late.id, "Declined", LATER)
    other = await bought(shop, sold, coupon_code="HALF")
    with pytest.raises(Conflict, match="used the coupon HALF before"):
        await shop.write(settlement.confirm, late.id, paid(late))
    assert (await shop.write(settlement.settle, late.id, paid(late))).state is OrderState.FAILED
    used = "MATCH (c:Coupon) RETURN c.redeemed AS times, COLLECT { MATCH (u:CouponRedemption) RETURN u.order_id } AS of"
    assert await rows(shop, used) == [{"times": 1, "of": [other.id]}]


async def test_an_order_that_failed_and_is_paid_after_all_uses_its_coupon(shop: Graph) -> None:
    sold = await article(shop)
    await coupon(shop, "ONCE", percent_off=50, max_redemptions=1)
    late = await ordered(shop, sold, coupon_code="ONCE")
    await shop.write(order.fail, late.id, "Declined", LATER)
    for _ in range(2):
        assert (await shop.write(settlement.settle, late.id, paid(late))).state is OrderState.PAID
    assert await rows(shop, "MATCH (c:Coupon) RETURN c.redeemed AS times") == [{"times": 1}]
    with pytest.raises(LimitReached):
        await ordered(shop, sold, coupon_code="ONCE", user=BEN)


async def test_what_was_not_paid_in_time_is_cancelled_by_itself(shop: Graph) -> None:
    sold = await article(shop)
    early, late = await ordered(shop, sold), await ordered(shop, sold, at=NOW + timedelta(hours=1))
    await coupon(shop)
    held = await ordered(shop, sold, coupon_code="TEN")
    settled, endless = await bought(shop, sold), await ordered(shop, sold, expires_at=None)
    at = NOW + timedelta(hours=24)
    assert (await expire_orders.run(shop, at)).counts == {"orders expired": 2}
    assert (await expire_orders.run(shop, at)).counts == {"orders expired": 0}
    found = {one.id: (await order_of(shop, one.id)) for one in (early, late, held, settled, endless)}
    assert [one.state for one in found.values()] == ["CANCELLED", "PENDING", "CANCELLED", "PAID", "PENDING"]
    assert found[early.id].state_reason == "EXPIRED"
    assert await rows(shop, "MATCH (c:Coupon) RETURN c.redeemed AS n") == [{"n": 0}]
    came_late = await shop.write(settlement.settle, early.id, paid(early, at=at))
    assert came_late.state is OrderState.CANCELLED and not await holds(shop, sold, BEN)
    (payment,) = (await shop.read(order_store.payments, [early.id]))[early.id]
    assert payment.state is PaymentState.FAILED, "somebody has to give it back"


async def test_an_order_that_failed_is_cancelled_in_its_time_too(shop: Graph) -> None:
    made = await ordered(shop, await article(shop))
    await shop.write(order.fail, made.id, "Declined", LATER)
    assert (await expire_orders.run(shop, NOW + timedelta(days=1))).counts == {"orders expired": 1}
    assert (await order_of(shop, made.id)).state is OrderState.CANCELLED


async def test_a_payment_that_was_told_after_its_failure_settles_the_order(shop: Graph) -> None:
    sold = await article(shop)
    made = await ordered(shop, sold)
    await shop.write(order.fail, made.id, "The card was declined.", LATER)
    settled = await shop.write(settlement.settle, made.id, paid(made))
    assert (settled.state, settled.state_reason) == (OrderState.PAID, None) and await holds(shop, sold)
    assert (await shop.write(order.fail, made.id, "Late news", LATER)).state is OrderState.PAID
    with pytest.raises(Conflict, match="refunded"):
        await shop.write(order.cancel, made.id, "No", LATER)


async def test_paying_and_giving_up_at_once_is_one_of_both(shop: Graph) -> None:
    sold = await article(shop)
    for _ in range(5):
        made = await ordered(shop, sold)
        at = NOW + timedelta(days=2)
        done = (shop.write(settlement.settle, made.id, paid(made)), shop.write(order.expire, made.id, at))
        await asyncio.gather(*done)
        state = (await order_of(shop, made.id)).state
        (payment,) = (await shop.read(order_store.payments, [made.id]))[made.id]
        assert (state, payment.state) in {("PAID", "SUCCEEDED"), ("CANCELLED", "FAILED")}


@pytest.mark.parametrize(
    ("items", "error", "path"),
    [
        ([], InvalidInput, ("input", "items")),
        ([("a", 0)], InvalidInput, ("input", "items", "0", "quantity")),
        ([("a", -1)], InvalidInput, ("input", "items", "0", "quantity")),
        ([("a", 101)], InvalidInput, ("input", "items", "0", "quantity")),
        ([("a", 2)], InvalidInput, ("input", "items", "0", "quantity")),
        ([("a", 1), ("a", 1)], InvalidInput, ("input", "items", "1", "priceId")),
        ([("a", 1), ("dollar", 1)], Conflict, ("input", "items", "1", "priceId")),
        ([("month", 1)], Conflict, ("input", "items", "0", "priceId")),
        ([("a", 1), ("hour", 1)], Conflict, ("input", "items", "1", "priceId")),
        ([("gone", 1)], NotFound, ("input", "items", "0", "priceId")),
        ([("nothing", 1)], NotFound, ("input", "items", "0", "priceId")),
    ],
)
async def test_what_makes_no_sense_is_not_ordered(
    shop: Graph, items: list[tuple[str, int]], error: type[Exception], path: tuple[str, ...]
) -> None:
    gone = await article(shop, slug="gone")
    await rows(shop, "MATCH (p:Price {id: $id}) SET p.archived_at = $now", id=gone.price_id, now=NOW)
    prices = {
        "a": (await article(shop)).price_id,
        "dollar": (await article(shop, slug="dollar", currency="USD")).price_id,
        "month": (await sell(shop)).price_id,
        "hour": (await sell(shop, ProductKind.SERVICE, "hour")).price_id,
        "gone": gone.price_id,
        "nothing": "prc_01jz000000000000000000000z",
    }
    with pytest.raises(error) as refused:
        await ordered(shop, *(Item(prices[name], quantity) for name, quantity in items))
    assert refused.value.path == path  # type: ignore[attr-defined]
    assert await rows(shop, "MATCH (n:Order|OrderLine|OutboxEvent) RETURN n") == []


async def test_what_a_client_showed_is_what_is_ordered_or_nothing_is(shop: Graph) -> None:
    sold = await article(shop)
    for amount, currency in ((999, "EUR"), (1_000, "USD"), (0, "EUR")):
        with pytest.raises(Conflict, match="1,000 minor units of EUR"):
            await ordered(shop, sold, expected=Money(amount_minor=amount, currency=currency))
    made = await ordered(shop, sold, expected=Money(amount_minor=1_000, currency="EUR"))
    assert made.total_minor == 1_000
    with pytest.raises(InvalidInput):
        await ordered(shop, sold, tax=eur(1_001))


async def test_an_order_keeps_what_it_was_made_of(shop: Graph) -> None:
    sold = await article(shop)
    made = await ordered(shop, sold)
    await rows(shop, "MATCH (p:Product {id: $id}) SET p.name = 'New', p.author_share_percent = 0", id=sold.product_id)
    await rows(shop, "MATCH (p:Price {id: $id}) SET p.archived_at = $now", id=sold.price_id, now=NOW)
    settled = await shop.write(settlement.settle, made.id, paid(made))
    assert settled.lines[0].name == "an-article" and (await balances(shop))["ada"] == 700


async def test_an_order_of_one_key_is_made_once(shop: Graph) -> None:
    sold = await sell(shop)
    ids = [new_id(IdPrefix.ORDER) for _ in range(6)]
    more: dict[str, Any] = {"subscription_id": "sub_1", "key": "sub_1:1", "period_start": NOW}
    lines = Item(sold.price_id, unit_minor=1_500, discount_minor=400)
    made = await asyncio.gather(*(shop.write(order.create, wanted(lines, id=id, **more)) for id in ids))
    assert len({one.id for one in made}) == 1 and made[0].total_minor == 1_100
    settled = await shop.write(settlement.settle, made[0].id, paid(made[0]))
    assert settled.state is OrderState.PAID and not await holds(shop, sold), "its subscription gives that"
    assert (await told(shop))["order.created"] == 1


async def test_a_gift_to_a_member_is_theirs_and_not_its_buyers(shop: Graph) -> None:
    sold = await article(shop)
    await bought(shop, sold, gift=Gift(to=BEN))
    assert (await holds(shop, sold, BEN), await holds(shop, sold, CLEO)) == (True, False)


async def test_a_gift_by_code_is_had_by_who_redeems_it_first(shop: Graph) -> None:
    sold, code = await sell(shop), new_code()
    made = await ordered(shop, Item(sold.price_id, 3), gift=by_code(digest_of(code)))
    assert made.total_minor == 3_000
    with pytest.raises(NotFound):
        await shop.write(gift.redeem, digest_of(code), BEN, LATER)
    await shop.write(settlement.settle, made.id, paid(made))
    typed = digest_of(code.lower().replace("-", " "))
    at = datetime(2026, 11, 30, tzinfo=UTC)

    async def redeem(user: UserId) -> UserId | None:
        try:
            return (await shop.write(gift.redeem, typed, user, at)).gift_to
        except Conflict:
            return None

    winners = set(await asyncio.gather(*(redeem(user) for user in (ADA, BEN, ADA, BEN)))) - {None}
    assert len(winners) == 1
    (winner,) = winners
    assert [await holds(shop, sold, user, at) for user in (ADA, BEN)] == [winner == ADA, winner == BEN]
    last = datetime(2027, 2, 28, tzinfo=UTC) - timedelta(seconds=1)
    assert winner and await holds(shop, sold, winner, last), "three months, of which the last has no 30th"
    assert not await holds(shop, sold, winner, last + timedelta(seconds=1))
