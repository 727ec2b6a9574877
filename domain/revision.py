"""Editing: the next version of a content, and what tells it from the one before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from difflib import unified_diff
from typing import Any

from domain.content import BodyFormat, Visibility
from domain.errors import InvalidInput
from domain.ids import ContentId, UserId
from domain.record import Moment, Record
from domain.text import line_of_text

MAX_NOTE = 300
MAX_COMPARED = 1_000_000
"""Lines of one version times lines of the other: beyond that they aren't compared, for it would take seconds."""
EDITABLE = (Visibility.PUBLIC, Visibility.MEMBERS, Visibility.PAID, Visibility.WITHDRAWN, Visibility.HIDDEN)
"""An author may mend what was hidden, and not what was removed."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What somebody changes of a content; None for what stays. `version` is the one they read."""

    version: int
    title: str | None = None
    body: str | None = None
    format: BodyFormat | None = None
    tags: tuple[str, ...] | None = None
    area: str | None = None
    language: str | None = None
    canonical_url: str | None = None
    details: Mapping[str, str | None] | None = None
    note: str | None = None
    cross_post: bool = False

    @property
    def only_tags(self) -> bool:
        """Whether nothing but the tags changes."""
        texts = (self.title, self.body, self.format, self.language, self.canonical_url)
        others = (*texts, self.area, self.details)
        return self.tags is not None and all(each is None for each in others)


@dataclass(frozen=True, slots=True)
class Edition:
    """The next version of a content, checked. `before` is what the first version is kept as, if this is the second."""

    content_id: ContentId
    author_id: UserId | None
    version: int
    title: str
    tags: tuple[str, ...]
    area: str | None
    properties: Mapping[str, Any]
    before: Mapping[str, Any]
    note: str | None
    at: datetime
    anew: bool
    """Whether it says something else, or names another address, and so may be a cross-post."""


class Revision(Record):
    """One version of a content, without its text."""

    content_id: ContentId
    number: int
    editor_id: str
    at: Moment
    note: str | None
    title: str
    tags: tuple[str, ...]
    area: str | None


class RevisionText(Record):
    """What a version said."""

    title: str
    tags: tuple[str, ...]
    area: str | None
    source: str

    def lines(self) -> list[str]:
        """All of it, line by line."""
        head = (f"Title: {self.title}", f"Tags: {', '.join(sorted(self.tags))}", f"Area: {self.area or ''}")
        return [*head, "", *self.source.splitlines()]


def difference(earlier: RevisionText, later: RevisionText) -> str | None:
    """What changed from one version to another as a unified diff; None when they are too long to compare."""
    one, other = earlier.lines(), later.lines()
    if len(one) * len(other) > MAX_COMPARED:
        return None
    return "\n".join(unified_diff(one, other, "before", "after", lineterm=""))


def note_of(text: str | None) -> str | None:
    """Why something was changed, on one line; None for nothing said.

    Raises:
        InvalidInput: it is too long.
    """
    line = line_of_text(text or "", len(text or "") + 1)
    if len(line) > MAX_NOTE:
        raise InvalidInput(f"A note has at most {MAX_NOTE} characters.", ("input", "note"))
    return line or None
