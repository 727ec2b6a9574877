"""Interactions: the kinds of behaviour that are observed, and what they are worth to recommendation."""

from enum import StrEnum

from domain.ids import ContentId, UserId
from domain.record import Moment, Record


class InteractionType(StrEnum):
    """What a user can be observed doing. FOLLOW, SEARCH and PUBLISH may come without another's content."""

    VIEW = "VIEW"
    READ = "READ"
    CLICK = "CLICK"
    LIKE = "LIKE"
    COMMENT = "COMMENT"
    SHARE = "SHARE"
    BOOKMARK = "BOOKMARK"
    FOLLOW = "FOLLOW"
    VOTE_UP = "VOTE_UP"
    VOTE_DOWN = "VOTE_DOWN"
    PUBLISH = "PUBLISH"
    ANSWER = "ANSWER"
    ACCEPT = "ACCEPT"
    SEARCH = "SEARCH"
    HIDE = "HIDE"

    @property
    def counter(self) -> str:
        """The property that counts it on day buckets: VOTE_UP is `vote_up`."""
        return self.value.lower()

    @property
    def passive(self) -> bool:
        """Whether it is merely observed. All else is what the member came to do, and is kept because they did it."""
        return self in PASSIVE


PASSIVE = frozenset({InteractionType.VIEW, InteractionType.READ, InteractionType.CLICK, InteractionType.SEARCH})
NOT_READING = frozenset({InteractionType.HIDE, InteractionType.VOTE_DOWN, InteractionType.PUBLISH})
"""What is done to a content without coming to read it."""

INTEREST_WEIGHT: dict[InteractionType, float] = {
    InteractionType.VIEW: 1.0,
    InteractionType.READ: 1.5,
    InteractionType.CLICK: 1.0,
    InteractionType.LIKE: 2.0,
    InteractionType.COMMENT: 4.0,
    InteractionType.SHARE: 3.0,
    InteractionType.BOOKMARK: 2.5,
    InteractionType.FOLLOW: 3.0,
    InteractionType.VOTE_UP: 2.0,
    InteractionType.VOTE_DOWN: 0.0,
    InteractionType.PUBLISH: 3.0,
    InteractionType.ANSWER: 5.0,
    InteractionType.ACCEPT: 3.0,
    InteractionType.SEARCH: 0.0,
    InteractionType.HIDE: 0.0,
}
"""How much one act says about a reader's interest; view 1, like 2, bookmark 2.5, follow 3, comment 4 and answer 5 are
the weights usual for the Deskdrop and Stack Exchange logs, the rest is placed between them. Never negative: a HIDE is a
hard filter and a down-vote says nothing of interest."""


class Interaction(Record):
    """What one user did to one content, one kind of behaviour at a time."""

    user_id: UserId
    content_id: ContentId
    type: InteractionType
    count: int
    first_at: Moment
    last_at: Moment
