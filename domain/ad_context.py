"""Where an ad is asked for, and by whom: what targeting looks at. What isn't known is left empty."""

from dataclasses import dataclass
from datetime import datetime

from domain.content import ContentKind
from domain.ids import AreaId, ContentId, TagId, UserId
from domain.segment import ValueSegment


@dataclass(frozen=True, slots=True)
class AdReaderProfile:
    """What is used of a reader who consented to it; of others there is none."""

    user_id: UserId
    segment: ValueSegment | None = None
    tag_ids: tuple[TagId, ...] = ()
    """Their strongest interests."""
    saved_ids: tuple[str, ...] = ()
    """The saved segments they are in, of those that single nobody out."""


@dataclass(frozen=True, slots=True)
class AdContext:
    """A place for an ad. One is made a request, and looked at by every flight there is."""

    placement: str
    at: datetime
    content_id: ContentId | None = None
    area_id: AreaId | None = None
    tag_ids: tuple[TagId, ...] = ()
    """Of the page."""
    kind: ContentKind | None = None
    words: frozenset[str] = frozenset()
    """Of the page, single ones as `domain.words.terms` spells them."""
    device: str | None = None
    country: str | None = None
    """ISO 3166-1 alpha-2, in capitals."""
    language: str | None = None
    """ISO 639, as in `en`."""
    reader: AdReaderProfile | None = None
