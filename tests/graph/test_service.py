"""Services on the real server: paid once and held, released or returned to the minor unit, and one thing at a time."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
import pytest_asyncio

from domain.audit import by_command_line
from domain.block import Distance
from domain.errors import Conflict, InvalidInput, LimitReached, NotAllowed, NotFound
from domain.ids import IdPrefix, new_id
from domain.ledger import SALES, earnings
from domain.order import OrderState
from domain.payout import PayoutRules
from domain.service import ServiceDecision, ServiceEndReason, ServiceKind, ServiceParty, ServiceState
from domain.service_terms import BUYER_ANSWERS, MAX_OPEN
from graph import block, order, refund, refund_quote, service_request, service_return, settlement
from graph import earnings as earned
from graph.database import Graph
from jobs import end_services
from tests import sample
from tests.graph.ordering import ADA, BEN, CLEO, NOW, back, balance, eur, order_of, paid
from tests.graph.privacy import rows
from tests.graph.servicing import (
    DAY,
    accepting,
    asked,
    consulting,
    delivered,
    disputed,
    held,
    now,
    offered,
    order_state,
    paying_back,
    running,
    wanted,
)
from tests.graph.shop import Sold

KINDS = "MATCH (e:LedgerEntry) WHERE e.about = $id RETURN e.kind AS kind, count(*) AS times ORDER BY kind"
TOLD = "MATCH (e:OutboxEvent) WHERE e.type STARTS WITH 'service.' RETURN e.type AS type ORDER BY e.seq"
CONCERNED = "MATCH (e:OutboxEvent {type: 'member.concerned'}) RETURN e.payload AS payload ORDER BY e.seq"

PLACE: dict[str, Any] = {
    "kind": ServiceKind.FEATURED_SLOT,
    "content_id": sample.GRAPHS,
    "area_id": sample.BLOG,
    "place_days": 3,
}


@pytest_asyncio.fixture(loop_scope="session")
async def shop(graph: Graph) -> AsyncIterator[Graph]:
    """The sample."""
    await graph.write(sample.load)
    yield graph


async def decide(graph: Graph, id: str, decision: ServiceDecision, **more: Any) -> Any:
    """Decide a dispute as an operator."""
    entry = by_command_line("service.decided", id, NOW)
    return await graph.write(service_return.decide, id, decision, "Because.", paying_back(**more), entry, NOW + 3 * DAY)


async def entries(graph: Graph, id: str) -> dict[str, int]:
    """How often money of which kind moved about a request."""
    return {row["kind"]: row["times"] for row in await rows(graph, KINDS, id=id)}


async def test_what_is_paid_is_held_and_goes_to_the_provider_once_it_is_accepted(shop: Graph) -> None:
    sold = await consulting(shop)
    id = await running(shop, sold, fee=400)
    assert (await held(shop, id), await balance(shop, earnings(ADA))) == (6_720, 0)
    assert await balance(shop, SALES) == 2_880
    await shop.write(service_request.deliver, id, "Here it is.", ADA, NOW + DAY)
    done = await shop.write(service_request.accept_delivery, id, NOW + 2 * DAY)
    assert (done.state, done.end_reason) == (ServiceState.COMPLETED, ServiceEndReason.BY_BUYER)
    assert (await held(shop, id), await balance(shop, earnings(ADA))) == (0, 6_720)
    assert await entries(shop, id) == {"ESCROWED": 1, "ESCROW_RELEASED": 1}
    told = [row["type"] for row in await rows(shop, TOLD)]
    assert told == [
        f"service.{step}" for step in ("requested", "offered", "accepted", "paid", "delivered", "completed")
    ]


async def test_each_hears_of_what_the_other_did(shop: Graph) -> None:
    await delivered(shop, await consulting(shop))
    heard = [row["payload"] for row in await rows(shop, CONCERNED)]
    who = ["ada" if f'"userId":"{ADA}"' in one.replace(" ", "") else "cleo" for one in heard]
    assert who == ["ada", "cleo", "ada", "ada", "cleo"]


async def test_two_at_once_do_one_thing(shop: Graph) -> None:
    sold = await consulting(shop)
    id = await asked(shop, sold)
    await shop.write(service_request.offer, id, offered(), ADA, NOW)
    tried = await asyncio.gather(
        *(shop.write(service_request.accept, id, accepting(), NOW) for _ in range(4)), return_exceptions=True
    )
    assert sum(isinstance(one, Conflict) for one in tried) == 3
    (made,) = [one[1] for one in tried if isinstance(one, tuple)]
    await asyncio.gather(*(shop.write(settlement.settle, made.id, paid(made, at=NOW)) for _ in range(4)))
    assert await held(shop, id) == 7_000
    await shop.write(service_request.deliver, id, None, ADA, NOW + DAY)
    ways = [
        shop.write(service_request.accept_delivery, id, NOW + DAY),
        shop.write(service_request.dispute, id, "No.", NOW + DAY),
        shop.write(service_return.cancel, id, ServiceParty.PROVIDER, paying_back(), ADA, NOW + DAY),
        shop.write(service_request.accept_delivery, id, NOW + DAY),
    ]
    done = await asyncio.gather(*ways, return_exceptions=True)
    unexpected = [one for one in done if isinstance(one, BaseException) and not isinstance(one, Conflict)]
    assert unexpected == []
    end = await now(shop, id)
    if end.state is ServiceState.DISPUTED:
        assert await held(shop, id) == 7_000
    else:
        assert await held(shop, id) == 0
        earned = {ServiceState.COMPLETED: 7_000, ServiceState.RETURNED: 0}[end.state]
        assert await balance(shop, earnings(ADA)) == earned


@pytest.mark.parametrize(
    ("decision", "amount", "state", "earned"),
    [
        (ServiceDecision.RELEASE, None, ServiceState.COMPLETED, 7_000),
        (ServiceDecision.RETURN, None, ServiceState.RETURNED, 0),
        (ServiceDecision.SPLIT, 3_333, ServiceState.SPLIT, 4_667),
        (ServiceDecision.SPLIT, 1, ServiceState.SPLIT, 7_000),
        (ServiceDecision.SPLIT, 10_000, ServiceState.RETURNED, 0),
    ],
)
async def test_operators_decide(
    shop: Graph, decision: ServiceDecision, amount: int | None, state: ServiceState, earned: int
) -> None:
    id = await disputed(shop, await consulting(shop))
    decided = await decide(shop, id, decision, back=eur(amount) if amount else None)
    assert (decided.state, decided.end_reason) == (state, ServiceEndReason.DECIDED)
    assert (await held(shop, id), await balance(shop, earnings(ADA))) == (0, earned)
    with pytest.raises(Conflict):
        await decide(shop, id, ServiceDecision.RELEASE)
    assert len(await rows(shop, "MATCH (a:AuditEntry {target_id: $id}) RETURN a.id", id=id)) == 1


async def test_what_a_processor_sends_back_is_held_until_it_went(shop: Graph) -> None:
    id = await disputed(shop, await consulting(shop))
    waiting = await decide(shop, id, ServiceDecision.SPLIT, back=eur(4_000), at_once=())
    assert (waiting.state, await held(shop, id)) == (ServiceState.RETURNING, 7_000)
    await shop.write(refund.fail, waiting.refund_id, "The card is gone.", NOW + 4 * DAY)
    again = await now(shop, id)
    assert (again.state, again.refund_id, again.decision) == (ServiceState.DISPUTED, None, None)
    waiting = await decide(shop, id, ServiceDecision.SPLIT, back=eur(4_000), at_once=())
    for _ in range(2):
        await shop.write(refund.succeed, waiting.refund_id, "re_1", NOW + 5 * DAY)
    assert (await now(shop, id)).state is ServiceState.SPLIT
    assert (await held(shop, id), await balance(shop, earnings(ADA))) == (0, 4_200)
    assert await entries(shop, id) == {"ESCROWED": 1, "ESCROW_RETURNED": 1, "ESCROW_RELEASED": 1}


async def test_more_than_was_paid_is_never_decided_back(shop: Graph) -> None:
    id = await disputed(shop, await consulting(shop))
    for amount, error in ((10_001, LimitReached), (0, InvalidInput)):
        with pytest.raises(error):
            await decide(shop, id, ServiceDecision.SPLIT, back=eur(amount))
    assert (await now(shop, id)).state is ServiceState.DISPUTED and await held(shop, id) == 7_000


async def test_what_operators_pay_back_of_the_order_leaves_the_escrow(shop: Graph) -> None:
    id = await running(shop, await consulting(shop))
    bought = await order_of(shop, str((await now(shop, id)).order_id))
    for amount, left in ((3_001, 4_900), (None, 0)):
        one = await shop.write(refund.request, back(bought, amount))
        await shop.write(refund.succeed, one.id, "re", NOW + DAY)
        assert (await held(shop, id), await balance(shop, earnings(ADA))) == (left, 0)
    end = await now(shop, id)
    assert (end.state, end.end_reason) == (ServiceState.RETURNED, ServiceEndReason.REFUNDED)


async def test_what_a_service_brings_can_be_paid_out_two_weeks_after_its_acceptance(shop: Graph) -> None:
    id = await running(shop, await consulting(shop))
    back_one = await shop.write(refund.request, back(await order_of(shop, str((await now(shop, id)).order_id)), 3_000))
    await shop.write(refund.succeed, back_one.id, "re", NOW + DAY)
    assert await standing(shop, 2) == (0, 0, 0), "what a refund takes out of the escrow is no day's earnings"
    await shop.write(service_request.deliver, id, None, ADA, NOW + 20 * DAY)
    await shop.write(service_request.accept_delivery, id, NOW + 20 * DAY)
    assert await standing(shop, 21) == (4_900, 4_900, 0)
    assert await standing(shop, 36) == (4_900, 0, 4_900)


async def standing(graph: Graph, days: int) -> tuple[int, int, int]:
    """Of Ada's earnings so many days later: all, what is held, and what she can be paid."""
    held_from = PayoutRules().held_from(NOW + days * DAY)
    (one,) = (await graph.read(earned.of_users, [ADA], held_from))[ADA]
    return one.balance_minor, one.held_minor, one.available_minor


