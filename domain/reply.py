"""Replies: answers to questions and comments on anything, in threads of a bounded depth."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from domain.body import Body, body_of
from domain.content import BodyFormat, ContentKind, Visibility
from domain.errors import Conflict, InvalidInput
from domain.ids import ContentId, UserId
from domain.publish import slug_of
from domain.record import Record

MAX_DEPTH = 100
"""How deep a comment may stand below what its thread is about."""

MAX_REPLY = 30_000
"""Characters of a reply, as it is written."""


class ReplyTarget(Record):
    """A content as somebody is about to reply to it; `depth` counts from 0 at the root, None is beyond all bounds."""

    id: ContentId
    kind: ContentKind
    title: str
    visibility: Visibility
    author_id: UserId | None
    depth: int | None
    root_id: ContentId | None
    area: str | None
    closed: bool

    def check(self, reply: ContentKind) -> None:
        """Go on only when a reply of that kind may stand below.

        Raises:
            InvalidInput: this isn't a question, so it has no answers.
            Conflict: it stands too deep to be commented on, or is a closed question.
        """
        if reply is ContentKind.ANSWER and self.kind is not ContentKind.QUESTION:
            raise InvalidInput("Only questions have answers; add a comment.", ("input", "questionId"))
        if reply is ContentKind.ANSWER and self.closed:
            raise Conflict("This question is closed: it has no new answers, but comments.", ("input", "questionId"))
        if self.depth is None or self.depth >= MAX_DEPTH:
            raise Conflict(f"A thread is at most {MAX_DEPTH} deep: reply further up.", ("input", "parentId"))


class ReplyCounts(Record):
    """How many replies stand right below a content and can be read."""

    content_id: ContentId
    comments: int
    answers: int


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply that was checked, with its author and its moment."""

    id: ContentId
    kind: ContentKind
    above_id: ContentId
    body: Body
    author_id: UserId
    at: datetime

    def slug_below(self, above: ReplyTarget) -> str:
        """Its readable name, after what it stands below."""
        return slug_of(above.title, self.id)

    def told(self, above: ReplyTarget) -> dict[str, Any]:
        """What the event `content.published` says of it."""
        return {
            "contentId": self.id,
            "kind": self.kind,
            "authorId": self.author_id,
            "area": above.area,
            "tags": [],
            "visibility": above.visibility,
            "aboveId": self.above_id,
            "rootId": above.root_id,
        }


def checked_body(text: str) -> Body:
    """The body of a reply in Markdown, without anything active. Keep it off the event loop, as `body_of`.

    Raises:
        InvalidInput: nothing is left of it, or too much.
    """
    if len(text) > MAX_REPLY:
        raise InvalidInput(f"A reply has 1 to {MAX_REPLY:,} characters.", ("input", "body"))
    return body_of(text, BodyFormat.MARKDOWN)
