"""Entitlement: what somebody has to show for a paid content, and the reference of how the graph finds it.

A content is unlocked by the benefits that name it, its course, or its area, and by those of everything. A reply goes
with what it stands below, and a lesson with its course, so that what is read there is read whole.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from domain.benefit import BenefitKind
from domain.grant import Grant, lasting
from domain.ids import ContentId
from domain.record import Moment, Record


class Holding(Record):
    """A grant that lives and unlocks a content, with the name of its benefit."""

    benefit: str
    grant: Grant


class Claim(Record):
    """What a viewer has to show for one paid content. `own` says that they wrote what it is part of."""

    content_id: ContentId
    sold_as: ContentId
    """What is bought to read it: itself, or what it stands below."""
    preview: bool
    own: bool
    holdings: tuple[Holding, ...]

    def best(self, at: Moment) -> Holding | None:
        """Of what they hold that which lasts longest: the union of all ends with it."""
        grant = lasting((each.grant for each in self.holdings), at)
        return next((each for each in self.holdings if each.grant == grant), None)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a content stands: below which other, in which course and area, all by id."""

    above: str | None = None
    course: str | None = None
    area: str | None = None


@dataclass(slots=True)
class Shelf:
    """A whole community as far as access goes: the reference that the graph is held against."""

    places: dict[str, Place] = field(default_factory=dict)
    benefits: dict[str, tuple[BenefitKind, frozenset[str]]] = field(default_factory=dict)
    """The kind of each, and the ids of what it unlocks."""
    grants: dict[str, Grant] = field(default_factory=dict)

    def unlocking(self, content_id: str) -> Iterator[str]:
        """The benefits that unlock a content."""
        root = root_of(self.places, content_id)
        place = self.places[root]
        for id, (kind, unlocked) in self.benefits.items():
            if kind is BenefitKind.ALL_CONTENT or not unlocked.isdisjoint({root, place.course, place.area}):
                yield id

    def held(self, user_id: str, content_id: str, at: Moment) -> Grant | None:
        """The grant by which a member reads a paid content at that moment; None when it is locked to them."""
        unlocking = set(self.unlocking(content_id))
        own = [grant for grant in self.grants.values() if grant.user_id == user_id and grant.benefit_id in unlocking]
        return lasting(own, at)


def root_of(places: Mapping[str, Place], content_id: str) -> str:
    """What a content stands below in the end; itself when it stands by itself."""
    above = places[content_id].above
    return content_id if above is None else root_of(places, above)
