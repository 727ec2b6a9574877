"""Members, content and tags as an import first names them: ids, handles, slugs and titles follow from that."""

from datetime import datetime

from domain.content import ContentKind
from domain.event import EARLIEST
from domain.ids import IdPrefix, stable_id
from domain.text import slug
from graph.importing import NewContent, NewTag, NewUser
from importers.fields import MAX_NAME, MAX_TITLE
from importers.problems import BadRow


def new_user(external_id: str, at: datetime, name: str = "") -> NewUser:
    """A member who came at `at`; the handle is made from the name, or from the id where there is none."""
    id = stable_id(IdPrefix.USER, at, "user", external_id)
    handle = slug(name, 40) or slug(f"user-{external_id}", 40)
    return NewUser(external_id, id, handle, name or f"User {external_id}"[:MAX_NAME], at)


def new_content(external_id: str, kind: ContentKind, title: str, at: datetime) -> NewContent:
    """Content published at `at`; without a title it is called by its kind and id."""
    id = stable_id(IdPrefix.CONTENT, at, "content", external_id)
    title = title or f"{kind.value.replace('_', ' ').capitalize()} {external_id}"[:MAX_TITLE]
    return NewContent(external_id, id, kind, slug(title) or slug(f"{kind.value}-{external_id}"), title, at)


def tag_slug(name: str) -> str:
    """The stable name of a tag: as it is when it already is one (`c++`, `q#`), in lower case."""
    found = "-".join(name.strip().lower().split())
    if not found or len(found) > 100:
        raise BadRow(f"tag {name.strip()[:40]!r} must have 1 to 100 characters")
    return found


def new_tag(name: str) -> NewTag:
    """A tag by its stable name."""
    return NewTag(name, stable_id(IdPrefix.TAG, EARLIEST, "tag", name), name)
