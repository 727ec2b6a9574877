"""Refunds in the graph: reserved under the lock of their order, and done or given up once the processor has answered.

What is reserved can't be asked for again, so what is paid back never comes to more than what was paid, however many
ask at once. Money moves, and access ends, when the refund is done.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from domain.audit import AuditEntry
from domain.errors import Conflict, NotFound
from domain.gift import grants
from domain.ledger import Entry, LedgerEntryKind
from domain.money import Money
from domain.order import Order, OrderState, Payment
from domain.outbox import EventType
from domain.record import Record
from domain.refund import Refund, RefundState, check_refundable, parts_of
from domain.sale import Reversal, reversal
from graph import audit, grant, ledger, order_seats, order_store, outbox, refund_quote, service_step
from graph.content import IdsParams
from graph.database import Transaction
from graph.order import told
from graph.order_store import SET, SetParams, lock_all
from graph.queries import NoRow, Params, Query


class ClaimParams(Params):
    id: str
    key: str


class ChangeParams(Params):
    id: str
    properties: Mapping[str, Any]


class PendingParams(Params):
    before: datetime
    limit: int


class Claimed(Record):
    id: str
    fresh: bool
    order_id: str | None
    asked: str | None


CLAIM = Query("refund/claim", ClaimParams, Claimed)
CHANGE = Query("refund/set", ChangeParams, NoRow)
BY_IDS = Query("refund/by_ids", IdsParams, Refund)
OF_ORDERS = Query("refund/of_orders", IdsParams, Refund)
PENDING = Query("refund/pending", PendingParams, Refund)


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
    after = _refunded(bought, refund.parts)
    await _keep(tx, after)
    done = {"state": RefundState.SUCCEEDED, "tax_minor": back.tax_minor, "processor_reference": reference}
    await CHANGE.run(tx, ChangeParams(id=id, properties={**done, "done_at": at}))
    await service_step.refunded(tx, refund, after, at)
    await _post(tx, refund, bought, back, at)
    await _end_grants(tx, bought, after, at)
    await order_seats.give_back(tx, bought, after, at)
    await outbox.append(
        tx, [told(EventType.ORDER_REFUNDED, after, at, id, refundId=id, amountMinor=refund.amount_minor)]
    )
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


async def one(tx: Transaction, id: str) -> Refund:
    """A refund.

    Raises:
        NotFound: there is none of that id.
    """
    found = await BY_IDS.one_or_none(tx, IdsParams(ids=[id]))
    if found is None:
        raise NotFound("There is no such refund.", ("input", "id"))
    return found


async def locked(tx: Transaction, id: str) -> tuple[Refund, Order]:
    """A refund and its order, read again behind the lock of that; raises as `one` does."""
    bought = await lock_all(tx, (await one(tx, id)).order_id)
    return await one(tx, id), bought


async def by_ids(tx: Transaction, ids: Sequence[str]) -> dict[str, Refund]:
    """Refunds by id."""
    return {row.id: row for row in await BY_IDS.all(tx, IdsParams(ids=ids))}


async def of_orders(tx: Transaction, ids: Sequence[str]) -> dict[str, list[Refund]]:
    """The refunds of orders, the first first; nothing for those that have none."""
    return await OF_ORDERS.grouped(tx, IdsParams(ids=ids), lambda refund: refund.order_id)


async def pending(tx: Transaction, before: datetime, limit: int) -> list[Refund]:
    """Refunds that were asked for before that moment and aren't done, for who sends them."""
    return await PENDING.all(tx, PendingParams(before=before, limit=limit))


async def _reserve(tx: Transaction, bought: Order, parts: Mapping[int, int], sign: int) -> None:
    rows = [{"n": n, "refunding_minor": bought.line(n).refunding_minor + sign * part} for n, part in parts.items()]
    reserved = bought.refunding_minor + sign * sum(parts.values())
    await SET.run(tx, SetParams(id=bought.id, properties={"refunding_minor": reserved}, lines=rows))


def _refunded(bought: Order, parts: Mapping[int, int]) -> Order:
    """The order once these parts went, of what was reserved for them."""
    lines = tuple(
        line.model_copy(
            update={
                "refunded_minor": line.refunded_minor + parts.get(line.n, 0),
                "refunding_minor": line.refunding_minor - parts.get(line.n, 0),
            }
        )
        for line in bought.lines
    )
    refunded = sum(line.refunded_minor for line in lines)
    whole = refunded == bought.total_minor
    return bought.model_copy(
        update={
            "lines": lines,
            "refunded_minor": refunded,
            "refunding_minor": sum(line.refunding_minor for line in lines),
            "state": OrderState.REFUNDED if whole else OrderState.PARTIALLY_REFUNDED,
        }
    )


async def _keep(tx: Transaction, after: Order) -> None:
    changed = after.model_dump(include={"state", "refunded_minor", "refunding_minor"})
    rows = [line.model_dump(include={"n", "refunded_minor", "refunding_minor"}) for line in after.lines]
    await SET.run(tx, SetParams(id=after.id, properties=changed, lines=rows))


async def _post(tx: Transaction, refund: Refund, bought: Order, back: Reversal, at: datetime) -> None:
    key, kind = f"sale_refunded:{refund.id}", LedgerEntryKind.SALE_REFUNDED
    entry = Entry.keyed(key, kind, at, back.postings, refund.reason, refund.id, bought.paid_at)
    await ledger.post(tx, entry)


async def _end_grants(tx: Transaction, before: Order, after: Order, at: datetime) -> None:
    """End what lines gave that are paid back whole now, and no other line of the order gives."""
    if after.state is OrderState.REFUNDED:
        await grant.end(tx, after.source, at, "REFUNDED")
        return
    gone = {id for line in after.lines if line.returned and not before.line(line.n).returned for id in line.benefit_ids}
    still = {id for line in after.lines if not line.returned for id in line.benefit_ids}
    if gone - still:
        await grant.end(tx, after.source, at, "REFUNDED", sorted(gone - still))
    if gone & still:
        await _shorten(tx, after, gone & still, at)


async def _shorten(tx: Transaction, after: Order, benefit_ids: Iterable[str], at: datetime) -> None:
    """Let what other lines give as well last no longer than they do."""
    since = after.gift_redeemed_at or after.paid_at
    if since is None or after.holder_id is None:
        return
    held = await grant.live(tx, after.holder_id, sorted(benefit_ids), at)
    own = {row.benefit_id for row in held if (row.source_kind, row.source_id) == after.source}
    for given in grants(after, since):
        await grant.give(tx, given._replace(benefit_ids=tuple(id for id in given.benefit_ids if id in own)))
