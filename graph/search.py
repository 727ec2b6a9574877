"""The search: what the full-text index finds, and the entries of contents in it."""

from collections.abc import Sequence

from domain.content import Content, Visibility
from domain.ids import ContentId
from domain.meaning import said
from domain.record import Moment, Record
from domain.search import day_key
from domain.tag import Tag
from domain.text import words_of_html
from domain.user import User
from domain.words import terms
from graph.content import AudienceParams, IdsParams
from graph.database import Transaction
from graph.queries import Params, Query

VERSION = "v2"
"""The key that every entry has; another one has the job make all entries anew."""
MISSING_ENTRIES = f"+kind:* -search_keys:{VERSION}"


class HitsParams(AudienceParams):
    """`depth` is how many the index gives at most, `limit` how many of them that may be found are kept."""

    query: str
    depth: int
    shown: Sequence[str]
    limit: int


class RanksParams(AudienceParams):
    query: str
    limit: int


class Rank(Record):
    id: str
    value: float


class Hit(Record):
    """A result: one of a content, a user and a tag."""

    id: str
    score: float
    content: Content | None
    user: User | None
    tag: Tag | None


class MissingParams(Params):
    query: str = MISSING_ENTRIES
    limit: int


class Source(Record):
    """What an entry is made of."""

    id: ContentId
    title: str | None
    body: str | None
    standalone: bool
    visibility: Visibility | str | None
    published_at: Moment | None
    topics: tuple[str, ...]
    keys: tuple[str, ...]


class StoreParams(Params):
    rows: list[dict[str, object]]


class Id(Record):
    id: ContentId


class Stored(Record):
    stored: int


HITS = Query("search/hits", HitsParams, Hit)
RANKS = Query("search/ranks", RanksParams, Rank)
MISSING = Query("search/missing", MissingParams, Id)
SOURCES = Query("search/sources", IdsParams, Source)
STORE = Query("search/store", StoreParams, Stored)


async def index(tx: Transaction, ids: Sequence[str]) -> int:
    """Have contents found by what they are now; how many there were.

    Whoever changes a content's title, body, visibility, tags, area or author calls it in the same transaction. What is
    new and was forgotten is found by the job. What a content meant is forgotten when it says something else; the job of
    meanings makes it anew.
    """
    sources = await SOURCES.all(tx, IdsParams(ids=ids))
    return (await STORE.one(tx, StoreParams(rows=[_entry(source) for source in sources]))).stored


async def index_missing(tx: Transaction, limit: int) -> int:
    """Make at most `limit` of the entries that are missing; how many."""
    return await index(tx, [row.id for row in await MISSING.all(tx, MissingParams(limit=limit))])


def _entry(source: Source) -> dict[str, object]:
    """A content below another one carries the other's title, and isn't found by it. Nothing tells of a paid text."""
    keys = [VERSION, *source.keys]
    what = said(source.title, source.body, source.visibility) if source.standalone else None
    if source.published_at is not None:
        keys.append(day_key(source.published_at.date()))
    return {
        "id": source.id,
        "title": terms(source.title or "") if source.standalone else None,
        "text": terms(words_of_html(source.body or "")) if source.visibility != Visibility.PAID else None,
        "topics": terms(" ".join(source.topics)),
        "keys": keys,
        "says": what and what.fingerprint,
    }
