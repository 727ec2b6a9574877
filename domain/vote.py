"""Votes: what a member says of another's content."""

from enum import StrEnum

from domain.interaction import InteractionType


class VoteValue(StrEnum):
    """What a member votes; NONE is no vote, or one that was taken back."""

    UP = "UP"
    DOWN = "DOWN"
    NONE = "NONE"

    @property
    def act(self) -> InteractionType | None:
        """The behaviour it is observed as."""
        return None if self is VoteValue.NONE else InteractionType(f"VOTE_{self}")
