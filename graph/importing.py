"""Members, content, tags and areas of other systems: added in batches by their ids there, any number of times.

The first word counts: what is here already is left alone, and rows that tell it differently are named to the caller.
Every function is one batch of one transaction, and the rows of a batch have distinct external ids.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from domain.area import AreaKind
from domain.consent import ConsentPurpose
from domain.content import ContentKind, Visibility
from domain.erasure import ErasedThing
from domain.identity import look_of
from domain.listing import lot_of
from domain.record import Record
from graph.database import Transaction
from graph.queries import NoRow, Params, Query
from graph.tombstone import erased

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class NewUser:
    """A member to add. `handle` is what they would like; it gets a suffix when it is taken."""

    external_id: str
    id: str
    handle: str
    display_name: str
    joined_at: datetime


@dataclass(frozen=True, slots=True)
class NewContent:
    """Content to add. `slug` is what it would like; an answer's or comment's title gives way to its parent's."""

    external_id: str
    id: str
    kind: ContentKind
    slug: str
    title: str
    published_at: datetime
    body: str | None = None
    language: str | None = None
    visibility: Visibility = Visibility.PUBLIC


@dataclass(frozen=True, slots=True)
class NewTag:
    """A tag to add."""

    slug: str
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class NewArea:
    """An area to add."""

    slug: str
    id: str
    name: str
    kind: AreaKind
    norms: str | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a batch: how many were new, how many known, and which known ones were told differently."""

    new: int
    known: int = 0
    differing: Sequence[str] = ()
    erased: int = 0
    """How many were left out, since they were erased here."""


class Thread(Record):
    """Where a post belongs: itself or, for an answer, its question; and who began that."""

    external_id: str
    id: str
    root_id: str
    root_author_id: str | None


class Known(Record):
    external_id: str
    id: str
    text: str


class Member(Known):
    """A member who is here, and whether they consent to be kept with what they are merely observed to do."""

    analytics: bool


class Name(Record):
    name: str


class RowsParams(Params):
    rows: list[Row]


class UsersParams(RowsParams):
    consents: Sequence[ConsentPurpose]
    now: datetime


class ExternalIdsParams(Params):
    external_ids: list[str]


class NamesParams(Params):
    names: list[str]


USERS = Query("import/users", UsersParams, NoRow)
CONTENTS = Query("import/contents", RowsParams, NoRow)
TAGS = Query("import/tags", RowsParams, NoRow)
AREAS = Query("import/areas", RowsParams, NoRow)
KNOWN_USERS = Query("import/known_users", ExternalIdsParams, Member)
KNOWN_CONTENTS = Query("import/known_contents", ExternalIdsParams, Known)
THREADS = Query("import/threads", ExternalIdsParams, Thread)
TAKEN_HANDLES = Query("import/taken_handles", NamesParams, Name)
TAKEN_SLUGS = Query("import/taken_slugs", NamesParams, Name)


async def add_users(
    tx: Transaction, users: Sequence[NewUser], consents: Sequence[ConsentPurpose], now: datetime
) -> Added:
    """Add members, who consent to `consents` from `now` on; of those known, `differing` have another display name."""
    known = await _known(tx, KNOWN_USERS, [user.external_id for user in users])
    gone = await erased(tx, ErasedThing.USER_EXTERNAL_ID, [user.external_id for user in users])
    fresh = [user for user in users if user.external_id not in known and user.external_id not in gone]
    handles = await _free_names(tx, _taken_handles, [(user.handle, user.id) for user in fresh])
    rows = [_user_row(user, handle) for user, handle in zip(fresh, handles, strict=True)]
    await USERS.run(tx, UsersParams(rows=rows, consents=consents, now=now))
    told = {user.external_id: user.display_name for user in users}
    return Added(len(fresh), len(known), _differing(told, known), len(gone))


async def add_contents(tx: Transaction, contents: Sequence[NewContent]) -> Added:
    """Add content; of what is known already and has a title of its own, `differing` has another."""
    known = await _known(tx, KNOWN_CONTENTS, [content.external_id for content in contents])
    gone = await erased(tx, ErasedThing.CONTENT_EXTERNAL_ID, [content.external_id for content in contents])
    fresh = [content for content in contents if content.external_id not in known and content.external_id not in gone]
    slugs = await _free_names(tx, _taken_slugs, [(content.slug, content.id) for content in fresh])
    rows = [_content_row(content, slug) for content, slug in zip(fresh, slugs, strict=True)]
    await CONTENTS.run(tx, RowsParams(rows=rows))
    told = {content.external_id: content.title for content in contents if content.kind.standalone}
    return Added(len(fresh), len(known), _differing(told, known), len(gone))


async def add_tags(tx: Transaction, tags: Sequence[NewTag]) -> None:
    """Add tags, which are known by their slug."""
    await TAGS.run(tx, RowsParams(rows=[_fields(tag) for tag in tags]))


async def add_areas(tx: Transaction, areas: Sequence[NewArea]) -> None:
    """Add areas, which are known by their slug."""
    await AREAS.run(tx, RowsParams(rows=[{**_fields(area), "kind": area.kind.value} for area in areas]))


T = TypeVar("T")
Lookup = Callable[[Transaction, Sequence[str]], Awaitable[dict[str, T]]]
"""A look-up by external ids."""


async def members(tx: Transaction, external_ids: Sequence[str]) -> dict[str, Member]:
    """The members that are here, by their external ids."""
    return await _known(tx, KNOWN_USERS, external_ids)


async def content_ids(tx: Transaction, external_ids: Sequence[str]) -> dict[str, str]:
    """Our ids of the content that is here, by its external ids."""
    return {external_id: row.id for external_id, row in (await _known(tx, KNOWN_CONTENTS, external_ids)).items()}


async def threads(tx: Transaction, external_ids: Sequence[str]) -> dict[str, Thread]:
    """The threads of the posts that are here, by their external ids."""
    rows = await THREADS.all(tx, ExternalIdsParams(external_ids=list(external_ids)))
    return {row.external_id: row for row in rows}


K = TypeVar("K", bound=Known)


async def _known(tx: Transaction, query: Query[Any, K], external_ids: Sequence[str]) -> dict[str, K]:
    rows = await query.all(tx, ExternalIdsParams(external_ids=list(external_ids)))
    return {row.external_id: row for row in rows}


async def _taken_handles(tx: Transaction, names: list[str]) -> set[str]:
    """Those in use, and those of the erased, whom a namesake would be taken for."""
    used = {row.name for row in await TAKEN_HANDLES.all(tx, NamesParams(names=names))}
    return used | set(await erased(tx, ErasedThing.HANDLE, names))


async def _taken_slugs(tx: Transaction, names: list[str]) -> set[str]:
    return {row.name for row in await TAKEN_SLUGS.all(tx, NamesParams(names=names))}


Taken = Callable[[Transaction, list[str]], Awaitable[set[str]]]


async def _free_names(tx: Transaction, taken_of: Taken, wishes: Sequence[tuple[str, str]]) -> list[str]:
    """One unused name a wish (name, id): the name itself, or with the last 4 or 16 characters of the id behind it."""
    choices = [(name, f"{name}-{id[-4:]}", f"{name}-{id[-16:]}") for name, id in wishes]
    asked = [name for choice in choices for name in choice[:2]]
    taken = await taken_of(tx, asked)
    names = []
    for choice in choices:
        name = next((name for name in choice[:2] if name not in taken), choice[2])
        taken.add(name)
        names.append(name)
    return names


def _differing(told: Mapping[str, str], known: Mapping[str, Known]) -> list[str]:
    return [id for id, text in told.items() if id in known and known[id].text != text]


def _fields(record: Any) -> Row:
    return {name: getattr(record, name) for name in record.__slots__}


def milliseconds(at: datetime) -> int:
    """Since 1970: how times travel in bulk, as the driver packs them forty times as fast as dates."""
    return round(at.timestamp() * 1000)


def _user_row(user: NewUser, handle: str) -> Row:
    times = {"joined_at": None, "joined_ms": milliseconds(user.joined_at)}
    return _fields(user) | times | {"handle": handle, "look": look_of(handle)}


def _content_row(content: NewContent, slug: str) -> Row:
    labels = [content.kind.label, *(["Standalone"] if content.kind.standalone else [])]
    times = {"published_at": None, "published_ms": milliseconds(content.published_at)}
    lot = {"lot": lot_of(content.id) if content.kind.standalone else None}
    texts = {"kind": content.kind.value, "visibility": content.visibility.value, "slug": slug, "labels": labels}
    return _fields(content) | times | lot | texts
