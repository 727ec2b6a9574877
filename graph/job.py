"""Repeated jobs: how far each has come, and whose turn it is among several processes."""

from datetime import datetime

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


class EndParams(Params):
    name: str
    next_at: datetime


class State(Record):
    """How far a job has come: a position in its own words, and the time up to which it has seen changes."""

    position: str | None
    watermark: Moment | None


class Turn(Record):
    taken: bool


STATE = Query("job/state", NameParams, State)
ADVANCE = Query("job/advance", AdvanceParams, NoRow)
TAKE_TURN = Query("job/take_turn", TurnParams, Turn)
END_TURN = Query("job/end_turn", EndParams, NoRow)


async def state(tx: Transaction, name: str) -> State:
    """How far that job has come; nowhere when it never ran."""
    return await STATE.one_or_none(tx, NameParams(name=name)) or State(position=None, watermark=None)


async def take_turn(tx: Transaction, name: str, now: datetime, until: datetime) -> bool:
    """Whether it is this process that has to do the job now. Nobody else is asked to before `until`.

    A turn is no lock: a process that dies delays the job until then, and one that takes longer may be joined by
    another. So jobs are idempotent, and this only keeps processes from doing the same work twice.
    """
    return (await TAKE_TURN.one(tx, TurnParams(name=name, now=now, until=until))).taken
