"""Activity A(u) in the graph: computed from days by the scoring model, and stored for lists to be ordered by."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from domain.activity import ActivityScore
from domain.ids import ModelId, UserId
from domain.record import Record
from domain.scoring import ScorePart
from graph.database import Transaction
from graph.queries import NoRow, Params, Query


class ScoreParams(Params):
    user_ids: Sequence[str]
    as_of: datetime
    model_id: ModelId | None = None
    with_parts: bool = True


class StoreParams(Params):
    rows: list[dict[str, Any]]
    as_of: datetime


class TouchedParams(Params):
    since: datetime
    limit: int


class EveryoneParams(Params):
    after_id: str
    limit: int


class Id(Record):
    id: UserId


class Scored(Record):
    user_id: UserId
    value: float
    model_id: ModelId
    parts: tuple[ScorePart, ...]


BY_USERS = Query("activity/by_users", ScoreParams, Scored)
STORE = Query("activity/store", StoreParams, NoRow)
TOUCHED = Query("activity/touched", TouchedParams, Id)
EVERYONE = Query("activity/everyone", EveryoneParams, Id)


async def by_users(
    tx: Transaction, user_ids: Sequence[str], as_of: datetime, model_id: ModelId | None = None
) -> dict[str, ActivityScore]:
    """A(u) with its parts, by user id, by the active model or another. One statement; its cost is the users' days.

    A user without days scores 0. Nobody has a score while the model doesn't exist.
    """
    rows = await BY_USERS.all(tx, ScoreParams(user_ids=user_ids, as_of=as_of, model_id=model_id))
    return {row.user_id: ActivityScore(as_of=as_of, **dict(row)) for row in rows}


async def values(tx: Transaction, user_ids: Sequence[str], as_of: datetime) -> dict[str, float]:
    """A(u) alone, by user id, by the active model."""
    rows = await BY_USERS.all(tx, ScoreParams(user_ids=user_ids, as_of=as_of, with_parts=False))
    return {row.user_id: row.value for row in rows}


async def refresh(tx: Transaction, user_ids: Sequence[str], as_of: datetime) -> None:
    """Store A(u) at `as_of` on users. Whatever changes meanwhile touches its day, and is found by the next refresh."""
    rows = [{"user_id": id, "value": value} for id, value in (await values(tx, user_ids, as_of)).items()]
    await STORE.run(tx, StoreParams(rows=rows, as_of=as_of))


async def touched(tx: Transaction, since: datetime, limit: int) -> list[UserId]:
    """Users who did something that was recorded after `since`, at most `limit`."""
    return [row.id for row in await TOUCHED.all(tx, TouchedParams(since=since, limit=limit))]


async def everyone(tx: Transaction, after_id: str, limit: int) -> list[UserId]:
    """The next users in the order of their ids."""
    return [row.id for row in await EVERYONE.all(tx, EveryoneParams(after_id=after_id, limit=limit))]
