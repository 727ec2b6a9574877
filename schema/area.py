"""Areas in the API."""

from typing import TYPE_CHECKING, Annotated

import strawberry

from domain import area as records
from domain.area import AreaKind
from domain.area_rules import Membership, Norms
from domain.area_rules import PostingRule as Rule
from domain.content import Content as ContentRecord
from domain.featured import FeaturedPlace as Featured
from domain.hot import HALF_LIFE_HOURS
from domain.landing import ContentOrder
from domain.page import Connection as Rows
from domain.page import Edge
from domain.rights import Right, Rules
from domain.sponsor_rules import RefusedSponsor as Refused
from domain.syndication import FeedLinks as Links
from domain.syndication import Subject, links_of
from domain.user import User as Member
from resolvers import area, landing, membership, service, sponsor_rules, standing
from resolvers.content import Wanted
from schema.area_rules import ActWeight, AreaNorms, PostingRule, RefusedSponsor, act_weights
from schema.cost import cost
from schema.enums import describe_enum
from schema.featured import FeaturedPlace
from schema.landing import OrderBy, Period
from schema.page import Connection
from schema.standing import StandingRules
from schema.syndication import FeedLinks
from schema.types import After, First, Info, Node, page, view_of

if TYPE_CHECKING:
    from schema.content import Content
    from schema.membership import AreaMembership
    from schema.user import User

AreaType = Annotated["Area", strawberry.lazy("schema.area")]

describe_enum(
    AreaKind,
    "What happens in an area.",
    {
        "DISCUSSION": "Open conversation.",
        "QA": "Questions with answers.",
        "TOPIC": "Articles on a subject.",
    },
)


@view_of(records.Area, description="A place of the community with its own kind of conversation.")
class Area(Node):
    slug: str = strawberry.field(description="Stable name in addresses.")
    name: str = strawberry.field(description="Name as shown.")
    kind: AreaKind = strawberry.field(description="What happens here.")
    norms: str | None = strawberry.field(description="What is expected of those who write here.")

    @strawberry.field(description="What is newest in it, without GraphQL.", graphql_type=FeedLinks)
    def feed_links(self: records.Area) -> Links:
        return links_of(Subject.AREA, self.slug)

    @strawberry.field(
        description="Contents of this area, the hottest first unless asked otherwise.",
        graphql_type=Connection[Annotated["Content", strawberry.lazy("schema.content")]],
    )
    async def contents(
        self: records.Area,
        info: Info,
        first: First = 20,
        after: After = None,
        order_by: OrderBy = ContentOrder.HOT,
        period: Period = None,
    ) -> Rows[Edge[ContentRecord]]:
        order, wanted = order_by or ContentOrder.HOT, Wanted(area=self.slug)
        return await landing.contents(info.context, page(first, after), order, period, wanted)

    @strawberry.field(
        description="What is shown here as somebody paid for that, the oldest of a kind first: at most 3 featured "
        "slots and 20 job posts. No list has it sooner for that.",
        graphql_type=list[FeaturedPlace],
        metadata=cost(assumed_size=5),
    )
    async def featured(self: records.Area, info: Info) -> list[Featured]:
        return await service.featured(info.context, self)

    @strawberry.field(description="The area it stands within; areas have one level.", graphql_type=AreaType | None)
    async def parent(self: records.Area, info: Info) -> records.Area | None:
        return await area.parent(info.context, self.id)

    @strawberry.field(
        description="The areas within it, by name. Their contents aren't listed with its own.",
        graphql_type=list[AreaType],
        metadata=cost(assumed_size=10),
    )
    async def areas(self: records.Area, info: Info) -> list[records.Area]:
        return await area.within(info.context, self.id)

    @strawberry.field(description="The version of the norms that holds, 0 without norms: what `agreeToNorms` wants.")
    async def norms_version(self: records.Area, info: Info) -> int:
        return (await area.rules(info.context, self.id)).norms_version

    @strawberry.field(
        description="The latest versions of the norms, the newest first, at most 100.",
        graphql_type=list[AreaNorms],
        metadata=cost(assumed_size=10),
    )
    async def norms_history(self: records.Area, info: Info) -> list[Norms]:
        return await area.norms(info.context, self)

    @strawberry.field(description="Whether ads may stand here.")
    async def ads_allowed(self: records.Area, info: Info) -> bool:
        return (await area.rules(info.context, self.id)).ads_allowed

    @strawberry.field(
        description="Sponsors whose ads are kept out of here, by name. Needs `content:moderate` or `areas:manage`.",
        graphql_type=list[RefusedSponsor] | None,
        metadata=cost(assumed_size=5),
    )
    async def refused_sponsors(self: records.Area, info: Info) -> list[Refused]:
        return await sponsor_rules.refused(info.context, self)

    @strawberry.field(description="Who may start something here.", graphql_type=PostingRule)
    async def posting(self: records.Area, info: Info) -> Rule:
        return (await area.rules(info.context, self.id)).posting

    @strawberry.field(description="Why the viewer may not start something here, in words; null when they may.")
    async def posting_refusal(self: records.Area, info: Info) -> str | None:
        return await area.posting_refusal(info.context, self)

    @strawberry.field(description="By what members stand here, and what their levels open.", graphql_type=StandingRules)
    async def standing_rules(self: records.Area, info: Info) -> Rules:
        return await standing.rules(info.context, self.id)

    @strawberry.field(
        description="What takes a level and the viewer may do here; nothing for who isn't a member.",
        graphql_type=list[Right],
    )
    async def viewer_rights(self: records.Area, info: Info) -> tuple[Right, ...]:
        return await standing.viewers_rights(info.context, self.id)

    @strawberry.field(description="The half-life of its HOT list, in hours.")
    async def half_life_hours(self: records.Area, info: Info) -> float:
        return (await area.rules(info.context, self.id)).half_life_hours or HALF_LIFE_HOURS

    @strawberry.field(description="What acts count in its HOT and TOP lists.", metadata=cost(assumed_size=10))
    async def weights(self: records.Area, info: Info) -> list[ActWeight]:
        return act_weights(await area.rules(info.context, self.id))

    @strawberry.field(
        description="Its members, those who joined last first.",
        graphql_type=Connection[Annotated["User", strawberry.lazy("schema.user")]],
    )
    async def members(self: records.Area, info: Info, first: First = 20, after: After = None) -> Rows[Edge[Member]]:
        return await membership.members(info.context, self.id, page(first, after))

    @strawberry.field(
        description="The viewer's membership; null when they are no member.",
        graphql_type=Annotated["AreaMembership", strawberry.lazy("schema.membership")] | None,
    )
    async def viewer_membership(self: records.Area, info: Info) -> Membership | None:
        return await membership.viewers_in(info.context, self.id)


@strawberry.type
class AreaQuery:
    @strawberry.field(description="The area of that slug.", graphql_type=Area | None)
    async def area(
        self, info: Info, slug: Annotated[str, strawberry.argument(description="Stable name, such as `help`.")]
    ) -> records.Area | None:
        return await area.by_slug(info.context, slug)

    @strawberry.field(
        description="Every area of the community, by name.",
        graphql_type=list[Area] | None,
        metadata=cost(assumed_size=20),
    )
    async def areas(self, info: Info) -> list[records.Area]:
        return await area.all(info.context)
