"""Areas: look-ups and the list of all."""

from collections.abc import Sequence

from domain.area import Area
from graph.content import IdsParams
from graph.database import Transaction
from graph.queries import NoParams, Query
from graph.tag import SlugsParams

ALL = Query("area/all", NoParams, Area)
BY_IDS = Query("area/by_ids", IdsParams, Area)
BY_SLUGS = Query("area/by_slugs", SlugsParams, Area)


async def by_ids(tx: Transaction, ids: Sequence[str]) -> dict[str, Area]:
    """Areas by id."""
    return {row.id: row for row in await BY_IDS.all(tx, IdsParams(ids=ids))}


async def by_slugs(tx: Transaction, slugs: Sequence[str]) -> dict[str, Area]:
    """Areas by slug."""
    return {row.slug: row for row in await BY_SLUGS.all(tx, SlugsParams(slugs=slugs))}
