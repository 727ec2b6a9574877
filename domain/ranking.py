"""A ranking as the graph gives it: a list for each property of its candidates, and records of those that are shown.

Of fifty candidates twenty are shown, and a page is asked for more often than anything else. So the properties come as
lists, which are checked whole by compiled code, and only what is shown becomes a content with its author and tags.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from math import fsum
from typing import NamedTuple

from domain.area import Area, AreaKind
from domain.content import Content, ContentKind, Visibility
from domain.ids import AreaId, ContentId, ModelId, TagId, UserId
from domain.recommendation import CandidateSource
from domain.record import Record, moment
from domain.scoring import ScorePart
from domain.tag import Tag
from domain.user import User


class Weight(Record):
    """One active feature of the model a ranking was made by."""

    name: str
    weight: float


class Candidate(NamedTuple):
    """One candidate with its features, in the order of the ranking's weights, and their weighted sum."""

    place: int
    """In the ranking, from 0."""
    content_id: ContentId
    external_id: str | None
    author_id: UserId | None
    tag_ids: tuple[TagId, ...]
    shared_tag_ids: tuple[TagId, ...]
    sources: tuple[CandidateSource, ...]
    values: tuple[float, ...]
    score: float
    preference: float = 1.0
    """By what the member's wishes multiply every part; see domain/preference.py."""

    def parts(self, weights: Sequence[Weight]) -> tuple[ScorePart, ...]:
        """The addends of the score. What shows a part are the tags or the author it speaks of."""
        author = (self.author_id,) if self.author_id else ()
        evidence: Mapping[str, tuple[str, ...]] = {
            "tag_affinity": self.shared_tag_ids,
            "followed_author": author,
            "author_affinity": author,
        }
        parts = []
        wish, asked = self.preference, None if self.preference == 1 else self.preference
        for weight, value in zip(weights, self.values, strict=True):
            name, share = weight.name, weight.weight
            shown_by = evidence.get(name, ()) if value > 0 else ()
            parts.append(ScorePart(name, share, value, share * wish * value, asked, shown_by))
        return tuple(parts)


class Ranking(Record):
    """The best candidates for a user at a moment, by one model, the highest score first.

    Lists from `content_ids` to `preferences` have an entry for each candidate; authors, tags and areas are there once.
    """

    model_id: ModelId
    personalised: bool
    """Whether it is for that very user: only if they consented to it."""
    features: tuple[Weight, ...]
    divisors: Mapping[str, float | None]
    content_ids: tuple[ContentId, ...]
    external_ids: tuple[str | None, ...]
    kinds: tuple[ContentKind, ...]
    slugs: tuple[str, ...]
    titles: tuple[str, ...]
    published_ms: tuple[int, ...]
    visibilities: tuple[Visibility, ...]
    author_ids: tuple[UserId | None, ...]
    area_ids: tuple[AreaId | None, ...]
    tag_ids: tuple[tuple[TagId, ...], ...]
    shared_tag_ids: tuple[tuple[TagId, ...], ...]
    sources: tuple[tuple[CandidateSource, ...], ...]
    values: tuple[tuple[float, ...], ...]
    scores: tuple[float, ...]
    preferences: tuple[float, ...]
    authors: tuple[tuple[UserId, str | None, str, str, int], ...]
    tags: tuple[tuple[TagId, str, str], ...]
    areas: tuple[tuple[AreaId, str, str, AreaKind, str | None], ...]

    def is_paid(self, place: int) -> bool:
        """Whether the candidate at a place is paid for."""
        return self.visibilities[place] is Visibility.PAID

    @property
    def best(self) -> int:
        """How many came by their score, and not by lot alone."""
        return sum(sources != (CandidateSource.EXPLORATION,) for sources in self.sources)

    @cached_property
    def candidates(self) -> tuple[Candidate, ...]:
        """The candidates, each with what it is ordered and explained by."""
        properties = (self.content_ids, self.external_ids, self.author_ids, self.tag_ids, self.shared_tag_ids)
        places = range(len(self.content_ids))
        rows = zip(places, *properties, self.sources, self.values, self.scores, self.preferences, strict=True)
        return tuple(map(Candidate._make, rows))

    def contents(self, places: Sequence[int]) -> list[Content]:
        """What every list shows of the candidates at those places, in their order."""
        ids = {self.author_ids[place] for place in places}
        authors = {row[0]: _user(*row) for row in self.authors if row[0] in ids}
        used = {id for place in places for id in self.tag_ids[place]}
        tags = {id: Tag(id=id, slug=slug, name=name) for id, slug, name in self.tags if id in used}
        areas = {row[0]: _area(*row) for row in self.areas}
        return [
            Content(
                id=self.content_ids[place],
                external_id=self.external_ids[place],
                kind=self.kinds[place],
                slug=self.slugs[place],
                title=self.titles[place],
                published_at=moment(self.published_ms[place]),
                visibility=self.visibilities[place],
                author=authors[author] if (author := self.author_ids[place]) else None,
                tags=tuple(tags[id] for id in self.tag_ids[place]),
                area=areas[area] if (area := self.area_ids[place]) else None,
            )
            for place in places
        ]


def _user(id: UserId, external_id: str | None, handle: str, display_name: str, joined_ms: int) -> User:
    joined_at = moment(joined_ms)
    return User(id=id, external_id=external_id, handle=handle, display_name=display_name, joined_at=joined_at)


def _area(id: AreaId, slug: str, name: str, kind: AreaKind, norms: str | None) -> Area:
    return Area(id=id, slug=slug, name=name, kind=kind, norms=norms)


def score(weights: Sequence[Weight], values: Sequence[float]) -> float:
    """The weighted sum: the reference for what Cypher adds up."""
    return fsum(weight.weight * value for weight, value in zip(weights, values, strict=True))
