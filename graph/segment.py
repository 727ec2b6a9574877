"""Value segments in the graph: what the rules need to know, and each member's present and past assignments."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from domain.ids import UserId
from domain.interaction import InteractionType
from domain.outbox import OutboxEvent
from domain.record import Moment, Record
from domain.segment import REVENUE_SPAN, Brought, SegmentAssignment, SegmentSize, ValueSegment
from domain.segment_moves import SegmentMove
from graph import outbox
from graph.database import Transaction
from graph.queries import NoParams, NoRow, Params, Query

COUNTERS = tuple(kind.counter for kind in InteractionType)


class DueParams(Params):
    after_id: str
    checked_before: datetime
    day: date
    counters: tuple[str, ...] = COUNTERS
    limit: int


class WriteParams(Params):
    rows: list[dict[str, Any]]
    as_of: datetime


class MovesParams(Params):
    since: datetime
    until: datetime


class CurrentParams(Params):
    user_ids: Sequence[str]


class HistoryParams(Params):
    user_id: UserId
    limit: int


class PayersParams(Params):
    since: datetime
    until: datetime


class Due(Record):
    """A user to look at, and where they stand."""

    user_id: UserId
    joined_at: Moment
    activity: float
    events: int
    assignment_id: str | None
    segment: ValueSegment | None
    pending: ValueSegment | None


class Shared(Record):
    """A member who moved, and lets partners know."""

    user_id: UserId


class Population(Record):
    activities: tuple[float, ...]


DUE = Query("segment/due", DueParams, Due)
POPULATION = Query("segment/population", NoParams, Population)
PAYERS = Query("segment/payers", PayersParams, Brought)
KEEP = Query("segment/keep", WriteParams, NoRow)
ASSIGN = Query("segment/assign", WriteParams, Shared)
CURRENT = Query("segment/current", CurrentParams, SegmentAssignment)
HISTORY = Query("segment/history", HistoryParams, SegmentAssignment)
MOVES = Query("segment/moves", MovesParams, SegmentMove)
SIZES = Query("segment/sizes", NoParams, SegmentSize)


async def population(tx: Transaction) -> tuple[float, ...]:
    """The stored activities above 0 of all users, ascending."""
    return (await POPULATION.one(tx, NoParams())).activities


async def payers(tx: Transaction, as_of: datetime) -> list[Brought]:
    """What members brought in the last 90 days."""
    return await PAYERS.all(tx, PayersParams(since=as_of - REVENUE_SPAN, until=as_of))


async def store(
    tx: Transaction,
    kept: list[dict[str, Any]],
    moved: list[dict[str, Any]],
    events: Mapping[UserId, OutboxEvent],
    as_of: datetime,
) -> None:
    """Write what a run found: figures onto current assignments, and new assignments for those who move.

    `events` tell of the moves, by user; written are those of members who share, and whom nobody else moved meanwhile.
    """
    if kept:
        await KEEP.run(tx, WriteParams(rows=kept, as_of=as_of))
    if moved:
        shared = await ASSIGN.all(tx, WriteParams(rows=moved, as_of=as_of))
        await outbox.append(tx, [events[row.user_id] for row in shared])


async def current(tx: Transaction, user_ids: Sequence[str]) -> dict[str, SegmentAssignment]:
    """The present assignments, by user id."""
    return {row.user_id: row for row in await CURRENT.all(tx, CurrentParams(user_ids=user_ids))}


async def history(tx: Transaction, user_id: UserId, limit: int) -> list[SegmentAssignment]:
    """A user's assignments, the latest first."""
    return await HISTORY.all(tx, HistoryParams(user_id=user_id, limit=limit))


async def sizes(tx: Transaction) -> list[SegmentSize]:
    """The segments that have users."""
    return await SIZES.all(tx, NoParams())
