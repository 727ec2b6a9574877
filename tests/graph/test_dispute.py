"""Disputes beside everything else: what a dispute ended comes back as far as it is still paid for, and only then."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any

import pytest
import pytest_asyncio

from domain.cohort import CohortId
from domain.ledger import SALES, earnings
from domain.order import Order, OrderState, PaymentState
from domain.payment import Outcome, Told, ToldKind
from graph import cohort, dispute, order_store, refund, settlement, subscribing
from graph.database import Graph
from tests import sample
from tests.graph.ordering import (
    ADA,
    BEN,
    LATER,
    NOW,
    article,
    back,
    balance,
    bought,
    holds,
    order_of,
    paid,
)
from tests.graph.privacy import rows
from tests.graph.subscribed import DAY, tier, world
from tests.graph.test_order_seats import states, training

START = datetime.fromisoformat("2027-01-31T09:30:00+00:00")


@pytest_asyncio.fixture(loop_scope="session")
async def shop(graph: Graph) -> AsyncIterator[Graph]:
    """The sample."""
    await graph.write(sample.load)
    yield graph


def told(of: Order, kind: ToldKind, won: bool | None = None, at: datetime = LATER, **more: Any) -> Told:
    """What a processor tells of a dispute of the payment of an order."""
    id = f"evt_{kind}_{of.id}"
    given: dict[str, Any] = {"id": id, "processor": of.processor, "type": kind, "kind": kind, "at": at}
    about = {"payment_reference": f"R-{of.id}", "reference": f"dp_{of.id}", "amount_minor": of.total_minor}
    return Told.model_validate(given | about | {"currency": of.currency, "won": won} | more)


async def disputed(graph: Graph, of: Order, at: datetime = LATER, **more: Any) -> None:
    """A bank takes back what was paid for an order."""
    await graph.write(dispute.open, told(of, ToldKind.DISPUTED, at=at, **more))


async def decided(graph: Graph, of: Order, won: bool, at: datetime = LATER, **more: Any) -> None:
    """A bank decides whose the money is."""
    await graph.write(dispute.close, told(of, ToldKind.DISPUTE_CLOSED, won, at, **more))


async def test_what_was_refunded_meanwhile_doesnt_come_back_when_the_dispute_is_won(shop: Graph) -> None:
    sold = await article(shop)
    made = await bought(shop, sold)
    asked = await shop.write(refund.request, back(made))
    await disputed(shop, made, amount_minor=0)  # all of it is on its way back already
    await shop.write(refund.succeed, asked.id, "re_1", LATER)
    await decided(shop, made, won=True)
    assert (await order_of(shop, made.id)).state is OrderState.REFUNDED
    assert not await holds(shop, sold)
    assert (await balance(shop, earnings(ADA)), await balance(shop, SALES)) == (0, 0)


async def test_a_refund_that_fails_as_the_payment_is_disputed_leaves_nothing_of_it(shop: Graph) -> None:
    made = await bought(shop, await article(shop, 1_001))
    asked = await shop.write(refund.request, back(made, 400))
    await disputed(shop, made)
    await shop.write(refund.fail, asked.id, "It is disputed.", LATER)
    await decided(shop, made, won=False)
    assert (await balance(shop, earnings(ADA)), await balance(shop, SALES)) == (0, 0)


async def test_a_dispute_that_is_lost_frees_the_seat(shop: Graph) -> None:
    _, seat = await training(shop)
    made = await bought(shop, seat)
    await shop.write(cohort.wait, CohortId(str(seat.cohort_id)), BEN, NOW)
    await disputed(shop, made)
    assert (await states(shop))[made.user_id] == "TAKEN", "it may be won"
    await decided(shop, made, won=False)
    assert await states(shop) == {BEN: "OFFERED"}


async def test_of_two_disputes_of_one_payment_both_are_to_be_won(shop: Graph) -> None:
    sold = await article(shop)
    made = await bought(shop, sold)
    await disputed(shop, made)
    await disputed(shop, made, id="evt_2", reference="dp_2")
    await decided(shop, made, won=True)
    (payment,) = (await shop.read(order_store.payments, [made.id]))[made.id]
    assert payment.state is PaymentState.DISPUTED and not await holds(shop, sold)
    await decided(shop, made, won=True, id="evt_3", reference="dp_2")
    assert await holds(shop, sold) and await balance(shop, earnings(ADA)) == 700


async def test_money_that_came_for_nothing_can_be_disputed_and_nothing_follows(shop: Graph) -> None:
    sold = await article(shop)
    made = await bought(shop, sold)
    await shop.write(settlement.settle, made.id, paid(made, reference="R-2"))
    await rows(shop, "MATCH (p:Payment {reference: 'R-2'}) SET p.state = 'RETURNED'")
    note = await shop.write(dispute.open, told(made, ToldKind.DISPUTED, payment_reference="R-2"))
    assert note == "No payment of ours." and await holds(shop, sold)


@pytest.mark.parametrize("how", ["cancelled", "unpaid"])
async def test_a_subscription_gives_nothing_by_a_dispute_that_is_won_once_it_has_ended(graph: Graph, how: str) -> None:
    community, gold = await world(graph, START), await tier(graph)
    made = await community.subscribe(gold.price_id)
    (first,) = await rows(graph, "MATCH (o:Order) RETURN o.id AS id")
    of = await order_of(graph, first["id"])
    reference = {"payment_reference": f"paid {of.id}"}
    await disputed(graph, of, START + DAY, **reference)
    assert await community.holds(START + DAY) == []
    if how == "cancelled":
        await graph.write(subscribing.cancel, made.id, False, START + 2 * DAY)
        await decided(graph, of, True, START + 3 * DAY, **reference)
        assert await community.holds(START + 3 * DAY) == []
        return
    community.card.says = [Outcome.FAILED]
    await community.night(made.period_end)
    assert await community.holds() == [], "who doesn't pay either isn't given a grace for it"
    await decided(graph, of, True, made.period_end + timedelta(hours=1), **reference)
    assert await community.holds(made.period_end + timedelta(hours=1)) == ["gold"], "now it is"


async def test_another_period_is_given_whatever_became_of_the_last(graph: Graph) -> None:
    community, gold = await world(graph, START), await tier(graph)
    made = await community.subscribe(gold.price_id)
    (first,) = await rows(graph, "MATCH (o:Order) RETURN o.id AS id")
    of = await order_of(graph, first["id"])
    await disputed(graph, of, START + DAY, payment_reference=f"paid {of.id}")
    await community.night(made.period_end)
    assert await community.holds() == ["gold"]


async def test_two_payments_of_a_subscription_are_both_to_be_won_before_it_gives_again(graph: Graph) -> None:
    community, gold = await world(graph, START), await tier(graph)
    made = await community.subscribe(gold.price_id)
    await community.night(made.period_end)
    found = await rows(graph, "MATCH (o:Order) RETURN o.id AS id ORDER BY o.created_at")
    first, second = [await order_of(graph, row["id"]) for row in found]
    at = made.period_end + DAY
    for each in (first, second):
        await disputed(graph, each, at, payment_reference=f"paid {each.id}")
    await decided(graph, second, True, at, payment_reference=f"paid {second.id}")
    assert await community.holds(at) == [], "the bank has the other"
    await decided(graph, first, True, at, payment_reference=f"paid {first.id}")
    assert await community.holds(at) == ["gold"]


async def test_a_dispute_of_a_period_before_withholds_nothing_of_another(graph: Graph) -> None:
    community, gold = await world(graph, START), await tier(graph)
    made = await community.subscribe(gold.price_id)
    first = await order_of(graph, (await rows(graph, "MATCH (o:Order) RETURN o.id AS id"))[0]["id"])
    await disputed(graph, first, START + DAY, payment_reference=f"paid {first.id}")
    await community.night(made.period_end)
    found = await rows(graph, "MATCH (o:Order) WHERE o.id <> $first RETURN o.id AS id", first=first.id)
    second, at = await order_of(graph, found[0]["id"]), made.period_end + DAY
    await disputed(graph, second, at, payment_reference=f"paid {second.id}")
    await decided(graph, second, True, at, payment_reference=f"paid {second.id}")
    assert await community.holds(at) == ["gold"], "that the bank has the first is no reason any more"
