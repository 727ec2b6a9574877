"""Users in the API."""

from datetime import datetime
from typing import Annotated

import strawberry

from domain import activity as activities
from domain import influence as influences
from domain import segment as segments
from domain import sub_community as groups
from domain import tag as tags
from domain import user as records
from domain.badge_award import BadgeAward as BadgeAwardRecord
from domain.churn import ChurnRisk as ChurnRecord
from domain.content import Content as ContentRecord
from domain.content import ContentKind
from domain.errors import InvalidInput
from domain.grant import Grant as GrantRecord
from domain.interaction import Interaction as InteractionRecord
from domain.page import Connection as Rows
from domain.page import Edge
from domain.payout import Earnings as EarningsRecord
from domain.personal import PersonalData as PersonalRecord
from domain.point_ledger import PointEntry as PointEntryRecord
from domain.rights import MemberStanding as StandingRecord
from domain.segment import ValueSegment
from domain.series import Series as SeriesRecord
from domain.syndication import FeedLinks as Links
from domain.syndication import Subject, links_of
from domain.user import Choice, UserOrder
from domain.win_back import WinBack as WinBackRecord
from resolvers import (
    activity,
    ad_load,
    badge,
    churn,
    content,
    grant,
    influence,
    interaction,
    interest,
    payout,
    personal,
    points,
    recommendation,
    segment,
    series,
    similar,
    standing,
    user,
    win_back,
)
from resolvers import saved_segment as saved_segments
from resolvers.similar import SimilarUser as Alike
from schema.activity import ActivityScore
from schema.area import Area
from schema.badge import BadgeAward
from schema.churn import ChurnRisk, OfChurn
from schema.content import Content
from schema.cost import cost
from schema.earnings import Earnings
from schema.enums import describe_enum
from schema.expert import SimilarUser
from schema.grant import Grant
from schema.influence import Influence, SubCommunity
from schema.interaction import Interaction
from schema.kinds import AnyContent
from schema.page import Connection
from schema.personal import PersonalData
from schema.points import PointEntry
from schema.recommendation import RecommendationConnection
from schema.segment import SegmentAssignment
from schema.series import Series
from schema.standing import AreaSlug, MemberStanding
from schema.syndication import FeedLinks
from schema.tag import Interest, Tag
from schema.types import After, First, Info, Node, page, view_of
from schema.win_back import WinBack

describe_enum(
    UserOrder,
    "Orders of the list of users.",
    {
        "ACTIVITY": "The most active first, as last stored.",
        "INFLUENCE": "The most influential first, as last stored; who has none isn't there. Needs `members:read`.",
        "NEWEST": "Those who joined last first.",
        "POINTS": "Those with the most points first.",
        "CHURN_RISK": "Those most likely to have left first, by steps of .05; needs `members:read`.",
    },
)

Followable = Annotated[
    Annotated["User", strawberry.lazy("schema.user")] | Tag | Area | AnyContent,
    strawberry.union("Followable", description="What a user can follow."),
]


