"""Standing: the levels members rise to by points and time here, and what it takes to keep one.

Points decide how high a member may stand, with a bar to enter a level and a lower one to leave it; days since they
joined decide whether they stand there yet. Points are stepped once a moment, with all that one transaction adds or
takes, so that what is taken and given again at once makes nobody fall. What a ledger comes to is a function of it and
of the bars as they are: the same whether it was followed act by act or folded at once.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from domain.errors import InvalidInput
from domain.leaderboard import COMMUNITY
from domain.point_ledger import PointEntry
from domain.record import Moment, Record

LEAST_GRACE = 5
"""A level is left a tenth below the points at which it is entered, as Discourse's trust levels are, and by so many
points at least: one vote against a newcomer isn't to undo what one for them did."""

MAX_POINTS = 1_000_000
MAX_DAYS = 3_650
KEPT_CHANGES = 20
"""How many changes of a rung are remembered, the latest."""


class Level(StrEnum):
    """How far a member has come."""

    NEW = "NEW"
    MEMBER = "MEMBER"
    ESTABLISHED = "ESTABLISHED"
    TRUSTED = "TRUSTED"

    @property
    def rung(self) -> int:
        """0 for NEW, and so on up."""
        return LEVELS.index(self)


LEVELS = tuple(Level)
"""From the lowest up; a level's place here is its rung."""

RISING = LEVELS[1:]
"""Those with a bar."""


class Ladder(Record):
    """What each level above NEW takes, from the lowest up: points, and days since the account was made."""

    points: tuple[int, ...]
    days: tuple[int, ...]

    def check(self, path: tuple[str, ...]) -> None:
        """Go on only with a ladder that can be climbed.

        Raises:
            InvalidInput: a bar is out of range, or lower than the one below it.
        """
        for bars, most, what in ((self.points, MAX_POINTS, "points"), (self.days, MAX_DAYS, "days")):
            if len(bars) != len(RISING) or not all(0 <= bar <= most for bar in bars):
                raise InvalidInput(f"Give {', '.join(RISING)} 0 to {most:,} {what} each.", path)
            if list(bars) != sorted(bars):
                raise InvalidInput(f"A higher level can't take less {what} than a lower one.", path)


LADDER = Ladder(points=(5, 100, 1_000), days=(1, 14, 60))
"""What holds unless a community says otherwise."""


def kept_down_to(bar: int) -> int:
    """The least points with which a level that is entered at `bar` is kept."""
    return bar - max(bar // 10, LEAST_GRACE)


def step(held: int, points: int, bars: Sequence[int]) -> int:
    """The rung somebody on `held` comes to with so many points: up to what they enter, down to what they can't keep."""
    entered = sum(points >= bar for bar in bars)
    kept = sum(points >= kept_down_to(bar) for bar in bars)
    return max(entered, min(held, kept))


@dataclass
class Climb:
    """One ledger's way up and down one ladder, entry by entry."""

    bars: Sequence[int]
    points: int = 0
    at: datetime | None = None
    moments: list[datetime] = field(default_factory=list)
    rungs: list[int] = field(default_factory=list)
    """What was come to at each of `moments`; before the first it was 0."""

    def add(self, delta: int, moment: datetime) -> None:
        """Go on with what one entry adds, recorded at that moment; another of the same moment takes its step anew."""
        if moment != self.at:
            del self.moments[: -KEPT_CHANGES + 1], self.rungs[: -KEPT_CHANGES + 1]
        elif self.moments and self.moments[-1] == moment:
            del self.moments[-1], self.rungs[-1]
        self.points, self.at = self.points + delta, moment
        held = self.rungs[-1] if self.rungs else 0
        rung = step(held, self.points, self.bars)
        if rung != held:
            self.moments.append(moment)
            self.rungs.append(rung)


def by_scope(entries: Iterable[PointEntry]) -> Iterator[tuple[str, PointEntry]]:
    """Each entry with the scopes in which it counts: the community, and the area it was earned in."""
    for entry in entries:
        yield COMMUNITY, entry
        if entry.area_id:
            yield entry.area_id, entry


def climbs(entries: Iterable[PointEntry], bars: Mapping[str, Sequence[int]]) -> dict[str, Climb]:
    """Where a ledger leads, by scope; `bars` are those of the scopes that have a ladder."""
    found: dict[str, Climb] = {}
    for scope, entry in by_scope(entries):
        found.setdefault(scope, Climb(bars.get(scope, ()))).add(entry.delta, entry.recorded_at)
    return found


class Change(Record):
    """A level, and since when."""

    level: Level
    at: Moment


@dataclass(frozen=True, slots=True)
class Career:
    """What a member's levels follow from: when they came, their points and what these came to when, and the ladder.

    `known` is somebody who wasn't new here ever: they stand on MEMBER at least.
    """

    ladder: Ladder
    joined_at: datetime
    points: int = 0
    moments: tuple[datetime, ...] = ()
    rungs: tuple[int, ...] = ()
    known: bool = False

    def level(self, now: datetime) -> Level:
        """The level at that moment, by the bars as they are."""
        held = step(self.rungs[-1] if self.rungs else 0, self.points, self.ladder.points)
        return self._level(held, now)

    def changes(self, now: datetime) -> list[Change]:
        """The levels up to now, the first first; of somebody who changed often, the latest of them."""
        opened = [self.joined_at + timedelta(days=days) for days in self.ladder.days]
        found = [Change(level=self._level(0, self.joined_at), at=self.joined_at)]
        for moment in sorted({*self.moments, *opened}):
            if self.joined_at < moment <= now and (level := self._level(self._rung(moment), moment)) != found[-1].level:
                found.append(Change(level=level, at=moment))
        return found

    def _rung(self, moment: datetime) -> int:
        past = (rung for at, rung in zip(self.moments, self.rungs, strict=True) if at <= moment)
        return next(iter(reversed(list(past))), 0)

    def _level(self, rung: int, now: datetime) -> Level:
        grown = sum(now >= self.joined_at + timedelta(days=days) for days in self.ladder.days)
        return LEVELS[max(min(rung, grown), int(self.known))]
