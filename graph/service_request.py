"""Services in the graph: asked for, offered, accepted, delivered and disputed, each step in one transaction.

Locks are taken in one order: the buyer, the request, its order, area, money, outbox.
"""

from dataclasses import dataclass
from datetime import datetime

from domain.audit import AuditEntry
from domain.errors import Conflict, InvalidInput, LimitReached, NotFound
from domain.ids import UserId
from domain.money import Money
from domain.new_order import Item, NewOrder
from domain.order import Order
from domain.service import ServiceRequest
from domain.service_end import overdue
from domain.service_request import (
    accepted,
    completed,
    delivered,
    disputed,
    offered,
)
from domain.service_terms import MAX_OPEN, ServiceOffer
from graph import audit, block, featured, service_step
from graph import event as events
from graph import order as orders
from graph.database import Transaction
from graph.service_store import OPEN, SOLD, BuyerParams, Sold, SoldParams, hold, keep


@dataclass(frozen=True, slots=True)
class Accepting:
    """What an order needs that is made for an offer; ids and times are fixed before the transaction."""

    order_id: str
    processor: str
    expires_at: datetime
    expected: Money | None = None


async def ask(tx: Transaction, wanted: ServiceRequest) -> ServiceRequest:
    """Keep a new request, and let its provider hear of it.

    Raises:
        NotFound: that product is no service that is sold.
        InvalidInput: the buyer sells it themselves, or a member doesn't sell places.
        NotAllowed: its provider keeps the buyer away.
        Conflict: what is to be shown isn't the buyer's, or can't be found by everybody.
        LimitReached: the buyer has too many open.
    """
    await events.lock(tx, [wanted.buyer_id], [])
    sold = await SOLD.one_or_none(tx, SoldParams(product_id=wanted.product_id, currency=""))
    path = ("input", "productId")
    if sold is None:
        raise NotFound("There is no such service on sale.", path)
    if sold.author_id == wanted.buyer_id:
        raise InvalidInput("This service is your own: ask somebody else.", path)
    if sold.author_id is not None and wanted.kind.is_place:
        raise InvalidInput("Places are given by the community alone: ask for a service of its own.", path)
    if sold.author_id is not None:
        await block.check(tx, sold.author_id, wanted.buyer_id)
    if wanted.kind.is_place and not await featured.is_own(
        tx, wanted.content_id or "", wanted.buyer_id, wanted.created_at
    ):
        raise Conflict("Show a content of your own that everybody may find.", ("input", "contentId"))
    if (await OPEN.one(tx, BuyerParams(buyer_id=wanted.buyer_id))).total >= MAX_OPEN:
        raise LimitReached(f"You have {MAX_OPEN} services that haven't ended: end one first.", ("input",))
    made = wanted.model_copy(update={"provider_id": sold.author_id})
    await keep(tx, made)
    await service_step.tell(tx, made, made.created_at, made.buyer_id)
    return made


async def offer(
    tx: Transaction, id: str, made: ServiceOffer, by: UserId | None, at: datetime, entry: AuditEntry | None = None
) -> ServiceRequest:
    """Say what a request costs; `entry` is of who does it for the community.

    Raises:
        NotFound: there is no such request.
        Conflict: it can't be offered any more, or the service has no price in that currency.
    """
    before = await hold(tx, id)
    after = offered(before, made, at)
    await _priced(tx, after)
    if entry is not None:
        await audit.append(tx, entry)
    return await service_step.step(tx, before, after, at, by)


async def accept(tx: Transaction, id: str, wanted: Accepting, at: datetime) -> tuple[ServiceRequest, Order]:
    """Take the offer: make the order that is to be paid for it.

    Raises:
        NotFound: there is no such request.
        Conflict: there is no offer that holds, it costs something else, or the service isn't sold any more.
    """
    before = await hold(tx, id)
    after = accepted(before, wanted.order_id, wanted.expected, at)
    sold = await _priced(tx, after)
    new = NewOrder(
        id=wanted.order_id,
        user_id=before.buyer_id,
        items=[Item(price_id=str(sold.price_id), unit_minor=before.amount_minor)],
        at=at,
        processor=wanted.processor,
        expires_at=wanted.expires_at,
        key=f"service:{id}:{after.orders}",
    )
    made = await orders.create(tx, new)
    return await service_step.step(tx, before, after, at, before.buyer_id), made


async def deliver(
    tx: Transaction, id: str, note: str | None, by: UserId | None, at: datetime, entry: AuditEntry | None = None
) -> ServiceRequest:
    """Say that it is done; a place is shown from now on. `entry` is of who does it for the community.

    Raises:
        NotFound: there is no such request.
        Conflict: it isn't paid, or was delivered before; or what is to be shown is gone.
        LimitReached: all places of that kind are taken there.
    """
    before = await hold(tx, id)
    after = delivered(before, note, at)
    if before.kind.is_place:
        await featured.take(tx, before, at)
    if entry is not None:
        await audit.append(tx, entry)
    return await service_step.step(tx, before, after, at, by)


async def accept_delivery(tx: Transaction, id: str, at: datetime) -> ServiceRequest:
    """Be content with it: what is held is the provider's.

    Raises:
        NotFound: there is no such request.
        Conflict: nothing was delivered, or it has ended.
    """
    before = await hold(tx, id)
    return await service_step.step(tx, before, completed(before, at), at, before.buyer_id)


async def dispute(tx: Transaction, id: str, reason: str, at: datetime) -> ServiceRequest:
    """Leave it to operators.

    Raises:
        NotFound: there is no such request.
        Conflict: it isn't paid, or has ended.
    """
    before = await hold(tx, id)
    return await service_step.step(tx, before, disputed(before, reason, at), at, before.buyer_id)


async def expire(tx: Transaction, id: str, at: datetime) -> bool:
    """Do what follows as nobody did anything in time; False where nothing is due.

    Raises:
        NotFound: there is no such request.
    """
    before = await hold(tx, id)
    after = overdue(before, at)
    return await service_step.step(tx, before, after, at) is not before


async def _priced(tx: Transaction, request: ServiceRequest) -> Sold:
    """The service with the price in the currency of the offer, which its order names."""
    params = SoldParams(product_id=request.product_id, currency=request.currency or "")
    sold = await SOLD.one_or_none(tx, params)
    if sold is None or sold.price_id is None:
        said = f"This service isn't sold in {request.currency}: give its product a price in that first."
        raise Conflict(said, ("input", "price", "currency"))
    return sold