@view_of(records.User, description="One member as others see them.")
class User(Node):
    external_id: str | None = strawberry.field(description="Their id in the system they were imported from.")
    handle: str = strawberry.field(description="Short name in addresses.")
    display_name: str = strawberry.field(description="Name as shown.")
    joined_at: datetime = strawberry.field(description="When the account was made.")

    @strawberry.field(description="What they publish, without GraphQL.", graphql_type=FeedLinks)
    def feed_links(self: records.User) -> Links:
        return links_of(Subject.USER, self.handle)

    @strawberry.field(
        description="The tags they are drawn to, at most 20, the strongest first. For themselves and `members:read`.",
        graphql_type=list[Interest],
    )
    async def interests(self: records.User, info: Info, first: First = 10) -> list[tags.Interest]:
        return await interest.of_user(info.context, self.id, page(first, None))

    @strawberry.field(
        description="What they should read next, and why; what is popular and fresh without their consent to "
        "PERSONALISATION. For themselves and holders of `members:read`.",
        graphql_type=RecommendationConnection,
    )
    async def recommendations(
        self: records.User,
        info: Info,
        first: First = 20,
        after: After = None,
        kinds: Annotated[list[ContentKind] | None, strawberry.argument(description="Only these kinds.")] = None,
    ) -> recommendation.RecommendationConnection:
        return await recommendation.for_user(info.context, self.id, page(first, after), kinds)

    @strawberry.field(
        description="What they wrote, newest first; comments and answers too unless `kinds` says otherwise.",
        graphql_type=Connection[Content],
    )
    async def contents(
        self: records.User,
        info: Info,
        first: First = 20,
        after: After = None,
        kinds: Annotated[list[ContentKind] | None, strawberry.argument(description="Only these kinds.")] = None,
    ) -> Rows[Edge[ContentRecord]]:
        return await content.by_author(info.context, self.id, page(first, after), kinds)

    @strawberry.field(
        description="Their series in which the viewer may find something, those begun last first.",
        graphql_type=Connection[Series],
    )
    async def series(
        self: records.User, info: Info, first: First = 20, after: After = None
    ) -> Rows[Edge[SeriesRecord]]:
        return await series.of_user(info.context, self.id, page(first, after))

    @strawberry.field(
        description="What they did, the latest first. For themselves and holders of `members:read`.",
        graphql_type=Connection[Interaction],
    )
    async def interactions(
        self: records.User, info: Info, first: First = 20, after: After = None
    ) -> Rows[Edge[InteractionRecord]]:
        return await interaction.latest_of_user(info.context, self.id, page(first, after))

    @strawberry.field(description="The points they have earned, less what was taken back; may be negative.")
    async def points(self: records.User, info: Info) -> int:
        return await points.of_user(info.context, self.id)

    @strawberry.field(
        description="Where they stand in the community, or in an area: their level, since when, and what opens next.",
        graphql_type=MemberStanding,
    )
    async def standing(self: records.User, info: Info, area: AreaSlug = None) -> StandingRecord:
        return await standing.of_user(info.context, self.id, area)

    @strawberry.field(
        description="Why they have their points: every entry of their ledger, the latest first. For themselves and "
        "holders of `members:read`.",
        graphql_type=Connection[PointEntry],
    )
    async def point_entries(
        self: records.User, info: Info, first: First = 20, after: After = None
    ) -> Rows[Edge[PointEntryRecord]]:
        return await points.entries(info.context, self.id, page(first, after))

    @strawberry.field(description="The badges they have, the latest first.", graphql_type=Connection[BadgeAward])
    async def badges(
        self: records.User, info: Info, first: First = 20, after: After = None
    ) -> Rows[Edge[BadgeAwardRecord]]:
        return await badge.of_user(info.context, self.id, page(first, after))

    @strawberry.field(
        description="Every badge they ever had, with why they don't have it any more. For themselves and holders of "
        "`members:read`.",
        graphql_type=Connection[BadgeAward],
    )
    async def badge_history(
        self: records.User, info: Info, first: First = 20, after: After = None
    ) -> Rows[Edge[BadgeAwardRecord]]:
        return await badge.history(info.context, self.id, page(first, after))

    @strawberry.field(
        description="What they hold or held and from what, given last first; for themselves and holders of "
        "`orders:manage`.",
        graphql_type=Connection[Grant],
    )
    async def grants(self: records.User, info: Info, first: First = 20, after: After = None) -> Rows[Edge[GrantRecord]]:
        return await grant.of_user(info.context, self.id, page(first, after))

    @strawberry.field(
        description="What sales brought them, a row a currency. Their own affair, or needs `orders:manage`.",
        graphql_type=list[Earnings],
        metadata=cost(assumed_size=2),
    )
    async def earnings(self: records.User, info: Info) -> list[EarningsRecord]:
        return await payout.earned_by(info.context, self.id)

    @strawberry.field(
        description="Until when they see no ads; null when they may. Their own affair, or needs `members:read`."
    )
    async def ad_free_until(self: records.User, info: Info) -> datetime | None:
        return await ad_load.ad_free_until(info.context, self)

    @strawberry.field(
        description="What they left to be reached by; for themselves and holders of `privacy:manage`.",
        graphql_type=PersonalData | None,
    )
    async def personal_data(self: records.User, info: Info) -> PersonalRecord | None:
        return await personal.of_user(info.context, self.id)

    @strawberry.field(description="How active they are, and why.", graphql_type=ActivityScore)
    async def activity(
        self: records.User,
        info: Info,
        as_of: Annotated[datetime | None, strawberry.argument(description="The moment; now by default.")] = None,
        model: Annotated[
            strawberry.ID | None, strawberry.argument(description="A model to try; the active one by default.")
        ] = None,
    ) -> activities.ActivityScore:
        return await activity.of_user(info.context, self.id, as_of, model)

    @strawberry.field(
        description="Their value segment; for themselves and holders of `members:read`.",
        graphql_type=SegmentAssignment | None,
    )
    async def segment(self: records.User, info: Info) -> segments.SegmentAssignment | None:
        return await segment.current(info.context, self.id)

    @strawberry.field(
        description="How much others go by what they do; null until a run has found them. For the same.",
        graphql_type=Influence | None,
    )
    async def influence(self: records.User, info: Info) -> influences.Influence | None:
        return await influence.of_user(info.context, self.id)

    @strawberry.field(
        description="Members nearest to them in who reads and writes about what; nobody without the consent of both to "
        "PERSONALISATION. For the same.",
        graphql_type=list[SimilarUser],
    )
    async def similar(self: records.User, info: Info, first: First = 10) -> list[Alike]:
        return await similar.users_to(info.context, self.id, page(first, None))

    @strawberry.field(
        description="The sub-community they are in; null when it is small, or there is none. For the same.",
        graphql_type=SubCommunity | None,
    )
    async def sub_community(self: records.User, info: Info) -> groups.SubCommunity | None:
        return await influence.group_of_user(info.context, self.id)

    @strawberry.field(
        description="Their value segments over time, the latest first; for the same.",
        graphql_type=list[SegmentAssignment] | None,
    )
    async def segment_history(self: records.User, info: Info, first: First = 20) -> list[segments.SegmentAssignment]:
        return await segment.history(info.context, self.id, page(first, None).first)

    @strawberry.field(
        description="How likely they have left, and why; for the same.",
        graphql_type=ChurnRisk | None,
    )
    async def churn(self: records.User, info: Info) -> ChurnRecord:
        return await churn.current(info.context, self.id)

    @strawberry.field(
        description="One thing that may bring them back: null for who doesn't stay away, doesn't consent to "
        "PERSONALISATION, or when there is none; for the same.",
        graphql_type=WinBack | None,
    )
    async def win_back(self: records.User, info: Info) -> WinBackRecord | None:
        return await win_back.of_user(info.context, self.id)

    @strawberry.field(
        description="Who follows them.", graphql_type=Connection[Annotated["User", strawberry.lazy("schema.user")]]
    )
    async def followers(
        self: records.User, info: Info, first: First = 20, after: After = None
    ) -> Rows[Edge[records.User]]:
        return await user.followers(info.context, self.id, page(first, after))

    @strawberry.field(
        description="Whom and what they follow; contents as far as the viewer may find them.",
        graphql_type=Connection[Followable],
    )
    async def following(
        self: records.User, info: Info, first: First = 20, after: After = None
    ) -> Rows[Edge[user.Followable]]:
        return await user.following(info.context, self.id, page(first, after))


