"""Content: everything members publish, in all its kinds, and who may see it."""

from enum import StrEnum

from domain.area import Area
from domain.grant import SourceKind
from domain.ids import ContentId
from domain.record import Moment, Record
from domain.tag import Tag
from domain.user import User


class ContentKind(StrEnum):
    """The kinds of content; each is a label beside `Content` in the graph and a type of its own in GraphQL."""

    ARTICLE = "ARTICLE"
    CASE_STUDY = "CASE_STUDY"
    TALK = "TALK"
    PROJECT = "PROJECT"
    OPEN_SOURCE = "OPEN_SOURCE"
    QUESTION = "QUESTION"
    ANSWER = "ANSWER"
    DISCUSSION = "DISCUSSION"
    COMMENT = "COMMENT"
    COURSE = "COURSE"
    LESSON = "LESSON"

    @property
    def label(self) -> str:
        """The label in the graph and the type name in GraphQL: CASE_STUDY is `CaseStudy`."""
        return "".join(word.capitalize() for word in self.value.split("_"))

    @property
    def standalone(self) -> bool:
        """Whether it is listed and recommended by itself, unlike what lives below something else."""
        return self is not ContentKind.LESSON and not self.reply

    @property
    def reply(self) -> bool:
        """Whether it answers or comments on something else, and so carries the title of that."""
        return self in {ContentKind.ANSWER, ContentKind.COMMENT}


class BodyFormat(StrEnum):
    """How a body is written."""

    MARKDOWN = "MARKDOWN"
    HTML = "HTML"


class ProjectStatus(StrEnum):
    """How far a project is."""

    PLANNED = "PLANNED"
    ACTIVE = "ACTIVE"
    FINISHED = "FINISHED"
    ABANDONED = "ABANDONED"


DETAILS = (
    "repository_url", "licence", "programming_language", "event", "recording_url", "industry", "outcome",
    "project_url", "project_status",
)  # fmt: skip
"""The fields that contents of some kinds have beside their text."""

STANDALONE_KINDS = tuple(kind for kind in ContentKind if kind.standalone)


class Visibility(StrEnum):
    """Who may read a content's body; or by whom it was taken from its readers, so that no list has it."""

    PUBLIC = "PUBLIC"
    MEMBERS = "MEMBERS"
    PAID = "PAID"
    WITHDRAWN = "WITHDRAWN"
    HIDDEN = "HIDDEN"
    REMOVED = "REMOVED"

    @property
    def readable(self) -> bool:
        """Whether anybody but its author and moderators can find it."""
        return self in READABLE


READABLE = (Visibility.PUBLIC, Visibility.MEMBERS, Visibility.PAID)


class Content(Record):
    """One piece of content with what every list shows of it; the body is loaded apart, after the access check."""

    id: ContentId
    external_id: str | None
    kind: ContentKind
    slug: str
    title: str
    published_at: Moment | None
    visibility: Visibility
    author: User | None
    tags: tuple[Tag, ...]
    area: Area | None
    preview: bool = False
    """Of a lesson: whether everyone who may find it reads it, whatever the course costs."""


class ContentStats(Record):
    """All-time counts of what people did with one content."""

    content_id: ContentId
    views: int
    reads: int
    likes: int
    comments: int
    shares: int
    bookmarks: int
    votes_up: int
    votes_down: int


class ContentBody(Record):
    """The text of a content as stored (sanitised HTML or Markdown)."""

    content_id: ContentId
    body: str | None


class ContentText(Record):
    """What is known of a content's text, and the fields that contents of its kind have beside it.

    Imports know less. `version` counts up from 1 with each edit.
    """

    content_id: ContentId
    visibility: Visibility
    format: BodyFormat
    excerpt: str | None
    words: int | None
    language: str | None
    canonical_url: str | None
    version: int
    edited_at: Moment | None
    repository_url: str | None
    licence: str | None
    programming_language: str | None
    event: str | None
    recording_url: str | None
    industry: str | None
    outcome: str | None
    project_url: str | None
    project_status: ProjectStatus | None

    def details(self) -> dict[str, str | None]:
        """The fields of kinds, as they are handed in."""
        return {name: getattr(self, name) for name in DETAILS}


class Access(Record):
    """Whether a viewer may read a content's body, and why."""

    allowed: bool
    reason: str
    until: Moment | None = None
    benefit_id: str | None = None
    """What they hold that lets them read it, and `source` what they hold it from; None where it takes none."""
    source: SourceKind | None = None
    sold_as: ContentId | None = None
    """What is to be bought to read it; None where that isn't what is missing."""
