"""Orders in the graph: made, paid, given up, and given. Each function is for one transaction, and may be run again.

Locks are taken in one order: members, order, coupon, seats, money, outbox.
"""

from collections.abc import Sequence
from datetime import datetime

from domain.audit import AuditEntry
from domain.errors import Conflict
from domain.ids import IdPrefix, stable_id
from domain.new_order import NewOrder, check_total, discounted, for_coupon, lines_of, taxed
from domain.order import PAYABLE, Order, OrderLine, OrderState
from domain.outbox import EventType, OutboxEvent
from graph import audit, catalogue, cohort, coupon, order_seats, outbox, service_step, subscription
from graph import event as events
from graph.database import Transaction
from graph.order_store import CLAIM, FILL, SET, ClaimParams, SetParams, by_ids, lock_all

EXPIRED = "EXPIRED"
"""Why an order was cancelled that nobody paid in time."""


async def create(tx: Transaction, new: NewOrder) -> Order:
    """Make an order that waits for its payment; the one that is there when it was made before.

    Raises:
        NotFound: something isn't sold, or there is no such coupon.
        InvalidInput: what is asked for makes no sense.
        Conflict: it costs something else, is in several currencies, or the coupon isn't for it.
        LimitReached: the coupon or the seats are used up.
        NotAllowed: the coupon is the buyer's own.
    """
    if any(item.cohort_id for item in new.items):
        await events.lock(tx, [new.user_id], [])
    claimed = await CLAIM.one(tx, ClaimParams(id=new.id, key=new.key or new.id))
    if not claimed.fresh:
        return (await by_ids(tx, [claimed.id]))[claimed.id]
    offers = await catalogue.offers(tx, [item.price_id for item in new.items])
    lines = lines_of(new, offers)
    currency = offers[new.items[0].price_id].currency
    used = None
    if new.coupon_code is not None:
        used = await coupon.redeem(tx, new.coupon_code, new.user_id, new.id, currency, for_coupon(lines), new.at)
        lines = discounted(lines, used)
    lines = taxed(lines, new.tax)
    check_total(lines, currency, new.expected)
    sums = _sums(lines) | {"coupon_id": used.coupon_id, "coupon_code": used.code} if used else _sums(lines)
    rows = [line.model_dump(exclude_none=True) for line in lines]
    await FILL.run(tx, SetParams(id=new.id, properties=_properties(new, currency) | sums, lines=rows))
    made = (await by_ids(tx, [new.id]))[new.id]
    await order_seats.take(tx, made, new.at)
    await outbox.append(tx, [told(EventType.ORDER_CREATED, made, new.at)])
    return made


async def fail(tx: Transaction, id: str, reason: str, at: datetime) -> Order:
    """Note that paying an order failed; nothing when it doesn't wait for that any more.

    Raises:
        NotFound: there is none of that id.
    """
    return await _give_up(tx, await lock_all(tx, id), OrderState.FAILED, reason, at)


async def cancel(tx: Transaction, id: str, reason: str, at: datetime, entry: AuditEntry | None = None) -> Order:
    """Give up an order that isn't paid; as it is when that was done before, of which the log says nothing.

    Raises:
        NotFound: there is none of that id.
        Conflict: it is paid.
    """
    bought = await lock_all(tx, id)
    if bought.state not in (*PAYABLE, OrderState.CANCELLED):
        raise Conflict("This order is paid: it can be refunded, but not cancelled.", ("input", "id"))
    if entry is not None and bought.state is not OrderState.CANCELLED:
        await audit.append(tx, entry)
    return await _give_up(tx, bought, OrderState.CANCELLED, reason, at)


async def expire(tx: Transaction, id: str, at: datetime) -> bool:
    """Cancel an order that wasn't paid in time; False when it was, or is given up already.

    Raises:
        NotFound: there is none of that id.
    """
    bought = await lock_all(tx, id)
    if not bought.has_expired(at):
        return False
    await _give_up(tx, bought, OrderState.CANCELLED, EXPIRED, at)
    return True


async def _give_up(tx: Transaction, bought: Order, state: OrderState, reason: str, at: datetime) -> Order:
    """What was held for it is free again: its coupon and its seats."""
    if bought.state not in PAYABLE or bought.state is state:
        return bought
    await SET.run(tx, SetParams(id=bought.id, properties={"state": state, "state_reason": reason}))
    await coupon.give_back(tx, bought.id)
    await cohort.free(tx, bought.id, at)
    type = EventType.ORDER_FAILED if state is OrderState.FAILED else EventType.ORDER_CANCELLED
    given_up = bought.model_copy(update={"state": state, "state_reason": reason})
    await outbox.append(tx, [told(type, given_up, at)])
    if bought.subscription_id is not None and state is OrderState.CANCELLED:
        await subscription.unpaid(tx, bought.subscription_id, bought.id, at)
    if state is OrderState.CANCELLED:
        await service_step.unpaid(tx, given_up, at)
    return given_up


def told(type: EventType, bought: Order, at: datetime, *parts: str, **more: object) -> OutboxEvent:
    """The event of what happened to an order; its id follows from that."""
    payload = {
        "orderId": bought.id,
        "userId": bought.user_id,
        "state": bought.state,
        "number": bought.number,
        "currency": bought.currency,
        "totalMinor": bought.total_minor,
        "refundedMinor": bought.refunded_minor,
        "productIds": [line.product_id for line in bought.lines],
        **({"reason": bought.state_reason} if bought.state_reason else {}),
        **more,
    }
    id = stable_id(IdPrefix.OUTBOX_EVENT, at, type, bought.id, *parts)
    return OutboxEvent(id=id, type=type, occurred_at=at, payload=payload)


def _sums(lines: Sequence[OrderLine]) -> dict[str, object]:
    return {
        "subtotal_minor": sum(line.unit_minor * line.quantity for line in lines),
        "discount_minor": sum(line.discount_minor for line in lines),
        "tax_minor": sum(line.tax_minor for line in lines),
        "total_minor": sum(line.total_minor for line in lines),
    }


def _properties(new: NewOrder, currency: str) -> dict[str, object]:
    given = {
        "user_id": new.user_id,
        "state": OrderState.PENDING,
        "currency": currency,
        "refunded_minor": 0,
        "refunding_minor": 0,
        "fee_minor": 0,
        "is_gift": new.gift is not None,
        "gift_to": new.gift and new.gift.to,
        "gift_code_digest": new.gift and new.gift.code_digest,
        "subscription_id": new.subscription_id,
        "period_start": new.period_start,
        "created_at": new.at,
        "expires_at": new.expires_at,
        "processor": new.processor,
        "billing_name": new.billing_name,
        "billing_address": new.billing_address,
    }
    return {name: value for name, value in given.items() if value is not None}
