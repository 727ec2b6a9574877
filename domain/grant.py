"""Grants: who holds which benefit, from what, and until when.

A member may hold one benefit from several sources. The union counts: as long as one of them lives, they have it.
"""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from domain.benefit import BenefitKind
from domain.ids import IdPrefix, UserId, stable_id
from domain.outbox import EventType, OutboxEvent
from domain.record import Moment, Record


class SourceKind(StrEnum):
    """What a grant comes from."""

    ORDER = "ORDER"
    SUBSCRIPTION = "SUBSCRIPTION"
    TRIAL = "TRIAL"
    GIFT = "GIFT"
    BADGE = "BADGE"
    OPERATOR = "OPERATOR"


class Source(NamedTuple):
    """What a grant comes from, by its kind and id; an operator's grant is its own source."""

    kind: SourceKind
    id: str


class Given(NamedTuple):
    """What a member is to hold from one source, from `granted_at` on; `expires_at` None is for ever."""

    user_id: UserId
    benefit_ids: tuple[str, ...]
    source: Source
    granted_at: datetime
    expires_at: datetime | None = None

    def id_of(self, benefit_id: str) -> str:
        """The id of the grant of one of the benefits: the same however often it is given."""
        if self.source.kind is SourceKind.OPERATOR:
            return self.source.id
        return stable_id(IdPrefix.GRANT, self.granted_at, self.user_id, benefit_id, *self.source)


class Grant(Record):
    """One benefit that a member holds, or held, from one source."""

    id: str
    user_id: UserId
    benefit_id: str
    source_kind: SourceKind
    source_id: str
    granted_at: Moment
    expires_at: Moment | None
    ended_at: Moment | None
    end_reason: str | None

    @property
    def end(self) -> datetime | None:
        """When it ends, before its time or not; None for never."""
        return min((at for at in (self.expires_at, self.ended_at) if at is not None), default=None)

    def live_at(self, at: datetime) -> bool:
        """Whether it gives the benefit at that moment: from its first on, and not at its last."""
        return self.granted_at <= at and (self.end is None or at < self.end)


class Changed(Record):
    """A grant that was given, extended or ended, as it is told of."""

    id: str
    user_id: UserId
    benefit_id: str
    benefit: str
    """Its slug."""
    kind: BenefitKind
    source_kind: SourceKind
    source_id: str
    expires_at: Moment | None
    end_reason: str | None
    changes: int
    """How often it was given, extended or ended."""

    def told(self, type: EventType, at: datetime) -> OutboxEvent:
        """The event of it; its id follows from which change it is."""
        payload = {
            "grantId": self.id,
            "userId": self.user_id,
            "benefitId": self.benefit_id,
            "benefit": self.benefit,
            "source": self.source_kind,
            "sourceId": self.source_id,
            "expiresAt": self.expires_at.isoformat() if self.expires_at else None,
        }
        if type is EventType.GRANT_ENDED:
            payload["reason"] = self.end_reason
        id = stable_id(IdPrefix.OUTBOX_EVENT, at, type, self.id, str(self.changes))
        return OutboxEvent(id=id, type=type, occurred_at=at, payload=payload)


def lasting(grants: Iterable[Grant], at: datetime) -> Grant | None:
    """Of the grants that live at that moment the one that lasts longest, the earliest given of equals."""
    live = [grant for grant in grants if grant.live_at(at)]
    return min(live, key=_rank) if live else None


def _rank(grant: Grant) -> tuple[bool, float, datetime, str]:
    until = grant.end
    return until is not None, -until.timestamp() if until else 0.0, grant.granted_at, grant.id
