"""Contents: look-ups by id, and the lists they stand in."""

from collections.abc import Sequence
from datetime import UTC, datetime

from domain.access import Viewer
from domain.content import Content, ContentBody, ContentKind, ContentStats, ContentText, Visibility
from domain.ids import ContentId, UserId
from domain.record import Moment, Record
from domain.user import User
from graph.database import Transaction
from graph.queries import Params, Query

FIRST_RANK = 2**62
"""Above every answer: the keyset of a first page of answers."""
LAST_ID = "~"
"""Sorts behind every id: the keyset of a first page that reads downwards."""
EARLIEST = datetime(1, 1, 1, tzinfo=UTC)
"""Before every content: the keyset of a first page that reads upwards."""


class Listed(Record):
    """A content's place in a list by time."""

    id: ContentId
    at: Moment


class AudienceParams(Params):
    """Who is asking, as the audience predicate of every listing wants to know it."""

    audience: tuple[Visibility, ...]
    now: datetime


class ByIdsParams(AudienceParams):
    ids: Sequence[str]


class FindParams(AudienceParams):
    external_id: str | None
    slug: str | None


class Found(Record):
    id: ContentId


class NewestParams(AudienceParams):
    """A page of a list that is read downwards from `before` to `since`, and leaves some contents out."""

    kinds: tuple[ContentKind, ...]
    before_at: datetime
    before_id: str = LAST_ID
    since: datetime = EARLIEST
    without: tuple[ContentId, ...] = ()
    limit: int


class NewestByTagsParams(NewestParams):
    tags: tuple[str, ...]


class NewestInAreaParams(NewestParams):
    area: str


class NewestInAreaByTagsParams(NewestInAreaParams):
    tags: tuple[str, ...]


class NewestByAuthorParams(AudienceParams):
    kinds: tuple[ContentKind, ...]
    before_at: datetime
    before_id: str = LAST_ID
    limit: int
    user_id: UserId


class CommentsParams(AudienceParams):
    content_id: ContentId
    after_at: datetime
    after_id: str = ""
    limit: int


class AnswersParams(AudienceParams):
    content_id: ContentId
    after_rank: int
    after_at: datetime = EARLIEST
    after_id: str = ""
    limit: int


class RankedAnswer(Record):
    """An answer's place: `rank` is its votes, and a billion more for the accepted one."""

    id: ContentId
    rank: int
    at: Moment


class OfContentParams(AudienceParams):
    content_id: ContentId
    limit: int


class ContentIdParams(Params):
    content_id: ContentId


class IdsParams(Params):
    ids: Sequence[str]


class Above(Record):
    """What an answer or a comment stands below."""

    content_id: ContentId
    above_id: ContentId
    accepted: bool


class Accepted(Record):
    content_id: ContentId
    answer_id: ContentId


BY_IDS = Query("content/by_ids", ByIdsParams, Content)
FIND = Query("content/find", FindParams, Found)
NEWEST = Query("content/newest", NewestParams, Listed)
NEWEST_BY_TAGS = Query("content/newest_by_tags", NewestByTagsParams, Listed)
NEWEST_IN_AREA = Query("content/newest_in_area", NewestInAreaParams, Listed)
NEWEST_IN_AREA_BY_TAGS = Query("content/newest_in_area_by_tags", NewestInAreaByTagsParams, Listed)
NEWEST_BY_AUTHOR = Query("content/newest_by_author", NewestByAuthorParams, Listed)
COMMENTS = Query("content/comments", CommentsParams, Listed)
ANSWERS = Query("content/answers", AnswersParams, RankedAnswer)
ABOVE = Query("content/above", IdsParams, Above)
ACCEPTED = Query("content/accepted", IdsParams, Accepted)
STATS = Query("content/stats", IdsParams, ContentStats)
BODIES = Query("content/bodies", IdsParams, ContentBody)
SOURCES = Query("content/sources", IdsParams, ContentBody)
TEXTS = Query("content/texts", IdsParams, ContentText)
MENTIONED = Query("content/mentioned", ContentIdParams, User)
LINKS = Query("content/links", OfContentParams, Found)
LINKED_FROM = Query("content/linked_from", OfContentParams, Found)
ORIGINAL = Query("content/original", OfContentParams, Found)
CROSS_POSTS = Query("content/cross_posts", OfContentParams, Found)
LESSONS = Query("content/lessons", OfContentParams, Found)


async def by_ids(tx: Transaction, ids: Sequence[str], viewer: Viewer, now: datetime) -> dict[str, Content]:
    """The contents among `ids` that the viewer may find, by id. One statement, about 15 db hits a content."""
    rows = await BY_IDS.all(tx, ByIdsParams(ids=ids, audience=viewer.audience, now=now))
    return {row.id: row for row in rows}


async def stats(tx: Transaction, ids: Sequence[str]) -> dict[str, ContentStats]:
    """All-time counts by content id; the cost is the days on which something happened."""
    return {row.content_id: row for row in await STATS.all(tx, IdsParams(ids=ids))}


async def bodies(tx: Transaction, ids: Sequence[str]) -> dict[str, str | None]:
    """Texts by content id, unchecked: ask `domain.access` first."""
    return {row.content_id: row.body for row in await BODIES.all(tx, IdsParams(ids=ids))}


async def above(tx: Transaction, ids: Sequence[str]) -> dict[str, Above]:
    """What answers and comments stand below, by their ids; nothing for what stands by itself."""
    return {row.content_id: row for row in await ABOVE.all(tx, IdsParams(ids=ids))}


async def accepted(tx: Transaction, ids: Sequence[str]) -> dict[str, ContentId]:
    """The accepted answers by the ids of their questions."""
    return {row.content_id: row.answer_id for row in await ACCEPTED.all(tx, IdsParams(ids=ids))}


async def sources(tx: Transaction, ids: Sequence[str]) -> dict[str, str | None]:
    """Texts as they were written, by content id, unchecked: they are their authors' own."""
    return {row.content_id: row.body for row in await SOURCES.all(tx, IdsParams(ids=ids))}


async def texts(tx: Transaction, ids: Sequence[str]) -> dict[str, ContentText]:
    """What is known of texts, by content id."""
    return {row.content_id: row for row in await TEXTS.all(tx, IdsParams(ids=ids))}
