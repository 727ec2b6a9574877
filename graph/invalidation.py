"""Acts found invalid after they were counted: taken out of cells and days, and credited; never edited in silence."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from domain.audit import AuditEntry
from domain.errors import NotFound
from domain.flight import Flight
from domain.flight_account import change_by_budget
from domain.invalidation import BATCH, Loss, Order, by_day, losses
from domain.record import Record
from graph import audit, conversion, delivery_cell, flight_account
from graph import flight as flights
from graph.content import IdsParams
from graph.database import Transaction
from graph.delivery_cell import Added
from graph.queries import NoRow, Params, Query


class ChosenParams(Params):
    flight_id: str
    since: datetime
    until: datetime
    client: str | None
    limit: int


class ClientParams(Params):
    id: str
    flight_id: str


class MarkParams(Params):
    ids: Sequence[str]
    orders: Sequence[str]


class TakeBackParams(Params):
    flight_id: str
    rows: list[dict[str, Any]]


class Chosen(Record):
    id: str


class Client(Record):
    client: str


class Invalidated(NamedTuple):
    """What was found invalid, and what of money that came to."""

    views: int = 0
    clicks: int = 0
    conversions: int = 0
    credited_minor: int = 0
    more: bool = False


CHOSEN = Query("invalidation/chosen", ChosenParams, Chosen)
CLIENT = Query("invalidation/client", ClientParams, Client)
ORDERS = Query("invalidation/orders", IdsParams, Order)
MARK = Query("invalidation/mark", MarkParams, NoRow)
TAKE_BACK = Query("invalidation/take_back", TakeBackParams, NoRow)


async def invalidate(
    tx: Transaction, flight_id: str, span: tuple[datetime, datetime], same_client_as: str | None, entry: AuditEntry
) -> Invalidated:
    """Invalidate what a flight delivered in a span of time, up to BATCH decisions at once, and credit its charges.

    Raises:
        NotFound: there is no such flight, or it has no such decision whose client is known.
    """
    client = await _client(tx, same_client_as, flight_id) if same_client_as else None
    params = ChosenParams(flight_id=flight_id, since=span[0], until=span[1], client=client, limit=BATCH + 1)
    ids = [row.id for row in await CHOSEN.all(tx, params)]
    locked = await conversion.LOCK.all(tx, IdsParams(ids=sorted(ids[:BATCH])))
    kept = [row for row in locked if row.refused is None]
    orders = await ORDERS.all(tx, IdsParams(ids=[row.id for row in kept]))
    flight = await flights.LOCK.one_or_none(tx, flights.IdParams(id=flight_id))
    if flight is None:
        raise NotFound("There is no flight of this id.", ("input", "flightId"))
    lost = list(losses(kept, orders))
    await MARK.run(tx, MarkParams(ids=[row.id for row in kept], orders=[order.key for order in orders]))
    credited = await _take_back(tx, flight, lost, entry)
    found = Invalidated(
        sum(loss.views for loss in lost),
        sum(loss.clicks for loss in lost),
        sum(loss.conversions for loss in lost),
        credited,
        len(ids) > BATCH,
    )
    await audit.append(tx, entry.model_copy(update={"after": {**(entry.after or {}), **found._asdict()}}))
    return found


async def _client(tx: Transaction, decision_id: str, flight_id: str) -> str:
    row = await CLIENT.one_or_none(tx, ClientParams(id=decision_id, flight_id=flight_id))
    if row is None or not row.client:
        raise NotFound("The flight has no such decision whose client is known.", ("input", "sameClientAs"))
    return row.client


async def _take_back(tx: Transaction, flight: Flight, lost: Sequence[Loss], entry: AuditEntry) -> int:
    """Take losses out of the flight, its days and its cells; what was credited, in minor units."""
    days = by_day(lost)
    await TAKE_BACK.run(tx, TakeBackParams(flight_id=flight.id, rows=[day._asdict() for day in days]))
    account = await flight_account.one(tx, flight.id)
    last = account.closed_through
    closed = sum(day.spent_micro for day in days if last is not None and day.day <= last)
    spent = sum(day.spent_micro for day in days)
    told = f"{flight.id}:{entry.id}"
    credited = await flight_account.credit(tx, flight, told, entry.at, spent=spent, closed=closed)
    changed = change_by_budget(flight, account.spent_micro - spent)
    if changed:
        await flights.CHANGE.one(tx, flights.ChangeParams(id=flight.id, properties=changed))
        await flights.tell_by_budget(tx, flight, changed, entry.at, entry.id)
    await delivery_cell.add_all(tx, [Added(loss.decision, loss.day, loss.counts) for loss in lost])
    return credited
