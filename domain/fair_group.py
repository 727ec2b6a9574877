"""The groups by which it is told who comes before readers: of whom a content is, where, and in which language.

Groups that are of too few authors stand together as one, so that no figure is about somebody.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from domain.record import Moment, Record

NEW, FIRST_YEAR = timedelta(days=90), timedelta(days=365)
SMALL, LARGE = 100, 1_000
"""An area with fewer contents is small, one with more is large."""

LEAST = 20
"""Of fewer authors nothing is told, and by fewer readers' lists either."""

OTHER = "other"


class ExposureDimension(StrEnum):
    """By what contents are grouped."""

    AUTHOR_TENURE = "AUTHOR_TENURE"
    AREA_SIZE = "AREA_SIZE"
    LANGUAGE = "LANGUAGE"
    AUTHOR_SEGMENT = "AUTHOR_SEGMENT"

    @property
    def said(self) -> str:
        """In words."""
        return _SAID[self]


_SAID = {
    ExposureDimension.AUTHOR_TENURE: "author's tenure",
    ExposureDimension.AREA_SIZE: "area",
    ExposureDimension.LANGUAGE: "language",
    ExposureDimension.AUTHOR_SEGMENT: "author's segment",
}

Groups = Mapping[str, Mapping[ExposureDimension, str]]
"""The group of each content in each dimension that can be told of, by content."""


class Facts(Record):
    """What one content is grouped by."""

    id: str
    author_id: str | None
    joined_at: Moment | None
    segment: str | None
    in_area: int | None
    language: str | None

    def groups(self, now: datetime) -> dict[ExposureDimension, str]:
        """Its group in each dimension."""
        return {
            ExposureDimension.AUTHOR_TENURE: _tenure(self.joined_at, now),
            ExposureDimension.AREA_SIZE: _size(self.in_area),
            ExposureDimension.LANGUAGE: self.language or "unknown",
            ExposureDimension.AUTHOR_SEGMENT: self.segment or "none",
        }


def groups_of(facts: Sequence[Facts], now: datetime) -> Groups:
    """The groups of contents, those of fewer than LEAST authors put together.

    A content without an author is about nobody, and counts as one by itself.
    """
    plain = {one.id: one.groups(now) for one in facts}
    authors: dict[ExposureDimension, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for one in facts:
        for dimension, group in plain[one.id].items():
            authors[dimension][group].add(one.author_id or one.id)
    pooled = {dimension: _pooled(of) for dimension, of in authors.items()}
    told = [dimension for dimension, of in authors.items() if len(set().union(*of.values())) >= LEAST]
    return {
        id: {dimension: OTHER if groups[dimension] in pooled[dimension] else groups[dimension] for dimension in told}
        for id, groups in plain.items()
    }


def _pooled(authors: Mapping[str, Collection[str]]) -> set[str]:
    """The groups that stand together: those of too few, and the next ones as long as all these are too few as well.

    One small group by itself could be told from the rest by subtraction.
    """
    found: set[str] = set()
    together: set[str] = set()
    for group, some in sorted(authors.items(), key=lambda item: (len(item[1]), item[0])):
        if len(some) >= LEAST and (not found or len(together) >= LEAST):
            break
        found.add(group)
        together.update(some)
    return found


def _tenure(joined_at: datetime | None, now: datetime) -> str:
    if joined_at is None:
        return "unknown"
    since = now - joined_at
    return "under 90 days" if since < NEW else "under a year" if since < FIRST_YEAR else "a year or more"


def _size(contents: int | None) -> str:
    if contents is None:
        return "none"
    return "small" if contents < SMALL else "large" if contents > LARGE else "medium"
