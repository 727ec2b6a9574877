"""Repeated jobs: how far each has come, and whose turn it is among several processes."""

from datetime import datetime

from domain.job import JobStatus
from domain.record import Moment, Record
from graph.database import Transaction
from graph.queries import NoRow, Params, Query


class NameParams(Params):
    name: str


class AdvanceParams(Params):
    name: str
    position: str
    watermark: datetime
    at: datetime


class TurnParams(Params):
    name: str
    now: datetime
    until: datetime


class HoldParams(Params):
    name: str
    until: datetime
    done: int | None
    total: int | None


class EndParams(Params):
    name: str
    next_at: datetime
    ended_at: datetime
    note: str | None = None


class ScheduledParams(Params):
    now: datetime


class State(Record):
    """How far a job has come: a position in its own words, and the time up to which it has seen changes."""

    position: str | None
    watermark: Moment | None


class Turn(Record):
    taken: bool


STATE = Query("job/state", NameParams, State)
ADVANCE = Query("job/advance", AdvanceParams, NoRow)
TAKE_TURN = Query("job/take_turn", TurnParams, Turn)
HOLD_TURN = Query("job/hold_turn", HoldParams, NoRow)
END_TURN = Query("job/end_turn", EndParams, NoRow)
SCHEDULED = Query("job/scheduled", ScheduledParams, JobStatus)


async def state(tx: Transaction, name: str) -> State:
    """How far that job has come; nowhere when it never ran."""
    return await STATE.one_or_none(tx, NameParams(name=name)) or State(position=None, watermark=None)


async def take_turn(tx: Transaction, name: str, now: datetime, until: datetime) -> bool:
    """Whether it is this process that has to do the job now. Nobody else is asked to before `until`.

    A turn is no lock: a process that dies delays the job until then, and one that can't say that it goes on may be
    joined by another. So jobs are idempotent, and this only keeps processes from doing the same work twice.
    """
    return (await TAKE_TURN.one(tx, TurnParams(name=name, now=now, until=until))).taken


async def scheduled(tx: Transaction, now: datetime) -> list[JobStatus]:
    """Every job that the schedule has run, by name."""
    return await SCHEDULED.all(tx, ScheduledParams(now=now))
