"""Notifications: what a member is told of for whom and what they follow, and of what others do that concerns them."""

from collections.abc import Collection
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

MOST_UNREAD = 1_000
"""So many unread ones are counted; who has more is told of as many."""

ACTORS_SHOWN = 3
"""Of those who did the same, the latest; the others are counted."""


class NotificationKind(StrEnum):
    """Why a member is notified; of a content once, for the closest reason where there are several."""

    MENTIONED = "MENTIONED"
    REPLIED = "REPLIED"
    ANSWERED = "ANSWERED"
    ACCEPTED = "ACCEPTED"
    CLOSED = "CLOSED"
    REOPENED = "REOPENED"
    NEW_FOLLOWER = "NEW_FOLLOWER"
    BADGE_AWARDED = "BADGE_AWARDED"
    FOLLOWED_CONTENT = "FOLLOWED_CONTENT"
    FOLLOWED_AUTHOR = "FOLLOWED_AUTHOR"
    FOLLOWED_AREA = "FOLLOWED_AREA"
    FOLLOWED_TAG = "FOLLOWED_TAG"
    MODERATED = "MODERATED"
    APPEAL_DECIDED = "APPEAL_DECIDED"
    DRAFT_REFUSED = "DRAFT_REFUSED"
    SPONSOR_DECIDED = "SPONSOR_DECIDED"
    CERTIFICATE_ISSUED = "CERTIFICATE_ISSUED"
    SEAT_OFFERED = "SEAT_OFFERED"
    TRIAL_ENDS = "TRIAL_ENDS"
    SUBSCRIPTION_RENEWS = "SUBSCRIPTION_RENEWS"
    SUBSCRIPTION_UNPAID = "SUBSCRIPTION_UNPAID"
    SUBSCRIPTION_EXPIRED = "SUBSCRIPTION_EXPIRED"
    SERVICE_CHANGED = "SERVICE_CHANGED"
    SERVICE_DISPUTED = "SERVICE_DISPUTED"


class Notification(Record):
    """One member told of one content, or of what others did to them, gathered until it is read."""

    id: NotificationId
    user_id: UserId
    kind: NotificationKind
    actor_ids: tuple[UserId, ...]
    """The latest first, at most `ACTORS_SHOWN`."""
    actor_count: int
    count: int
    content_id: ContentId | None
    about_id: str | None
    place: str
    at: Moment
    read_at: Moment | None

    def alone_by(self, users: Collection[UserId]) -> bool:
        """Whether one of these did it and nobody else."""
        return self.actor_count == 1 and not set(self.actor_ids).isdisjoint(users)


def concerning(
    event: OutboxEvent,
    kind: NotificationKind,
    user_id: UserId,
    actor_id: UserId | None,
    content_id: ContentId | None = None,
    about_id: str | None = None,
) -> OutboxEvent:
    """An event `member.concerned` filled in: that member is to hear of what the actor did.

    `content_id` is what the actor made, a reply say, and `about_id` what others do the same to: what was replied to,
    the question that was answered, the badge. Until it is read there is one notification of a kind about one thing,
    that names the latest and counts all.
    """
    told = {"kind": kind, "userId": user_id, "actorId": actor_id, "contentId": content_id, "aboutId": about_id}
    return event.model_copy(update={"payload": told})


def group_of(kind: NotificationKind, about_id: str | None, content_id: str | None) -> str:
    """What unread notifications of one member are gathered by."""
    return f"{kind}:{about_id or content_id or ''}"
