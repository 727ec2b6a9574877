"""Steps of services in the graph: kept with the money they move, the places they end, and who hears of them.

Orders and refunds call `paid`, `unpaid`, `refunded` and `not_refunded`; this module knows orders by what it is told.
"""

from datetime import datetime
from typing import NamedTuple

from domain.ids import IdPrefix, UserId, stable_id
from domain.ledger import Entry, LedgerEntryKind
from domain.notification import NotificationKind, concerning
from domain.order import Order, OrderState
from domain.outbox import EventType, OutboxEvent
from domain.product import ProductKind
from domain.refund import Refund
from domain.sale import author_left
from domain.service import ENDS, ServiceRequest, ServiceState
from domain.service_end import escrow_moves, not_refunded, split
from domain.service_end import refunded as after_refund
from domain.service_request import paid as after_payment
from domain.service_request import unpaid as without_payment
from graph import featured, ledger, notification_settings, outbox
from graph.database import Transaction
from graph.service_store import keep, of_order


class Movement(NamedTuple):
    """As what money is entered that a step moves: a request is paid and released once, and for the rest `key` tells one
    from the other. `sold_at` is when it was sold; None where what is earned begins to be held then, as by a release.
    """

    kind: LedgerEntryKind
    key: str = ""
    sold_at: datetime | None = None


RELEASE = Movement(LedgerEntryKind.ESCROW_RELEASED)


async def step(
    tx: Transaction,
    before: ServiceRequest,
    after: ServiceRequest,
    at: datetime,
    by: UserId | None = None,
    movement: Movement = RELEASE,
) -> ServiceRequest:
    """Keep what a request has become by a step of `by`, with everything that follows; nothing where it is the same.

    Money that it moves is entered as `movement` says.
    """
    if after == before:
        return after
    await keep(tx, after)
    postings = escrow_moves(before, after)
    if postings:
        name = f"{movement.kind.lower()}:{after.id}{movement.key}"
        entry = Entry.keyed(name, movement.kind, at, postings, about=after.id, sold_at=movement.sold_at)
        await ledger.post(tx, entry)
    if after.state in ENDS - {ServiceState.COMPLETED} and after.kind.is_place:
        await featured.end(tx, after.id, at)
    if after.state is not before.state or after.offers != before.offers:
        await tell(tx, after, at, by)
    return after


async def tell(tx: Transaction, request: ServiceRequest, at: datetime, by: UserId | None) -> None:
    """Let partners hear where a request stands, and those of its two who didn't bring it there; of a dispute those who
    watch for them as well."""
    await outbox.append(tx, [_event(request, EventType(f"service.{request.state.lower()}"), at)])
    two = [id for id in (request.buyer_id, request.provider_id) if id is not None]
    told = [(id, NotificationKind.SERVICE_CHANGED) for id in two if id != by]
    if request.state is ServiceState.DISPUTED:
        watching = await notification_settings.watchers(tx)
        told += [(id, NotificationKind.SERVICE_DISPUTED) for id in watching if id not in two]
    for user_id, kind in told:
        event = _event(request, EventType.MEMBER_CONCERNED, at, user_id)
        await outbox.append(tx, [concerning(event, kind, user_id, by, about_id=request.id)])


async def paid(tx: Transaction, settled: Order, at: datetime) -> None:
    """Hold what the provider has earned by an order that is paid now, where it is of a service that was asked for."""
    before = await _of(tx, settled)
    if before is not None:
        after = after_payment(before, settled.line(1).author_minor, at)
        await step(tx, before, after, at, before.buyer_id, Movement(LedgerEntryKind.ESCROWED, sold_at=settled.paid_at))


async def unpaid(tx: Transaction, given_up: Order, at: datetime) -> None:
    """Let go of an order that won't be paid any more: the offer can be accepted again while it holds."""
    before = await _of(tx, given_up)
    if before is not None:
        await step(tx, before, without_payment(before), at)


async def refunded(tx: Transaction, refund: Refund, after: Order, at: datetime) -> None:
    """Take back from what is held what a refund took of the provider's share; the order is as it is after that.

    When it is the refund that the service waited for, what is left is the provider's.
    """
    before = await _of(tx, after)
    if before is None:
        return
    whole = after.state is OrderState.REFUNDED
    taken = after_refund(before, author_left(after.line(1)), whole, at)
    back = Movement(LedgerEntryKind.ESCROW_RETURNED, f":{refund.id}", after.paid_at)
    now = await step(tx, before, taken, at, None, back)
    if now.refund_id == refund.id:
        await step(tx, now, split(now, at), at)


async def refund_failed(tx: Transaction, refund: Refund, bought: Order, at: datetime) -> None:
    """Leave it to operators, when the refund that a service waited for didn't go."""
    before = await _of(tx, bought)
    if before is not None and before.refund_id == refund.id:
        await step(tx, before, not_refunded(before, at), at)


async def _of(tx: Transaction, order: Order) -> ServiceRequest | None:
    """The request that an order pays; no order of anything else is looked for."""
    return await of_order(tx, order.id) if order.lines[0].kind is ProductKind.SERVICE else None


def _event(request: ServiceRequest, type: EventType, at: datetime, part: str = "") -> OutboxEvent:
    """What partners hear of it; the id follows from what happened, as a transaction may run twice."""
    told = {
        "serviceRequestId": request.id,
        "kind": request.kind,
        "productId": request.product_id,
        "buyerId": request.buyer_id,
        "providerId": request.provider_id,
        "state": request.state,
        "amountMinor": request.amount_minor,
        "currency": request.currency,
        "orderId": request.order_id,
        "reason": request.end_reason,
    }
    parts = (
        type,
        part,
        request.id,
        f"{request.offers}:{request.orders}:{request.refund_id}",
        repr(sorted(told.items())),
    )
    id = stable_id(IdPrefix.OUTBOX_EVENT, at, *parts)
    return OutboxEvent(id=id, type=type, occurred_at=at, payload=told)
