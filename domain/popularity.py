"""How unequally what is read is read, week by week: whether the community goes on reading the same few.

Weeks begin on Mondays and are of UTC. What is done to a content counts but to hide, to vote down and to publish; Gini's
coefficient is over the contents that anything was done to.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import numpy as np

from domain.interaction import NOT_READING, InteractionType
from domain.judging import gini
from domain.record import Day, Record

COUNTERS = tuple(kind.counter for kind in InteractionType if kind not in NOT_READING)

LEAST = 20
"""With fewer contents a week says nothing of inequality."""

AT_FIRST = 26
"""So many weeks are counted at first."""

WEEK = timedelta(days=7)


class PopularityWeek(Record):
    """What was read in a week; the figures of inequality are None of fewer than LEAST contents."""

    week: Day
    """Its Monday."""
    acts: int
    contents: int
    gini: float | None
    top_tenth: float | None
    """The share of acts that the tenth of contents with the most has, rounded up to whole contents."""


class Counted(Record):
    """How many contents had that many acts in a week."""

    week: Day
    acts: int
    contents: int


def to_count(latest: date | None, today: date) -> list[date]:
    """The weeks to count, by their Mondays: those that ended since the latest that is counted, and that one again.

    A week is counted once more when the next one is over, since things may be told that much later.
    """
    until = today - timedelta(days=today.weekday())
    since = until - AT_FIRST * WEEK if latest is None else max(latest, until - AT_FIRST * WEEK)
    return [since + WEEK * n for n in range((until - since).days // 7)]


def weeks(wanted: Sequence[date], counted: Sequence[Counted]) -> list[PopularityWeek]:
    """Each week that is wanted; quiet ones too."""
    found: dict[date, dict[int, int]] = {monday: {} for monday in wanted}
    for row in counted:
        found[row.week][row.acts] = row.contents
    return [_week(monday, of) for monday, of in found.items()]


def _week(monday: date, of: Mapping[int, int]) -> PopularityWeek:
    each = np.array(sorted(of.items()), dtype=np.int64).reshape(-1, 2)
    counts = np.repeat(each[:, 0], each[:, 1]).astype(np.float64)
    total, told = counts.sum(), len(counts) >= LEAST
    top = counts[len(counts) - -(-len(counts) // 10) :]
    return PopularityWeek(
        week=monday,
        acts=int(total),
        contents=len(counts),
        gini=gini(counts) if told else None,
        top_tenth=float(top.sum() / total) if told else None,
    )