async def test_what_the_rule_gives_back_goes_by_where_it_stands(shop: Graph) -> None:
    id = await running(shop, await consulting(shop))
    bought = await order_of(shop, str((await now(shop, id)).order_id))
    for at, returned in ((NOW + 9 * DAY, 0), (NOW + 10 * DAY, 10_000)):
        assert (await shop.read(refund_quote.of, bought, at)).refundable.amount_minor == returned
    await shop.write(service_request.deliver, id, None, ADA, NOW + 11 * DAY)
    assert (await shop.read(refund_quote.of, bought, NOW + 12 * DAY)).refundable.amount_minor == 0


async def test_a_provider_gives_up_and_a_buyer_once_it_is_late(shop: Graph) -> None:
    sold = await consulting(shop)
    early = await running(shop, sold)
    with pytest.raises(Conflict):
        await shop.write(service_return.cancel, early, ServiceParty.BUYER, paying_back(), CLEO, NOW + 9 * DAY)
    late = await shop.write(service_return.cancel, early, ServiceParty.BUYER, paying_back(), CLEO, NOW + 10 * DAY)
    assert (late.state, await order_state(shop, early)) == (ServiceState.RETURNED, OrderState.REFUNDED)
    other = await running(shop, sold)
    given_up = await shop.write(service_return.cancel, other, ServiceParty.PROVIDER, paying_back(), ADA, NOW)
    assert (given_up.state, given_up.end_reason) == (ServiceState.RETURNED, ServiceEndReason.BY_PROVIDER)
    assert await balance(shop, earnings(ADA)) == await balance(shop, SALES) == 0


