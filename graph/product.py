"""Products and their prices in the graph: look-ups and the list of what is on sale."""

from collections import defaultdict
from collections.abc import Sequence

from domain.ids import ContentId
from domain.product import Price, Product, ProductKind
from domain.record import Record
from graph.content import LAST_ID, IdsParams
from graph.database import Transaction
from graph.queries import Params, Query

MAX_UNLOCKS = 100
"""So many contents of a product are told of."""


class SeenParams(IdsParams):
    """What is looked up, and who asks: `everything` for who manages the catalogue."""

    user_id: str | None
    everything: bool


class LatestParams(Params):
    kinds: Sequence[ProductKind]
    before_id: str = LAST_ID
    limit: int


class BoundedParams(IdsParams):
    limit: int = MAX_UNLOCKS


class Others(Record):
    """What belongs to something, by ids."""

    id: str
    others: tuple[str, ...]


BY_IDS = Query("product/by_ids", SeenParams, Product)
LATEST = Query("product/latest", LatestParams, Product)
PRICES = Query("product/prices", IdsParams, Price)
BENEFITS = Query("product/benefits", IdsParams, Others)
UNLOCKS = Query("product/unlocks", BoundedParams, Others)
OF_CONTENTS = Query("product/of_contents", BoundedParams, Others)
PRICES_BY_IDS = Query("price/by_ids", IdsParams, Price)


async def by_ids(
    tx: Transaction, ids: Sequence[str], user_id: str | None = None, everything: bool = True
) -> dict[str, Product]:
    """Products by id; only those that a member may see, unless `everything`."""
    rows = await BY_IDS.all(tx, SeenParams(ids=ids, user_id=user_id, everything=everything))
    return {row.id: row for row in rows}


async def prices(tx: Transaction, product_ids: Sequence[str]) -> dict[str, list[Price]]:
    """The prices at which products are to be had now, by product."""
    found = defaultdict(list)
    for price in await PRICES.all(tx, IdsParams(ids=product_ids)):
        found[price.product_id].append(price)
    return found


async def prices_by_ids(tx: Transaction, ids: Sequence[str]) -> dict[str, Price]:
    """Prices by id, archived ones too."""
    return {row.id: row for row in await PRICES_BY_IDS.all(tx, IdsParams(ids=ids))}


async def benefits(tx: Transaction, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Ids of the benefits that products include, by product."""
    return {row.id: row.others for row in await BENEFITS.all(tx, IdsParams(ids=ids))}


async def unlocks(tx: Transaction, ids: Sequence[str]) -> dict[str, list[ContentId]]:
    """Ids of the contents that products unlock one by one, by product."""
    rows = await UNLOCKS.all(tx, BoundedParams(ids=ids))
    return {row.id: [ContentId(id) for id in row.others] for row in rows}


async def of_contents(tx: Transaction, content_ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Ids of the products on sale that unlock contents one by one, or their courses, by content."""
    return {row.id: row.others for row in await OF_CONTENTS.all(tx, BoundedParams(ids=content_ids))}
