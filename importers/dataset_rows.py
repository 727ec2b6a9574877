"""The rows of a data set's four files, as members, content, tags and acts."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from domain.content import ContentKind
from domain.interaction import InteractionType
from domain.text import line_of_text
from graph.import_links import Link
from graph.importing import NewContent, NewUser
from importers.acts import Act
from importers.fields import MAX_NAME, MAX_TITLE, behaviour, identifier, moment, safe_html
from importers.identity import row_id
from importers.named import new_content, new_user, tag_slug
from importers.problems import BadRow, Place
from importers.run import Placed
from importers.survey import Survey
from importers.tables import Columns, Row

_USER = dict.fromkeys(("userid", "uid", "user", "person_id", "personid"), "user_id")
_ITEM = dict.fromkeys(("itemid", "iid", "item", "content_id", "contentid", "article_id"), "item_id")
_CREATED = dict.fromkeys(("published_at", "joined_at", "creation_date", "timestamp"), "created_at")
_TIME = dict.fromkeys(("time", "ts", "occurred_at", "date", "datetime", "created_at"), "timestamp")
COLUMNS = {
    "users": Columns(("user_id",), _USER | _CREATED | {"name": "display_name"}),
    "items": Columns(
        ("item_id",),
        _ITEM
        | _CREATED
        | {"content_type": "kind", "author": "author_id", "author_user_id": "author_id", "lang": "language"}
        | dict.fromkeys(("text", "content", "body_html"), "body"),
    ),
    "item_tags": Columns(("item_id", "tag"), _ITEM | {"tag_name": "tag", "tags": "tag"}),
    "interactions": Columns(
        ("user_id", "item_id"), _USER | _ITEM | _TIME | dict.fromkeys(("event", "type", "action"), "event_type")
    ),
}
_KINDS = {kind.value: kind for kind in ContentKind if kind.standalone} | {"VIDEO": ContentKind.TALK}
MAX_DWELL_SECONDS = 86_400


@dataclass(frozen=True)
class Reader:
    """Turns rows into what is added to the graph; every external id gets `prefix` in front."""

    prefix: str
    survey: Survey
    undated_at: datetime
    now: datetime

    def user(self, row: Row) -> NewUser:
        """A row of users.csv."""
        external_id = identifier(row.get("user_id"), "user_id")
        created = row.get("created_at")
        at = moment(created, "created_at", self.now) if created else self._first(self.survey.users, external_id)
        return new_user(self.prefix + external_id, at, line_of_text(row.get("display_name"), MAX_NAME))

    def item(self, row: Row) -> NewContent:
        """A row of items.csv. Without `created_at` it counts from its first event, else from the first import."""
        external_id = identifier(row.get("item_id"), "item_id")
        created = row.get("created_at")
        at = moment(created, "created_at", self.now) if created else self._first(self.survey.items, external_id)
        kind = _KINDS.get(row.get("kind").strip().upper().replace(" ", "_"), self._usual_kind)
        title = line_of_text(row.get("title"), MAX_TITLE)
        language = row.get("language").strip().lower()[:2]
        content = new_content(self.prefix + external_id, kind, title, at)
        return replace(
            content, body=safe_html(row.get("body")) or None, language=language if language.isalpha() else None
        )

    def tags(self, row: Row) -> list[Link]:
        """A row of item_tags.csv: one tag, or several with bars between."""
        external_id = self.prefix + identifier(row.get("item_id"), "item_id")
        slugs = [tag_slug(name) for name in row.get("tag").split("|") if name.strip()]
        if not slugs:
            raise BadRow("tag is empty")
        return [Link(external_id, name) for name in slugs]

    def author(self, row: Row) -> list[Link]:
        """The author a row of items.csv names, if it does."""
        if not row.get("author_id").strip():
            return []
        content = self.item(row)
        author = self.prefix + identifier(row.get("author_id"), "author_id")
        return [Link(author, content.external_id, content.published_at)]

    def act(self, row: Row) -> Act:
        """A row of interactions.csv. Its identity is `event_id`, else all it says: an exact repeat is the same act."""
        kind, dwell = row.get("event_type"), row.get("dwell_seconds").strip()
        if dwell and not (dwell.isdecimal() and int(dwell) <= MAX_DWELL_SECONDS):
            raise BadRow(f"dwell_seconds is not a whole number from 0 to {MAX_DWELL_SECONDS}")
        return Act(
            event_id=row.get("event_id").strip()[:200] or row_id(*_said(row)),
            type=behaviour(kind) if kind else InteractionType.VIEW,
            user=self.prefix + identifier(row.get("user_id"), "user_id"),
            content=self.prefix + identifier(row.get("item_id"), "item_id"),
            at=moment(row.get("timestamp"), "timestamp", self.now) if self.survey.dated else self.undated_at,
            dwell_seconds=int(dwell) if dwell else None,
        )

    def surveyed_users(self, place: Place) -> Iterator[Placed[NewUser]]:
        """Everyone the log names, as of their first event."""
        for number, external_id in enumerate(self.survey.users, start=1):
            at = self._first(self.survey.users, external_id)
            yield Placed(number, place, new_user(self.prefix + external_id, at))

    def surveyed_items(self, place: Place) -> Iterator[Placed[NewContent]]:
        """Everything the log names, as of its first event."""
        for number, external_id in enumerate(self.survey.items, start=1):
            at = self._first(self.survey.items, external_id)
            content = new_content(self.prefix + external_id, self._usual_kind, "", at)
            yield Placed(number, place, content)

    def askers(self, place: Place) -> Iterator[Placed[Link]]:
        """Who published what, by the log."""
        for number, (item, user) in enumerate(self.survey.askers.items(), start=1):
            at = self._first(self.survey.items, item)
            yield Placed(number, place, Link(self.prefix + user, self.prefix + item, at))

    def _first(self, seen: dict[str, datetime], external_id: str) -> datetime:
        """When the log names it first; what it doesn't name, or not when, counts from the first import."""
        return seen.get(external_id, self.undated_at) if self.survey.dated else self.undated_at

    @property
    def _usual_kind(self) -> ContentKind:
        return ContentKind.QUESTION if self.survey.asked else ContentKind.ARTICLE


def _said(row: Row) -> list[str]:
    """Everything a row says, independent of the order of columns."""
    return [f"{name}={text}" for name, text in sorted(row.values.items()) if text]