async def test_an_order_that_is_given_up_leaves_the_offer(shop: Graph) -> None:
    id = await asked(shop, await consulting(shop))
    await shop.write(service_request.offer, id, offered(), ADA, NOW)
    _, first = await shop.write(service_request.accept, id, accepting(), NOW)
    await shop.write(order.cancel, first.id, "Not now.", NOW)
    assert (await now(shop, id)).state is ServiceState.OFFERED
    _, second = await shop.write(service_request.accept, id, accepting(eur(10_000)), NOW + DAY)
    assert second.id != first.id and second.total_minor == 10_000
    await shop.write(service_return.cancel, id, ServiceParty.BUYER, paying_back(), CLEO, NOW + DAY)
    assert (await order_of(shop, second.id)).state is OrderState.CANCELLED
    late = await shop.write(settlement.settle, second.id, paid(second))
    assert late.state is OrderState.CANCELLED and await held(shop, id) == 0


async def test_what_nobody_answers_goes_on_by_itself(shop: Graph) -> None:
    sold = await consulting(shop)
    unoffered, offer = await asked(shop, sold), await asked(shop, sold)
    await shop.write(service_request.offer, offer, offered(), ADA, NOW)
    done = await delivered(shop, sold)
    for as_of, ended in ((NOW + 6 * DAY, 0), (NOW + 7 * DAY, 1), (NOW + DAY + BUYER_ANSWERS, 1), (NOW + 30 * DAY, 1)):
        assert (await end_services.run(shop, as_of)).counts == {"services ended": ended}
    ends = [(await now(shop, id)).end_reason for id in (unoffered, offer, done)]
    assert ends == [ServiceEndReason.NOT_OFFERED, ServiceEndReason.OFFER_ENDED, ServiceEndReason.NOT_ANSWERED]
    assert await balance(shop, earnings(ADA)) == 7_000


