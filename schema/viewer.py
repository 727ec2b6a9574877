"""Who is asking, and what is theirs alone."""

from collections.abc import Sequence
from datetime import datetime

import strawberry

from domain import application as applications
from domain import bookmark as kept
from domain import certificate as certified
from domain import cohort as cohorts
from domain import consent as decisions
from domain import content as contents
from domain import coupon as coupon_records
from domain import data_request as requests
from domain import moderation as moderations
from domain import notification_settings as settings
from domain import order as bought
from domain import payout as paid_out
from domain import service as services
from domain import subscription as subscribed
from domain import user as users
from domain.area_rules import Membership
from domain.block import Distance
from domain.course import CourseProgress as Progress
from domain.draft import SavedDraft
from domain.grant import Grant as GrantRecord
from domain.notification import Notification as Notice
from domain.page import Connection as Rows
from domain.page import Edge
from domain.preference import Preference as Wish
from domain.sanction import SanctionKind
from resolvers import (
    application,
    block,
    bookmark,
    certificate,
    cohort,
    consent,
    coupon,
    course,
    data_request,
    draft,
    grant,
    membership,
    moderation,
    notification,
    notification_settings,
    order,
    payout,
    preference,
    service,
    subscription,
    takedown,
    user,
)
from schema.application import SponsorApplication
from schema.bookmark import Bookmark
from schema.certificate import Certificate
from schema.cohort import Seat
from schema.consent import Consent
from schema.content import Content
from schema.cost import cost
from schema.coupon import Coupon
from schema.course import CourseProgress
from schema.data_request import DataRequest
from schema.draft import Draft
from schema.earnings import Earnings
from schema.enums import describe_enum
from schema.grant import Grant
from schema.membership import AreaMembership
from schema.moderation import ModerationAction
from schema.notification import Notification
from schema.notification_settings import NotificationSettings
from schema.order import Order
from schema.page import Connection
from schema.payout import Payout
from schema.preference import Preference
from schema.service import ServiceRequest
from schema.subscription import Subscription
from schema.types import After, First, Info, page
from schema.user import User

describe_enum(
    SanctionKind,
    "What moderators withhold from a member.",
    {"MUTE": "To publish, comment and vote.", "BAN": "Everything but to read, and what is theirs by law."},
)


@strawberry.type(description="What moderators withhold from a member for a while.")
class Sanction:
    kind: SanctionKind = strawberry.field(description="How much.")
    until: datetime | None = strawberry.field(description="Until when; null for ever.")


