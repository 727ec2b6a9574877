"""Leaderboards: which boards a grant of points counts on, and what place a number of points is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.area import Area
from domain.point_ledger import PointEntry
from domain.record import Record
from domain.tag import Tag
from domain.user import User

COMMUNITY = "all"
"""The scope of boards that are neither of an area nor of a tag."""

KEPT_PLACES = 100
"""How many members stay on a board that is closed."""

BEGINNING = date(1970, 1, 1)
"""When all time began."""


class LeaderboardPeriod(StrEnum):
    """The spans of time that have boards. Weeks begin on Monday; all in the community's time zone."""

    DAY = "DAY"
    WEEK = "WEEK"
    MONTH = "MONTH"
    QUARTER = "QUARTER"
    YEAR = "YEAR"
    ALL_TIME = "ALL_TIME"


@dataclass(frozen=True, slots=True)
class Board:
    """The board of one scope and span. It ends before `ends_on`; that of all time never does."""

    period: LeaderboardPeriod
    scope: str
    starts_on: date
    ends_on: date | None

    @property
    def key(self) -> str:
        """Its name in the graph."""
        return f"{self.period}:{self.starts_on}:{self.scope}"


def board(period: LeaderboardPeriod, scope: str, day: date) -> Board:
    """The board on which a day counts."""
    match period:
        case LeaderboardPeriod.DAY:
            return Board(period, scope, day, day + timedelta(days=1))
        case LeaderboardPeriod.WEEK:
            monday = day - timedelta(days=day.weekday())
            return Board(period, scope, monday, monday + timedelta(days=7))
        case LeaderboardPeriod.ALL_TIME:
            return Board(period, scope, BEGINNING, None)
    months = {LeaderboardPeriod.MONTH: 1, LeaderboardPeriod.QUARTER: 3, LeaderboardPeriod.YEAR: 12}[period]
    first = (day.month - 1) // months * months
    return Board(period, scope, _month(day.year, first), _month(day.year, first + months))


def _month(year: int, index: int) -> date:
    """The first day of a month, counted from 0 in that year."""
    return date(year + index // 12, index % 12 + 1, 1)


def boards(entry: PointEntry, today: date) -> Iterator[Board]:
    """The boards that are open today on which an entry counts: of the community, of its area, of each of its tags."""
    for scope in (COMMUNITY, *([entry.area_id] if entry.area_id else ()), *entry.tag_ids):
        for period in LeaderboardPeriod:
            found = board(period, scope, entry.day)
            if found.ends_on is None or today < found.ends_on:
                yield found


class Score(Record):
    """A member's points on one board."""

    user_id: str
    points: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page begins: behind that row, which was the `position`-th and had that rank."""

    points: int
    user_id: str
    rank: int
    position: int


class LeaderboardEntry(Record):
    """One member on a board."""

    rank: int
    user: User
    points: int


class Leaderboard(Record):
    """A board as it is shown. `area` and `tag` say of what it is, neither for the whole community."""

    board: Board
    area: Area | None
    tag: Tag | None
    zone: ZoneInfo

    @property
    def period(self) -> LeaderboardPeriod:
        """Its span."""
        return self.board.period

    @property
    def starts_at(self) -> datetime:
        """Its first moment."""
        return self._midnight(self.board.starts_on)

    @property
    def ends_at(self) -> datetime | None:
        """The moment from which nothing counts on it any more."""
        return None if self.board.ends_on is None else self._midnight(self.board.ends_on)

    @property
    def time_zone(self) -> str:
        """The IANA name of the zone its days are of."""
        return self.zone.key

    def _midnight(self, day: date) -> datetime:
        return datetime.combine(day, time.min, self.zone).astimezone(UTC)


def ranked(rows: Sequence[Score], after: Place | None) -> list[Place]:
    """The places of rows in order, by standard competition ranking: who has as many shares the rank, and the next ranks
    behind all of them (1, 2, 2, 4)."""
    places: list[Place] = []
    for row in rows:
        after = _behind(row, after)
        places.append(after)
    return places


def _behind(row: Score, before: Place | None) -> Place:
    position = before.position + 1 if before else 1
    tied = before is not None and before.points == row.points
    return Place(row.points, row.user_id, before.rank if before and tied else position, position)
