"""What follows once a refund went: the order says so, money moves back with everybody's share of it, and what was paid
back whole gives nothing any more.
"""

from collections.abc import Iterable
from datetime import datetime

from domain.gift import grants
from domain.ledger import Entry, LedgerEntryKind
from domain.order import Order, OrderState
from domain.outbox import EventType
from domain.refund import Refund, paid_back
from domain.sale import Reversal
from graph import grant, ledger, order_seats, outbox, service_step
from graph.database import Transaction
from graph.order import told
from graph.order_store import SET, SetParams


async def follow(tx: Transaction, refund: Refund, bought: Order, back: Reversal, at: datetime) -> None:
    """Have everything follow from a refund that went, of an order as it was before."""
    after = paid_back(bought, refund.parts)
    await _keep(tx, after)
    await service_step.refunded(tx, refund, after, at)
    await _post(tx, refund, bought, back, at)
    await _end_grants(tx, bought, after, at)
    await order_seats.give_back(tx, bought, after, at)
    event = told(EventType.ORDER_REFUNDED, after, at, refund.id, refundId=refund.id, amountMinor=refund.amount_minor)
    await outbox.append(tx, [event])


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
    since = after.held_since
    if since is None or after.holder_id is None:
        return
    held = await grant.live(tx, after.holder_id, sorted(benefit_ids), at)
    own = {row.benefit_id for row in held if (row.source_kind, row.source_id) == after.source}
    for given in grants(after, since):
        await grant.give(tx, given._replace(benefit_ids=tuple(id for id in given.benefit_ids if id in own)))