@strawberry.type(description="Who is asking.")
class Viewer:
    scopes: list[str] = strawberry.field(description="What the token allows.")

    @strawberry.field(description="The user who asks; null for a key.", graphql_type=User | None)
    async def user(self, info: Info) -> users.User | None:
        return await user.viewer(info.context)

    @strawberry.field(
        description="Their last word on each purpose they decided on; what isn't here isn't consented to.",
        graphql_type=list[Consent],
    )
    async def consents(self, info: Info) -> list[decisions.Consent]:
        return await consent.of_viewer(info.context)

    @strawberry.field(
        description="What they hold now of what is sold, given or earned, from each source; at most 500.",
        graphql_type=list[Grant],
        metadata=cost(assumed_size=5),
    )
    async def grants(self, info: Info) -> list[GrantRecord]:
        return await grant.of_viewer(info.context)

    @strawberry.field(
        description="What they asked to be done with what is known of them, the latest first.",
        graphql_type=list[DataRequest],
    )
    async def data_requests(self, info: Info, first: First = 20) -> list[requests.DataRequest]:
        return await data_request.of_viewer(info.context, page(first, None).first)

    @strawberry.field(
        description="What they were notified of, the latest first; kept for 90 days.",
        graphql_type=Connection[Notification],
    )
    async def notifications(self, info: Info, first: First = 20, after: After = None) -> Rows[Edge[Notice]]:
        return await notification.latest(info.context, page(first, after))

    @strawberry.field(
        description="What they want to be told of, how, and when; null for a key.",
        graphql_type=NotificationSettings | None,
    )
    async def notification_preferences(self, info: Info) -> settings.NotificationSettings | None:
        return await notification_settings.of_viewer(info.context)

    @strawberry.field(
        description="What they haven't published yet, what they began last first.", graphql_type=Connection[Draft]
    )
    async def drafts(self, info: Info, first: First = 20, after: After = None) -> Rows[Edge[SavedDraft]]:
        return await draft.of_viewer(info.context, page(first, after))

    @strawberry.field(
        description="What they wrote and nobody finds any more, withdrawn, hidden or removed as `visibility` says; "
        "what was taken down last first.",
        graphql_type=Connection[Content],
    )
    async def taken_down(self, info: Info, first: First = 20, after: After = None) -> Rows[Edge[contents.Content]]:
        return await takedown.of_viewer(info.context, page(first, after))

    @strawberry.field(
        description="The areas they are a member of, which is to follow them.",
        graphql_type=Connection[AreaMembership],
    )
    async def areas(self, info: Info, first: First = 20, after: After = None) -> Rows[Edge[Membership]]:
        return await membership.of_viewer(info.context, page(first, after))

    @strawberry.field(
        description="Their subscriptions, the newest first; one lives at most.",
        graphql_type=list[Subscription],
        metadata=cost(assumed_size=3),
    )
    async def subscriptions(self, info: Info) -> list[subscribed.Subscription]:
        return await subscription.of_viewer(info.context)

    @strawberry.field(
        description="What they keep for later, what they kept last first.", graphql_type=Connection[Bookmark]
    )
    async def bookmarks(self, info: Info, first: First = 20, after: After = None) -> Rows[Edge[kept.Bookmark]]:
        return await bookmark.latest(info.context, page(first, after))

    @strawberry.field(
        description="The courses they have begun, and how far they are; those begun last first.",
        graphql_type=Connection[CourseProgress],
    )
    async def courses(self, info: Info, first: First = 20, after: After = None) -> Rows[Edge[Progress]]:
        return await course.of_viewer(info.context, page(first, after))

    @strawberry.field(
        description="The coupons by which they earn of what others buy, the newest first; at most 100.",
        graphql_type=list[Coupon],
        metadata=cost(assumed_size=3),
    )
    async def coupons(self, info: Info) -> list[coupon_records.Coupon]:
        return await coupon.of_viewer(info.context)

    @strawberry.field(
        description="Their certificates, revoked ones too, the latest first.", graphql_type=Connection[Certificate]
    )
    async def certificates(
        self, info: Info, first: First = 20, after: After = None
    ) -> Rows[Edge[certified.Certificate]]:
        return await certificate.of_viewer(info.context, page(first, after))

    @strawberry.field(
        description="Their seats in cohorts that haven't ended, and where they wait for one; the latest first.",
        graphql_type=list[Seat],
        metadata=cost(assumed_size=5),
    )
    async def seats(self, info: Info) -> Sequence[cohorts.Seat]:
        return await cohort.of_viewer(info.context)

    @strawberry.field(
        description="What they want more or less of, the latest wish first.",
        graphql_type=list[Preference],
        metadata=cost(assumed_size=20),
    )
    async def preferences(self, info: Info) -> list[Wish]:
        return await preference.of_viewer(info.context)

    @strawberry.field(description="Whom they mute, by handle.", graphql_type=list[User], metadata=cost(assumed_size=20))
    async def muted_users(self, info: Info) -> list[users.User]:
        return await block.kept_away(info.context, Distance.MUTED)

    @strawberry.field(
        description="Whom they block, by handle.", graphql_type=list[User], metadata=cost(assumed_size=20)
    )
    async def blocked_users(self, info: Info) -> list[users.User]:
        return await block.kept_away(info.context, Distance.BLOCKED)

    @strawberry.field(description="How many of their notifications they haven't marked as read; 1,000 if it is more.")
    async def unread_notifications(self, info: Info) -> int:
        return await notification.unread(info.context)

    @strawberry.field(
        description="What moderators did to them and their contents, and why, the latest first.",
        graphql_type=Connection[ModerationAction],
    )
    async def moderation_actions(
        self, info: Info, first: First = 20, after: After = None
    ) -> Rows[Edge[moderations.ModerationAction]]:
        return await moderation.of_viewer(info.context, page(first, after))

    @strawberry.field(
        description="Their applications to sponsor the community, and how each was decided; the latest first.",
        graphql_type=Connection[SponsorApplication],
    )
    async def sponsor_applications(
        self, info: Info, first: First = 20, after: After = None
    ) -> Rows[Edge[applications.Application]]:
        return await application.of_viewer(info.context, page(first, after))

    @strawberry.field(description="What they bought or are about to, the latest first.", graphql_type=Connection[Order])
    async def orders(self, info: Info, first: First = 20, after: After = None) -> Rows[Edge[bought.Order]]:
        return await order.of_viewer(info.context, page(first, after))

    @strawberry.field(
        description="What sales brought them, a row a currency: balance, what can be paid out, and every posting.",
        graphql_type=list[Earnings],
        metadata=cost(assumed_size=2),
    )
    async def earnings(self, info: Info) -> list[paid_out.Earnings]:
        return await payout.earned_by_viewer(info.context)

    @strawberry.field(
        description="What they were paid out or are about to be, the latest first.", graphql_type=Connection[Payout]
    )
    async def payouts(self, info: Info, first: First = 20, after: After = None) -> Rows[Edge[paid_out.Payout]]:
        return await payout.of_viewer(info.context, page(first, after))

    @strawberry.field(
        description="The services they asked for and were asked for, the newest first.",
        graphql_type=Connection[ServiceRequest],
    )
    async def service_requests(
        self, info: Info, first: First = 20, after: After = None
    ) -> Rows[Edge[services.ServiceRequest]]:
        return await service.of_viewer(info.context, page(first, after))

    @strawberry.field(description="What moderators withhold from them for now; null when nothing.")
    def sanction(self, info: Info) -> Sanction | None:
        held = info.context.viewer.sanction
        return Sanction(kind=held.kind, until=held.until) if held else None


@strawberry.type
class ViewerQuery:
    @strawberry.field(description="Who is asking; null when anonymous.")
    def viewer(self, info: Info) -> Viewer | None:
        viewer = info.context.viewer
        return Viewer(scopes=sorted(viewer.scopes)) if viewer.scopes else None
