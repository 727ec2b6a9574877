"""Seats bought by orders: the last one is sold once, and free again when its order ends. Refunds take certificates."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import pytest_asyncio

from domain.benefit import BenefitKind
from domain.cohort import CohortId
from domain.errors import Conflict, InvalidInput, LimitReached, NotFound
from domain.ids import IdPrefix, new_id
from domain.new_order import CHECKOUT_HOLDS, Gift, Item
from domain.order import Order, OrderState
from domain.payment import Told, ToldKind
from domain.product import BillingInterval, ProductKind
from graph import certificate, cohort, cohort_store, dispute, order, settlement
from graph.database import Graph
from tests import sample
from tests.graph.ordering import ADA, BEN, CLEO, LATER, NOW, article, bought, ordered, paid, refunded, wanted
from tests.graph.privacy import rows
from tests.graph.shop import Sold, sell

STARTS = NOW + timedelta(days=30)
SEATS = "MATCH (s:Seat) RETURN s.user_id AS who, s.state AS state ORDER BY who"
CERTIFY = """MATCH (u:User {id: $id}) CREATE (:Certificate {id: 'crt_1', code: 'abc', key: $id + '|' + $course,
  user_id: $id, course_id: $course, course_title: 'A paid course', issued_at: $at})"""


@pytest_asyncio.fixture(loop_scope="session")
async def shop(graph: Graph) -> AsyncIterator[Graph]:
    """The sample."""
    await graph.write(sample.load)
    yield graph


async def training(graph: Graph, seats: int = 1) -> tuple[Sold, Item]:
    """A course on sale, and a seat of its cohort."""
    sold = await sell(
        graph, ProductKind.COURSE, "training", 50_000, benefit=BenefitKind.CONTENT, contents=(sample.PAID,)
    )
    id = CohortId(new_id(IdPrefix.COHORT))
    told = {"name": "Winter", "seats": seats, "starts_at": STARTS, "ends_at": STARTS + timedelta(days=2)}
    params = {"id": id, "course_id": sample.PAID, "product_id": sold.product_id, "properties": told, "at": NOW}
    await graph.write(cohort_store.CREATE.run, cohort_store.CreateParams.model_validate(params))
    return sold, Item(sold.price_id, cohort_id=id)


async def states(graph: Graph) -> dict[str, str]:
    """How members stand in the one cohort."""
    return {row["who"]: row["state"] for row in await rows(graph, SEATS)}


async def test_of_two_who_order_the_last_seat_at_once_one_has_it(shop: Graph) -> None:
    _, seat = await training(shop)
    tries = [shop.write(order.create, wanted(seat, user=who)) for who in (ADA, CLEO, BEN)]
    done = await asyncio.gather(*tries, return_exceptions=True)
    refused = [each for each in done if isinstance(each, BaseException)]
    assert [type(each) for each in refused] == [LimitReached] * 2
    (made,) = [each for each in done if not isinstance(each, BaseException)]
    assert await states(shop) == {made.user_id: "TAKEN"}
    assert await rows(shop, "MATCH (o:Order) RETURN o.user_id AS who") == [{"who": made.user_id}], (
        "nothing else is left"
    )
    for _ in range(2):
        await shop.write(settlement.settle, made.id, paid(made))
    assert await states(shop) == {made.user_id: "TAKEN"}


@pytest.mark.parametrize("how", ["cancelled", "failed", "expired"])
async def test_a_seat_that_isnt_paid_goes_to_who_waits(shop: Graph, how: str) -> None:
    _, seat = await training(shop)
    made = await ordered(shop, seat)
    await shop.write(cohort.wait, CohortId(str(seat.cohort_id)), BEN, NOW)
    if how == "cancelled":
        await shop.write(order.cancel, made.id, "Not wanted", LATER)
    elif how == "failed":
        await shop.write(order.fail, made.id, "Declined", LATER)
    else:
        await shop.write(order.expire, made.id, NOW + CHECKOUT_HOLDS)
    assert await states(shop) == {BEN: "OFFERED"}
    other = await bought(shop, seat, user=BEN)
    assert other.state is OrderState.PAID and await states(shop) == {BEN: "TAKEN"}


async def test_a_payment_that_is_told_too_late_for_the_seat_is_kept_to_be_given_back(shop: Graph) -> None:
    _, seat = await training(shop)
    late = await ordered(shop, seat)
    await shop.write(order.fail, late.id, "Declined", LATER)
    other = await bought(shop, seat, user=BEN)
    with pytest.raises(Conflict, match="full"):
        await shop.write(settlement.confirm, late.id, paid(late))
    after = await shop.write(settlement.settle, late.id, paid(late))
    assert after.state is OrderState.FAILED and other.state is OrderState.PAID
    kept = "MATCH (p:Payment {order_id: $id}) RETURN p.state AS state, p.reason AS reason"
    assert await rows(shop, kept, id=late.id) == [
        {"state": "FAILED", "reason": "This cohort is full: join its waiting list."}
    ]
    assert await states(shop) == {BEN: "TAKEN"}
    await refunded(shop, other)
    again = await shop.write(settlement.settle, late.id, paid(late, reference="R-2"))
    assert again.state is OrderState.PAID and await states(shop) == {CLEO: "TAKEN"}, "while there is a seat it is paid"


async def test_a_refund_frees_the_seat_of_what_is_paid_back(shop: Graph) -> None:
    _, seat = await training(shop)
    made = await bought(shop, seat, await article(shop))
    await shop.write(cohort.wait, CohortId(str(seat.cohort_id)), BEN, NOW)
    await refunded(shop, made, line=2)
    assert (await states(shop))[CLEO] == "TAKEN"
    await refunded(shop, made, line=1)
    assert await states(shop) == {BEN: "OFFERED"}


async def test_a_lost_dispute_frees_the_seat_and_takes_the_certificate_and_a_won_one_neither(shop: Graph) -> None:
    _, seat = await training(shop)
    made = await bought(shop, seat)
    await rows(shop, CERTIFY, id=CLEO, course=sample.PAID, at=NOW)
    await shop.write(cohort.wait, CohortId(str(seat.cohort_id)), BEN, NOW)
    valid = "MATCH (c:Certificate) RETURN c.revoked_at IS NULL AS valid"
    await disputed(shop, made, "dp_1", won=True)
    assert (await states(shop))[CLEO] == "TAKEN" and await rows(shop, valid) == [{"valid": True}]
    await disputed(shop, made, "dp_2", won=False)
    assert await states(shop) == {BEN: "OFFERED"} and await rows(shop, valid) == [{"valid": False}]


async def disputed(graph: Graph, made: Order, reference: str, won: bool) -> None:
    """A bank takes an order's payment back, and decides on it."""
    opened = Told(
        id=f"evt_{reference}",
        processor="manual",
        type="dispute",
        kind=ToldKind.DISPUTED,
        at=LATER,
        payment_reference=f"R-{made.id}",
        reference=reference,
        amount_minor=made.total_minor,
        currency=made.currency,
    )
    assert await graph.write(dispute.open, opened) is None
    closed = opened.model_copy(update={"kind": ToldKind.DISPUTE_CLOSED, "won": won})
    assert await graph.write(dispute.close, closed) is None


