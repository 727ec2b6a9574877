"""What may be asked back of an order, by what its holder has used of what it gives."""

from collections.abc import Sequence
from datetime import datetime

from domain.ids import UserId
from domain.order import Order
from domain.product import ProductKind
from domain.record import Record
from domain.refund_quote import RefundQuote, Use, quote
from graph import consumption, service_store
from graph.database import Transaction
from graph.queries import Params, Query


class UnlockedParams(Params):
    benefit_ids: Sequence[str]


class ReadParams(Params):
    user_id: UserId
    since: datetime


class Unlocked(Record):
    benefit_id: str
    content_id: str


class Read(Record):
    read: bool


UNLOCKED = Query("refund/unlocked", UnlockedParams, Unlocked)
READ_SINCE = Query("refund/read_since", ReadParams, Read)


async def of(tx: Transaction, order: Order, at: datetime) -> RefundQuote:
    """What may be asked back of an order at that moment, and why."""
    holder, since = order.holder_id, order.paid_at
    if holder is None or since is None:
        return quote(order, {}, at)
    uses = await _uses(tx, order, holder)
    if any(line.kind is ProductKind.MEMBERSHIP for line in order.lines):
        read = (await READ_SINCE.one(tx, ReadParams(user_id=holder, since=since))).read
        uses |= {line.n: Use(read=read) for line in order.lines if line.kind is ProductKind.MEMBERSHIP}
    if order.lines[0].kind is ProductKind.SERVICE:
        uses[1] = Use(service=await service_store.paid_by(tx, order.id))
    return quote(order, uses, at)


async def _uses(tx: Transaction, order: Order, holder: UserId) -> dict[int, Use]:
    """Of each line, how many parts it has, and how many of them were opened."""
    ids = sorted({id for line in order.lines for id in line.benefit_ids})
    unlocked = await UNLOCKED.grouped(tx, UnlockedParams(benefit_ids=ids), lambda row: row.benefit_id)
    contents = sorted({row.content_id for found in unlocked.values() for row in found})
    used = await consumption.of(tx, holder, contents) if contents else {}
    uses = {}
    for line in order.lines:
        of_line = {row.content_id for benefit in line.benefit_ids for row in unlocked.get(benefit, ())}
        parts = [
            (one.lessons, one.lessons_opened) if one.lessons else (1, 1) for id in of_line if (one := used.get(id))
        ]
        unopened = len(of_line) - len(parts)
        uses[line.n] = Use(parts=sum(of for of, _ in parts) + unopened, opened=sum(opened for _, opened in parts))
    return uses
