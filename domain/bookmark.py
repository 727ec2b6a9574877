"""Bookmarks: contents a member keeps for later, with notes that nobody else reads."""

from domain.errors import InvalidInput
from domain.ids import ContentId
from domain.record import Moment, Record

MAX_NOTE = 1_000


class Bookmark(Record):
    """A content as a member keeps it."""

    content_id: ContentId
    at: Moment
    note: str | None


def checked_note(note: str | None) -> str | None:
    """A note without space around it; None when nothing is left.

    Raises:
        InvalidInput: it is too long.
    """
    text = (note or "").strip()
    if len(text) > MAX_NOTE:
        raise InvalidInput(f"A note has at most {MAX_NOTE:,} characters.", ("input", "note"))
    return text or None
