"""Reactions: how a member takes somebody else's content; each kind once."""

from enum import StrEnum

from domain.ids import ContentId
from domain.record import Record


class ReactionKind(StrEnum):
    """The kinds of reactions. A LIKE is also the behaviour of that name; the others say nothing of interest."""

    LIKE = "LIKE"
    LOVE = "LOVE"
    INSIGHTFUL = "INSIGHTFUL"
    THANKS = "THANKS"
    CELEBRATE = "CELEBRATE"

    @property
    def counter(self) -> str:
        """The property of a content that counts how many hold."""
        return f"{self.lower()}_held"


class ReactionCounts(Record):
    """How members reacted to one content."""

    content_id: ContentId
    counts: dict[ReactionKind, int]


class Reaction(Record):
    """How many reacted in one way."""

    kind: ReactionKind
    count: int
