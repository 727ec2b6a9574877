"""Syndication: the newest of the community, an area, a tag or a member, to be fetched as RSS or JSON Feed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from urllib.parse import quote

from domain.body import EXCERPT
from domain.content import Content, ContentText
from domain.html import reading
from domain.record import Record
from domain.text import line_of_text

ENTRIES = 20
MAX_HTML = 1_000_000
"""Characters of all bodies in one document; where they would be more, an entry has its excerpt alone."""
READ = 4_000
"""Characters of a body that an excerpt is looked for in, where none is stored."""


class Subject(StrEnum):
    """What a channel is of; the word stands in its address."""

    SITE = "site"
    AREA = "areas"
    TAG = "tags"
    USER = "users"


class Form(StrEnum):
    """How a channel is written; the word ends its address."""

    RSS = "xml"
    JSON = "json"


class FeedLinks(Record):
    """The paths of one channel's documents."""

    rss: str
    json_feed: str


def path_of(subject: Subject, name: str | None, form: Form) -> str:
    """The path of a document: `/feeds/areas/help.xml`."""
    steps = [subject.value] if name is None else [subject.value, quote(name, safe="")]
    return f"/feeds/{'/'.join(steps)}.{form}"


def links_of(subject: Subject, name: str | None = None) -> FeedLinks:
    """The paths of a channel; `name` is the slug or handle of what it is of."""
    return FeedLinks(rss=path_of(subject, name, Form.RSS), json_feed=path_of(subject, name, Form.JSON))


@dataclass(frozen=True, slots=True)
class Entry:
    """One content as a channel shows it; `html` is None where the excerpt has to do."""

    content: Content
    text: ContentText | None
    html: str | None
    excerpt: str

    @property
    def published_at(self) -> datetime | None:
        """When it became readable."""
        return self.content.published_at

    @property
    def updated_at(self) -> datetime | None:
        """When it was last edited, else published."""
        return (self.text.edited_at if self.text else None) or self.content.published_at

    @property
    def elsewhere(self) -> str | None:
        """Where it was published first, if not here."""
        return self.text.canonical_url if self.text else None


@dataclass(frozen=True, slots=True)
class Channel:
    """A page of what is newest. `title` is None for the whole community; `next` is the cursor of the page behind it."""

    subject: Subject
    name: str | None
    title: str | None
    entries: tuple[Entry, ...]
    next: str | None

    @property
    def updated_at(self) -> datetime | None:
        """When the last of its entries changed; None without any."""
        return max((at for entry in self.entries if (at := entry.updated_at)), default=None)

    def description(self, community: str) -> str:
        """What it is, as a sentence."""
        return {
            Subject.SITE: f"What is new in {community}.",
            Subject.AREA: f"What is new in {self.title}.",
            Subject.TAG: f"What is new about {self.title}.",
            Subject.USER: f"What {self.title} publishes.",
        }[self.subject]


@dataclass(frozen=True, slots=True)
class Site:
    """What addresses are made of: the community's name, where this server is reached, and where a content is read."""

    community: str
    base: str
    content_url: str | None

    @property
    def home(self) -> str:
        """Where people meet the community."""
        if self.content_url is None:
            return f"{self.base}/"
        scheme, _, rest = self.content_url.partition("://")
        return f"{scheme}://{rest.partition('/')[0]}/"

    def page_of(self, content: Content) -> str | None:
        """Where a content is read; None when nobody said."""
        return None if self.content_url is None else content_page(self.content_url, content.id, content.slug)

    def title_of(self, channel: Channel) -> str:
        """What a channel is called."""
        return self.community if channel.title is None else f"{channel.title} · {self.community}"


def content_page(template: str, id: str, slug: str | None) -> str:
    """The address of a content by a template with `{slug}` or `{id}` in it."""
    return template.replace("{slug}", quote(slug or "", safe="")).replace("{id}", id)


def entries_of(
    contents: Sequence[Content],
    texts: Sequence[ContentText | None],
    bodies: Sequence[str | None],
    teasers: Sequence[str | None],
) -> tuple[Entry, ...]:
    """Contents with what is known of their texts, and with their bodies as long as the document stays of a size.

    What is locked has no body, and its teaser for an excerpt.
    """
    entries, room = [], MAX_HTML
    for content, text, body, teaser in zip(contents, texts, bodies, teasers, strict=True):
        said = teaser or (text.excerpt if text else None)
        excerpt = said or line_of_text(reading((body or "")[:READ]).text, EXCERPT)
        fits = body is not None and len(body) <= room
        room -= len(body) if body is not None and fits else 0
        entries.append(Entry(content, text, body if fits else None, excerpt))
    return tuple(entries)
