"""Churn in the graph: what members went through, and what there is to work it out from."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from domain.churn import ChurnFigures, ChurnSize, ChurnSpan, ChurnState
from domain.ids import UserId
from domain.outbox import OutboxEvent
from domain.record import Day, Moment, Record
from domain.rhythm import GAPS
from graph import outbox
from graph.activity import TouchedParams
from graph.database import Transaction
from graph.queries import NoParams, NoRow, Params, Query
from graph.segment import COUNTERS, CurrentParams, HistoryParams


class DueParams(Params):
    now: datetime
    limit: int


class BasisParams(Params):
    rows: list[dict[str, Any]]
    today: date
    counters: tuple[str, ...] = COUNTERS
    remembered: int = GAPS + 1


class StoreParams(Params):
    rows: list[dict[str, Any]]


class Touched(Record):
    """A user of whom days changed, and the first of them."""

    id: UserId
    earliest: Day


class Id(Record):
    id: str


class Begun(Record):
    """A state and since when it holds."""

    state: ChurnState
    since: Moment


class Settled(Begun):
    reason: str


class Basis(Record):
    """What a member did since they were settled; all of it where `settled` is None."""

    user_id: UserId
    settled: Day | None
    days: tuple[int, ...]
    begun: Settled | None
    present: Begun | None


TOUCHED = Query("churn/touched", TouchedParams, Touched)
DUE = Query("churn/due", DueParams, Id)
BASIS = Query("churn/basis", BasisParams, Basis)
STORE = Query("churn/store", StoreParams, Id)
FORGET = Query("churn/forget", CurrentParams, NoRow)
CURRENT = Query("churn/current", CurrentParams, ChurnFigures)
HISTORY = Query("churn/history", HistoryParams, ChurnSpan)
SIZES = Query("churn/sizes", NoParams, ChurnSize)


async def store(tx: Transaction, rows: list[dict[str, Any]], events: Mapping[str, OutboxEvent]) -> None:
    """Write what members went through. `events` tell of it, by span; written are those of spans that are new, of
    members who share."""
    shared = await STORE.all(tx, StoreParams(rows=rows))
    await outbox.append(tx, [events[row.id] for row in shared if row.id in events])


async def current(tx: Transaction, user_ids: Sequence[str]) -> dict[str, ChurnFigures]:
    """Where users are, by their ids; nothing of whom nothing is known."""
    return {row.user_id: row for row in await CURRENT.all(tx, CurrentParams(user_ids=user_ids))}


async def history(tx: Transaction, user_id: UserId, limit: int) -> list[ChurnSpan]:
    """What a user went through, the latest first."""
    return await HISTORY.all(tx, HistoryParams(user_id=user_id, limit=limit))


async def sizes(tx: Transaction) -> list[ChurnSize]:
    """The states that have users."""
    return await SIZES.all(tx, NoParams())
