"""What holds of sponsors in the API: where they alone stand, beside what they don't, what they are about."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from domain import fit
from domain import sponsor_rules as records
from domain.area import Area as AreaRecord
from domain.content import ContentKind
from domain.segment import ValueSegment
from domain.tag import Tag as TagRecord
from resolvers import area, sponsor_rules, tag
from schema.cost import cost
from schema.scoring import ScorePart
from schema.tag import Tag
from schema.types import Info, view_of

if TYPE_CHECKING:
    from schema.area import Area

Areas = list[Annotated["Area", strawberry.lazy("schema.area")]]


@view_of(records.SponsorRules, description="What holds of a sponsor besides its contract. Empty lists hold nothing.")
class SponsorRules:
    excluded_kinds: list[ContentKind] = strawberry.field(description="Kinds of content it doesn't stand beside.")
    excluded_words: list[str] = strawberry.field(description="Words of pages that it doesn't stand beside.")
    offered_kinds: list[ContentKind] = strawberry.field(description="Kinds of content that its offer suits.")
    offered_segments: list[ValueSegment] = strawberry.field(description="Segments of members that its offer is for.")

    @strawberry.field(
        description="Tags with which it alone of all sponsors stands, while it is live.",
        graphql_type=list[Tag],
        metadata=cost(assumed_size=10),
    )
    async def exclusive_tags(self: records.SponsorRules, info: Info) -> list[TagRecord]:
        return await tag.known(info.context, self.exclusive_tags)

    @strawberry.field(
        description="Areas in which it alone of all sponsors stands, while it is live.",
        graphql_type=Areas,
        metadata=cost(assumed_size=10),
    )
    async def exclusive_areas(self: records.SponsorRules, info: Info) -> list[AreaRecord]:
        return await area.known(info.context, self.exclusive_areas)

    @strawberry.field(
        description="Tags of contents that it doesn't stand beside.",
        graphql_type=list[Tag],
        metadata=cost(assumed_size=10),
    )
    async def excluded_tags(self: records.SponsorRules, info: Info) -> list[TagRecord]:
        return await tag.known(info.context, self.excluded_tags)

    @strawberry.field(description="Areas it doesn't stand in.", graphql_type=Areas, metadata=cost(assumed_size=10))
    async def excluded_areas(self: records.SponsorRules, info: Info) -> list[AreaRecord]:
        return await area.known(info.context, self.excluded_areas)

    @strawberry.field(
        description="Tags that its offer is about.", graphql_type=list[Tag], metadata=cost(assumed_size=10)
    )
    async def offered_tags(self: records.SponsorRules, info: Info) -> list[TagRecord]:
        return await tag.known(info.context, self.offered_tags)

    @strawberry.field(description="Areas that its offer suits.", graphql_type=Areas, metadata=cost(assumed_size=10))
    async def offered_areas(self: records.SponsorRules, info: Info) -> list[AreaRecord]:
        return await area.known(info.context, self.offered_areas)

    @strawberry.field(description="Areas that refuse it, by name.", graphql_type=Areas, metadata=cost(assumed_size=10))
    async def refused_by(self: records.SponsorRules, info: Info) -> list[AreaRecord]:
        return await sponsor_rules.refusing(info.context, self.sponsor_id)


@view_of(
    fit.Fit,
    name="SponsorFit",
    description="How well a sponsor matches the community: what of the views of the last four weeks its offer reaches, "
    "against the most that as many could reach.",
)
class SponsorFit:
    score: float = strawberry.field(description="The sum of the parts, 0 to 1.")
    parts: list[ScorePart] = strawberry.field(
        description="`tags`, `kinds`, `areas`, `segments`, as far as something of each is offered.",
        metadata=cost(assumed_size=4),
    )
    views: int = strawberry.field(description="On how many views it rests.")
    as_of: datetime = strawberry.field(description="When these were counted; a job does it once a day.")
