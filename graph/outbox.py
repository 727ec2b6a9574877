"""The outbox: events written in the transaction of the change they tell of, and read in the order of the commits."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import orjson

from domain.outbox import OutboxEvent, SequencedEvent, contiguous
from domain.record import Record
from graph.database import Transaction
from graph.queries import NoParams, NoRow, Params, Query

MAX_BATCH = 1_000


class AppendParams(Params):
    rows: list[dict[str, Any]]


class AfterParams(Params):
    after: int
    limit: int


class FromParams(Params):
    since: datetime


class PruneParams(Params):
    before: datetime
    limit: int


class Head(Record):
    """The last event written, and the last that was pruned; 0 for none."""

    last: int
    pruned: int


class Place(Record):
    seq: int


class Pruned(Record):
    pruned: int


APPEND = Query("outbox/append", AppendParams, NoRow)
AFTER = Query("outbox/after", AfterParams, SequencedEvent)
HEAD = Query("outbox/head", NoParams, Head)
BEFORE = Query("outbox/before", FromParams, Place)
PRUNE = Query("outbox/prune", PruneParams, Pruned)


async def append(tx: Transaction, events: Sequence[OutboxEvent]) -> None:
    """Write events, in the transaction of the change they tell of and as its last statement.

    It locks the head of the outbox until the commit, so that numbers are given in the order of commits; what comes
    after it in the transaction keeps all other writers of events waiting.
    """
    if events:
        await APPEND.run(tx, AppendParams(rows=[_row(event) for event in events]))


async def head(tx: Transaction) -> Head:
    """How far the outbox reaches."""
    return await HEAD.one_or_none(tx, NoParams()) or Head(last=0, pruned=0)


async def after(tx: Transaction, seq: int, limit: int = MAX_BATCH) -> list[SequencedEvent]:
    """The events behind `seq` in order, never one whose predecessor isn't visible yet; pruned ones are passed over."""
    start = max(seq, (await head(tx)).pruned)
    return contiguous(await AFTER.all(tx, AfterParams(after=start, limit=limit)), start)


async def before(tx: Transaction, since: datetime) -> int:
    """The place in front of the first event that occurred at `since` or later; the end of the outbox without one."""
    found = await BEFORE.one_or_none(tx, FromParams(since=since))
    return found.seq - 1 if found else (await head(tx)).last


async def prune(tx: Transaction, occurred_before: datetime, limit: int = MAX_BATCH) -> int:
    """Delete at most `limit` events from the start of the outbox, up to the first that is younger; how many."""
    return (await PRUNE.one(tx, PruneParams(before=occurred_before, limit=limit))).pruned


def _row(event: OutboxEvent) -> dict[str, Any]:
    return {**event.model_dump(exclude={"payload"}), "payload": orjson.dumps(event.payload).decode()}
