"""What the audit log holds: who changed what, when, and how it was before and after."""

from typing import Any, NewType

from domain.ids import UserId
from domain.record import Moment, Record

AuditEntryId = NewType("AuditEntryId", str)


class AuditEntry(Record):
    """One action of an operator, moderator or partner. It is written with the change, and never changed itself."""

    id: AuditEntryId
    at: Moment
    action: str
    """Thing and participle, as in `api_key.created`."""
    actor_user_id: UserId | None
    actor_key_id: str | None
    target_id: str
    before: dict[str, Any] | None = None
    """What of the target was changed, as it was; None when it was made."""
    after: dict[str, Any] | None = None
    request_id: str
