"""Calls under a key in the graph: claimed and answered in the transaction of what they change."""

from datetime import datetime

from domain.idempotency import Call
from domain.record import Record
from graph.database import Transaction
from graph.queries import NoRow, Params, Query

MAX_BATCH = 1_000


class ClaimParams(Params):
    principal: str
    operation: str
    key: str
    fingerprint: str
    now: datetime


class KeepParams(Params):
    principal: str
    operation: str
    key: str
    answer: str


class PruneParams(Params):
    before: datetime
    limit: int


class Claimed(Record):
    """What stands under a key: what was asked for, and the sealed answer; none when the call is the caller's to do."""

    fingerprint: str
    answer: str | None


class Pruned(Record):
    pruned: int


CLAIM = Query("idempotency/claim", ClaimParams, Claimed)
KEEP = Query("idempotency/keep", KeepParams, NoRow)
PRUNE = Query("idempotency/prune", PruneParams, Pruned)


async def claim(tx: Transaction, call: Call, now: datetime) -> Claimed:
    """Take the key of a call until the commit; wait while another transaction has it."""
    principal, operation, key = call.name
    fingerprint = call.fingerprint
    params = ClaimParams(principal=principal, operation=operation, key=key, fingerprint=fingerprint, now=now)
    return await CLAIM.one(tx, params)


async def keep(tx: Transaction, call: Call, answer: str) -> None:
    """Keep the answer of a call that this transaction has claimed."""
    principal, operation, key = call.name
    await KEEP.run(tx, KeepParams(principal=principal, operation=operation, key=key, answer=answer))


async def prune(tx: Transaction, before: datetime) -> int:
    """Forget at most 1,000 calls made before that moment; how many were forgotten."""
    return (await PRUNE.one(tx, PruneParams(before=before, limit=MAX_BATCH))).pruned
