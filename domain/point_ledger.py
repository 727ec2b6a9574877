"""The ledger of points: its entries, and the pure reference of what a history of facts comes to.

Entries are only ever added. A grant stands until an entry reverses it, by exactly its delta; what a content or member
lost by being taken down is restored by an entry of its own when it is put back, as far as that day's cap has room.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.ids import AreaId, ContentId, TagId, UserId
from domain.points import (
    RING_SPAN,
    RULES,
    Cap,
    Claim,
    Fact,
    PointRule,
    RuleBook,
    Subject,
    claims,
    clipped,
    day_in,
    worth,
)
from domain.record import Day, Moment, Record


class EntryKind(StrEnum):
    """What an entry does. A WAIVER is about something taken down that was undone meanwhile: it won't be restored."""

    GRANT = "GRANT"
    REVERSAL = "REVERSAL"
    RESTORATION = "RESTORATION"
    WAIVER = "WAIVER"


class Cause(StrEnum):
    """Why an entry reverses another: the act was undone, the content was taken down, a member was banned, or two
    accounts turned out to be one member's, to whom it wouldn't have been granted so."""

    UNDONE = "UNDONE"
    TAKEN_DOWN = "TAKEN_DOWN"
    BANNED = "BANNED"
    MERGED = "MERGED"

    @property
    def passing(self) -> bool:
        """Whether what it took may be put back."""
        return self in (Cause.TAKEN_DOWN, Cause.BANNED)


class PointEntry(Record):
    """One entry of a member's ledger. `number` counts up from 1 a member, in the order in which it was decided."""

    user_id: UserId
    number: int
    kind: EntryKind
    rule: PointRule
    rule_version: int
    fact_id: str
    actor_id: UserId | None = None
    content_id: ContentId
    area_id: AreaId | None = None
    tag_ids: tuple[TagId, ...]
    at: Moment
    """When the fact was; of a reversal, when that of the grant was."""
    day: Day
    """The day it counts on; a reversal counts on the day of its grant."""
    cap: Cap | None = None
    """What it is counted under."""
    delta: int
    reversal_of: int | None = None
    restores: int | None = None
    cause: Cause | None = None
    recorded_at: Moment

    @property
    def stands(self) -> bool:
        """Whether it is of a kind that stands until it is reversed."""
        return self.kind in (EntryKind.GRANT, EntryKind.RESTORATION)


def granted(claim: Claim, book: RuleBook, number: int, day: date, delta: int, recorded_at: Moment) -> PointEntry:
    """The entry that grants a claim."""
    fact, subject = claim.fact, claim.subject
    return PointEntry(
        user_id=claim.user_id,
        number=number,
        kind=EntryKind.GRANT,
        rule=claim.rule.name,
        rule_version=book.version,
        fact_id=fact.id,
        actor_id=fact.actor_id,
        content_id=fact.content_id,
        area_id=subject.area_id,
        tag_ids=subject.tag_ids,
        at=fact.at,
        day=day,
        cap=claim.rule.cap,
        delta=delta,
        recorded_at=recorded_at,
    )


def reversal(entry: PointEntry, number: int, cause: Cause, recorded_at: Moment) -> PointEntry:
    """The entry that takes back exactly what another granted, on the day on which that counted."""
    return _after(
        entry, number, EntryKind.REVERSAL, recorded_at, delta=-entry.delta, reversal_of=entry.number, cause=cause
    )


def restoration(entry: PointEntry, by: int, number: int, delta: int, recorded_at: Moment) -> PointEntry:
    """The entry that puts back what the reversal number `by` took."""
    return _after(entry, number, EntryKind.RESTORATION, recorded_at, delta=delta, restores=by)


def waiver(entry: PointEntry, by: int, number: int, recorded_at: Moment) -> PointEntry:
    """The entry that says that what the reversal number `by` took won't be put back."""
    return _after(entry, number, EntryKind.WAIVER, recorded_at, delta=0, restores=by, cause=Cause.UNDONE)


def _after(entry: PointEntry, number: int, kind: EntryKind, recorded_at: Moment, **more: object) -> PointEntry:
    fresh = {"number": number, "kind": kind, "recorded_at": recorded_at}
    return entry.model_copy(update={"reversal_of": None, "restores": None, "cause": None} | fresh | more)


Concerned = Callable[[PointEntry], bool]
"""Whether an entry is because of what is taken down or put back."""


