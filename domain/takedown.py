"""Taking a content from its readers, and giving it back: how far it may go from where it stands.

Its node stays, with `visibility` saying who took it and `visibility_before` who could read it. No audience contains
these words, so every list, feed, count and search leaves it out by the predicate that is there anyway.
"""

from typing import Any

from domain.content import READABLE, ContentKind, Visibility
from domain.ids import ContentId, UserId
from domain.record import Record

TAKEN_FROM: dict[Visibility, tuple[Visibility, ...]] = {
    Visibility.WITHDRAWN: READABLE,
    Visibility.HIDDEN: (*READABLE, Visibility.WITHDRAWN),
    Visibility.REMOVED: (*READABLE, Visibility.WITHDRAWN, Visibility.HIDDEN),
}
"""What may become of what. An author can't withdraw what a moderator has hidden, and so take it out of the review."""

BY_AUTHOR = (Visibility.WITHDRAWN,)
"""What an author may put back."""
BY_MODERATOR = (Visibility.HIDDEN, Visibility.REMOVED)
"""What a moderator may put back; if its author had withdrawn it, it is then withdrawn again."""


class Told(Record):
    """What the world is told of a content that is gone or back."""

    content_id: ContentId
    kind: ContentKind
    author_id: UserId | None

    def payload(self, visibility: Visibility) -> dict[str, Any]:
        """What `content.withdrawn` and `content.restored` say; `visibility` is how it stands now."""
        told = {"contentId": self.content_id, "kind": self.kind, "authorId": self.author_id}
        return {**told, "visibility": visibility}


class Taken(Told):
    """A content that was taken down, and how it stood before."""

    was: Visibility


class PutBack(Told):
    """A content that was put back, and who can read it now."""

    visibility: Visibility