@strawberry.type
class UserQuery:
    @strawberry.field(description="One user, named by `handle`, `externalId` or `id`.", graphql_type=User | None)
    async def user(
        self,
        info: Info,
        handle: Annotated[str | None, strawberry.argument(description="Short name.")] = None,
        external_id: Annotated[str | None, strawberry.argument(description="Id in the imported system.")] = None,
        id: Annotated[strawberry.ID | None, strawberry.argument(description="Id of Stoa.")] = None,
    ) -> records.User | None:
        return await user.one(info.context, id=id, handle=handle, external_id=external_id)

    @strawberry.field(
        description="Users in some order; filtering by segment or churn needs `members:read`.",
        graphql_type=Connection[User] | None,
    )
    async def users(
        self,
        info: Info,
        first: First = 20,
        after: After = None,
        segment: Annotated[ValueSegment | None, strawberry.argument(description="Only this value segment.")] = None,
        churn: OfChurn = None,
        saved_segment: Annotated[
            str | None,
            strawberry.argument(
                description="Only who is in the saved segment of this slug, by ACTIVITY as of its last run; alone. "
                "The list is null where nothing is saved under it."
            ),
        ] = None,
        sub_community: Annotated[
            strawberry.ID | None,
            strawberry.argument(
                description="Only who is in the sub-community of this id, by INFLUENCE as of its last run; alone. "
                "The list is null where there is none of it."
            ),
        ] = None,
        order_by: Annotated[UserOrder | None, strawberry.argument(description="The order.")] = UserOrder.ACTIVITY,
    ) -> Rows[Edge[records.User]] | None:
        order, choice = order_by or UserOrder.ACTIVITY, Choice(segment, churn)
        if saved_segment is not None and sub_community is not None:
            raise InvalidInput("Name either `savedSegment` or `subCommunity`.", ("subCommunity",))
        if sub_community is not None:
            return await influence.members_of_group(info.context, page(first, after), sub_community, order, choice)
        if saved_segment is not None:
            return await saved_segments.members(info.context, page(first, after), saved_segment, order, choice)
        return await user.listed(info.context, page(first, after), order, choice)
