"""Cross-posts: what says the same, or nearly so, as what was published here before, or names the same first home."""

from collections.abc import Sequence

from domain.content import Visibility
from domain.errors import Conflict
from domain.ids import ContentId, UserId
from domain.record import Record

LEAST = 60
"""Characters without spaces. Shorter texts may well say the same: see the linked page."""
MOST = 20
"""Contents that say the same, of which is known."""
MAX_CROSS_POSTS = 3
"""How often an author may say the same at length without a moderator having a look."""
GONE = (Visibility.WITHDRAWN, Visibility.REMOVED)


class Same(Record):
    """A content that says the same as another one; the earliest is the original."""

    id: ContentId
    title: str
    author_id: UserId | None
    visibility: Visibility


def original_of(same: Sequence[Same], author_id: UserId, cross_post: bool) -> ContentId | None:
    """Of which of these, the earliest first, a new text of that author is a cross-post; None if of none.

    Raises:
        Conflict: they have it here already, and don't say that they mean to.
    """
    own = [one for one in same if one.author_id == author_id and one.visibility not in GONE]
    if own and not cross_post:
        message = f"You have published this or nearly this already, as {own[0].title!r} ({own[0].id})."
        raise Conflict(f"{message} Edit that, or say `crossPost: true` to publish it again.", ("input", "body"))
    return next((one.id for one in same if one.visibility.readable), None)


def objection(same: Sequence[Same], author_id: UserId) -> str | None:
    """What a moderator should look at before others read it, in words."""
    for one in same:
        if one.visibility is Visibility.REMOVED:
            return f"It says what {one.id} did, or nearly so, which a moderator removed."
        if one.author_id != author_id and one.visibility.readable:
            return f"It says what {one.id} does, or nearly so, which somebody else published before."
    return None
