"""Who stays, in the graph: members by the period in which they began, counted in each that follows."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from domain.record import Day, Record
from domain.staying import StayingCell, StayingPeriod
from graph import job
from graph.database import Transaction
from graph.queries import NoRow, Params, Query
from graph.segment import COUNTERS


class ActiveParams(Params):
    after_id: str
    unit: str
    since: date
    until: date
    counters: tuple[str, ...] = COUNTERS
    limit: int


class ReplaceParams(Params):
    by: StayingPeriod
    since: date
    rows: Sequence[Mapping[str, Any]]


class CellsParams(Params):
    by: StayingPeriod
    first: date
    last: date


class ActiveCount(Record):
    """How many members who began in one period were active in another."""

    cohort: Day
    period: Day
    members: int


class ActivePage(Record):
    """The counts of a page of members; `last_id` is None when there were none."""

    last_id: str | None
    counts: tuple[ActiveCount, ...]


ACTIVE = Query("staying/active", ActiveParams, ActivePage)
REPLACE = Query("staying/replace", ReplaceParams, NoRow)
CELLS = Query("staying/cells", CellsParams, StayingCell)


def job_name(by: StayingPeriod) -> str:
    """Under which it is noted how far the count has come."""
    return f"count-staying {by.lower()}"


async def counted(tx: Transaction, by: StayingPeriod) -> date | None:
    """The first day that isn't counted; None before any is."""
    position = (await job.state(tx, job_name(by))).position
    return date.fromisoformat(position) if position else None
