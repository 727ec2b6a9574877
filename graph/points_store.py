"""Where ledgers of points are kept: the lock before they are read, and the one way in which entries are added."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from domain.content import ContentKind
from domain.ids import AreaId, ContentId, TagId, UserId
from domain.leaderboard import boards
from domain.point_ledger import PointEntry
from domain.points import Cap, Subject, day_in
from domain.record import Record
from domain.standing import LADDER, by_scope
from graph.content import IdsParams
from graph.database import Transaction
from graph.queries import NoParams, NoRow, Params, Query

Row = dict[str, Any]


class LockParams(Params):
    user_ids: list[str]


class Locked(Record):
    user_id: str
    entries: int
    opted_out: bool
    time_zone: str


class Zone(Record):
    time_zone: str


class ZoneParams(Params):
    time_zone: str


@dataclass(frozen=True, slots=True)
class Opened:
    """Ledgers that are locked: how many entries each has, whose points stay off the boards, and where days begin."""

    numbers: dict[str, int]
    off_boards: frozenset[str]
    zone: ZoneInfo

    def next(self, user_id: str) -> int:
        """The number of the entry that comes next in a ledger."""
        self.numbers[user_id] += 1
        return self.numbers[user_id]

    def boards(self, entries: Iterable[PointEntry], now: datetime) -> list[Row]:
        """What entries add to the boards that are open now."""
        today, rows = day_in(self.zone, now), dict[tuple[str, str], Row]()
        for entry in entries:
            for each in boards(entry, today) if entry.user_id not in self.off_boards else ():
                empty = {"board": each.key, "user_id": entry.user_id, "ends_on": each.ends_on, "points": 0}
                rows.setdefault((each.key, entry.user_id), empty)["points"] += entry.delta
        return [rows[key] for key in sorted(rows)]


class SettleParams(Params):
    entries: list[Row]
    days: list[Row]
    users: list[Row]
    boards: list[Row]


class AppendParams(SettleParams):
    due: list[str]
    at: datetime
    standings: list[Row]
    bars: tuple[int, ...] = LADDER.points


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


LOCK = Query("points/lock", LockParams, Locked)
ZONE = Query("points/zone", NoParams, Zone)
KEEP_ZONE = Query("points/keep_zone", ZoneParams, NoRow)
APPEND = Query("points/append", AppendParams, NoRow)
OF_USERS = Query("points/of_users", IdsParams, OfUser)
ENTRIES = Query("points/entries", IdsParams, Entry)
SUBJECTS = Query("points/subjects", IdsParams, SubjectRow)
LATEST = Query("points/latest", LatestParams, Entry)


async def locked(tx: Transaction, user_ids: Collection[str]) -> Opened:
    """Lock the ledgers of those of these members who are there, until the transaction ends."""
    rows = await LOCK.all(tx, LockParams(user_ids=sorted(user_ids))) if user_ids else []
    zone = ZoneInfo(rows[0].time_zone if rows else "UTC")
    return Opened({row.user_id: row.entries for row in rows}, frozenset(r.user_id for r in rows if r.opted_out), zone)


async def zone(tx: Transaction) -> ZoneInfo:
    """The time zone in which days are counted."""
    row = await ZONE.one_or_none(tx, NoParams())
    return ZoneInfo(row.time_zone if row else "UTC")


async def keep_zone(tx: Transaction, name: str) -> None:
    """Count days in the time zone of that IANA name from now on; what was entered before keeps its day."""
    await KEEP_ZONE.run(tx, ZoneParams(time_zone=name))


async def subjects(tx: Transaction, ids: Sequence[str]) -> list[Subject]:
    """The contents of these ids that are there, as points go by them."""
    rows = await SUBJECTS.all(tx, IdsParams(ids=ids))
    return [Subject(row.content_id, row.kind, row.author_id, row.area_id, row.tag_ids) for row in rows]


async def append(tx: Transaction, opened: Opened, entries: Sequence[PointEntry]) -> None:
    """Add entries of one moment to ledgers that are locked, in their order, and to all that is summed up of them.

    Those whom they are to and because of are noted, so that their badges are looked at.
    """
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
    at = entries[-1].recorded_at
    due = sorted({id for entry in entries for id in (entry.user_id, entry.actor_id) if id is not None})
    sums = {"days": list(days.values()), "users": users, "boards": opened.boards(entries, at)}
    params = {"entries": rows, **sums, "standings": _standings(entries), "due": due, "at": at}
    await APPEND.run(tx, AppendParams.model_validate(params))


def _standings(entries: Sequence[PointEntry]) -> list[Row]:
    """What entries of one moment add to what members' standing goes by."""
    rows: dict[tuple[str, str], Row] = {}
    for scope, entry in by_scope(entries):
        empty = {"user_id": entry.user_id, "scope": scope, "points": 0, "at": entry.recorded_at}
        rows.setdefault((entry.user_id, scope), empty)["points"] += entry.delta
    return list(rows.values())


async def of_users(tx: Transaction, ids: Sequence[str]) -> dict[str, int]:
    """The points of users, by id."""
    return {row.user_id: row.points for row in await OF_USERS.all(tx, IdsParams(ids=ids))}


async def latest(tx: Transaction, user_id: UserId, before: int, limit: int) -> list[PointEntry]:
    """The entries of a ledger before the number `before`, the latest first."""
    rows = await LATEST.all(tx, LatestParams(user_id=user_id, before=before, limit=limit))
    return [row.entry for row in rows]
