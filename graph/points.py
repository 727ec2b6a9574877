"""Points in the graph: granted and taken back inside the transaction of the fact that they are for.

Every function locks the members whose ledgers it adds to, in the order of their ids, before it reads them; call them
after `graph.event.record`, which locks who acts and on what. Asked again, they change nothing.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from domain.ids import ContentId, UserId
from domain.point_ledger import Cause, PointEntry, granted, restoration, reversal, waiver
from domain.points import RING_SPAN, RULES, Cap, Claim, Fact, RuleBook, claims, clipped, day_in, worth
from domain.record import Day, Record
from graph.database import Transaction
from graph.points_store import Opened, append, locked, subjects
from graph.queries import NoRow, Params, Query

Row = dict[str, Any]


class EarnsParams(Params):
    content_id: ContentId
    actor_id: UserId | None


class Earns(Record):
    earns: bool


class RowsParams(Params):
    rows: list[Row]


class State(Record):
    number: int
    stands: bool
    received: int
    made: int
    earlier: int

    def gained(self, cap: Cap | None) -> int:
        """The points of that day under a cap."""
        return 0 if cap is None else self.received if cap is Cap.RECEIVED else self.made


class KeyParams(Params):
    key: str


class Standing(Record):
    """A grant that stands, or that the reversal of number `taken_by` took down."""

    entry: PointEntry
    taken_by: int | None


class Gained(Record):
    user_id: UserId
    day: Day
    received: int
    made: int


class BarParams(Params):
    user_id: UserId
    barred: bool
    at: datetime


Find = Query[KeyParams, Standing]

EARNS = Query("points/earns", EarnsParams, Earns)
STATE = Query("points/state", RowsParams, State)
OF_FACT = Query("points/of_fact", KeyParams, Standing)
OF_CONTENT = Query("points/of_content", KeyParams, Standing)
OF_MEMBER = Query("points/of_member", KeyParams, Standing)
GAINED = Query("points/gained", RowsParams, Gained)
BAR = Query("points/bar", BarParams, NoRow)


async def grant(tx: Transaction, fact: Fact, now: datetime, book: RuleBook = RULES) -> None:
    """Grant everybody what a fact is worth to them, by the rules of `book`; nothing for what stands already."""
    asked = await EARNS.one_or_none(tx, EarnsParams(content_id=fact.content_id, actor_id=fact.actor_id))
    if asked is None or not asked.earns:
        return
    (subject,) = await subjects(tx, [fact.content_id])
    found = sorted(claims(book, fact, subject), key=lambda claim: claim.user_id)
    opened = await locked(tx, {claim.user_id for claim in found})
    found = [claim for claim in found if claim.user_id in opened.numbers]
    day = day_in(opened.zone, fact.at)
    entries = []
    for claim, state in zip(found, await _states(tx, found, day), strict=True):
        if not state.stands:
            delta = worth(book, claim.rule, state.earlier, state.gained(claim.rule.cap))
            entries.append(granted(claim, book, opened.next(claim.user_id), day, delta, now))
    await append(tx, opened, entries)


async def undo(tx: Transaction, fact: Fact, now: datetime) -> None:
    """Take back exactly what stands because of a fact that its member undid, whatever the rules are by now."""
    found, opened = await _opened(tx, OF_FACT, fact.id)
    entries = []
    for standing in found:
        number = opened.next(standing.entry.user_id)
        if standing.taken_by is None:
            entries.append(reversal(standing.entry, number, Cause.UNDONE, now))
        else:
            entries.append(waiver(standing.entry, standing.taken_by, number, now))
    await append(tx, opened, entries)


async def take_down(tx: Transaction, content_id: ContentId, now: datetime) -> None:
    """Take back exactly what stands because of a content that was withdrawn, hidden or removed."""
    await _take(tx, OF_CONTENT, content_id, Cause.TAKEN_DOWN, now)


async def put_back(tx: Transaction, content_id: ContentId, now: datetime, book: RuleBook = RULES) -> None:
    """Restore what a content lost that readers find again, as far as the caps of those days have room."""
    await _restore(tx, OF_CONTENT, content_id, now, book)


async def ban(tx: Transaction, user_id: UserId, now: datetime) -> None:
    """Take back all that a member was granted and all that others were because of them; let them earn no more."""
    await _take(tx, OF_MEMBER, user_id, Cause.BANNED, now)
    await BAR.run(tx, BarParams(user_id=user_id, barred=True, at=now))


async def unban(tx: Transaction, user_id: UserId, now: datetime, book: RuleBook = RULES) -> None:
    """Let a member earn again, and restore what the ban took, as far as the caps of those days have room."""
    await BAR.run(tx, BarParams(user_id=user_id, barred=False, at=now))
    await _restore(tx, OF_MEMBER, user_id, now, book)


async def _states(tx: Transaction, found: Sequence[Claim], day: date) -> list[State]:
    rows = [
        {
            "number": number,
            "user_id": claim.user_id,
            "fact_id": claim.fact.id,
            "rule": claim.rule.name,
            "giver_id": claim.giver_id,
            "since": claim.fact.at - RING_SPAN,
            "at": claim.fact.at,
            "day": day,
        }
        for number, claim in enumerate(found)
    ]
    return sorted(await STATE.all(tx, RowsParams(rows=rows)), key=lambda state: state.number) if rows else []


async def _take(tx: Transaction, find: Find, key: str, cause: Cause, now: datetime) -> None:
    found, opened = await _opened(tx, find, key)
    standing = [each for each in found if each.taken_by is None]
    await append(tx, opened, [reversal(each.entry, opened.next(each.entry.user_id), cause, now) for each in standing])


async def _restore(tx: Transaction, find: Find, key: str, now: datetime, book: RuleBook) -> None:
    found, opened = await _opened(tx, find, key)
    gained = await _gained(tx, found)
    entries = []
    for taken in found:
        if taken.taken_by is not None:
            entry = taken.entry
            room = (entry.user_id, entry.day, entry.cap)
            delta = clipped(book, entry.cap, entry.delta, gained[room])
            gained[room] += delta
            entries.append(restoration(entry, taken.taken_by, opened.next(entry.user_id), delta, now))
    await append(tx, opened, entries)


async def _gained(tx: Transaction, found: Sequence[Standing]) -> dict[tuple[str, date, Cap | None], int]:
    """What was gained under each cap on the days of what is found."""
    days = sorted({(each.entry.user_id, each.entry.day) for each in found if each.taken_by is not None})
    rows = [{"user_id": user_id, "day": day} for user_id, day in days]
    gained: dict[tuple[str, date, Cap | None], int] = defaultdict(int)
    for row in await GAINED.all(tx, RowsParams(rows=rows)) if rows else ():
        gained[row.user_id, row.day, Cap.RECEIVED] = row.received
        gained[row.user_id, row.day, Cap.MADE] = row.made
    return gained


async def _opened(tx: Transaction, find: Find, key: str) -> tuple[list[Standing], Opened]:
    """What is found, in the order of the ledgers, read once more when these are locked; and the ledgers."""
    found = await find.all(tx, KeyParams(key=key))
    opened = await locked(tx, {each.entry.user_id for each in found})
    again = await find.all(tx, KeyParams(key=key)) if found else []
    return [each for each in again if each.entry.user_id in opened.numbers], opened
