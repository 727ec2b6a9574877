"""Publishing: what a member may hand in as new content, and what the world is told of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from domain.content import ContentKind, Visibility
from domain.errors import InvalidInput
from domain.ids import ContentId, UserId
from domain.text import MAX_BODY, line_of_text, sanitised, slug

MAX_TITLE = 300
MAX_TAGS = 10


@dataclass(frozen=True, slots=True)
class Draft:
    """What a member hands in. `tags` and `area` are slugs."""

    kind: ContentKind
    title: str
    body: str
    tags: tuple[str, ...] = ()
    area: str | None = None
    visibility: Visibility = Visibility.PUBLIC


@dataclass(frozen=True, slots=True)
class Publication:
    """A draft that was checked, with its author and its moment."""

    id: ContentId
    slug: str
    draft: Draft
    author_id: UserId
    at: datetime

    def told(self) -> dict[str, Any]:
        """What the event `content.published` says: ids and slugs only, for who may read it is asked on reading."""
        draft = self.draft
        return {
            "contentId": self.id,
            "kind": draft.kind,
            "authorId": self.author_id,
            "area": draft.area,
            "tags": list(draft.tags),
            "visibility": draft.visibility,
        }


def checked(kind: ContentKind, title: str, body: str, tags: Sequence[str], area: str | None, to: Visibility) -> Draft:
    """The draft of what was handed in: its title on one line, its body without anything active.

    Raises:
        InvalidInput: it can't be published like this; the message says what to change.
    """
    if not kind.standalone:
        raise InvalidInput(f"{kind} stands below another content; publish what stands by itself.", ("input", "kind"))
    if to is Visibility.PAID:
        raise InvalidInput("Paid content needs a price, which can't be set yet.", ("input", "visibility"))
    if not to.readable:
        raise InvalidInput("Publish for somebody to read: PUBLIC or MEMBERS.", ("input", "visibility"))
    if len(tags) > MAX_TAGS:
        raise InvalidInput(f"Give at most {MAX_TAGS} tags.", ("input", "tags"))
    line = line_of_text(title, len(title) + 1)
    if not 0 < len(line) <= MAX_TITLE:
        raise InvalidInput(f"A title has 1 to {MAX_TITLE} characters.", ("input", "title"))
    clean = sanitised(body) if len(body) <= MAX_BODY else ""
    if not clean.strip() or len(clean) > MAX_BODY:
        raise InvalidInput(f"A body has 1 to {MAX_BODY:,} characters of HTML that is left in.", ("input", "body"))
    return Draft(kind, line, clean, tuple(dict.fromkeys(tags)), area, to)


def slug_of(title: str, id: ContentId) -> str:
    """A readable name in addresses that nobody else can have: the end of an id is 30 random bits."""
    return "-".join(part for part in (slug(title), id[-6:]) if part)
