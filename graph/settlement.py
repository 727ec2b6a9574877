"""Payments of orders: what a payment that came makes of its order, for whichever processor tells of it."""

from datetime import datetime

from domain.audit import AuditEntry
from domain.errors import Conflict, LimitReached
from domain.gift import grants
from domain.ids import IdPrefix, stable_id
from domain.ledger import Entry, LedgerEntryKind
from domain.new_order import NewOrder
from domain.order import Order, OrderLine, OrderState, Payment, PaymentState
from domain.outbox import EventType
from domain.payment import FREE, Paid
from domain.sale import sale, shared
from domain.settlement import invoice_number, problem_of
from graph import audit, coupon, grant, ledger, order_seats, outbox, service_step, subscription
from graph.database import Transaction
from graph.order import create, told
from graph.order_store import (
    NUMBER,
    PAID_BY,
    PAY,
    SET,
    PayParams,
    ReferenceParams,
    SetParams,
    YearParams,
    lock_all,
)


async def place(tx: Transaction, new: NewOrder, entry: AuditEntry | None = None) -> Order:
    """Make an order, and settle at once what costs nothing; raises as `order.create` does."""
    made = await create(tx, new)
    if entry is not None:
        await audit.append(tx, entry)
    if made.total_minor > 0 or made.state is not OrderState.PENDING:
        return made
    free = Paid(processor=FREE, reference=made.id, amount_minor=0, currency=made.currency, at=new.at)
    return await settle(tx, made.id, free)


async def confirm(tx: Transaction, id: str, paid: Paid, entry: AuditEntry | None = None) -> Order:
    """Settle an order as somebody says it was paid, and refuse what doesn't fit it: a slip changes nothing.

    Raises:
        NotFound: there is no such order.
        Conflict: it is paid or given up, costs something else, or that reference was told of another.
    """
    bought = await lock_all(tx, id)
    known = await PAID_BY.one_or_none(tx, ReferenceParams(processor=paid.processor, reference=paid.reference))
    problem = await _problem(tx, bought, paid) if known is None else None
    if problem is not None:
        raise Conflict(problem, ("input",))
    if known is not None and (known.amount_minor, known.currency) != (paid.amount_minor, paid.currency):
        raise Conflict("Under this reference another amount was entered.", ("input", "reference"))
    if known is None and entry is not None:
        await audit.append(tx, entry)
    return await settle(tx, id, paid)


async def settle(tx: Transaction, id: str, paid: Paid) -> Order:
    """Take a payment for an order, once however often it is told; the order as it is then.

    One that doesn't fit is kept with the reason, for somebody to give back, and changes nothing else.

    Raises:
        NotFound: there is no such order.
        Conflict: the payment was told of another order.
    """
    bought = await lock_all(tx, id)
    known = await PAID_BY.one_or_none(tx, ReferenceParams(processor=paid.processor, reference=paid.reference))
    if known is not None:
        if known.order_id != id:
            raise Conflict("This payment was told of another order.", ("input", "reference"))
        return bought
    problem = await _problem(tx, bought, paid)
    await _keep(tx, id, paid, problem)
    return bought if problem else await _settled(tx, bought, paid)


async def _problem(tx: Transaction, bought: Order, paid: Paid) -> str | None:
    """Why a payment doesn't settle an order; None when it does, which has its coupon and its seats then."""
    return problem_of(bought, paid) or await _held(tx, bought, paid.at)


async def _held(tx: Transaction, bought: Order, at: datetime) -> str | None:
    """Why an order can't have its coupon and its seats; None when it has both. One that failed had lost them."""
    again = False
    try:
        if bought.coupon_code is not None:
            again = await coupon.hold(tx, bought.coupon_code, bought.user_id, bought.id, at)
    except (Conflict, LimitReached) as refused:
        return refused.message
    problem = await order_seats.hold(tx, bought, at)
    if problem is not None and again:
        await coupon.give_back(tx, bought.id)
    return problem


async def _settled(tx: Transaction, bought: Order, paid: Paid) -> Order:
    lines = shared(bought, paid.fee_minor)
    settled = bought.model_copy(
        update={
            "state": OrderState.PAID,
            "state_reason": None,
            "number": await _number(tx, paid.at),
            "paid_at": paid.at,
            "processor": paid.processor,
            "fee_minor": paid.fee_minor,
            "lines": tuple(lines),
        }
    )
    changed = settled.model_dump(include={"state", "state_reason", "number", "paid_at", "processor", "fee_minor"})
    await SET.run(tx, SetParams(id=bought.id, properties=changed, lines=[_shares(line) for line in lines]))
    await _post(tx, settled, paid)
    await give(tx, settled, paid.at)
    if settled.subscription_id is not None:
        await subscription.paid(tx, settled.subscription_id, settled.id, paid)
    await service_step.paid(tx, settled, paid.at)
    await outbox.append(tx, [told(EventType.ORDER_PAID, settled, paid.at)])
    return settled


async def give(tx: Transaction, bought: Order, at: datetime) -> None:
    """Give what an order is of to who is to have it; nothing while nobody has redeemed its code."""
    if bought.subscription_id is None:
        for given in grants(bought, at):
            await grant.give(tx, given)


async def _keep(tx: Transaction, id: str, paid: Paid, problem: str | None) -> None:
    payment = Payment(
        id=stable_id(IdPrefix.PAYMENT, paid.at, paid.processor, paid.reference),
        order_id=id,
        processor=paid.processor,
        reference=paid.reference,
        state=PaymentState.FAILED if problem else PaymentState.SUCCEEDED,
        reason=problem,
        amount_minor=paid.amount_minor,
        currency=paid.currency,
        fee_minor=paid.fee_minor,
        at=paid.at,
    )
    kept = payment.model_dump(exclude={"processor", "reference"}, exclude_none=True)
    await PAY.run(tx, PayParams(processor=paid.processor, reference=paid.reference, properties=kept))


async def _number(tx: Transaction, at: datetime) -> str:
    return invoice_number(at, (await NUMBER.one(tx, YearParams(year=at.year))).number)


async def _post(tx: Transaction, settled: Order, paid: Paid) -> None:
    postings = sale(settled.lines, settled.currency)
    if not postings:
        return
    key, memo = f"sale:{settled.id}", f"Invoice {settled.number}"
    await ledger.post(tx, Entry.keyed(key, LedgerEntryKind.SALE, paid.at, postings, memo, settled.id))


def _shares(line: OrderLine) -> dict[str, int]:
    return line.model_dump(include={"n", "fee_minor", "author_minor", "affiliate_minor"})
