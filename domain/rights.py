"""Rights: what members may do once they stand on a level, in the community or in an area, and what they lack till then.

Only what some mutation asks for is listed here. Publishing, answering and reacting take no level: those who are new do
it within the limits of `domain/newcomer.py`. An area can ask for more, by a ladder of its own or right by right.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from domain.access import Role
from domain.errors import NotAllowed
from domain.ids import UserId
from domain.leaderboard import COMMUNITY
from domain.newcomer import LIMITS, Limits
from domain.record import Record
from domain.standing import LADDER, LEVELS, RISING, Career, Change, Ladder, Level

YOUNG_BELOW = 50
"""A community with fewer members is young: nobody in it is new, for there is nobody yet to earn points from."""

MAX_YOUNG = 1_000_000

STAFF = (Role.MODERATOR, Role.OPERATOR)
"""Who has every right by their role."""


class Right(StrEnum):
    """What takes a level."""

    VOTE_UP = "VOTE_UP"
    VOTE_DOWN = "VOTE_DOWN"
    COMMENT = "COMMENT"
    SCHEDULE = "SCHEDULE"
    RETAG = "RETAG"
    CLOSE = "CLOSE"


WHAT = {
    Right.VOTE_UP: "To vote for something",
    Right.VOTE_DOWN: "To vote against something",
    Right.COMMENT: "To comment on what others wrote",
    Right.SCHEDULE: "To have something published later",
    Right.RETAG: "To change the tags of what others wrote",
    Right.CLOSE: "To vote on whether a question is closed",
}
RIGHTS: Mapping[Right, Level] = {
    Right.VOTE_UP: Level.NEW,
    Right.VOTE_DOWN: Level.MEMBER,
    Right.COMMENT: Level.NEW,
    Right.SCHEDULE: Level.MEMBER,
    Right.RETAG: Level.ESTABLISHED,
    Right.CLOSE: Level.ESTABLISHED,
}
"""The level each takes unless a community or an area says otherwise."""


FIRST_VERSION = 1
"""Of the rules that stand here; those of a community or an area count up from it."""


class Rules(Record):
    """What holds in a place. `scope` is where points count for its ladder: `all`, or the id of the area."""

    scope: str = COMMUNITY
    version: int = FIRST_VERSION
    ladder: Ladder = LADDER
    rights: Mapping[Right, Level] = RIGHTS
    limits: Limits = LIMITS
    young_below: int = YOUNG_BELOW


def holding(scope: str, common: Mapping[str, Any] | None, own: Mapping[str, Any] | None) -> Rules:
    """What holds in a place, of the properties that were set for the community and for the place itself.

    An area without a ladder of its own goes by that of the community, and by the points earned anywhere.
    """
    common, own = common or {}, own or {}
    scope, climbed = (scope, own) if own.get("points") else (COMMUNITY, common)
    levels = {right: own.get(f"right_{right}", common.get(f"right_{right}", level)) for right, level in RIGHTS.items()}
    limits = {name.removeprefix("limit_"): most for name, most in common.items() if name.startswith("limit_")}
    return Rules(
        scope=scope,
        version=(own or common).get("version", FIRST_VERSION),
        ladder=Ladder(points=climbed["points"], days=climbed["days"]) if climbed.get("points") else LADDER,
        rights={right: Level(level) for right, level in levels.items()},
        limits=LIMITS.model_copy(update=limits),
        young_below=common.get("young_below", YOUNG_BELOW),
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """A member in a place: what their level there follows from, and what holds there. `place` is the area's name."""

    career: Career
    rules: Rules
    role: Role | None = None
    place: str | None = None

    def level(self, now: datetime) -> Level:
        """Where they stand."""
        return self.career.level(now)

    @property
    def staff(self) -> bool:
        """Whether they have every right by their role."""
        return self.role in STAFF


class NextLevel(Record):
    """A level above somebody's, and what they lack of it: points, and time until a moment, if that is to come."""

    level: Level
    points: int
    days: int
    missing_points: int
    opens_at: datetime | None


class MemberStanding(Record):
    """A member's standing as it is shown."""

    user_id: UserId
    level: Level
    since: datetime
    points: int
    tenure_days: int
    next: NextLevel | None
    rights: tuple[Right, ...]
    history: tuple[Change, ...]


def reaches(level: Level, standing: Standing, now: datetime) -> bool:
    """Whether somebody stands on a level or above it, or has every right by their role."""
    return standing.staff or standing.level(now).rung >= level.rung


def may(right: Right, standing: Standing, now: datetime) -> bool:
    """Whether somebody who stands like that may do it."""
    return reaches(standing.rules.rights[right], standing, now)


def require(right: Right, standing: Standing, now: datetime, path: tuple[str, ...] = ("input",)) -> None:
    """Go on only with a right.

    Raises:
        NotAllowed: they stand too low; the message says what they lack.
    """
    if not may(right, standing, now):
        raise NotAllowed(f"{WHAT[right]} {told(standing, standing.rules.rights[right], now)}", path)


def rights(standing: Standing, now: datetime) -> tuple[Right, ...]:
    """All that somebody who stands like that may do."""
    return tuple(right for right in Right if may(right, standing, now))


def above(career: Career, level: Level, now: datetime) -> NextLevel:
    """A level above theirs, and what they lack of it."""
    place = RISING.index(level)
    points, days = career.ladder.points[place], career.ladder.days[place]
    opens_at = career.joined_at + timedelta(days=days)
    return NextLevel(
        level=level,
        points=points,
        days=days,
        missing_points=max(points - career.points, 0),
        opens_at=opens_at if opens_at > now else None,
    )


def shown(user_id: UserId, standing: Standing, now: datetime) -> MemberStanding:
    """A member's standing at that moment, as others see it."""
    career, changes = standing.career, standing.career.changes(now)
    level = standing.level(now)
    return MemberStanding(
        user_id=user_id,
        level=level,
        since=changes[-1].at,
        points=career.points,
        tenure_days=max((now - career.joined_at).days, 0),
        next=above(career, LEVELS[level.rung + 1], now) if level is not LEVELS[-1] else None,
        rights=rights(standing, now),
        history=tuple(reversed(changes)),
    )


def told(standing: Standing, level: Level, now: datetime) -> str:
    """What a level takes and what they lack of it, to end a sentence with."""
    wanted = above(standing.career, level, now)
    where = f" in {standing.place}" if standing.place else ""
    lacks = [f"{wanted.missing_points:,} points"] if wanted.missing_points else []
    lacks += [f"time until {wanted.opens_at:%Y-%m-%d %H:%M} UTC"] if wanted.opens_at else []
    missing = f" You lack {' and '.join(lacks)}." if lacks else ""
    days = "a day" if wanted.days == 1 else f"{wanted.days:,} days"
    time = f", and {days} as a member" if wanted.days else ""
    return f"takes the level {level}{where}: {wanted.points:,} points{time}.{missing}"
