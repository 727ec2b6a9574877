"""Outbox events: what happened, told to the world outside in the order in which it was committed."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from pydantic import Json

from domain.ids import IdPrefix, new_id
from domain.record import Moment, Record

RETENTION_DAYS = 30
"""How long an event can still be delivered, replayed and listened to."""


class EventType(StrEnum):
    """The kinds of outbox events, as partners name them in a webhook's filter."""

    CERTIFICATE_ISSUED = "certificate.issued"
    CERTIFICATE_REVOKED = "certificate.revoked"
    CHURN_CHANGED = "churn.changed"
    CONTENT_PUBLISHED = "content.published"
    CONTENT_EDITED = "content.edited"
    CONTENT_WITHDRAWN = "content.withdrawn"
    CONTENT_RESTORED = "content.restored"
    QUESTION_CLOSED = "question.closed"
    QUESTION_REOPENED = "question.reopened"
    GRANT_GIVEN = "grant.given"
    GRANT_ENDED = "grant.ended"
    MEMBER_CONCERNED = "member.concerned"
    MODERATION_ACTED = "moderation.acted"
    MODERATION_APPEALED = "moderation.appeal_decided"
    ORDER_CREATED = "order.created"
    ORDER_PAID = "order.paid"
    ORDER_CANCELLED = "order.cancelled"
    ORDER_FAILED = "order.failed"
    ORDER_REFUNDED = "order.refunded"
    ORDER_DISPUTED = "order.disputed"
    ORDER_DISPUTE_CLOSED = "order.dispute_closed"
    NOTIFICATIONS_CREATED = "notifications.created"
    SCORING_MODEL_ACTIVATED = "scoring_model.activated"
    SEGMENT_CHANGED = "segment.changed"
    SERVICE_REQUESTED = "service.requested"
    SERVICE_OFFERED = "service.offered"
    SERVICE_ACCEPTED = "service.accepted"
    SERVICE_PAID = "service.paid"
    SERVICE_DELIVERED = "service.delivered"
    SERVICE_DISPUTED = "service.disputed"
    SERVICE_RETURNING = "service.returning"
    SERVICE_COMPLETED = "service.completed"
    SERVICE_SPLIT = "service.split"
    SERVICE_RETURNED = "service.returned"
    SERVICE_CANCELLED = "service.cancelled"
    SUBSCRIPTION_CREATED = "subscription.created"
    SUBSCRIPTION_RENEWED = "subscription.renewed"
    SUBSCRIPTION_PAST_DUE = "subscription.past_due"
    SUBSCRIPTION_CANCELLED = "subscription.cancelled"
    SUBSCRIPTION_RESUMED = "subscription.resumed"
    SUBSCRIPTION_CHANGED = "subscription.changed"
    SUBSCRIPTION_EXPIRED = "subscription.expired"
    USER_ERASED = "user.erased"
    USER_MERGED = "user.merged"
    WEBHOOK_TEST = "webhook.test"


INTERNAL = frozenset({EventType.MEMBER_CONCERNED, EventType.NOTIFICATIONS_CREATED})
"""What is told to Stoa's own followers of the outbox and never leaves it: it says who hears of whom."""


OF_ORDERS = frozenset(
    {
        EventType.ORDER_CREATED,
        EventType.ORDER_PAID,
        EventType.ORDER_CANCELLED,
        EventType.ORDER_FAILED,
        EventType.ORDER_REFUNDED,
        EventType.ORDER_DISPUTED,
        EventType.ORDER_DISPUTE_CLOSED,
    }
)

OF_COURSES = frozenset({EventType.CERTIFICATE_ISSUED, EventType.CERTIFICATE_REVOKED})
OF_SUBSCRIPTIONS = frozenset(type for type in EventType if type.startswith("subscription."))
OF_SERVICES = frozenset(type for type in EventType if type.startswith("service."))

OF_MEMBERS = (
    frozenset({EventType.SEGMENT_CHANGED, EventType.CHURN_CHANGED, EventType.GRANT_GIVEN, EventType.GRANT_ENDED})
    | OF_ORDERS
    | OF_COURSES
    | OF_SUBSCRIPTIONS
    | OF_SERVICES
)
"""What takes the scope `members:read` to hear of, as it does to ask for it."""


class OutboxEvent(Record):
    """One event as it is handed to the outbox; `payload` is plain JSON and names things by their ids."""

    id: str
    type: str
    occurred_at: Moment
    payload: dict[str, Any]


class SequencedEvent(Record):
    """One event as it stands in the outbox. `seq` counts from 1 without gaps, in the order of commits."""

    seq: int
    id: str
    type: str
    occurred_at: Moment
    payload: Json[dict[str, Any]]


def outbox_event(type: str, occurred_at: datetime, payload: dict[str, Any]) -> OutboxEvent:
    """A new event. Make it outside the transaction, which may run twice."""
    return OutboxEvent(id=new_id(IdPrefix.OUTBOX_EVENT), type=type, occurred_at=occurred_at, payload=payload)


def contiguous(events: Sequence[SequencedEvent], after: int) -> list[SequencedEvent]:
    """The events that follow `after` without a gap. Behind a gap stands one whose commit isn't visible yet."""
    return [event for place, event in enumerate(events, start=after + 1) if event.seq == place]
