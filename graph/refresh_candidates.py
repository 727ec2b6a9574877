"""Candidates for users: what people like them read in the last days, and where walks from their own reading lead."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from domain.record import Record
from graph.database import Transaction
from graph.queries import NoRow, Params, Query
from graph.refresh import MILLISECOND, Instant
from graph.refresh_neighbours import RowsParams

HOT_SPAN = timedelta(hours=72)
"""Only who read something within so long before the latest act can be a peer: twelve half-lives of the shortest."""

Hot = Mapping[str, Mapping[str, Any]]
"""The hot readers by id: `weight`, and what they read (`content_ids`) so many days (`ages`) before the latest act."""


class HotParams(Params):
    since_ms: int
    latest_ms: int


class HotReader(Record):
    user_id: str
    weight: float
    content_ids: list[str]
    ages: list[float]


class CandidatesParams(Params):
    ids: Sequence[str]
    hot: Hot
    latest_ms: int
    as_of: datetime


class Candidates(Record):
    """What is found for one user; the lists run in parallel."""

    user_id: str
    content_ids: list[str]
    peers_6h: list[float]
    peers_1d: list[float]
    peers_7d: list[float]
    walk: list[float]


HOT = Query("refresh/hot", HotParams, HotReader)
CANDIDATES = Query("refresh/candidates", CandidatesParams, Candidates)
STORE = Query("refresh/store_candidates", RowsParams, NoRow)


async def hot_readers(tx: Transaction, at: Instant) -> Hot:
    """Everyone who read something within HOT_SPAN, with at most 20 contents each."""
    since = at.latest_ms - HOT_SPAN // MILLISECOND
    rows = await HOT.all(tx, HotParams(since_ms=since, latest_ms=at.latest_ms))
    return {row.user_id: row.model_dump(exclude={"user_id"}) for row in rows}


async def store(tx: Transaction, user_ids: Sequence[str], hot: Hot, at: Instant) -> None:
    """Store the candidates of users, from the neighbourhoods that are stored."""
    params = CandidatesParams(ids=user_ids, hot=hot, latest_ms=at.latest_ms, as_of=at.as_of)
    rows = await CANDIDATES.all(tx, params)
    await STORE.run(tx, RowsParams(rows=[row.model_dump() for row in rows], as_of=at.as_of))
