"""Muting and blocking: whom a member doesn't want to hear of, and who may not come near them."""

from enum import StrEnum

from domain.ids import UserId
from domain.record import Record

MOST = 500
"""How many members one can mute and block; a search leaves them all out, and its index takes 1,024 words at most."""


class Distance(StrEnum):
    """How far a member keeps another away; the value is the relationship's type."""

    MUTED = "MUTES"
    BLOCKED = "BLOCKS"


class Avoided(Record):
    """Whom one member mutes and blocks."""

    user_id: UserId
    muted: tuple[UserId, ...]
    blocked: tuple[UserId, ...]

    @property
    def authors(self) -> frozenset[UserId]:
        """Whose contents they don't want to be shown."""
        return frozenset(self.muted) | frozenset(self.blocked)
