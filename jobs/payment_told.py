"""What follows from what a processor told: it is kept, then the processor is asked how things stand, and that applies.

So it doesn't matter in which order webhooks come, or how often. Whoever stops in between leaves an event that is
kept; `reconcile-payments` goes on with it.
"""

from datetime import datetime
from functools import partial

import structlog

from domain.checkout import ARRIVES, CheckoutState
from domain.errors import Refused
from domain.order import PAYABLE
from domain.payment import Paid, Processors, Seen, Standing, Told, ToldKind
from graph import checkout, dispute, order, payment_event, refund_told, settlement
from graph.checkout import SettleParams
from graph.database import Graph, Transaction
from graph.order_store import PAID_BY, SET, ReferenceParams, SetParams, lock
from graph.payment_event import Work

NOT_OURS = "No order of ours."
log = structlog.get_logger(__name__)


async def take(graph: Graph, processors: Processors, told: Told, at: datetime) -> None:
    """Keep an event, and do what follows from it.

    Raises:
        Unavailable: the processor or the database doesn't answer; the event is kept, if it was the processor.
    """
    if await graph.write(payment_event.keep, told, at):
        await apply(graph, processors, told, at)


async def apply(graph: Graph, processors: Processors, told: Told, at: datetime) -> None:
    """Do what follows from an event that is kept."""
    told = told.model_copy(update={"at": min(told.at, at)})  # as in `settle`
    work = await _work(graph, processors, told, at)
    try:
        note = await graph.write(payment_event.apply, told, work)
    except Refused as refused:
        note = refused.message
        await graph.write(payment_event.ignore, told, note)
    if note is not None and told.kind is not ToldKind.OTHER:
        log.warning("nothing follows from an event", event_id=told.id, type=told.type, reason=note)


async def _work(graph: Graph, processors: Processors, told: Told, at: datetime) -> Work:
    """What follows from it, once the processor was asked what it needs."""
    match told.kind:
        case ToldKind.PAID | ToldKind.PROCESSING | ToldKind.PAYMENT_FAILED | ToldKind.CHECKOUT_EXPIRED:
            return partial(stands, seen=await _seen(processors, told), told=told, at=at)
        case ToldKind.REFUNDED:
            return partial(refunded, told=told, seen=await _payment(graph, processors, told), at=at)
        case ToldKind.DISPUTED | ToldKind.DISPUTE_CLOSED:
            return partial(disputed, told=told, seen=await _payment(graph, processors, told), at=at)
        case ToldKind.OTHER:
            return nothing


async def _seen(processors: Processors, told: Told) -> Seen:
    """How the order stands now, whatever was told of it."""
    processor = processors.named(told.processor)
    if told.payment_reference is not None:
        return await processor.payment(told.payment_reference)
    return await processor.look(told.order_id or "", told.reference)


async def _payment(graph: Graph, processors: Processors, told: Told) -> Seen | None:
    """The payment that it is about, where we haven't heard of that yet."""
    named = ReferenceParams(processor=told.processor, reference=told.payment_reference or "")
    if told.payment_reference is None or await graph.read(PAID_BY.one_or_none, named) is not None:
        return None
    return await processors.named(told.processor).payment(told.payment_reference)


async def stands(tx: Transaction, seen: Seen, told: Told, at: datetime) -> str | None:
    """Bring an order to where it stands at its processor."""
    order_id = told.order_id or seen.order_id
    if order_id is None:
        return NOT_OURS
    if seen.paid is not None:
        await settle(tx, order_id, seen.paid, at)
        await checkout.settle(tx, SettleParams(order_id=order_id, state=CheckoutState.PAID))
    elif seen.standing is Standing.PROCESSING:
        await wait(tx, order_id, at)
    elif told.kind is ToldKind.PAYMENT_FAILED:
        await order.fail(tx, order_id, told.reason or "The payment failed.", told.at)
    if seen.standing is Standing.EXPIRED or told.kind is ToldKind.CHECKOUT_EXPIRED:
        over = SettleParams(order_id=order_id, reference=told.reference, state=CheckoutState.EXPIRED)
        await checkout.settle(tx, over)
    return None


async def settle(tx: Transaction, order_id: str, paid: Paid, at: datetime) -> None:
    """Settle an order, now at the latest: a processor's clock may be ahead, and what is paid is had at once."""
    await settlement.settle(tx, order_id, paid.model_copy(update={"at": min(paid.at, at)}))


async def wait(tx: Transaction, order_id: str, at: datetime) -> None:
    """Have an order wait for money that is on its way."""
    bought = await lock(tx, order_id)
    if bought is not None and bought.state in PAYABLE and bought.expires_at is not None:
        until = max(bought.expires_at, at + ARRIVES)
        await SET.run(tx, SetParams(id=order_id, properties={"expires_at": until}))


async def refunded(tx: Transaction, told: Told, seen: Seen | None, at: datetime) -> str | None:
    """Note that a refund went or failed; one that was made at the processor's own pages becomes one of ours."""
    if seen is not None and seen.paid is not None and seen.order_id is not None:
        await settle(tx, seen.order_id, seen.paid, at)
    return await refund_told.note(tx, told)


async def disputed(tx: Transaction, told: Told, seen: Seen | None, at: datetime) -> str | None:
    """Take back, or give back, what a bank has decided on; a payment we haven't heard of is heard of first."""
    if seen is not None and seen.paid is not None and seen.order_id is not None:
        await settle(tx, seen.order_id, seen.paid, at)
    return await (dispute.open if told.kind is ToldKind.DISPUTED else dispute.close)(tx, told)


async def nothing(_: Transaction) -> str | None:
    """Follow from what is of no concern."""
    return "Of no concern."
