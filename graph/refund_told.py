"""What processors tell of refunds: that ours went or failed, and that somebody made one at their own pages.

Money that went is gone. So whatever a processor returned finds its place in the order: beside what a bank has taken of
it, and before what is only reserved, for of a payment no processor returns more than there is.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from domain.dispute import Dispute, DisputeState
from domain.errors import LimitReached
from domain.ids import IdPrefix, stable_id
from domain.order import Order, Payment, PaymentState
from domain.payment import Outcome, Told
from domain.refund import Refund, RefundState, parts_gone
from graph import dispute, order_store, refund, refund_store
from graph.database import Transaction
from graph.order_store import PAID_BY, ReferenceParams
from graph.refund import Wanted

NOT_OURS = "No order of ours."
CAME_BACK = "The refund was done, and its money came back: pay it by other means."
GAVE_WAY = "Its money was paid back otherwise meanwhile."


async def note(tx: Transaction, told: Told) -> str | None:
    """Note that a refund went or failed; why nothing follows, when that is so.

    Raises:
        NotFound: it was asked for under a key that isn't ours.
        LimitReached: more went than was paid.
    """
    if told.outcome is Outcome.SUCCEEDED:
        id = told.key or await _made_there(tx, told)
        if id is None:
            return NOT_OURS
        await went(tx, id, told.reference, told.at)
        return None
    if told.key is None:
        return NOT_OURS
    failed = await refund.fail(tx, told.key, told.reason or "The refund failed.", told.at)
    return None if failed.state is RefundState.FAILED else CAME_BACK


async def went(tx: Transaction, id: str, reference: str | None, at: datetime) -> Refund:
    """Note that a refund went, and be it one that had given way to another; raises as `note` does."""
    known, bought = await refund_store.locked(tx, id)
    if known.state is RefundState.FAILED:
        await refund.reserve(tx, id, *await _parts(tx, bought, known.amount_minor, at))
    return await refund.succeed(tx, id, reference, at)


async def _made_there(tx: Transaction, told: Told) -> str | None:
    """The refund of ours for one that somebody made at the processor, made with its id as its key."""
    named = ReferenceParams(processor=told.processor, reference=told.payment_reference or "")
    payment = await PAID_BY.one_or_none(tx, named)
    if payment is None or told.amount_minor is None:
        return None
    if payment.state in (PaymentState.FAILED, PaymentState.RETURNED):
        return None  # it settled nothing, so nothing of its order is paid back
    wanted = _wanted(told, payment, told.amount_minor)
    bought, known = await refund.claim(tx, wanted)
    if known is None:
        bought, parts = await _parts(tx, bought, told.amount_minor, told.at)
        known = await refund.make(tx, wanted, bought, payment, parts)
    return known.id


def _wanted(told: Told, payment: Payment, amount_minor: int) -> Wanted:
    key = f"{told.processor}:{told.reference}"
    return Wanted(
        id=stable_id(IdPrefix.REFUND, told.at, key),
        key=key,
        order_id=payment.order_id,
        amount=payment.amount.model_copy(update={"amount_minor": amount_minor}),
        line=None,
        reason=f"Refunded at {told.processor}.",
        by=f"processor:{told.processor}",
        at=told.at,
    )


async def _parts(tx: Transaction, bought: Order, amount_minor: int, at: datetime) -> tuple[Order, dict[int, int]]:
    """Of which lines an amount went, and the order as it is now: what is reserved gives way, the last first.

    Of a payment that is disputed nothing goes: where that is all there is, the dispute was won, and it isn't told yet.
    """
    disputes = (await dispute.of_orders(tx, [bought.id])).get(bought.id, [])
    lost = _taken(disputes, DisputeState.LOST)
    taken = lost + _taken(disputes, DisputeState.OPEN)
    asked = (await refund_store.of_orders(tx, [bought.id])).get(bought.id, [])
    waiting = [one for one in asked if one.state is RefundState.PENDING]
    while (parts := parts_gone(bought, amount_minor, taken)) is None:
        if waiting:
            await refund.fail(tx, waiting.pop().id, GAVE_WAY, at)
            bought = (await order_store.by_ids(tx, [bought.id]))[bought.id]
        elif taken != lost:
            taken = lost
        else:
            raise LimitReached(f"More went back than was paid for {bought.id}.")
    return bought, parts


def _taken(disputes: Iterable[Dispute], state: DisputeState) -> Counter[int]:
    """How much of each line banks have taken by the disputes of a state."""
    return sum((Counter(each.parts) for each in disputes if each.state is state), Counter[int]())