async def test_what_cannot_be_asked_for_is_refused(shop: Graph) -> None:
    sold = await consulting(shop)
    article = Sold(new_id(IdPrefix.PRODUCT), "", "", None)
    common = await consulting(shop, "a-slot", author_id=None)
    refused: list[tuple[Any, type[Exception]]] = [
        (wanted(article), NotFound),
        (wanted(sold, ADA), InvalidInput),
        (wanted(sold, **PLACE), InvalidInput),
        (wanted(common, BEN, **PLACE), Conflict),
    ]
    for one, error in refused:
        with pytest.raises(error):
            await shop.write(service_request.ask, one)
    id = await asked(shop, sold)
    with pytest.raises(Conflict):
        await shop.write(service_request.offer, id, offered(currency="USD"), ADA, NOW)
    for _ in range(MAX_OPEN - 1):
        await asked(shop, sold)
    with pytest.raises(LimitReached):
        await asked(shop, sold)


async def test_who_is_blocked_asks_for_nothing(shop: Graph) -> None:
    sold = await consulting(shop)
    await shop.write(block.keep_away, ADA, CLEO, Distance.BLOCKED, True, NOW)
    with pytest.raises(NotAllowed):
        await asked(shop, sold)


async def test_places_are_never_more_than_there_are(shop: Graph) -> None:
    slot = await consulting(shop, "a-slot", author_id=None)
    ids = [await running(shop, slot, buyer=ADA, **PLACE) for _ in range(5)]
    tried = await asyncio.gather(
        *(shop.write(service_request.deliver, id, None, None, NOW + DAY) for id in ids), return_exceptions=True
    )
    assert sum(isinstance(one, LimitReached) for one in tried) == 2
    count = "MATCH (p:FeaturedPlace) WHERE p.ends_at > $at RETURN count(*) AS n"
    assert (await rows(shop, count, at=NOW + DAY))[0]["n"] == 3
    shown = next(one.id for one in tried if not isinstance(one, BaseException))
    waiting = next(id for id, one in zip(ids, tried, strict=True) if isinstance(one, LimitReached))
    await shop.write(service_request.dispute, shown, "Nobody sees it.", NOW + DAY)
    await decide(shop, shown, ServiceDecision.RETURN)
    assert (await rows(shop, count, at=NOW + 3 * DAY + timedelta(hours=1)))[0]["n"] == 2
    late = await shop.write(service_request.deliver, waiting, None, None, NOW + 3 * DAY + timedelta(hours=1))
    assert late.state is ServiceState.DELIVERED
