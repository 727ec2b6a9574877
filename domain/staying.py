"""Who stays: of the members who began in one week or month, how many were active in each that followed.

A member begins with the first day on which they were active; weeks begin on Mondays, both are of UTC. A period is
counted when it has been over for a week, since things may be told that much later.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum

from dateutil.relativedelta import relativedelta

from domain.effectiveness import EvidenceStatus
from domain.errors import InvalidInput
from domain.ratio import Ratio, ratio
from domain.record import Day, Record

FEWEST = 20
"""Of cohorts with fewer members nothing is told but their size."""

LATE = timedelta(days=7)
EARLIEST = date(1990, 1, 1)


class StayingPeriod(StrEnum):
    """By what cohorts are made."""

    WEEK = "WEEK"
    MONTH = "MONTH"

    @property
    def step(self) -> relativedelta:
        """How long one is."""
        return relativedelta(weeks=1) if self is StayingPeriod.WEEK else relativedelta(months=1)

    @property
    def most(self) -> int:
        """So many cohorts are told of at once."""
        return 53 if self is StayingPeriod.WEEK else 24

    def first(self, day: date) -> date:
        """The first day of the one that a day is in."""
        return day - timedelta(days=day.weekday()) if self is StayingPeriod.WEEK else day.replace(day=1)

    def between(self, first: date, later: date) -> int:
        """How many lie from one to another, by their first days."""
        if self is StayingPeriod.WEEK:
            return (later - first).days // 7
        return (later.year - first.year) * 12 + later.month - first.month

    def counted(self, today: date) -> date:
        """The first day after all that can be counted."""
        return self.first(today - LATE)


class StayingCell(Record):
    """How many members who began in a period were active in the `after`th that followed; 0 is that period itself."""

    cohort: Day
    after: int
    members: int


class StayingShare(Record):
    """The part of a cohort that was active so many periods later."""

    after: int
    stayed: Ratio


class StayingCohort(Record):
    """The members who began in a period, and how many of them were active in each that followed and is counted."""

    first: Day
    members: int
    status: EvidenceStatus
    shares: tuple[StayingShare, ...]


class StayingTable(Record):
    """Cohorts of a time, and all that are told of together: of each period those for which it is counted."""

    by: StayingPeriod
    counted_until: Day | None
    """The last day of the last period that is counted; None before any is."""
    cohorts: tuple[StayingCohort, ...]
    total: tuple[StayingShare, ...]


def check(by: StayingPeriod, first: date, last: date, today: date) -> list[date]:
    """The cohorts from the one of `first` to the one of `last`, by their first days.

    Raises:
        InvalidInput: there is no such time, or it is too long.
    """
    if last < first or first > today or first < EARLIEST:
        raise InvalidInput("Name a time that began: `from` is its first day, `to` its last.", ("from",))
    start, end = by.first(first), by.first(min(last, today))
    count = by.between(start, end) + 1
    if count > by.most:
        raise InvalidInput(f"That are {count} cohorts; at most {by.most} are told of at once.", ("to",))
    return [start + by.step * place for place in range(count)]


def table(
    by: StayingPeriod, cohorts: Sequence[date], cells: Sequence[StayingCell], counted: date | None
) -> StayingTable:
    """The table of these cohorts from their cells; `counted` is the first day that isn't counted."""
    by_place = {(cell.cohort, cell.after): cell.members for cell in cells}
    rows = [_cohort(by, first, by_place, counted) for first in cohorts if counted and first < counted]
    return StayingTable(
        by=by,
        counted_until=counted - timedelta(days=1) if counted else None,
        cohorts=tuple(rows),
        total=_total(rows, by_place),
    )


def _cohort(
    by: StayingPeriod, first: date, cells: Mapping[tuple[date, int], int], counted: date | None
) -> StayingCohort:
    members = cells.get((first, 0), 0)
    periods = min(by.between(first, counted), by.most) if counted else 0
    told = members >= FEWEST
    shares = [
        StayingShare(after=after, stayed=ratio(cells.get((first, after), 0), members) if told else _untold(members))
        for after in range(1, periods)
    ]
    status = EvidenceStatus.MEASURED if told else EvidenceStatus.INSUFFICIENT_DATA
    return StayingCohort(first=first, members=members, status=status, shares=tuple(shares))


def _total(cohorts: Sequence[StayingCohort], cells: Mapping[tuple[date, int], int]) -> tuple[StayingShare, ...]:
    """Of those that are told of: with the small ones in it they could be told by the difference."""
    told = [cohort for cohort in cohorts if cohort.status is EvidenceStatus.MEASURED]
    shares = []
    for after in range(1, max((len(cohort.shares) for cohort in told), default=0) + 1):
        known = [cohort for cohort in told if len(cohort.shares) >= after]
        stayed = sum(cells.get((cohort.first, after), 0) for cohort in known)
        shares.append(StayingShare(after=after, stayed=ratio(stayed, sum(cohort.members for cohort in known))))
    return tuple(shares)


def _untold(members: int) -> Ratio:
    return Ratio(value=None, low=None, high=None, n=members)
