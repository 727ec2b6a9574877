"""What processors told, in the graph: kept first, and then what follows from it, once."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from enum import StrEnum

from domain.payment import Told
from domain.record import Record
from graph.database import Transaction
from graph.queries import NoRow, Params, Query


class EventState(StrEnum):
    """What came of an event."""

    RECEIVED = "RECEIVED"
    APPLIED = "APPLIED"
    IGNORED = "IGNORED"


class KeyParams(Params):
    key: str


class KeepParams(KeyParams):
    processor: str
    type: str
    at: datetime
    received_at: datetime
    told: str


class DoneParams(KeyParams):
    state: EventState
    note: str | None


class WaitingParams(Params):
    before: datetime
    limit: int


class Kept(Record):
    state: EventState


class Waiting(Record):
    told: str


class Pruned(Record):
    pruned: int


KEEP = Query("payment_event/keep", KeepParams, Kept)
CLAIM = Query("payment_event/claim", KeyParams, Kept)
DONE = Query("payment_event/done", DoneParams, NoRow)
WAITING = Query("payment_event/waiting", WaitingParams, Waiting)
PRUNE = Query("payment_event/prune", WaitingParams, Pruned)

Work = Callable[[Transaction], Awaitable[str | None]]
"""What follows from an event; a note when that is nothing."""


def key_of(told: Told) -> str:
    """Under which an event is kept."""
    return f"{told.processor}:{told.id}"


async def keep(tx: Transaction, told: Told, at: datetime) -> bool:
    """Keep what was told; whether something is still to follow from it."""
    params = KeepParams(
        key=key_of(told),
        processor=told.processor,
        type=told.type,
        at=told.at,
        received_at=at,
        told=told.model_dump_json(),
    )
    return (await KEEP.one(tx, params)).state is EventState.RECEIVED


async def apply(tx: Transaction, told: Told, work: Work) -> str | None:
    """Do what follows from an event, once, in one transaction with the note of that; why nothing follows, if so."""
    if await CLAIM.one_or_none(tx, KeyParams(key=key_of(told))) is None:
        return None
    note = await work(tx)
    state = EventState.APPLIED if note is None else EventState.IGNORED
    await DONE.run(tx, DoneParams(key=key_of(told), state=state, note=note))
    return note


async def ignore(tx: Transaction, told: Told, note: str) -> None:
    """Note why nothing follows from an event."""
    await DONE.run(tx, DoneParams(key=key_of(told), state=EventState.IGNORED, note=note))


async def waiting(tx: Transaction, before: datetime, limit: int) -> list[Told]:
    """What was told before that moment and is still to be dealt with, the first first."""
    rows = await WAITING.all(tx, WaitingParams(before=before, limit=limit))
    return [Told.model_validate_json(row.told) for row in rows]


async def prune(tx: Transaction, before: datetime, limit: int) -> int:
    """Forget at most so many events that were dealt with and told before that moment; how many were forgotten."""
    return (await PRUNE.one(tx, WaitingParams(before=before, limit=limit))).pruned