@dataclass
class Ledger:
    """One member's ledger in memory: the reference that the graph is compared with, and what a backfill folds."""

    user_id: UserId
    book: RuleBook = RULES
    entries: list[PointEntry] = field(default_factory=list)
    standing: dict[int, PointEntry] = field(default_factory=dict)
    taken: dict[int, PointEntry] = field(default_factory=dict)
    """What was taken down and may be put back: the grant, by the number of its reversal."""
    of_fact: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    of_giver: dict[tuple[PointRule, UserId | None], list[int]] = field(default_factory=lambda: defaultdict(list))
    """Numbers of grants, by what they are for and by whose act."""
    gained: dict[tuple[date, Cap], int] = field(default_factory=lambda: defaultdict(int))
    days: dict[date, int] = field(default_factory=lambda: defaultdict(int))

    @property
    def points(self) -> int:
        """The sum of all entries."""
        return sum(entry.delta for entry in self.entries)

    def grant(self, fact: Fact, subject: Subject, zone: ZoneInfo, now: Moment) -> None:
        """Grant what the fact is worth to this member, unless that stands already."""
        for claim in claims(self.book, fact, subject):
            if claim.user_id == self.user_id and not any(self._of(fact.id, claim.rule.name)):
                day = day_in(zone, fact.at)
                gained = self.gained[day, claim.rule.cap] if claim.rule.cap else 0
                delta = worth(self.book, claim.rule, self._earlier(claim), gained)
                self.add(granted(claim, self.book, len(self.entries) + 1, day, delta, now))

    def knows(self, fact_id: str) -> bool:
        """Whether something stands because of a fact, or was taken down and may be put back."""
        return any(self._of(fact_id)) or fact_id in (entry.fact_id for entry in self.taken.values())

    def undo(self, fact_id: str, now: Moment) -> None:
        """Take back what stands because of a fact, and waive what was taken down before."""
        for entry in list(self._of(fact_id)):
            self.add(reversal(entry, len(self.entries) + 1, Cause.UNDONE, now))
        for by, entry in [(by, entry) for by, entry in self.taken.items() if entry.fact_id == fact_id]:
            self.add(waiver(entry, by, len(self.entries) + 1, now))

    def take_down(self, concerned: Concerned, cause: Cause, now: Moment) -> None:
        """Take back what stands because of a content or member."""
        for entry in [entry for entry in self.standing.values() if concerned(entry)]:
            self.add(reversal(entry, len(self.entries) + 1, cause, now))

    def put_back(self, concerned: Concerned, now: Moment) -> None:
        """Restore what was taken down because of a content or member, as far as the caps of those days have room."""
        for by, entry in [(by, entry) for by, entry in self.taken.items() if concerned(entry)]:
            gained = self.gained[entry.day, entry.cap] if entry.cap else 0
            delta = clipped(self.book, entry.cap, entry.delta, gained)
            self.add(restoration(entry, by, len(self.entries) + 1, delta, now))

    def add(self, entry: PointEntry) -> None:
        """Add an entry, be it new or read from where it is kept."""
        self.entries.append(entry)
        self.days[entry.day] += entry.delta
        if entry.reversal_of is not None:
            grant = self.standing.pop(entry.reversal_of)
            if entry.cause is not None and entry.cause.passing:
                self.taken[entry.number] = grant
        elif entry.restores is not None:
            del self.taken[entry.restores]
        if entry.stands:
            self.standing[entry.number] = entry
            self.of_fact[entry.fact_id].append(entry.number)
            self.of_giver[entry.rule, entry.actor_id].append(entry.number)
        if entry.cap is not None:
            self.gained[entry.day, entry.cap] += entry.delta

    def _of(self, fact_id: str, rule: PointRule | None = None) -> Iterator[PointEntry]:
        grants = (self.standing.get(number) for number in self.of_fact[fact_id])
        return (entry for entry in grants if entry is not None and rule in (None, entry.rule))

    def _earlier(self, claim: Claim) -> int:
        """Grants by the rule from the same member that stand, from 7 days before the fact up to it."""
        giver, at = claim.giver_id, claim.fact.at
        if giver is None:
            return 0
        grants = (self.standing.get(number) for number in self.of_giver[claim.rule.name, giver])
        return sum(entry is not None and at - RING_SPAN < entry.at <= at for entry in grants)
