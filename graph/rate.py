"""The buckets of points that all workers share."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from domain.rate import Rate
from domain.record import Record
from graph.database import Transaction
from graph.queries import Params, Query

MAX_BATCH = 1_000


class LeaseParams(Params):
    rows: list[dict[str, Any]]
    now_ms: int


class PruneParams(Params):
    before_ms: int
    limit: int


class Leased(Record):
    """What a worker got of a bucket, and what is left in it."""

    key: str
    granted: float
    left: float


class Pruned(Record):
    pruned: int


LEASE = Query("rate/lease", LeaseParams, Leased)
PRUNE = Query("rate/prune", PruneParams, Pruned)


@dataclass(frozen=True, slots=True)
class Wish:
    """Points wanted of the bucket of an account: at least `need`, else none. Negative ones are given back."""

    key: str
    rate: Rate
    need: float
    want: float


async def lease(tx: Transaction, wishes: Sequence[Wish], now: datetime) -> dict[str, Leased]:
    """Take points from shared buckets, or give them back; what came of it by account."""
    rows = [_row(wish) for wish in sorted(wishes, key=lambda wish: wish.key)]
    return {row.key: row for row in await LEASE.all(tx, LeaseParams(rows=rows, now_ms=_milliseconds(now)))}


async def prune(tx: Transaction, before: datetime) -> int:
    """Delete at most 1,000 buckets unused since then; how many were deleted."""
    return (await PRUNE.one(tx, PruneParams(before_ms=_milliseconds(before), limit=MAX_BATCH))).pruned


def _row(wish: Wish) -> dict[str, Any]:
    rate = {"capacity": float(wish.rate.points), "per_ms": wish.rate.per_second / 1000}
    return {"key": wish.key, "need": wish.need, "want": wish.want, **rate}


def _milliseconds(at: datetime) -> int:
    return round(at.timestamp() * 1000)
