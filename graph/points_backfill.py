"""Points made up for: what stands in the graph and no ledger knows, as after an import; and sums that don't hold.

A member's ledger is read, what it lacks is granted in the order in which it happened, and the sums are set to what it
comes to: the same fold, `domain/point_ledger.py`, that incremental grants are compared with.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from domain.event import Event
from domain.ids import ContentId, UserId
from domain.interaction import InteractionType
from domain.point_ledger import Ledger
from domain.points import Act, Cap, Fact
from domain.record import Moment, Record
from graph import standing_rules
from graph.content import IdsParams
from graph.database import Transaction
from graph.points_store import ENTRIES, SettleParams, locked, subjects
from graph.queries import NoRow, Params, Query

Row = dict[str, Any]
VOTES = frozenset({InteractionType.VOTE_UP, InteractionType.VOTE_DOWN, InteractionType.LIKE})


class KeepParams(Params):
    rows: list[Row]


class FactsParams(IdsParams):
    now: datetime


class FactRow(Record):
    user_id: UserId
    act: Act
    actor_id: UserId | None
    content_id: ContentId
    at: Moment
    imported_id: str | None

    @property
    def fact(self) -> Fact:
        """The fact that it tells."""
        return Fact(self.act, self.actor_id, self.content_id, self.at, self.imported_id)


class Unfinished(Record):
    id: UserId


class Sums(Record):
    user_id: str
    points: int
    entries: int
    days: list[tuple[str, int, int, int]]


@dataclass(frozen=True, slots=True)
class Settled:
    """What a batch of members needed."""

    granted: int
    corrected: int
    """Members whose sums or standing weren't what their ledgers came to."""


KEEP = Query("points/keep_imported", KeepParams, NoRow)
FACTS = Query("points/facts", FactsParams, FactRow)
SUMS = Query("points/sums", IdsParams, Sums)
SETTLE = Query("points/settle", SettleParams, NoRow)
UNFINISHED = Query("merge/unfinished", IdsParams, Unfinished)


async def keep_imported(tx: Transaction, events: Iterable[Event]) -> None:
    """Let the votes and likes among imported events earn points, with the next backfill."""
    rows = [{"source": event.source, "event_id": event.event_id} for event in events if event.type in VOTES]
    if rows:
        await KEEP.run(tx, KeepParams(rows=rows))


async def settle(tx: Transaction, ids: Sequence[UserId], now: datetime, *, grants: bool = True) -> Settled:
    """Bring the ledgers of some members up to the facts, and their sums to the ledgers. Again it does nothing. Without
    `grants` nothing is added to the ledgers, and the sums are written whatever they are. While another account is being
    merged into one, only part of its ledger is there: it is passed over."""
    opened = await locked(tx, ids)
    unfinished = {row.id for row in await UNFINISHED.all(tx, IdsParams(ids=ids))}
    ids = [id for id in ids if id not in unfinished]
    ledgers, known = await _ledgers(tx, ids)
    if grants:
        await _grant(tx, ledgers, opened.zone, now)
    kept = {row.user_id: row for row in await SUMS.all(tx, IdsParams(ids=ids))}
    fresh = [entry for user_id, ledger in ledgers.items() for entry in ledger.entries[known[user_id] :]]
    wrong = [ledger for ledger in ledgers.values() if not grants or _differs(ledger, kept.get(ledger.user_id))]
    corrected: set[str] = {ledger.user_id for ledger in wrong}
    if grants:
        here = {id: ledger.entries for id, ledger in ledgers.items() if id in opened.numbers}
        corrected |= await standing_rules.settle(tx, here)
    if fresh or wrong:
        rows = [entry.model_dump(exclude_none=True) for entry in fresh]
        days = [day for ledger in wrong for day in _days(ledger)]
        boards = opened.boards((entry for ledger in wrong for entry in ledger.entries), now)
        users = [{"user_id": each.user_id, "points": each.points, "entries": len(each.entries)} for each in wrong]
        await SETTLE.run(tx, SettleParams(entries=rows, days=days, users=users, boards=boards))
    return Settled(len(fresh), len(corrected))


async def _ledgers(tx: Transaction, ids: Sequence[UserId]) -> tuple[dict[UserId, Ledger], dict[UserId, int]]:
    """The ledgers as they are kept, and how many entries each has."""
    ledgers = {id: Ledger(id) for id in ids}
    for row in await ENTRIES.all(tx, IdsParams(ids=ids)):
        ledgers[row.entry.user_id].add(row.entry)
    return ledgers, {id: len(ledger.entries) for id, ledger in ledgers.items()}


async def _grant(tx: Transaction, ledgers: Mapping[UserId, Ledger], zone: ZoneInfo, now: datetime) -> None:
    """Grant what stands and isn't known, in the order in which it happened."""
    rows = await FACTS.all(tx, FactsParams(ids=list(ledgers), now=now))
    unknown = [(row.user_id, row.fact) for row in rows if not ledgers[row.user_id].knows(row.fact.id)]
    found = await subjects(tx, sorted({fact.content_id for _, fact in unknown}))
    by_id = {subject.content_id: subject for subject in found}
    for user_id, fact in sorted(unknown, key=lambda each: (each[1].at, each[1].id)):
        ledgers[user_id].grant(fact, by_id[fact.content_id], zone, now)


def _differs(ledger: Ledger, kept: Sums | None) -> bool:
    """Whether the sums that are kept aren't what the ledger comes to; not of members who are gone."""
    if kept is None:
        return False
    days = {date.fromisoformat(day): tuple(sums) for day, *sums in kept.days}
    held = {day["date"]: (day["points"], day["received"], day["made"]) for day in _days(ledger)}
    return kept.points != ledger.points or kept.entries != len(ledger.entries) or days != held


def _days(ledger: Ledger) -> list[Row]:
    """What a ledger comes to, day by day."""
    return [
        {"user_id": ledger.user_id, "date": day, "points": points}
        | {cap.value: ledger.gained.get((day, cap), 0) for cap in Cap}
        for day, points in ledger.days.items()
    ]
