"""Sanctions: what a member may not do for a while, decided by moderators, ending by themselves."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from domain.ids import ActionId, UserId
from domain.record import Moment, Record


class SanctionKind(StrEnum):
    """How much is withheld."""

    MUTE = "MUTE"
    BAN = "BAN"


class Sanction(Record):
    """One sanction of one member. `until` is None for ever, or until it is lifted."""

    user_id: UserId
    kind: SanctionKind
    until: Moment | None
    changed_at: Moment
    action_id: ActionId

    def holds(self, now: datetime) -> bool:
        """Whether it does at that moment."""
        return self.until is None or now < self.until

    @property
    def told(self) -> str:
        """What the member is told who tries what it withholds."""
        what = "banned" if self.kind is SanctionKind.BAN else "muted"
        end = f"until {self.until:%Y-%m-%dT%H:%M:%SZ}" if self.until else "until a moderator lifts it"
        return f"You are {what} {end}. `viewer {{ moderationActions }}` says why, and there you can appeal."


def hardest(sanctions: Iterable[Sanction], now: datetime) -> Sanction | None:
    """The one that counts of those that hold: a ban before a mute."""
    held = [sanction for sanction in sanctions if sanction.holds(now)]
    return min(held, key=lambda sanction: sanction.kind is not SanctionKind.BAN, default=None)
