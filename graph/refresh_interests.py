"""What users are drawn to, and how much each tag tells, as the job stores them."""

from collections.abc import Sequence
from datetime import datetime

from domain.ids import TagId, UserId
from domain.record import Record
from graph.database import Transaction
from graph.queries import NoRow, Query
from graph.refresh import AsOfParams
from graph.refresh_neighbours import BatchParams, RowsParams


class Drawn(Record):
    """The tags of one user, the strongest first, with their affinities in (0, 1]."""

    user_id: UserId
    tag_ids: list[TagId]
    affinities: list[float]


IDF = Query("refresh/idf", AsOfParams, NoRow)
INTERESTS = Query("refresh/interests", BatchParams, Drawn)
STORE = Query("refresh/store_interests", RowsParams, NoRow)


async def store_idf(tx: Transaction, as_of: datetime) -> None:
    """Store how much each tag tells, from the contents published before `as_of`."""
    await IDF.run(tx, AsOfParams(as_of=as_of))


async def store(tx: Transaction, user_ids: Sequence[str], as_of: datetime) -> None:
    """Store the interests of users, from what they did before `as_of` and what they declared."""
    rows = await INTERESTS.all(tx, BatchParams(ids=user_ids, as_of=as_of))
    await STORE.run(tx, RowsParams(rows=[row.model_dump() for row in rows], as_of=as_of))
