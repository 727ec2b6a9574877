"""What the audit log holds: who changed what, when, and how it was before and after."""

from datetime import datetime
from getpass import getuser
from typing import Any, NewType

from domain.errors import InvalidInput
from domain.ids import IdPrefix, UserId, new_id
from domain.record import Moment, Record

AuditEntryId = NewType("AuditEntryId", str)

COMMAND_LINE = "cli"
"""The actor of what is done by `stoa …`, followed by `:` and the account of whoever has a shell there."""
ITSELF = "stoa"
"""The actor of what Stoa does by itself, by rules."""


class AuditEntry(Record):
    """One action of an operator, moderator or partner. It is written with the change, and never changed itself."""

    id: AuditEntryId
    at: Moment
    action: str
    """Thing and participle, as in `api_key.created`."""
    actor: str
    """Whoever is accountable, in the words of `Viewer.principal`; `cli:…` for a shell, `stoa` for its rules."""
    actor_user_id: UserId | None
    actor_key_id: str | None
    target_id: str
    before: dict[str, Any] | None = None
    """What of the target was changed, as it was; None when it was made."""
    after: dict[str, Any] | None = None
    request_id: str


class AuditFilter(Record):
    """Which entries to list: all by default, else those that fit everything that is given."""

    actor: str | None = None
    """A user's or key's id, an actor's whole name, or `cli` for every account of the command line."""
    action: str | None = None
    target_id: str | None = None
    since: datetime | None = None
    until: datetime | None = None

    def check(self) -> None:
        """Go on only with a span of time that can hold something.

        Raises:
            InvalidInput: it can't, or a moment has no zone.
        """
        for name, moment in (("from", self.since), ("to", self.until)):
            if moment is not None and moment.tzinfo is None:
                raise InvalidInput("Give the time with its zone, as in 2026-01-31T12:00:00Z.", (name,))
        if self.since is not None and self.until is not None and self.since >= self.until:
            raise InvalidInput("`from` must lie before `to`.", ("from",))


def by_command_line(action: str, target_id: str, now: datetime, after: dict[str, Any] | None = None) -> AuditEntry:
    """An entry for what a command does now. Make it before the transaction, which may run twice."""
    return _by(shell_account(), "command line", action, target_id, now, after)


def shell_account() -> str:
    """The actor of this process: the account it runs under on its machine, as `cli:ada`; `cli` where it has no name."""
    try:
        return f"{COMMAND_LINE}:{getuser()}"
    except (KeyError, OSError):
        return COMMAND_LINE


def by_itself(
    action: str, target_id: str, now: datetime, request_id: str, after: dict[str, Any] | None = None
) -> AuditEntry:
    """An entry for what Stoa does now by its rules, on occasion of a request. Make it before the transaction."""
    return _by(ITSELF, request_id, action, target_id, now, after)


def _by(
    actor: str, request_id: str, action: str, target_id: str, now: datetime, after: dict[str, Any] | None
) -> AuditEntry:
    return AuditEntry(
        id=AuditEntryId(new_id(IdPrefix.AUDIT_ENTRY)),
        at=now,
        action=action,
        actor=actor,
        actor_user_id=None,
        actor_key_id=None,
        target_id=target_id,
        after=after,
        request_id=request_id,
    )
