"""The catalogue as orders and access take it: what prices buy, and at which price contents are to be had."""

from collections.abc import Sequence

from domain.catalogue import ContentOffer, Offer
from graph.content import IdsParams
from graph.database import Transaction
from graph.queries import Query

OFFERS = Query("catalogue/offers", IdsParams, Offer)
CONTENT_OFFERS = Query("catalogue/content_offers", IdsParams, ContentOffer)


async def offers(tx: Transaction, price_ids: Sequence[str]) -> dict[str, Offer]:
    """What prices buy, by their ids. Archived ones are there too: whoever pays one goes on paying it."""
    return {row.price_id: row for row in await OFFERS.all(tx, IdsParams(ids=price_ids))}


async def product_of_content(tx: Transaction, content_ids: Sequence[str]) -> dict[str, ContentOffer]:
    """The price at which each content is to be had, by content id; nothing for what no live price unlocks."""
    return {row.content_id: row for row in await CONTENT_OFFERS.all(tx, IdsParams(ids=content_ids))}
