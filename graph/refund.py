"""Refunds in the graph: reserved under the lock of their order, and done or given up once the processor has answered.

What is reserved can't be asked for again, so what is paid back never comes to more than what was paid, however many
ask at once. Money moves, and access ends, when the refund is done.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.audit import AuditEntry
from domain.errors import Conflict
from domain.money import Money
from domain.order import Order, Payment
from domain.record import Record
from domain.refund import Refund, RefundState, check_refundable, parts_of
from domain.sale import reversal
from graph import audit, order_store, refund_done, refund_quote, service_step
from graph.database import Transaction
from graph.order_store import SET, SetParams, lock_all
from graph.queries import Params, Query
from graph.refund_store import CHANGE, ChangeParams, locked, one


class ClaimParams(Params):
    id: str
    key: str


class Claimed(Record):
    id: str
    fresh: bool
    order_id: str | None
    asked: str | None


CLAIM = Query("refund/claim", ClaimParams, Claimed)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be paid back: all that is left by default, of one line, or an amount. `key` is its identity."""

    id: str
    key: str
    order_id: str
    amount: Money | None
    line: int | None
    reason: str
    by: str
    at: datetime
    by_quote: bool = False

    @property
    def asked(self) -> str:
        """What tells a repeat from a contradiction."""
        return repr((self.amount and (self.amount.amount_minor, self.amount.currency), self.line, self.by_quote))


async def request(tx: Transaction, wanted: Wanted, entry: AuditEntry | None = None) -> Refund:
    """Reserve what is to be paid back; the refund that is there when it was asked for before.

    Raises:
        NotFound: there is no such order or line.
        Conflict: nothing can be paid back of it, or under this key something else was.
        LimitReached: more is asked for than is left.
        InvalidInput: the amount isn't positive.
    """
    bought, known = await claim(tx, wanted)
    if known is not None:
        return known
    payments = (await order_store.payments(tx, [bought.id])).get(bought.id, [])
    payment = check_refundable(bought, payments)
    quoted = await refund_quote.of(tx, bought, wanted.at) if wanted.by_quote else None
    parts = parts_of(bought, wanted.amount, wanted.line) if quoted is None else quoted.parts(wanted.line)
    made = await make(tx, wanted, bought, payment, parts)
    if entry is not None:
        await audit.append(tx, entry)
    return made


async def claim(tx: Transaction, wanted: Wanted) -> tuple[Order, Refund | None]:
    """The order behind its lock, and the refund that was made under this key before.

    Raises:
        NotFound: there is no such order.
        Conflict: under this key something else was asked for.
    """
    bought = await lock_all(tx, wanted.order_id)
    claimed = await CLAIM.one(tx, ClaimParams(id=wanted.id, key=wanted.key))
    if claimed.fresh:
        return bought, None
    if (claimed.order_id, claimed.asked) != (wanted.order_id, wanted.asked):
        raise Conflict("Under this key something else was paid back.", ("input", "key"))
    return bought, await one(tx, claimed.id)


async def make(tx: Transaction, wanted: Wanted, bought: Order, payment: Payment, parts: Mapping[int, int]) -> Refund:
    """Keep a refund that was claimed, and reserve its parts."""
    made = {
        "order_id": bought.id,
        "amount_minor": sum(parts.values()),
        "currency": bought.currency,
        "reason": wanted.reason,
        "by": wanted.by,
        "processor": payment.processor,
        "payment_reference": payment.reference,
        "created_at": wanted.at,
        "asked": wanted.asked,
    }
    await CHANGE.run(tx, ChangeParams(id=wanted.id, properties=made))
    await reserve(tx, wanted.id, bought, parts)
    return await one(tx, wanted.id)


async def reserve(tx: Transaction, id: str, bought: Order, parts: Mapping[int, int]) -> None:
    """Have a refund wait for its processor, with these parts reserved for it."""
    waits = {"state": RefundState.PENDING, "problem": None, "done_at": None}
    of = {"lines": list(parts), "amounts": list(parts.values())}
    await CHANGE.run(tx, ChangeParams(id=id, properties=waits | of))
    await _reserve(tx, bought, parts, 1)


async def pay_back(tx: Transaction, wanted: Wanted, at_once: Sequence[str], entry: AuditEntry) -> Refund:
    """Reserve what is to be paid back, and be done where its processor isn't asked; raises as `request` does."""
    asked = await request(tx, wanted, entry)
    if asked.state is RefundState.PENDING and asked.processor in at_once:
        return await succeed(tx, asked.id, asked.key, wanted.at)
    return asked


async def succeed(tx: Transaction, id: str, reference: str | None, at: datetime) -> Refund:
    """Note that a refund went: money is moved back with everybody's share of it, and what was paid back whole gives
    nothing any more. As it is when it was done before.

    Raises:
        NotFound: there is none of that id.
        Conflict: it failed.
    """
    refund, bought = await locked(tx, id)
    if refund.state is RefundState.FAILED:
        raise Conflict("This refund failed: ask for another.", ("input", "id"))
    if refund.state is RefundState.SUCCEEDED:
        return refund
    back = reversal(bought, refund.parts)
    done = {"state": RefundState.SUCCEEDED, "tax_minor": back.tax_minor, "processor_reference": reference}
    await CHANGE.run(tx, ChangeParams(id=id, properties={**done, "done_at": at}))
    await refund_done.follow(tx, refund, bought, back, at)
    return await one(tx, id)


async def fail(tx: Transaction, id: str, reason: str, at: datetime) -> Refund:
    """Note that a refund didn't go, and free what was reserved for it. As it is when it was done or failed before.

    Raises:
        NotFound: there is none of that id.
    """
    refund, bought = await locked(tx, id)
    if refund.state is not RefundState.PENDING:
        return refund
    failed = {"state": RefundState.FAILED, "problem": reason, "done_at": at}
    await CHANGE.run(tx, ChangeParams(id=id, properties=failed))
    await _reserve(tx, bought, refund.parts, -1)
    await service_step.refund_failed(tx, refund, bought, at)
    return await one(tx, id)


async def _reserve(tx: Transaction, bought: Order, parts: Mapping[int, int], sign: int) -> None:
    rows = [{"n": n, "refunding_minor": bought.line(n).refunding_minor + sign * part} for n, part in parts.items()]
    reserved = bought.refunding_minor + sign * sum(parts.values())
    await SET.run(tx, SetParams(id=bought.id, properties={"refunding_minor": reserved}, lines=rows))
