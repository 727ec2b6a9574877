"""The features of R(u,c): the reference for what cypher/recommendation/rank.cypher computes.

Three steps, each pure. `raw` measures every candidate; times are days, counted back from the newest candidate or from
the latest act known, so that the same list has the same features whenever it is asked for. `normalised` divides by the
largest value among the candidates where a feature has no natural top, and clips what is below 0. `score` in
domain/recommendation.py adds them up. The order of the candidates doesn't enter.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from math import fsum, log, sqrt

FRESH = {"fresh_4h": 4 / 24, "fresh_12h": 0.5, "fresh_3d": 3.0, "fresh_14d": 14.0, "fresh_60d": 60.0}
TREND = {"trend_2h": 0.1, "trend_6h": 0.25, "trend_1d": 1.0, "trend_3d": 3.0, "trend_14d": 14.0}
"""Half-lives in days. The shortest trend's is 2.4 h, which decayed popularity does best with on its own."""

FOUND = ("peers_6h", "peers_1d", "peers_7d", "walk")
"""What jobs found for one reader and stored in their CandidateList."""

DIVIDED = frozenset({*TREND, *FOUND, "tag_affinity", "nearness", "popularity", "author_affinity", "area_fit"})
"""Divided by the largest value among the candidates; all others lie in [0,1] by themselves."""

WILSON_Z = 1.2816
"""The normal deviate of a one-sided bound of 90 %."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)
MILLISECONDS_A_DAY = 86_400_000


@dataclass(frozen=True, slots=True)
class Item:
    """A candidate: what it is, what the community did with it, and what jobs found of it for the reader."""

    id: str
    published_at: datetime
    author_id: str | None = None
    area_id: str | None = None
    tags: Mapping[str, float] = field(default_factory=dict)
    """The idf of each of its tags."""
    readers: int = 0
    positive_readers: int = 0
    last_new_reader_at: datetime | None = None
    last_active_at: datetime | None = None
    signals_at: datetime | None = None
    trends: Mapping[str, float] = field(default_factory=dict)
    """Σ over readers of 0.5^(age of their first act / half-life), at `signals_at`."""
    found: Mapping[str, float] = field(default_factory=dict)
    embedding: Sequence[float] | None = None
    """By the run that the reader's is of."""


@dataclass(frozen=True, slots=True)
class Community:
    """All contents together: the latest act, the sum of their readers and of their trends."""

    latest_at: datetime
    readers: int
    trends: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom: affinities by tag in (0,1], ids followed, authors and areas of the last 30 contents, the last visit."""

    interests: Mapping[str, float] = field(default_factory=dict)
    follows: frozenset[str] = frozenset()
    read_authors: Sequence[str] = ()
    read_areas: Sequence[str] = ()
    last_visit_at: datetime | None = None
    embedding: Sequence[float] | None = None


ANYBODY = Reader()
"""Nobody is signed in, or nothing is known of them."""


def raw(items: Sequence[Item], community: Community | None, reader: Reader = ANYBODY) -> list[dict[str, float]]:
    """The features of each candidate as measured, in the order of `items`."""
    newest = max((days(item.published_at) for item in items), default=0.0)
    joined = max((days(_joined(item)) for item in items), default=0.0)
    active = max((days(_active(item)) for item in items), default=0.0)
    return [
        {
            **{name: 0.5 ** ((newest - days(item.published_at)) / half_life) for name, half_life in FRESH.items()},
            "new_reader_1d": 0.5 ** (joined - days(_joined(item))),
            "active_1d": 0.5 ** (active - days(_active(item))),
            **_of_community(item, community),
            **_of_reader(item, reader),
        }
        for item in items
    ]


def normalised(measured: Sequence[Mapping[str, float]]) -> tuple[list[dict[str, float]], dict[str, float]]:
    """The features in [0,1], and the divisors they were made by."""
    divisors = {name: max(row[name] for row in measured) for name in DIVIDED} if measured else {}
    return [held_against(divisors, row) for row in measured], divisors


def held_against(divisors: Mapping[str, float], row: Mapping[str, float]) -> dict[str, float]:
    """The features of one candidate, which is held against the others; of one that is there by lot they end at 1."""
    return {
        name: 0.0 if value <= 0 else 1.0 if value >= (top := divisors.get(name, 1.0)) else value / top
        for name, value in row.items()
    }


def days(moment: datetime) -> float:
    """Days since 1970, to the millisecond."""
    return ((moment - EPOCH) // MILLISECOND) / MILLISECONDS_A_DAY


def trend(item: Item, name: str, community: Community | None) -> float:
    """New readers above what all-time popularity predicts, in readers; it sums to 0 over the community.

    Decayed popularity alone favours what was always popular: on undated data, where it tells nothing, this is 0.
    """
    if community is None or name not in item.trends:
        return 0.0
    since = days(community.latest_at) - days(item.signals_at or community.latest_at)
    usual = item.readers * community.trends[name] / max(1, community.readers)
    return item.trends[name] * float(0.5 ** (since / TREND[name])) - usual


def quality(positive: int, readers: int) -> float:
    """Wilson's lower bound (1927) of the share of readers who liked, kept, followed, shared or commented."""
    if readers == 0:
        return 0.0
    share, square = positive / readers, WILSON_Z**2
    spread = WILSON_Z * sqrt((share * (1 - share) + square / (4 * readers)) / readers)
    return (share + square / (2 * readers) - spread) / (1 + square / readers)


def tag_affinity(tags: Mapping[str, float], interests: Mapping[str, float]) -> float:
    """Cosine between a content's tags, weighed by idf, and a reader's interests, but for the latter's length."""
    length = sqrt(fsum(idf * idf for idf in tags.values()))
    return fsum(idf * interests.get(tag, 0.0) for tag, idf in tags.items()) / length if length else 0.0


def nearness(one: Sequence[float] | None, other: Sequence[float] | None) -> float:
    """Cosine of two embeddings; 0 where there is none."""
    if one is None or other is None:
        return 0.0
    inner, one_length, other_length = _dot(one, other), _dot(one, one), _dot(other, other)
    return inner / sqrt(one_length * other_length)


def _dot(one: Sequence[float], other: Sequence[float]) -> float:
    return fsum(a * b for a, b in zip(one, other, strict=True))


def _of_community(item: Item, community: Community | None) -> dict[str, float]:
    return {
        **{name: trend(item, name, community) for name in TREND},
        "popularity": log(1 + item.readers),
        "quality": quality(item.positive_readers, item.readers),
        "underexposed": 1 / (1 + item.readers),
    }


def _of_reader(item: Item, reader: Reader) -> dict[str, float]:
    visited = reader.last_visit_at
    return {
        **{name: item.found.get(name, 0.0) for name in FOUND},
        "tag_affinity": tag_affinity(item.tags, reader.interests),
        "nearness": nearness(item.embedding, reader.embedding),
        "unseen": float(visited is not None and item.published_at > visited),
        "author_affinity": _share(reader.read_authors, item.author_id),
        "area_fit": _share(reader.read_areas, item.area_id),
        "followed_author": float(item.author_id in reader.follows),
        "followed_tag": len(reader.follows & item.tags.keys()) / max(1, len(item.tags)),
        "followed_area": float(item.area_id in reader.follows),
    }


def _share(of: Iterable[str], one: str | None) -> float:
    matches = [id == one for id in of]
    return sum(matches) / len(matches) if matches else 0.0


def _joined(item: Item) -> datetime:
    return item.last_new_reader_at or item.published_at


def _active(item: Item) -> datetime:
    return item.last_active_at or item.published_at
