"""Publishing: what a member may hand in as new content, and what the world is told of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from domain.body import Body, body_of
from domain.content import BodyFormat, ContentKind, Visibility
from domain.details import details_of, web_address
from domain.errors import InvalidInput
from domain.ids import ContentId, IdPrefix, UserId, new_id, parse_id
from domain.language import language_of
from domain.product import is_sellable
from domain.text import required_line, slug

MAX_TITLE = 300
MAX_TAGS = 10
MAX_LESSONS = 100
"""Lessons of one course."""


@dataclass(frozen=True, slots=True)
class Manuscript:
    """What a member hands in, as they wrote it. `tags` and `area` are slugs, `details` fields of its kind."""

    kind: ContentKind
    title: str
    body: str
    format: BodyFormat = BodyFormat.MARKDOWN
    tags: tuple[str, ...] = ()
    area: str | None = None
    visibility: Visibility = Visibility.PUBLIC
    language: str | None = None
    canonical_url: str | None = None
    details: Mapping[str, str | None] = field(default_factory=dict)
    cross_post: bool = False
    """Whether its author knows that they have published it here before."""
    course: str | None = None
    """Of a lesson: the id of the course it is part of."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A manuscript that was checked. `tags` and `area` are slugs."""

    kind: ContentKind
    title: str
    body: Body
    tags: tuple[str, ...] = ()
    area: str | None = None
    visibility: Visibility = Visibility.PUBLIC
    language: str | None = None
    canonical_url: str | None = None
    details: Mapping[str, str] = field(default_factory=dict)
    cross_post: bool = False
    course: ContentId | None = None

    def properties(self) -> dict[str, Any]:
        """What is stored of it on the content's node, besides what every content has."""
        about = {"language": self.language, "canonical_url": self.canonical_url}
        return {**self.body.properties(), **about, **self.details}


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


def checked(given: Manuscript) -> Draft:
    """The draft of what was handed in as new: its title on one line, its body without anything active.

    Raises:
        InvalidInput: it can't be published like this; the message says what to change.
    """
    if given.kind.reply:
        raise InvalidInput(f"{given.kind} stands below another content; publish what stands by itself.", _at("kind"))
    _check_course(given)
    if given.visibility is Visibility.PAID and not is_sellable(given.kind) and given.kind is not ContentKind.LESSON:
        raise InvalidInput(f"{given.kind} is a conversation, which nobody pays for.", _at("visibility"))
    if not given.visibility.readable:
        raise InvalidInput("Publish for somebody to read: PUBLIC, MEMBERS or PAID.", _at("visibility"))
    return draft_of(given)


def draft_of(given: Manuscript) -> Draft:
    """The same of what is new or edited. A body that was made to be slow takes a second: keep it off the event loop.

    Raises:
        InvalidInput: it can't be published like this; the message says what to change.
    """
    if len(given.tags) > MAX_TAGS:
        raise InvalidInput(f"Give at most {MAX_TAGS} tags.", _at("tags"))
    title, details = title_of(given.title), details_of(given.kind, given.details)
    url = given.canonical_url and web_address(given.canonical_url, _at("canonicalUrl"))
    body = body_of(given.body, given.format)
    language = language_of(body.prose, given.language)
    tags = tuple(dict.fromkeys(given.tags))
    return Draft(
        kind=given.kind,
        title=title,
        body=body,
        tags=tags,
        area=given.area,
        visibility=given.visibility,
        language=language,
        canonical_url=url or None,
        details=details,
        cross_post=given.cross_post,
        course=None if given.course is None else ContentId(given.course),
    )


def _check_course(given: Manuscript) -> None:
    if (given.kind is ContentKind.LESSON) != (given.course is not None):
        raise InvalidInput("A lesson, and nothing else, names the course it is part of.", _at("parentId"))
    if given.course is not None and parse_id(given.course) is not IdPrefix.CONTENT:
        raise InvalidInput("Give the id of a course.", _at("parentId"))
    if given.course is not None and given.area is not None:
        raise InvalidInput("A lesson stands where its course does; leave `area` out.", _at("area"))


def title_of(text: str) -> str:
    """A title on one line.

    Raises:
        InvalidInput: nothing is left of it, or too much.
    """
    return required_line(text, MAX_TITLE, f"A title has 1 to {MAX_TITLE} characters.", _at("title"))


def _at(name: str) -> tuple[str, str]:
    return "input", name


def slug_of(title: str, id: str) -> str:
    """A readable name in addresses that nobody else can have: the end of an id is 30 random bits."""
    return "-".join(part for part in (slug(title), id[-6:]) if part)


def publication(draft: Draft, author_id: UserId, at: datetime) -> Publication:
    """The content that a draft becomes at that moment. Make it outside the transaction, which may run twice."""
    id = ContentId(new_id(IdPrefix.CONTENT))
    return Publication(id, slug_of(draft.title, id), draft, author_id, at)
