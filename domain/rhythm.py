"""How often members come: what usually lies between two of their active days, and between those of others.

A gap is the number of days from one active UTC day to the next, 1 or more. Who has four active days has a rhythm of
their own, the median of their last thirty gaps. Others are compared with members at their beginning: with the gaps
between the first four active days that ended in twelve weeks; where those are few, with all gaps of these weeks.

The twelve weeks end a week before the one in which the member was active last, for what happens may be told a week
late. So what a member is compared with follows from what happened, and not from when somebody looked.

Days are `date.toordinal()`: numbers, of which the 1st is a Monday.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from domain.record import Day, Record

OWN_FROM = 4
"""So many active days make a rhythm."""

GAPS = 30
"""The last so many gaps of a member are looked at."""

FEWEST = 20
"""Of fewer gaps of others nothing is told."""

LONGEST = 90
"""Days; a longer gap of others counts as one of this length."""

WEEKS, LAG = 12, 2
"""A week is compared with the twelve that begin fourteen weeks before it: the one before it may still change."""

WEEK = 7


class RhythmOf(StrEnum):
    """Whose gaps a member is compared with."""

    OWN = "OWN"
    NEWCOMERS = "NEWCOMERS"
    COMMUNITY = "COMMUNITY"


class Rhythm(NamedTuple):
    """What usually lies between two active days."""

    days: float
    """The median, 1 or more."""
    of: RhythmOf
    gaps: int
    """How many it is the median of."""
    since: int
    """From which day on it is known; one of the past where it always was."""


class GapCount(Record):
    """How many gaps of a length ended in a week, which began on that Monday."""

    week: Day
    newcomer: bool
    """Whether both its days are among the first four of their member."""
    days: int
    gaps: int


Lengths = Counter[int]


class Rhythms:
    """What members who have no rhythm yet are compared with, week by week."""

    def __init__(self, counts: Iterable[GapCount]) -> None:
        """Take the gaps of all weeks that were counted."""
        self._weeks: dict[int, tuple[Lengths, Lengths]] = {}
        for count in counts:
            newcomers, everybody = self._weeks.setdefault(count.week.toordinal(), (Counter(), Counter()))
            everybody[count.days] += count.gaps
            if count.newcomer:
                newcomers[count.days] += count.gaps
        self._found: dict[int, Rhythm | None] = {}

    def others(self, day: int) -> Rhythm | None:
        """What a member who was active last on that day is compared with; None while it isn't known.

        Where too little was known in that week, it is what is known in the first week after it.
        """
        monday = monday_of(day)
        last = max(self._weeks, default=0) + LAG * WEEK
        for week in range(monday, max(monday, last) + 1, WEEK):
            if week not in self._found:
                self._found[week] = self._in(week)
            if (found := self._found[week]) is not None:
                return found
        return None

    def _in(self, week: int) -> Rhythm | None:
        starts = range(week - (WEEKS + LAG - 1) * WEEK, week - (LAG - 1) * WEEK, WEEK)
        found = [self._weeks[start] for start in starts if start in self._weeks]
        for of, lengths in (
            (RhythmOf.NEWCOMERS, sum((newcomers for newcomers, _ in found), Counter())),
            (RhythmOf.COMMUNITY, sum((everybody for _, everybody in found), Counter())),
        ):
            if lengths.total() >= FEWEST:
                return Rhythm(median_of(lengths), of, lengths.total(), week)
        return None


def own(days: Sequence[int], place: int) -> Rhythm | None:
    """A member's own rhythm on the active day at `place` of `days` (ascending); None with fewer than four by then."""
    if place + 1 < OWN_FROM:
        return None
    seen = days[max(0, place - GAPS) : place + 1]
    gaps = [after - before for before, after in pairwise(seen)]
    return Rhythm(float(median(gaps)), RhythmOf.OWN, len(gaps), days[place])


def median_of(lengths: Mapping[int, int]) -> float:
    """The median of gaps, by how many of each length there are; at least one."""
    total, seen, middle = sum(lengths.values()), 0, []
    wanted = ((total - 1) // 2, total // 2)
    for length in sorted(lengths):
        middle += [length for place in wanted if seen <= place < seen + lengths[length]]
        seen += lengths[length]
    return sum(middle) / 2


def monday_of(day: int) -> int:
    """The Monday of a day's week."""
    return day - (day - 1) % WEEK


def weeks_to_count(counted: int | None, today: int) -> tuple[int, int] | None:
    """From which Monday to which (without it) gaps are to be counted; None while no week is new.

    A week is counted when it has been over for a week. `counted` is where the last count ended.
    """
    until = monday_of(today) - (LAG - 1) * WEEK
    since = counted if counted is not None else 1
    return (since, until) if since < until else None
