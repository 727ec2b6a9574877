"""Acts of members upon contents that they may take back: on what they act, and what of theirs holds."""

from domain.content import ContentKind
from domain.ids import ContentId, UserId
from domain.reaction import ReactionKind
from domain.record import Record
from domain.vote import VoteValue


class Target(Record):
    """A content as somebody is about to act on it."""

    id: ContentId
    kind: ContentKind
    author_id: UserId | None


class ViewerActs(Record):
    """What the viewer did to one content and hasn't taken back."""

    content_id: ContentId
    vote: VoteValue
    reactions: tuple[ReactionKind, ...]
    bookmarked: bool
    following: bool
