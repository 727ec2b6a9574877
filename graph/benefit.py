"""Benefits in the graph."""

from collections.abc import Sequence

from domain.benefit import Benefit
from graph.content import IdsParams
from graph.database import Transaction
from graph.queries import Query

BY_IDS = Query("benefit/by_ids", IdsParams, Benefit)


async def by_ids(tx: Transaction, ids: Sequence[str]) -> dict[str, Benefit]:
    """Benefits by their ids."""
    return {row.id: row for row in await BY_IDS.all(tx, IdsParams(ids=ids))}