async def test_what_cant_be_ordered_takes_no_seat(shop: Graph) -> None:
    sold, seat = await training(shop)
    other = await article(shop)
    gone = CohortId(f"coh_{sample.ULID}z")
    for item, more, problem in (
        (Item(sold.price_id, cohort_id=gone), {}, NotFound),
        (Item(other.price_id, cohort_id=seat.cohort_id), {}, Conflict),
        (seat, {"gift": Gift(to=BEN)}, InvalidInput),
    ):
        with pytest.raises(problem):
            await ordered(shop, item, **more)
    assert await states(shop) == {} and await rows(shop, "MATCH (o:Order) RETURN o") == []
    await bought(shop, seat)
    with pytest.raises(Conflict, match="already"):
        await ordered(shop, seat)


async def test_a_certificate_goes_when_nothing_else_opens_the_course(shop: Graph) -> None:
    _, seat = await training(shop, 5)
    gold = await sell(shop, ProductKind.MEMBERSHIP, "everything", 900, interval=BillingInterval.ONCE)
    unrelated = await article(shop, slug="other", contents=(sample.SECRET,))
    orders = {name: await bought(shop, what) for name, what in (("seat", seat), ("gold", gold), ("other", unrelated))}
    await rows(shop, CERTIFY, id=CLEO, course=sample.PAID, at=NOW)

    async def valid() -> bool:
        (found,) = await shop.read(certificate.OF_USER.all, certificate.OfUserParams(user_id=CLEO, limit=5))
        return found.valid

    await refunded(shop, orders["other"])
    assert await valid()
    await refunded(shop, orders["seat"])
    assert await valid(), "who has everything still has the course"
    await refunded(shop, orders["gold"])
    assert not await valid()
