"""Targeting in the API: whom a flight is for."""

import strawberry

from domain import targeting as records
from domain.area import Area as AreaRecord
from domain.content import Content as ContentRecord
from domain.content import ContentKind
from domain.segment import ValueSegment
from domain.tag import Tag as TagRecord
from domain.targeting import DEVICES
from resolvers import area, content, tag, targeting
from schema.area import Area
from schema.content import Content
from schema.cost import cost
from schema.tag import Tag
from schema.types import Info, view_of

FEW = cost(assumed_size=5)
"""What a flight usually names of one thing."""


@view_of(records.Targeting, description="Whom a flight is for. Empty lists ask for nothing.")
class Targeting:
    segments: list[ValueSegment] = strawberry.field(description="Segments of readers it is for.")
    exclude_segments: list[ValueSegment] = strawberry.field(description="Segments of readers it isn't for.")
    content_kinds: list[ContentKind] = strawberry.field(description="Kinds of content it stands beside.")
    exclude_content_kinds: list[ContentKind] = strawberry.field(description="Kinds it doesn't stand beside.")
    countries: list[str] = strawberry.field(description="ISO 3166-1 codes of countries it is for.")
    exclude_countries: list[str] = strawberry.field(description="ISO 3166-1 codes of countries it isn't for.")
    languages: list[str] = strawberry.field(description="ISO 639 codes of languages it is for.")
    exclude_languages: list[str] = strawberry.field(description="ISO 639 codes of languages it isn't for.")
    devices: list[str] = strawberry.field(description=f"Devices it is for: {', '.join(DEVICES)}.")
    exclude_devices: list[str] = strawberry.field(description="Devices it isn't for.")
    keywords: list[str] = strawberry.field(description="Words of which a page must have one.")
    exclude_keywords: list[str] = strawberry.field(description="Words that a page may not have.")
    weekdays: list[int] = strawberry.field(description="Days it is for, 1 for Monday to 7, in the flight's time zone.")
    hours: list[int] = strawberry.field(description="Hours it is for, 0 to 23, in the flight's time zone.")
    frequency_cap_per_day: int | None = strawberry.field(description="Views by one member a day; null for no cap.")
    frequency_cap_per_week: int | None = strawberry.field(description="Views by one member in 7 days; null for no cap.")

    @strawberry.field(description="Tags of which a page must have one.", graphql_type=list[Tag], metadata=FEW)
    async def include_tags(self: records.Targeting, info: Info) -> list[TagRecord]:
        return await tag.known(info.context, self.include_tags)

    @strawberry.field(description="Tags that a page may not have.", graphql_type=list[Tag], metadata=FEW)
    async def exclude_tags(self: records.Targeting, info: Info) -> list[TagRecord]:
        return await tag.known(info.context, self.exclude_tags)

    @strawberry.field(
        description="Tags of which a reader must be interested in one.", graphql_type=list[Tag], metadata=FEW
    )
    async def interest_tags(self: records.Targeting, info: Info) -> list[TagRecord]:
        return await tag.known(info.context, self.interest_tags)

    @strawberry.field(description="Tags in which a reader may not be interested.", graphql_type=list[Tag], metadata=FEW)
    async def exclude_interest_tags(self: records.Targeting, info: Info) -> list[TagRecord]:
        return await tag.known(info.context, self.exclude_interest_tags)

    @strawberry.field(description="Areas it is for.", graphql_type=list[Area], metadata=FEW)
    async def areas(self: records.Targeting, info: Info) -> list[AreaRecord]:
        return await area.known(info.context, self.areas)

    @strawberry.field(description="Areas it keeps out of.", graphql_type=list[Area], metadata=FEW)
    async def exclude_areas(self: records.Targeting, info: Info) -> list[AreaRecord]:
        return await area.known(info.context, self.exclude_areas)

    @strawberry.field(description="Slugs of saved segments of readers it is for.", graphql_type=list[str], metadata=FEW)
    async def saved_segments(self: records.Targeting, info: Info) -> list[str]:
        return list((await targeting.saved_slugs(info.context, self.saved_segments)).values())

    @strawberry.field(description="Slugs of saved segments it isn't for.", graphql_type=list[str], metadata=FEW)
    async def exclude_saved_segments(self: records.Targeting, info: Info) -> list[str]:
        return list((await targeting.saved_slugs(info.context, self.exclude_saved_segments)).values())

    @strawberry.field(
        description="Contents to one of which a page must be similar, as far as the viewer can find them.",
        graphql_type=list[Content],
        metadata=FEW,
    )
    async def similar_to(self: records.Targeting, info: Info) -> list[ContentRecord]:
        return await content.known(info.context, self.similar_to)
