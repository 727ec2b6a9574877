"""Moderation: cases to decide, and the actions by which moderators decide them. Each can be appealed once."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from domain.errors import Conflict, InvalidInput, NotAllowed
from domain.ids import ActionId, CaseId, UserId
from domain.norm import Norm
from domain.record import Moment, Record

CLAIM = timedelta(minutes=30)
"""For so long a case is one moderator's; claiming it again prolongs that."""

MAX_REASON = 2_000
MAX_DAYS = 3_650


class CaseState(StrEnum):
    """Whether a case waits for a decision."""

    OPEN = "OPEN"
    DECIDED = "DECIDED"


class ActionKind(StrEnum):
    """What a moderator can do."""

    HIDE = "HIDE"
    REMOVE = "REMOVE"
    RESTORE = "RESTORE"
    DISMISS = "DISMISS"
    WARN = "WARN"
    MUTE = "MUTE"
    UNMUTE = "UNMUTE"
    BAN = "BAN"
    UNBAN = "UNBAN"
    MOVE = "MOVE"
    MERGE_DUPLICATE = "MERGE_DUPLICATE"

    @property
    def against(self) -> bool:
        """Whether it finds a norm broken, so that reports are upheld by it and the member can appeal."""
        return self not in {ActionKind.RESTORE, ActionKind.DISMISS, ActionKind.UNMUTE, ActionKind.UNBAN}

    @property
    def of_content(self) -> bool:
        """Whether only a content can be its target; the others are for members, or for contents on behalf of theirs."""
        return self in {
            ActionKind.HIDE,
            ActionKind.REMOVE,
            ActionKind.RESTORE,
            ActionKind.MOVE,
            ActionKind.MERGE_DUPLICATE,
        }

    @property
    def past(self) -> str:
        """What was done, as the audit log says it: `content.removed`, `user.banned`."""
        return _PAST[self]


_PAST = {
    ActionKind.HIDE: "content.hidden",
    ActionKind.REMOVE: "content.removed",
    ActionKind.RESTORE: "content.restored",
    ActionKind.DISMISS: "reports.dismissed",
    ActionKind.WARN: "user.warned",
    ActionKind.MUTE: "user.muted",
    ActionKind.UNMUTE: "user.unmuted",
    ActionKind.BAN: "user.banned",
    ActionKind.UNBAN: "user.unbanned",
    ActionKind.MOVE: "content.moved",
    ActionKind.MERGE_DUPLICATE: "content.merged",
}


class AppealState(StrEnum):
    """How far an appeal has come."""

    OPEN = "OPEN"
    ACCEPTED = "ACCEPTED"
    REJECTED = "REJECTED"


class Held(Record):
    """What is to be decided on, locked: its open case, if there is one, and whom it concerns."""

    case_id: CaseId | None
    claimed_by: UserId | None
    claimed_until: Moment | None
    user_id: UserId | None
    is_content: bool
    area_id: str | None

    def check(self, kind: ActionKind, moderator_id: UserId, now: datetime) -> None:
        """Go on only if this moderator may do this to it now.

        Raises:
            NotAllowed: it is their own affair.
            Conflict: another moderator has claimed it, or there is nothing to dismiss.
            InvalidInput: it can't be done to such a thing.
        """
        if self.user_id == moderator_id:
            raise NotAllowed("This is about yourself: leave it to another moderator.", ("input", "targetId"))
        if self.claimed_by not in (None, moderator_id) and self.claimed_until is not None and now < self.claimed_until:
            until = f"{self.claimed_until:%H:%M:%SZ}"
            raise Conflict(f"Another moderator has claimed this case until {until}.", ("input", "targetId"))
        if kind.of_content and not self.is_content:
            raise InvalidInput(f"{kind} is for contents; name one.", ("input", "targetId"))
        if not kind.of_content and kind is not ActionKind.DISMISS and self.user_id is None:
            raise InvalidInput("Whoever wrote this is no member any more.", ("input", "targetId"))
        if kind is ActionKind.DISMISS and self.case_id is None:
            raise Conflict("There is no open case of it to dismiss.", ("input", "targetId"))


class ModerationCase(Record):
    """All that waits for a decision on one content or member, or was decided together."""

    id: CaseId
    target_id: str
    state: CaseState
    weight: float
    report_count: int
    findings: tuple[str, ...]
    """What checks had against it, in words."""
    opened_at: Moment
    claimed_by: UserId | None
    claimed_until: Moment | None
    decided_at: Moment | None


class ModerationAction(Record):
    """What was done, to what, why and by whom; by nobody when Stoa hid it until a moderator looks."""

    id: ActionId
    case_id: CaseId | None
    kind: ActionKind
    target_id: str
    user_id: UserId | None
    """The member whom it concerns: the target, or its author."""
    norm: Norm
    reason: str
    actor_id: UserId | None
    at: Moment
    until: Moment | None
    appeal_state: AppealState | None
    appealed_at: Moment | None
    appeal_text: str | None
    answer: str | None
    answered_at: Moment | None

    def appealed(self, state: AppealState) -> dict[str, Any]:
        """What `moderation.appeal_decided` says."""
        return {"actionId": self.id, "kind": self.kind, "userId": self.user_id, "state": state}


class NewAction(Record):
    """What is about to be done, checked."""

    id: ActionId
    case_id: CaseId | None
    kind: ActionKind
    target_id: str
    user_id: UserId | None
    norm: Norm
    reason: str
    actor_id: UserId | None
    at: Moment
    until: Moment | None = None
    from_area_id: str | None = None
    original_id: str | None = None

    def told(self) -> dict[str, Any]:
        """What `moderation.acted` says: not who did it, which is for the audit log alone."""
        return {
            "actionId": self.id,
            "kind": self.kind,
            "targetId": self.target_id,
            "userId": self.user_id,
            "norm": self.norm,
            "until": self.until.isoformat() if self.until else None,
            "automatic": self.actor_id is None,
        }


class Answered(Record):
    """An appealed action that was answered: what is needed to undo it."""

    kind: ActionKind
    case_id: CaseId | None
    target_id: str
    user_id: UserId
    from_area_id: str | None
    original_id: str | None


def check_reason(text: str, field: str) -> str:
    """The text without space around it.

    Raises:
        InvalidInput: it is empty or too long.
    """
    stripped = text.strip()
    if not 0 < len(stripped) <= MAX_REASON:
        raise InvalidInput(f"Give a reason of 1 to {MAX_REASON} characters: people will read it.", ("input", field))
    return stripped


def check_days(kind: ActionKind, days: int | None, now: datetime) -> datetime | None:
    """Until when a mute or ban holds; None for ever.

    Raises:
        InvalidInput: it is out of range, or given for something else.
    """
    if days is None:
        return None
    if kind not in (ActionKind.MUTE, ActionKind.BAN):
        raise InvalidInput("`days` is for MUTE and BAN.", ("input", "days"))
    if not 1 <= days <= MAX_DAYS:
        raise InvalidInput(f"Give 1 to {MAX_DAYS} days, or none for ever.", ("input", "days"))
    return now + timedelta(days=days)
