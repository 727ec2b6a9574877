"""The rows of a dump as members, questions, answers, comments, links and acts of Stoa."""

import html
import re
from dataclasses import dataclass, replace
from datetime import datetime

from domain.closing import CloseReason
from domain.content import ContentKind
from domain.interaction import InteractionType
from domain.text import MAX_BODY, line_of_text, slug
from graph.import_links import Link, LinkKind, Piece
from graph.importing import NewContent, NewUser
from importers.acts import Act
from importers.fields import MAX_NAME, MAX_TITLE, identifier, moment, safe_html
from importers.named import new_content, new_user, tag_slug
from importers.problems import BadRow
from importers.tables import Row

_TAG = re.compile(r"[^<>|]+")
LINK_KINDS = {"1": "LINK", "3": "DUPLICATE"}
VOTES = {
    "up": InteractionType.VOTE_UP,
    "down": InteractionType.VOTE_DOWN,
    "bookmark": InteractionType.BOOKMARK,
    "accepted": InteractionType.ACCEPT,
}


@dataclass(frozen=True)
class Reader:
    """Turns rows into what is added to the graph; every external id gets `prefix` in front."""

    prefix: str
    area: str
    now: datetime

    def user(self, row: Row) -> NewUser:
        """A row of Users."""
        external_id = self._id(row, "user_id")
        return new_user(external_id, self._at(row), line_of_text(row.get("display_name"), MAX_NAME))

    def question(self, row: Row) -> Piece:
        """A question of Posts, with its author, tags and area."""
        external_id = self._id(row, "post_id")
        title = line_of_text(row.get("title"), MAX_TITLE)
        if not title:
            raise BadRow("title is empty")
        content = new_content(external_id, ContentKind.QUESTION, title, self._at(row))
        tags = dict.fromkeys(tag_slug(name) for name in _TAG.findall(row.get("tags")))
        links = (
            *self._authored(row, "owner_user_id", content),
            *((LinkKind.TAGGED, Link(external_id, name)) for name in tags),
            (LinkKind.IN_AREA, Link(external_id, self.area)),
        )
        return Piece(replace(content, body=safe_html(row.get("body_html"))), links)

    def answer(self, row: Row) -> Piece:
        """An answer of Posts, with its author and its question."""
        external_id, question = self._id(row, "post_id"), self._id(row, "parent_id")
        content = self._reply(external_id, ContentKind.ANSWER, row)
        links = (
            *self._authored(row, "owner_user_id", content),
            (LinkKind.ANSWERS, Link(external_id, question)),
        )
        return Piece(replace(content, body=safe_html(row.get("body_html"))), links)

    def comment(self, row: Row) -> Piece:
        """A row of Comments, with its author and what it comments on. Its text is plain, so it is escaped."""
        external_id, post = self._comment_id(row), self._id(row, "post_id")
        content = self._reply(external_id, ContentKind.COMMENT, row)
        body = html.escape(row.get("text"), quote=False)
        if len(body) > MAX_BODY:
            raise BadRow(f"text has {len(body)} characters, at most {MAX_BODY} are allowed")
        links = (*self._authored(row, "user_id", content), (LinkKind.REPLIES_TO, Link(external_id, post)))
        return Piece(replace(content, body=body), links)

    def accepted(self, row: Row) -> list[Link]:
        """What AcceptedAnswerId of a question says; when it was accepted only the votes tell."""
        if not row.get("accepted_answer_id").strip():
            return []
        answer = self._id(row, "accepted_answer_id")
        return [Link(answer, answer)]

    def accepted_by_vote(self, row: Row) -> Link:
        """What a vote of that type says."""
        answer = self._id(row, "post_id")
        return Link(answer, answer, self._at(row, "date"))

    def link(self, row: Row) -> Link:
        """A row of PostLinks."""
        kind = LINK_KINDS.get(row.get("link_type_id") or "1")
        if kind is None:
            raise BadRow(f"link_type_id is neither 1 (linked) nor 3 (duplicate): {row.get('link_type_id')[:40]!r}")
        return Link(self._id(row, "post_id"), self._id(row, "related_post_id"), self._at(row), kind)

    def duplicate(self, row: Row) -> list[Link]:
        """What a row of PostLinks says of a question closed as a duplicate; opened again, it has no such row."""
        found = self.link(row)
        return [found] if found.kind == CloseReason.DUPLICATE else []

    def closed(self, row: Row) -> list[Link]:
        """What ClosedDate of a question says; why it was closed is in no file that is read."""
        if not row.get("closed_at").strip():
            return []
        question = self._id(row, "post_id")
        return [Link(question, question, self._at(row, "closed_at"), CloseReason.OTHER)]

    def posting(self, row: Row) -> Act:
        """Asking is to PUBLISH the question; answering is to ANSWER it."""
        kind = InteractionType.ANSWER if row.get("post_type") == "answer" else InteractionType.PUBLISH
        post = self._id(row, "post_id")
        return Act(f"post:{row.get('post_id')}", kind, self._actor(row, "owner_user_id"), post, self._at(row))

    def commenting(self, row: Row) -> Act:
        """Commenting, on the post that was commented on."""
        id, post, actor = self._comment_id(row), self._id(row, "post_id"), self._actor(row, "user_id")
        return Act(id.removeprefix(self.prefix), InteractionType.COMMENT, actor, post, self._at(row))

    def vote(self, row: Row) -> Act:
        """A vote of a known type. Only bookmarks name who cast them."""
        kind, post = VOTES[row.get("vote_type")], self._id(row, "post_id")
        id = identifier(row.get("vote_id"), "vote_id")
        return Act(f"vote:{id}", kind, self._actor(row, "user_id"), post, self._at(row, "date"))

    def _reply(self, external_id: str, kind: ContentKind, row: Row) -> NewContent:
        """Content that will take over the title of what it belongs to."""
        content = new_content(external_id, kind, "", self._at(row))
        return replace(content, slug=slug(f"{kind.value}-{external_id.removeprefix('comment:')}"))

    def _authored(self, row: Row, name: str, content: NewContent) -> tuple[tuple[LinkKind, Link], ...]:
        author = self._actor(row, name)
        return ((LinkKind.AUTHORED, Link(author, content.external_id, content.published_at)),) if author else ()

    def _actor(self, row: Row, name: str) -> str | None:
        """Who did it; nobody is named when the account was deleted."""
        return self._id(row, name) if row.get(name).strip() else None

    def _id(self, row: Row, name: str) -> str:
        return self.prefix + identifier(row.get(name), name)

    def _comment_id(self, row: Row) -> str:
        return f"{self.prefix}comment:{identifier(row.get('comment_id'), 'comment_id')}"

    def _at(self, row: Row, name: str = "created_at") -> datetime:
        return moment(row.get(name), name, self.now)
