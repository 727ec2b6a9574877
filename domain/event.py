"""Events: single observed acts, their identity, and how a batch of them folds into buckets and edges."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from domain.erasure import FORGOTTEN_HASH
from domain.ids import ContentId, UserId
from domain.interaction import INTEREST_WEIGHT, InteractionType
from domain.record import day_of

MAX_AHEAD = timedelta(minutes=5)
"""How far a clock may run ahead before its event is refused."""

MAX_LATE = timedelta(days=7)
"""How late an event may come without the scope `events:backfill`."""

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
"""Nothing observed on the web is older; an earlier time is a mistake of unit or zone."""

LANDMARK = datetime(2020, 1, 1, tzinfo=UTC)
"""The point from which interest is decayed forward, see `interest`."""

INTEREST_HALF_LIFE_DAYS = 30.0


class EventOutcome(StrEnum):
    """What became of one event of a batch."""

    ACCEPTED = "ACCEPTED"
    DUPLICATE = "DUPLICATE"
    CONFLICT = "CONFLICT"
    REJECTED = "REJECTED"


@dataclass(frozen=True, slots=True)
class Event:
    """One act whose user and content are known. (source, event_id) is its identity for ever."""

    source: str
    event_id: str
    type: InteractionType
    user_id: UserId | None
    content_id: ContentId | None
    occurred_at: datetime
    dwell_seconds: int | None = None
    exposure_id: str | None = None
    as_sent: "Event | None" = None
    """How it was sent, when it is kept without its user, or with the survivor of a merge; only to tell a repeat by."""

    def without_user(self) -> "Event":
        """The same act with nothing that leads to who did it."""
        return replace(self, user_id=None, exposure_id=None, as_sent=self)

    def of_survivor(self, user_id: UserId) -> "Event":
        """The same act of the account that its user's was merged into."""
        return replace(self, user_id=user_id, as_sent=self)

    def repeats(self, accepted_hash: str) -> bool:
        """Whether this was accepted before, if an event of its identity was accepted with that hash.

        A merely observed act is the same with its user and without: consent may have been given or withdrawn since.
        Of an act whose user was erased nothing is known but its identity.
        """
        if accepted_hash == FORGOTTEN_HASH:
            return True
        forms = [self.without_user()] if self.type.passive else []
        form: Event | None = self
        while form is not None:
            forms.append(form)
            form = form.as_sent
        return any(form.payload_hash == accepted_hash for form in forms)

    @property
    def payload_hash(self) -> str:
        """What tells a repeat from a conflict: a hash of all but the identity."""
        at = self.occurred_at.astimezone(UTC).isoformat()
        parts = (self.type, self.user_id, self.content_id, at, self.dwell_seconds, self.exposure_id)
        return hashlib.blake2b(repr(tuple(map(str, parts))).encode(), digest_size=12).hexdigest()

    @property
    def day(self) -> date:
        """The UTC day it counts in, whenever it arrives."""
        return day_of(self.occurred_at)


class EventResult(NamedTuple):
    """The outcome of one event, with the reason when it did not count."""

    event_id: str
    outcome: EventOutcome
    reason: str | None = None


def refusal(occurred_at: datetime, now: datetime, *, backfill: bool) -> str | None:
    """Why an event of that time is refused at `now`, or None."""
    if occurred_at.tzinfo is None:
        return "occurredAt has no time zone: send it in UTC, as in 2026-01-31T12:00:00Z."
    if occurred_at > now + MAX_AHEAD:
        return "occurredAt lies more than 5 minutes ahead: check the sender's clock."
    if occurred_at < EARLIEST:
        return "occurredAt lies before 1990: check its unit and time zone."
    if not backfill and occurred_at < now - MAX_LATE:
        return "occurredAt is more than 7 days ago: older events need the scope events:backfill."
    return None


def interest(type: InteractionType, occurred_at: datetime) -> float:
    """What one act adds to the interest kept on an edge.

    Forward decay (Cormode, Shkapenyuk, Srivastava and Xu, ICDE 2009): weigh an act by 2^((t - L)/h) from a fixed
    landmark L instead of decaying the sum at every touch. Adding is all that is left to do, so the order of arrival
    cannot matter; dividing by 2^((asOf - L)/h) gives the usual decayed sum. With h = 30 days a double holds 80 years.
    """
    days = (occurred_at - LANDMARK).total_seconds() / 86_400
    return INTEREST_WEIGHT[type] * float(2.0 ** (days / INTEREST_HALF_LIFE_DAYS))


@dataclass(slots=True)
class Tally:
    """Counts by kind of behaviour, and how long was read."""

    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    dwell_seconds: int = 0

    def add(self, event: Event) -> None:
        self.counts[event.type.counter] += 1
        self.dwell_seconds += event.dwell_seconds or 0


@dataclass(slots=True)
class PairTally(Tally):
    """What one user did to one content within a batch, with the first and last time of each kind."""

    interest: float = 0.0
    first: dict[str, datetime] = field(default_factory=dict)
    last: dict[str, datetime] = field(default_factory=dict)

    def add(self, event: Event) -> None:
        Tally.add(self, event)
        key, at = event.type.counter, event.occurred_at
        self.interest += interest(event.type, at)
        self.first[key] = min(self.first.get(key, at), at)
        self.last[key] = max(self.last.get(key, at), at)


@dataclass(slots=True)
class Fold:
    """A batch summed up per user and day, per content and day, and per pair: what the graph has to add."""

    user_days: dict[tuple[UserId, date], Tally] = field(default_factory=lambda: defaultdict(Tally))
    content_days: dict[tuple[ContentId, date], Tally] = field(default_factory=lambda: defaultdict(Tally))
    pairs: dict[tuple[UserId, ContentId], PairTally] = field(default_factory=lambda: defaultdict(PairTally))


def fold(events: Iterable[Event]) -> Fold:
    """Sum up accepted events. Equal for every order of `events` (up to rounding in the last digit of `interest`)."""
    total = Fold()
    for event in events:
        if event.user_id is not None:
            total.user_days[event.user_id, event.day].add(event)
        if event.content_id is not None:
            total.content_days[event.content_id, event.day].add(event)
        if event.user_id is not None and event.content_id is not None:
            total.pairs[event.user_id, event.content_id].add(event)
    return total
