"""The risk of churn, as it would have been told at past moments of a log, beside who came again.

A moment is the end of a UTC day; moments are 28 days apart, and of each it is asked who wasn't active on any of the 28
days after it. Asked are all who had been active by then, and apart from them those who didn't count as gone already.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import pairwise

from domain.calibration import Gain, Guess, Steps, brier, gain, isotonic, rate
from domain.churn import ChurnState, gap, risk
from domain.churn_path import follow
from domain.errors import InvalidInput
from domain.record import day_of
from domain.rhythm import OWN_FROM, GapCount, Rhythms, monday_of, weeks_to_count
from evaluation.log import Log

STAYS_WITHIN = 28
"""Days."""

FIRST = 28
"""So many days after its beginning a log says something."""

LEAST_MOMENTS = 2

Members = Mapping[str, Sequence[int]]


@dataclass(frozen=True)
class Moment:
    """What was guessed at the end of a day; `told` says of whom nothing could be."""

    day: date
    everybody: Sequence[Guess]
    here: Sequence[Guess]
    untold: int


@dataclass(frozen=True)
class Mended:
    """Steps from the earlier moments, and what they gain at the later ones."""

    steps: Steps
    judged: Sequence[Guess]
    gain: Gain
    raw: float
    base: float
    """The Brier score of who says at the later moments how often it happened at the earlier ones."""


def moments(log: Log) -> list[Moment]:
    """What would have been told at each moment of a log.

    Raises:
        InvalidInput: acts have no times, or the log is too short.
    """
    if not log.dated:
        raise InvalidInput("Churn needs acts with times: this data set has none, or all the same.", ("directory",))
    members = active_days(log)
    first, last = min(days[0] for days in members.values()), max(days[-1] for days in members.values())
    ends = range(first + FIRST, last - STAYS_WITHIN + 1, STAYS_WITHIN)
    if len(ends) < LEAST_MOMENTS:
        least = FIRST + LEAST_MOMENTS * STAYS_WITHIN + 1
        raise InvalidInput(f"The log lasts {last - first + 1} days; it takes {least} or more.", ("directory",))
    counts = gap_counts(members)
    return [_moment(members, counts, end) for end in ends]


def active_days(log: Log) -> Members:
    """The days on which each user was active, ascending."""
    found: dict[str, set[int]] = defaultdict(set)
    for act in log.acts:
        found[act.user].add(day_of(datetime.fromtimestamp(act.at, UTC)).toordinal())
    return {user: sorted(days) for user, days in found.items()}


def gap_counts(members: Members) -> list[GapCount]:
    """All gaps between active days, by the week in which they ended, as `jobs/count_gaps.py` counts them."""
    sums: Counter[tuple[int, bool, int]] = Counter()
    for days in members.values():
        for place, (before, after) in enumerate(pairwise(days), start=2):
            sums[monday_of(after), place <= OWN_FROM, min(after - before, 90)] += 1
    return [
        GapCount(week=date.fromordinal(week), newcomer=newcomer, days=days, gaps=gaps)
        for (week, newcomer, days), gaps in sums.items()
    ]


def _moment(members: Members, counts: Sequence[GapCount], end: int) -> Moment:
    today = end + 1
    counted = weeks_to_count(None, today)
    rhythms = Rhythms(count for count in counts if counted and count.week.toordinal() < counted[1])
    everybody, here, untold = [], [], 0
    for member, all_days in members.items():
        days = all_days[: bisect_right(all_days, end)]
        if not days:
            continue
        found = follow(days, rhythms, today)
        if found.rhythm is None:
            untold += 1
            continue
        left = bisect_right(all_days, end + STAYS_WITHIN) == len(days)
        everybody.append(Guess(member, risk(gap(found.last, today), found.rhythm.days), left))
        if found.state is not ChurnState.CHURNED:
            here.append(everybody[-1])
    return Moment(date.fromordinal(end), everybody, here, untold)


def mended(parts: Sequence[Sequence[Guess]]) -> Mended | None:
    """Steps learned at the first half of the moments and judged at the others; None where one of them is empty."""
    half = (len(parts) + 1) // 2
    earlier = [guess for part in parts[:half] for guess in part]
    later = [guess for part in parts[half:] for guess in part]
    if not earlier or not later:
        return None
    steps, usual = isotonic(earlier), rate(earlier)
    base = brier([guess._replace(guessed=usual) for guess in later])
    return Mended(steps, later, gain(later, steps), brier(later), base)
