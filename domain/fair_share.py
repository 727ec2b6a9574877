"""Who comes before readers: shares of places beside shares of contents, and what a change of weights does to them.

A share of places is the mean over members of the share in their first ten. Intervals of 95 % are by bootstrap over
members (Efron, 1979); two rankings of the same members are compared pair by pair.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from domain.fair_group import ExposureDimension, Groups
from domain.ids import ModelId
from domain.judging import gini, interval
from domain.record import Moment, Record

NOTABLE = 0.1
"""A group's share has to fall by a tenth of itself to be worth a word, however sure it is."""

Lists = Mapping[str, Sequence[str]]
"""The contents that each member is shown."""

Scores = Mapping[str, Mapping[str, float]]
"""R(u,c) of all that was ranked for each member, by content."""


class ExposureShare(Record):
    """What one group has of places, beside what it has of contents, and how its contents are scored."""

    dimension: ExposureDimension
    group: str
    contents: int
    of_contents: float
    places: int
    of_places: float
    low: float
    high: float
    scored: int
    """Scores of its contents, over all members."""
    score: float | None
    """Their mean by member, averaged over members; None without any."""
    score_low: float | None
    score_high: float | None

    @property
    def ratio(self) -> float | None:
        """Places for each content, 1 where the group has what its contents would have by chance; None without any."""
        return self.of_places / self.of_contents if self.of_contents else None


class Exposure(Record):
    """What was measured at a moment by the model that was in use, on a sample of members and contents."""

    as_of: Moment
    model_id: ModelId
    members: int
    contents: int
    inequality: float
    shares: tuple[ExposureShare, ...]


class ExposureWarning(Record):
    """A group with too few places that surely gets fewer still by another model; shares are from 0 to 1."""

    dimension: ExposureDimension
    group: str
    of_contents: float
    before: float
    after: float
    low: float
    """Of the change in its share of places, member by member; `high` is below 0."""
    high: float
    members: int

    @property
    def sentence(self) -> str:
        """In words with the figures."""
        return (
            f"{self.dimension.said} {self.group}: {self.after:.1%} of places instead of {self.before:.1%}, with "
            f"{self.of_contents:.1%} of contents (the change lies between {self.low:+.1%} and {self.high:+.1%}, "
            f"{self.members} members)."
        )


class ExposureCheck(Record):
    """A model held against the one that was in use."""

    checked_at: Moment
    compared_version: int
    warnings: tuple[ExposureWarning, ...]


def shares(lists: Lists, contents: Sequence[str], groups: Groups, scores: Scores | None = None) -> list[ExposureShare]:
    """The groups that any content, place or score is of, dimension by dimension."""
    known = {id: groups[id] for id in {*contents, *_shown(lists), *_shown(scores or {})} if id in groups}
    return [
        _share(dimension, group, lists, contents, known, scores or {})
        for dimension, group in sorted({pair for one in known.values() for pair in one.items()})
    ]


def _share(
    dimension: ExposureDimension, group: str, lists: Lists, contents: Sequence[str], groups: Groups, scores: Scores
) -> ExposureShare:
    its = _contents_of(dimension, group, groups)
    own = sum(id in its for id in contents)
    of_places = interval(_each(lists, its))
    scored = {member: [score for id, score in of.items() if id in its] for member, of in scores.items()}
    means = [(member, sum(some) / len(some)) for member, some in sorted(scored.items()) if some]
    score = interval(means) if means else None
    return ExposureShare(
        dimension=dimension,
        group=group,
        contents=own,
        of_contents=own / max(1, len(contents)),
        places=sum(id in its for id in _shown(lists)),
        of_places=of_places.value,
        low=of_places.low,
        high=of_places.high,
        scored=sum(map(len, scored.values())),
        score=score.value if score else None,
        score_low=score.low if score else None,
        score_high=score.high if score else None,
    )


def inequality(lists: Lists) -> float:
    """Gini's coefficient of the places that contents had, of those that had any: 0 when all had as many."""
    return gini(list(Counter(_shown(lists)).values()))


def worsened(before: Lists, after: Lists, contents: Sequence[str], groups: Groups) -> list[ExposureWarning]:
    """What a change of weights makes worse: groups with too few places that surely get fewer still.

    Too few is less than their share of contents; surely is that the whole interval of the paired difference is below 0.
    """
    found = []
    for share in shares(after, contents, groups):
        its = _contents_of(share.dimension, share.group, groups)
        former = dict(_each(before, its))
        pairs = [(member, former[member], now) for member, now in _each(after, its) if member in former]
        was = sum(then for _, then, _ in pairs) / max(1, len(pairs))
        change = interval([(member, now - then) for member, then, now in pairs])
        if change.high < 0 and share.of_places < share.of_contents and share.of_places < (1 - NOTABLE) * was:
            warning = ExposureWarning(
                dimension=share.dimension,
                group=share.group,
                of_contents=share.of_contents,
                before=was,
                after=share.of_places,
                low=change.low,
                high=change.high,
                members=len(pairs),
            )
            found.append(warning)
    return found


def _shown(lists: Mapping[str, Sequence[str]] | Scores) -> Iterator[str]:
    return (id for some in lists.values() for id in some)


def _contents_of(dimension: ExposureDimension, group: str, groups: Groups) -> set[str]:
    return {id for id, of in groups.items() if of.get(dimension) == group}


def _each(lists: Lists, contents: set[str]) -> list[tuple[str, float]]:
    """The share of each member's list that is of these contents."""
    return [(member, sum(id in contents for id in some) / len(some)) for member, some in sorted(lists.items()) if some]
