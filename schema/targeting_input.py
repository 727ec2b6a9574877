"""Targeting as it is asked for in the API."""

import strawberry

from domain.content import ContentKind
from domain.reach import LEAST
from domain.segment import ValueSegment
from domain.targeting import (
    DEVICES,
    MAX_KEYWORD,
    MAX_NAMED,
    MAX_PER_DAY,
    MAX_PER_WEEK,
    MAX_SIMILAR,
    Targeting,
)
from domain.words import terms

MOST = f"at most {MAX_NAMED}"


@strawberry.input(
    description="Whom a flight is for. What isn't known of a reader or a page never matches what is asked for, and "
    "passes what is excluded. Of each list one is enough; what is given of several lists holds together."
)
class TargetingInput:
    include_tags: list[str] = strawberry.field(
        default_factory=list, description=f"Slugs of tags, {MOST}; a page has one of them."
    )
    exclude_tags: list[str] = strawberry.field(
        default_factory=list, description=f"Slugs of tags that a page may not have, {MOST}."
    )
    interest_tags: list[str] = strawberry.field(
        default_factory=list, description=f"Slugs of tags, {MOST}; a reader is interested in one of them."
    )
    exclude_interest_tags: list[str] = strawberry.field(
        default_factory=list, description=f"Slugs of tags in which a reader may not be interested, {MOST}."
    )
    areas: list[str] = strawberry.field(default_factory=list, description=f"Slugs of areas, {MOST}.")
    exclude_areas: list[str] = strawberry.field(
        default_factory=list, description=f"Slugs of areas to keep out of, {MOST}."
    )
    segments: list[ValueSegment] = strawberry.field(default_factory=list, description="Segments of readers.")
    exclude_segments: list[ValueSegment] = strawberry.field(
        default_factory=list, description="Segments of readers it isn't for."
    )
    saved_segments: list[str] = strawberry.field(
        default_factory=list,
        description=f"Slugs of saved segments, {MOST}, of {LEAST} members each at least; a reader is in one of them. "
        "Needs `members:read`.",
    )
    exclude_saved_segments: list[str] = strawberry.field(
        default_factory=list, description=f"Slugs of saved segments it isn't for, {MOST}. Needs `members:read`."
    )
    content_kinds: list[ContentKind] = strawberry.field(default_factory=list, description="Kinds of content.")
    exclude_content_kinds: list[ContentKind] = strawberry.field(
        default_factory=list, description="Kinds of content not to stand beside."
    )
    countries: list[str] = strawberry.field(default_factory=list, description="ISO 3166-1 codes, as in DE.")
    exclude_countries: list[str] = strawberry.field(
        default_factory=list, description="ISO 3166-1 codes of countries it isn't for."
    )
    languages: list[str] = strawberry.field(default_factory=list, description="ISO 639 codes, as in en.")
    exclude_languages: list[str] = strawberry.field(
        default_factory=list, description="ISO 639 codes of languages it isn't for."
    )
    devices: list[str] = strawberry.field(default_factory=list, description=f"Of {', '.join(DEVICES)}.")
    exclude_devices: list[str] = strawberry.field(default_factory=list, description="Devices it isn't for.")
    keywords: list[str] = strawberry.field(
        default_factory=list,
        description=f"Single words of at most {MAX_KEYWORD} letters and digits, {MOST}; a page has one of them.",
    )
    exclude_keywords: list[str] = strawberry.field(
        default_factory=list, description=f"Single words that a page may not have, {MOST}."
    )
    weekdays: list[int] = strawberry.field(
        default_factory=list, description="Days, 1 for Monday to 7, in the flight's time zone."
    )
    hours: list[int] = strawberry.field(default_factory=list, description="Hours, 0 to 23, in the flight's time zone.")
    similar_to: list[strawberry.ID] = strawberry.field(
        default_factory=list,
        description=f"At most {MAX_SIMILAR} contents; a page shares two tags with one of them as they were when the "
        "flight was written, or is one.",
    )
    frequency_cap_per_day: int | None = strawberry.field(
        default=None, description=f"Views by one member a day, 1 to {MAX_PER_DAY}."
    )
    frequency_cap_per_week: int | None = strawberry.field(
        default=None, description=f"Views by one member in seven days, 1 to {MAX_PER_WEEK}."
    )

    def targeting(self) -> Targeting:
        """What is asked for, with slugs where ids will stand; what is named twice, once."""
        given = {name: getattr(self, name) for name in Targeting.model_fields if hasattr(self, name)}
        lists = {name: tuple(dict.fromkeys(value)) for name, value in given.items() if isinstance(value, list)}
        spelt = {name: tuple(dict.fromkeys(map(terms, lists[name]))) for name in ("keywords", "exclude_keywords")}
        in_order = {name: tuple(sorted(lists[name])) for name in ("weekdays", "hours")}
        return Targeting.model_validate(given | lists | spelt | in_order)
