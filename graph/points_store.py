"""Where ledgers of points are kept: the lock before they are read, and the one way in which entries are added."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from domain.content import ContentKind
from domain.ids import AreaId, ContentId, TagId, UserId
from domain.point_ledger import PointEntry
from domain.points import Cap, Subject
from domain.record import Record
from graph.content import IdsParams
from graph.database import Transaction
from graph.queries import NoRow, Params, Query

Row = dict[str, Any]


class LockParams(Params):
    user_ids: list[str]


class Locked(Record):
    user_id: str
    entries: int


class AppendParams(Params):
    entries: list[Row]
    days: list[Row]
    users: list[Row]


class OfUser(Record):
    user_id: str
    points: int


class LatestParams(Params):
    user_id: UserId
    before: int
    limit: int


class Entry(Record):
    entry: PointEntry


class SubjectRow(Record):
    content_id: ContentId
    kind: ContentKind
    author_id: UserId | None
    area_id: AreaId | None
    tag_ids: tuple[TagId, ...]
    time_zone: str


LOCK = Query("points/lock", LockParams, Locked)
APPEND = Query("points/append", AppendParams, NoRow)
OF_USERS = Query("points/of_users", IdsParams, OfUser)
SUBJECTS = Query("points/subjects", IdsParams, SubjectRow)
LATEST = Query("points/latest", LatestParams, Entry)


async def locked(tx: Transaction, user_ids: Collection[str]) -> dict[str, int]:
    """Lock these members until the transaction ends; how many entries the ledger of each who is there has."""
    rows = await LOCK.all(tx, LockParams(user_ids=sorted(user_ids))) if user_ids else []
    return {row.user_id: row.entries for row in rows}


async def subjects(tx: Transaction, ids: Sequence[str]) -> tuple[list[Subject], ZoneInfo]:
    """The contents of these ids that are there, as points go by them; and the zone in which days are counted."""
    rows = await SUBJECTS.all(tx, IdsParams(ids=ids))
    found = [Subject(row.content_id, row.kind, row.author_id, row.area_id, row.tag_ids) for row in rows]
    return found, ZoneInfo(rows[0].time_zone if rows else "UTC")


async def append(tx: Transaction, entries: Sequence[PointEntry]) -> None:
    """Add entries to the ledgers of members who are locked, in their order, and to the sums kept of them."""
    if not entries:
        return
    days: dict[tuple[str, date], Row] = {}
    points: dict[str, int] = defaultdict(int)
    last: dict[str, int] = {}
    for entry in entries:
        points[entry.user_id] += entry.delta
        last[entry.user_id] = entry.number
        empty = {"user_id": entry.user_id, "date": entry.day, "points": 0, **{cap.value: 0 for cap in Cap}}
        day = days.setdefault((entry.user_id, entry.day), empty)
        day["points"] += entry.delta
        if entry.cap is not None:
            day[entry.cap.value] += entry.delta
    users = [{"user_id": user_id, "points": points[user_id], "entries": last[user_id]} for user_id in sorted(points)]
    rows = [entry.model_dump(exclude_none=True) for entry in entries]
    await APPEND.run(tx, AppendParams(entries=rows, days=list(days.values()), users=users))


async def of_users(tx: Transaction, ids: Sequence[str]) -> dict[str, int]:
    """The points of users, by id."""
    return {row.user_id: row.points for row in await OF_USERS.all(tx, IdsParams(ids=ids))}


async def latest(tx: Transaction, user_id: UserId, before: int, limit: int) -> list[PointEntry]:
    """The entries of a ledger before the number `before`, the latest first."""
    rows = await LATEST.all(tx, LatestParams(user_id=user_id, before=before, limit=limit))
    return [row.entry for row in rows]
