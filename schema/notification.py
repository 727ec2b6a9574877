"""Notifications in the API."""

from datetime import datetime

import strawberry

from domain import content as contents
from domain import notification as records
from domain import user as users
from domain.notification import NotificationKind
from resolvers import content, notification, user
from schema.content import Content
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
        "FOLLOWED_AUTHOR": "They follow who published it.",
        "FOLLOWED_AREA": "They follow the area it stands in.",
        "FOLLOWED_TAG": "They follow a tag it is about.",
        "ACCEPTED": "Their answer, which it is, was accepted.",
    },
)


@view_of(records.Notification, description="A member told of a content, or of what another did to them.")
class Notification(Node):
    kind: NotificationKind = strawberry.field(description="Why.")
    at: datetime = strawberry.field(description="When it happened.")
    read_at: datetime | None = strawberry.field(description="When the member marked it as read; null before.")

    @strawberry.field(description="Who did it; null when the account is gone.", graphql_type=User | None)
    async def actor(self: records.Notification, info: Info) -> users.User | None:
        return await user.by_id(info.context, self.actor_id)

    @strawberry.field(
        description="What it is about, if it is a content; null when the viewer may find it no longer.",
        graphql_type=Content | None,
    )
    async def content(self: records.Notification, info: Info) -> contents.Content | None:
        return await content.by_id(info.context, self.content_id) if self.content_id else None


@strawberry.input(description="What was read.")
class MarkNotificationsReadInput(MutationInput):
    ids: list[strawberry.ID] | None = strawberry.field(
        default=None, description="Ids of 1 to 100 notifications of the viewer; all of them without."
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
        return MarkNotificationsReadPayload(unread=await notification.mark_read(info.context, input.ids))
