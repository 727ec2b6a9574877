"""The bounded lists that candidates come from: users' last contents, contents' last readers, related contents."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from domain.ids import ContentId
from domain.record import Record
from graph.content import IdsParams
from graph.database import Transaction
from graph.queries import NoRow, Params, Query
from graph.refresh import ChangedContent, Instant

VISIT_ENDED = timedelta(minutes=30)
"""After so long without an act a visit is over; what appeared since then is unseen."""


class BatchParams(Params):
    ids: Sequence[str]
    as_of: datetime


class RecentParams(BatchParams):
    visited_by: datetime


class RecentContentsParams(Params):
    ids: Sequence[str]
    of_each: int


class RowsParams(Params):
    rows: list[dict[str, Any]]
    as_of: datetime


class Related(Record):
    content_id: ContentId
    related_ids: list[ContentId]
    related_scores: list[float]


RECENT = Query("refresh/recent", RecentParams, NoRow)
RECENT_CONTENTS = Query("refresh/recent_contents", RecentContentsParams, ChangedContent)
READERS = Query("refresh/readers", BatchParams, NoRow)
RELATED = Query("refresh/related", IdsParams, Related)
STORE_RELATED = Query("refresh/store_related", RowsParams, NoRow)


async def store_recent(tx: Transaction, user_ids: Sequence[str], at: Instant) -> None:
    """Store what users did last."""
    await RECENT.run(tx, RecentParams(ids=user_ids, as_of=at.as_of, visited_by=at.as_of - VISIT_ENDED))


async def store_readers(tx: Transaction, content_ids: Sequence[str], at: Instant) -> None:
    """Store who read contents last."""
    await READERS.run(tx, BatchParams(ids=content_ids, as_of=at.as_of))


async def store_related(tx: Transaction, content_ids: Sequence[str], at: Instant) -> None:
    """Store what is close to contents, from the readers and last contents that are stored."""
    rows = await RELATED.all(tx, IdsParams(ids=content_ids))
    await STORE_RELATED.run(tx, RowsParams(rows=[row.model_dump() for row in rows], as_of=at.as_of))


async def recent_contents(tx: Transaction, user_ids: Sequence[str], of_each: int) -> list[ContentId]:
    """The contents of each user's last interactions, at most so many."""
    rows = await RECENT_CONTENTS.all(tx, RecentContentsParams(ids=user_ids, of_each=of_each))
    return [row.id for row in rows]
