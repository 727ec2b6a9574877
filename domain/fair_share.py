"""Who comes before readers: shares of places beside shares of contents, and what a change of weights does to them.

Groups are by four dimensions: how long the author has been here, how large the area is, the language, and the value
segment of the author. A share of places is the mean over members of the share in their first ten. Intervals of 95 % are
by bootstrap over members (Efron, 1979); two rankings of the same members are compared pair by pair.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from domain.judging import resampled
from domain.record import Moment, Record

NEW, FIRST_YEAR = timedelta(days=90), timedelta(days=365)
SMALL, LARGE = 100, 1_000
"""An area with fewer contents is small, one with more is large."""

NOTABLE = 0.1
"""A group's share has to fall by a tenth of itself to be worth a word, however sure it is."""

Lists = Mapping[str, Sequence[str]]
"""The contents that each member is shown."""


class Facts(Record):
    """What one content is grouped by."""

    id: str
    joined_at: Moment | None
    segment: str | None
    in_area: int | None
    language: str | None

    def groups(self, now: datetime) -> dict[str, str]:
        """Its group in each dimension."""
        return {
            "author's tenure": _tenure(self.joined_at, now),
            "area": _size(self.in_area),
            "language": self.language or "unknown",
            "author's segment": self.segment or "none",
        }


@dataclass(frozen=True, slots=True)
class Share:
    """What one group has of places, beside what it has of contents."""

    dimension: str
    group: str
    contents: int
    of_contents: float
    places: int
    of_places: float
    low: float
    high: float

    @property
    def ratio(self) -> float | None:
        """Places for each content, 1 where the group has what its contents would have by chance; None without any."""
        return self.of_places / self.of_contents if self.of_contents else None


Groups = Mapping[str, Mapping[str, str]]
"""The group of each content in each dimension, by content."""


def shares(lists: Lists, contents: Sequence[str], groups: Groups) -> list[Share]:
    """The groups that any content or place is of, dimension by dimension."""
    found = []
    for dimension, group in _named(groups):
        own = sum(groups[id][dimension] == group for id in contents)
        places = sum(groups[id][dimension] == group for shown in lists.values() for id in shown)
        each = _each(lists, dimension, group, groups)
        low, high = _interval(each)
        mean = float(np.mean([share for _, share in each])) if each else 0.0
        found.append(Share(dimension, group, own, own / max(1, len(contents)), places, mean, low, high))
    return found


def inequality(lists: Lists) -> float:
    """Gini's coefficient of the places that contents had, of those that had any: 0 when all had as many."""
    counts = np.sort(np.array(list(Counter(id for shown in lists.values() for id in shown).values()), dtype=np.float64))
    if not len(counts):
        return 0.0
    ranks = np.arange(1, len(counts) + 1)
    return float((2 * ranks - len(counts) - 1) @ counts / (len(counts) * counts.sum()))


def worsened(before: Lists, after: Lists, contents: Sequence[str], groups: Groups) -> list[str]:
    """What a change of weights makes worse, in sentences: groups with too few places that surely get fewer still.

    Too few is less than their share of contents; surely is that the whole interval of the paired difference is below 0.
    """
    found = []
    for share in shares(after, contents, groups):
        former = dict(_each(before, share.dimension, share.group, groups))
        each = _each(after, share.dimension, share.group, groups)
        changes = [(member, now - former[member]) for member, now in each if member in former]
        was = float(np.mean([former[member] for member, _ in changes])) if changes else 0.0
        low, high = _interval(changes)
        if high < 0 and share.of_places < share.of_contents and share.of_places < (1 - NOTABLE) * was:
            found.append(
                f"{share.dimension} {share.group}: {share.of_places:.1%} of places instead of {was:.1%}, with "
                f"{share.of_contents:.1%} of contents (the change lies between {low:+.1%} and {high:+.1%}, "
                f"{len(changes)} members)."
            )
    return found


def _named(groups: Groups) -> Iterator[tuple[str, str]]:
    yield from sorted({pair for one in groups.values() for pair in one.items()})


def _each(lists: Lists, dimension: str, group: str, groups: Groups) -> list[tuple[str, float]]:
    return [
        (member, sum(groups[id][dimension] == group for id in shown) / len(shown))
        for member, shown in sorted(lists.items())
        if shown
    ]


def _interval(figures: Sequence[tuple[str, float]]) -> tuple[float, float]:
    low, high = np.percentile(resampled(figures), [2.5, 97.5])
    return float(low), float(high)


def _tenure(joined_at: datetime | None, now: datetime) -> str:
    if joined_at is None:
        return "unknown"
    since = now - joined_at
    return "under 90 days" if since < NEW else "under a year" if since < FIRST_YEAR else "a year or more"


def _size(contents: int | None) -> str:
    if contents is None:
        return "none"
    return "small" if contents < SMALL else "large" if contents > LARGE else "medium"
