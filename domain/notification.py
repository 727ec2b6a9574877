"""Notifications: what a member is told of because of whom and what they follow."""

from enum import StrEnum
from typing import NewType

from domain.ids import ContentId, UserId
from domain.outbox import OutboxEvent
from domain.record import Moment, Record

NotificationId = NewType("NotificationId", str)

MAX_FOLLOWERS = 5_000
"""How many followers of an author, of an area and of a tag hear of one content."""

RETENTION_DAYS = 90
"""How long a notification is kept."""


class NotificationKind(StrEnum):
    """Why a member is notified; of a content once, for the closest reason where there are several."""

    FOLLOWED_AUTHOR = "FOLLOWED_AUTHOR"
    FOLLOWED_AREA = "FOLLOWED_AREA"
    FOLLOWED_TAG = "FOLLOWED_TAG"
    ACCEPTED = "ACCEPTED"


class Notification(Record):
    """One member told of one content, or of what another member did to them."""

    id: NotificationId
    user_id: UserId
    kind: NotificationKind
    actor_id: UserId
    content_id: ContentId | None
    at: Moment
    read_at: Moment | None


def concerning(
    event: OutboxEvent, kind: NotificationKind, user_id: UserId, actor_id: UserId, content_id: ContentId | None = None
) -> OutboxEvent:
    """An event `member.concerned` filled in: that member is to hear of what the actor did."""
    told = {"kind": kind, "userId": user_id, "actorId": actor_id, "contentId": content_id}
    return event.model_copy(update={"payload": told})
