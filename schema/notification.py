"""Notifications in the API."""

from asyncio import gather
from datetime import datetime

import strawberry

from domain import content as contents
from domain import notification as records
from domain import user as users
from domain.notification import NotificationKind
from domain.record import Record
from resolvers import node, notification, user
from schema.content import Content
from schema.cost import cost
from schema.enums import describe_enum
from schema.idempotency import MutationInput
from schema.mutation import mutation
from schema.types import Info, Node, view_of
from schema.user import User
from schema.user_errors import Payload

describe_enum(
    NotificationKind,
    "Why a member is told; of a content once, for the closest reason where there are several.",
    {
        "MENTIONED": "They are mentioned in it.",
        "REPLIED": "Others commented on what they wrote.",
        "ANSWERED": "Others answered their question.",
        "ACCEPTED": "Their answer, which it is, was accepted.",
        "CLOSED": "Their question was closed: `about` has it, and its `closed` says why.",
        "REOPENED": "Their question was opened again: `about` has it.",
        "NEW_FOLLOWER": "Others follow them.",
        "BADGE_AWARDED": "They earned a badge.",
        "FOLLOWED_CONTENT": "They follow what it is a reply to, at whatever depth, or the course it is a lesson of.",
        "FOLLOWED_AUTHOR": "They follow who published it.",
        "FOLLOWED_AREA": "They follow the area it stands in.",
        "FOLLOWED_TAG": "They follow a tag it is about.",
        "MODERATED": "Something was done to them or their contents; `moderationActions` of the viewer says why.",
        "APPEAL_DECIDED": "Their appeal was answered; `moderationActions` of the viewer says how.",
        "DRAFT_REFUSED": "What they had scheduled couldn't be published; `problem` of their draft says why.",
        "SPONSOR_DECIDED": "A sponsor they applied for was decided on; `sponsorApplications` of the viewer says how.",
        "CERTIFICATE_ISSUED": "They finished a course, which it is: `certificates` of the viewer has theirs.",
        "SEAT_OFFERED": "A seat they wait for came free; `seats` of the viewer says until when it is theirs.",
        "TRIAL_ENDS": "Their trial ends in some days, and is charged then: `about` has the subscription.",
        "SUBSCRIPTION_RENEWS": "Their yearly subscription is renewed in some days: `about` has it.",
        "SUBSCRIPTION_UNPAID": "A charge of their subscription failed, or waits for them: `about` has it.",
        "SUBSCRIPTION_EXPIRED": "Their subscription has ended: `about` has it.",
        "SERVICE_DISPUTED": "A service is disputed, and waits for operators: `about` has it. For who watches disputes.",
        "SERVICE_CHANGED": "A service they asked for or provide has gone on: `about` has it.",
    },
)


@view_of(
    records.Notification,
    description="A member told of a content, or of what others did to them: one notification of a kind about one thing "
    "until it is read.",
)
class Notification(Node):
    kind: NotificationKind = strawberry.field(description="Why.")
    actor_count: int = strawberry.field(description="How many people did it.")
    count: int = strawberry.field(description="How many times it was done.")
    at: datetime = strawberry.field(description="When it happened, for the last time.")
    read_at: datetime | None = strawberry.field(description="When the member marked it as read; null before.")

    @strawberry.field(
        description="Who did it, the last of them; null when nobody did, or the account is gone.",
        graphql_type=User | None,
    )
    async def actor(self: records.Notification, info: Info) -> users.User | None:
        ids = await notification.actors(info.context, self)
        return await user.by_id(info.context, ids[0]) if ids else None

    @strawberry.field(
        description="The last three of those who did it, the latest first; less when accounts are gone, or the viewer "
        "mutes or blocks one.",
        graphql_type=list[User],
        metadata=cost(assumed_size=3),
    )
    async def actors(self: records.Notification, info: Info) -> list[users.User]:
        ids = await notification.actors(info.context, self)
        found = await gather(*(user.by_id(info.context, id) for id in ids))
        return [one for one in found if one is not None]

    @strawberry.field(
        description="What it is about, or the last of what was made, if it is a content; null when the viewer may find "
        "it no longer, or mutes or blocks who made it.",
        graphql_type=Content | None,
    )
    async def content(self: records.Notification, info: Info) -> contents.Content | None:
        return await notification.content_of(info.context, self)

    @strawberry.field(
        description="What was replied to, answered or awarded; null where `content` says it all, or it is gone.",
        graphql_type=Node | None,
    )
    async def about(self: records.Notification, info: Info) -> Record | None:
        return await node.one(info.context, self.about_id) if self.about_id else None


@strawberry.input(description="What was read.")
class MarkNotificationsReadInput(MutationInput):
    ids: list[strawberry.ID] | None = strawberry.field(
        default=None, description="Ids of 1 to 100 notifications of the viewer; all of them without."
    )
    up_to: strawberry.ID | None = strawberry.field(
        default=None, description="In the place of `ids`: this one and all that stand behind it in the list."
    )


@strawberry.type(description="What is left to read.")
class MarkNotificationsReadPayload(Payload):
    unread: int | None = strawberry.field(default=None, description="How many are unread now.")


@strawberry.type
class NotificationMutation:
    @mutation(description="Mark notifications of the viewer as read.")
    async def mark_notifications_read(
        self, info: Info, input: MarkNotificationsReadInput
    ) -> MarkNotificationsReadPayload:
        return MarkNotificationsReadPayload(unread=await notification.mark_read(info.context, input.ids, input.up_to))
