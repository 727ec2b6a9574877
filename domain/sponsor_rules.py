"""What holds of a sponsor besides its contract: where it alone stands, beside what it doesn't, and what it is about."""

from collections.abc import Sequence
from datetime import datetime

from domain.content import ContentKind
from domain.errors import Conflict, InvalidInput
from domain.ids import AreaId, TagId
from domain.record import Moment, Record
from domain.segment import ValueSegment
from domain.sponsor import Sponsor, SponsorState
from domain.words import terms

MAX_NAMED = 50
"""Of tags or of areas that a sponsor names for one purpose."""

MAX_WORDS, MAX_WORD = 100, 40
HOLDING = frozenset({SponsorState.APPROVED, SponsorState.SUSPENDED})
"""In these states a sponsor keeps what is its alone; a suspended one may be approved again."""


class SponsorRules(Record):
    """What holds of one sponsor. Empty lists hold nothing."""

    sponsor_id: str
    exclusive_tags: tuple[TagId, ...]
    exclusive_areas: tuple[AreaId, ...]
    """Where it alone of all sponsors stands, while it is live."""
    excluded_tags: tuple[TagId, ...]
    excluded_areas: tuple[AreaId, ...]
    excluded_kinds: tuple[ContentKind, ...]
    excluded_words: tuple[str, ...]
    """Beside what it doesn't want to stand: single words as `domain.words.terms` spells them."""
    offered_tags: tuple[TagId, ...]
    offered_areas: tuple[AreaId, ...]
    offered_kinds: tuple[ContentKind, ...]
    offered_segments: tuple[ValueSegment, ...]
    """What its offer is about, and for whom."""


class Rival(Record):
    """Another sponsor that holds alone what is asked for, with the names of what both want."""

    name: str
    starts_at: Moment | None
    ends_at: Moment | None
    shared: tuple[str, ...]


class RefusedSponsor(Record):
    """A sponsor that an area refuses, by name: whoever moderates sees no more of it."""

    area_id: AreaId
    id: str
    name: str


def check_named(tags: Sequence[str], areas: Sequence[str]) -> None:
    """Go on only with as many as can be looked at.

    Raises:
        InvalidInput: there are more.
    """
    for name, slugs in (("tags", tags), ("areas", areas)):
        if len(slugs) > MAX_NAMED:
            raise InvalidInput(f"Name at most {MAX_NAMED}.", ("input", name))


def check_words(words: Sequence[str]) -> tuple[str, ...]:
    """The words as texts are cut into them, each once.

    Raises:
        InvalidInput: there are too many, or one is none, or several.
    """
    if len(words) > MAX_WORDS:
        raise InvalidInput(f"Name at most {MAX_WORDS} words.", ("input", "words"))
    found = [terms(word) for word in words]
    for number, word in enumerate(found):
        if not 0 < len(word) <= MAX_WORD or " " in word:
            raise InvalidInput(
                f"Give single words of 1 to {MAX_WORD} letters and digits.", ("input", "words", str(number))
            )
    return tuple(dict.fromkeys(found))


def check_rivals(sponsor: Sponsor, rivals: Sequence[Rival], path: tuple[str, ...]) -> None:
    """Go on only when nobody else holds alone what the sponsor is to hold, at a time in both their contracts.

    Raises:
        Conflict: somebody does; the message says who, what, and until when.
    """
    for rival in rivals:
        if overlap((sponsor.starts_at, sponsor.ends_at), (rival.starts_at, rival.ends_at)):
            until = f"until {rival.ends_at:%Y-%m-%d}" if rival.ends_at else "without end"
            raise Conflict(f"{rival.name} alone stands with {', '.join(rival.shared)}, {until}.", path)


def overlap(one: tuple[datetime | None, datetime | None], other: tuple[datetime | None, datetime | None]) -> bool:
    """Whether two terms have a moment in common. They hold their start and not their end; None is open."""
    return _begins_before(one[0], other[1]) and _begins_before(other[0], one[1])


def _begins_before(start: datetime | None, end: datetime | None) -> bool:
    return start is None or end is None or start < end
