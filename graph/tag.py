"""Tags: look-ups and lists."""

from collections.abc import Sequence
from datetime import datetime

from domain.ids import TagId
from domain.record import Record
from domain.tag import Tag
from graph.content import IdsParams
from graph.database import Transaction
from graph.queries import Params, Query


class SlugsParams(Params):
    slugs: Sequence[str]


class AlphabeticalParams(Params):
    after_slug: str = ""
    limit: int


class RelatedParams(Params):
    tag_id: TagId
    now: datetime
    limit: int


class Followers(Record):
    id: TagId
    total: int


BY_IDS = Query("tag/by_ids", IdsParams, Tag)
BY_SLUGS = Query("tag/by_slugs", SlugsParams, Tag)
ALPHABETICAL = Query("tag/alphabetical", AlphabeticalParams, Tag)
RELATED = Query("tag/related", RelatedParams, Tag)
FOLLOWERS = Query("tag/followers", IdsParams, Followers)


async def by_ids(tx: Transaction, ids: Sequence[str]) -> dict[str, Tag]:
    """Tags by id."""
    return {row.id: row for row in await BY_IDS.all(tx, IdsParams(ids=ids))}


async def by_slugs(tx: Transaction, slugs: Sequence[str]) -> dict[str, Tag]:
    """Tags by slug."""
    return {row.slug: row for row in await BY_SLUGS.all(tx, SlugsParams(slugs=slugs))}


async def followers(tx: Transaction, ids: Sequence[str]) -> dict[str, int]:
    """Numbers of followers by tag id."""
    return {row.id: row.total for row in await FOLLOWERS.all(tx, IdsParams(ids=ids))}
