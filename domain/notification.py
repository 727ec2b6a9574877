"""Notifications: what a member is told of because of whom and what they follow."""

from enum import StrEnum
from typing import NewType

from domain.ids import ContentId, UserId
from domain.record import Moment, Record

NotificationId = NewType("NotificationId", str)

MAX_FOLLOWERS = 5_000
"""How many followers of an author, of an area and of a tag hear of one content."""

RETENTION_DAYS = 90
"""How long a notification is kept."""


class NotificationKind(StrEnum):
    """Why a member is notified of a content; the closest reason where there are several."""

    FOLLOWED_AUTHOR = "FOLLOWED_AUTHOR"
    FOLLOWED_AREA = "FOLLOWED_AREA"
    FOLLOWED_TAG = "FOLLOWED_TAG"


class Notification(Record):
    """One member told of one content."""

    id: NotificationId
    user_id: UserId
    kind: NotificationKind
    actor_id: UserId
    content_id: ContentId
    at: Moment
    read_at: Moment | None
