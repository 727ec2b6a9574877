"""Targeting in the API: whom a flight is for."""

import strawberry

from domain import targeting as records
from domain.area import Area as AreaRecord
from domain.content import ContentKind
from domain.ids import AreaId, TagId
from domain.segment import ValueSegment
from domain.tag import Tag as TagRecord
from domain.targeting import DEVICES, MAX_NAMED, MAX_PER_DAY, MAX_PER_WEEK
from resolvers import area, tag
from schema.area import Area
from schema.tag import Tag
from schema.types import Info, view_of


@view_of(records.Targeting, description="Whom a flight is for. Empty lists ask for nothing.")
class Targeting:
    segments: list[ValueSegment] = strawberry.field(description="Segments of readers it is for.")
    content_kinds: list[ContentKind] = strawberry.field(description="Kinds of content it stands beside.")
    countries: list[str] = strawberry.field(description="ISO 3166-1 codes of countries it is for.")
    languages: list[str] = strawberry.field(description="ISO 639 codes of languages it is for.")
    devices: list[str] = strawberry.field(description=f"Devices it is for: {', '.join(DEVICES)}.")
    frequency_cap_per_day: int | None = strawberry.field(description="Views by one member a day; null for no cap.")
    frequency_cap_per_week: int | None = strawberry.field(description="Views by one member in 7 days; null for no cap.")

    @strawberry.field(description="Tags of which a page or its reader must have one.", graphql_type=list[Tag])
    async def include_tags(self: records.Targeting, info: Info) -> list[TagRecord]:
        return await tag.known(info.context, self.include_tags)

    @strawberry.field(description="Tags that neither may have.", graphql_type=list[Tag])
    async def exclude_tags(self: records.Targeting, info: Info) -> list[TagRecord]:
        return await tag.known(info.context, self.exclude_tags)

    @strawberry.field(description="Areas it is for.", graphql_type=list[Area])
    async def areas(self: records.Targeting, info: Info) -> list[AreaRecord]:
        return await area.known(info.context, self.areas)


@strawberry.input(description="Whom a flight is for. What isn't known of a reader never matches what is asked for.")
class TargetingInput:
    include_tags: list[str] = strawberry.field(
        default_factory=list, description=f"Slugs of tags, at most {MAX_NAMED}; a page or its reader has one of them."
    )
    exclude_tags: list[str] = strawberry.field(default_factory=list, description="Slugs of tags that neither may have.")
    areas: list[str] = strawberry.field(default_factory=list, description=f"Slugs of areas, at most {MAX_NAMED}.")
    segments: list[ValueSegment] = strawberry.field(default_factory=list, description="Segments of readers.")
    content_kinds: list[ContentKind] = strawberry.field(default_factory=list, description="Kinds of content.")
    countries: list[str] = strawberry.field(default_factory=list, description="ISO 3166-1 codes, as in DE.")
    languages: list[str] = strawberry.field(default_factory=list, description="ISO 639 codes, as in en.")
    devices: list[str] = strawberry.field(default_factory=list, description=f"Of {', '.join(DEVICES)}.")
    frequency_cap_per_day: int | None = strawberry.field(
        default=None, description=f"Views by one member a day, 1 to {MAX_PER_DAY}."
    )
    frequency_cap_per_week: int | None = strawberry.field(
        default=None, description=f"Views by one member in seven days, 1 to {MAX_PER_WEEK}."
    )

    def targeting(self) -> records.Targeting:
        """What is asked for, with slugs where ids will stand; what is named twice, once."""
        return records.Targeting(
            include_tags=tuple(dict.fromkeys(map(TagId, self.include_tags))),
            exclude_tags=tuple(dict.fromkeys(map(TagId, self.exclude_tags))),
            areas=tuple(dict.fromkeys(map(AreaId, self.areas))),
            segments=tuple(dict.fromkeys(self.segments)),
            content_kinds=tuple(dict.fromkeys(self.content_kinds)),
            countries=tuple(dict.fromkeys(self.countries)),
            languages=tuple(dict.fromkeys(self.languages)),
            devices=tuple(dict.fromkeys(self.devices)),
            frequency_cap_per_day=self.frequency_cap_per_day,
            frequency_cap_per_week=self.frequency_cap_per_week,
        )
