"""Cross-posts in the graph: what says the same is looked up, and one edge leads from a cross-post to its original."""

from collections.abc import Sequence
from datetime import datetime

from domain.body import Body
from domain.cross_post import MOST, Same, original_of
from domain.ids import ContentId, UserId
from domain.likeness import ALIKE
from graph import event as events
from graph.database import Transaction
from graph.queries import NoRow, Params, Query


class SameParams(Params):
    id: ContentId
    hash: str | None
    url: str | None
    bands: Sequence[str]
    alike: int = ALIKE
    limit: int = MOST


class LinkParams(Params):
    id: ContentId
    original_id: ContentId | None
    at: datetime


SAME = Query("cross_post/same", SameParams, Same)
LINK = Query("cross_post/link", LinkParams, NoRow)


async def same_as(tx: Transaction, id: ContentId, body: Body, url: str | None) -> list[Same]:
    """The other contents that say what this body says or nearly so, or name that address; the earliest first."""
    params = SameParams(id=id, hash=body.hash if body.long else None, url=url, bands=body.bands)
    return await SAME.all(tx, params)


async def original(
    tx: Transaction, id: ContentId, author_id: UserId, body: Body, url: str | None, cross_post: bool
) -> ContentId | None:
    """What a text of that author is a cross-post of. A lock on them has two that say the same wait for each other.

    Raises:
        Conflict: they have it here already, and don't say that they mean to.
    """
    await events.lock(tx, [author_id], [])
    return original_of(await same_as(tx, id, body, url), author_id, cross_post)
