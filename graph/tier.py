"""Tiers in the graph: look-ups, the list of those on sale, and changes with an audit entry in the same transaction."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from domain.audit import AuditEntry
from domain.product import NewPrice
from domain.record import Record
from domain.tier import Tier
from graph import audit
from graph.content import IdsParams
from graph.database import Transaction
from graph.product import SeenParams
from graph.product_changes import IdParams, fill, include
from graph.queries import Params, Query
from graph.tag import SlugsParams

MAX_TIERS = 100
"""So many are listed."""


class LimitParams(Params):
    limit: int = MAX_TIERS


class CreateParams(Params):
    id: str
    slug: str
    product_id: str
    name: str
    description: str | None
    rank: int
    trial_days: int
    at: datetime


class ChangeParams(IdParams):
    properties: Mapping[str, Any]
    of_product: Mapping[str, Any]


class Id(Record):
    id: str


class OfSlug(Id):
    slug: str


class OfProduct(Id):
    product_id: str


BY_IDS = Query("tier/by_ids", SeenParams, Tier)
BY_SLUGS = Query("tier/by_slugs", SlugsParams, OfSlug)
OF_PRODUCTS = Query("tier/of_products", IdsParams, OfProduct)
LIVE = Query("tier/live", LimitParams, Tier)
CREATE = Query("tier/create", CreateParams, Id)
LOCK = Query("tier/lock", IdParams, Tier)
CHANGE = Query("tier/change", ChangeParams, Tier)


async def by_ids(
    tx: Transaction, ids: Sequence[str], user_id: str | None = None, everything: bool = True
) -> dict[str, Tier]:
    """Tiers by id; only those that a member may see, unless `everything`."""
    rows = await BY_IDS.all(tx, SeenParams(ids=ids, user_id=user_id, everything=everything))
    return {row.id: row for row in rows}


async def by_slugs(tx: Transaction, slugs: Sequence[str]) -> dict[str, str]:
    """Ids of tiers by slug."""
    return {row.slug: row.id for row in await BY_SLUGS.all(tx, SlugsParams(slugs=slugs))}


async def of_products(tx: Transaction, product_ids: Sequence[str]) -> dict[str, str]:
    """Ids of the tiers that are sold as products, by product."""
    return {row.product_id: row.id for row in await OF_PRODUCTS.all(tx, IdsParams(ids=product_ids))}


async def create(
    tx: Transaction,
    params: CreateParams,
    benefit_ids: Sequence[str],
    prices: Mapping[str, NewPrice],
    entry: AuditEntry,
) -> bool:
    """Make a tier, with prices by id; False when its slug is taken."""
    if await CREATE.one_or_none(tx, params) is None:
        return False
    await fill(tx, params.product_id, benefit_ids, prices, params.at)
    await audit.append(tx, entry)
    return True


async def change(
    tx: Transaction, params: ChangeParams, benefit_ids: Sequence[str] | None, entry: AuditEntry
) -> Tier | None:
    """Set what is given of a tier and of the product it is sold as; None when there is none of that id."""
    before = await LOCK.one_or_none(tx, IdParams(id=params.id))
    if before is None:
        return None
    await include(tx, before.product_id, benefit_ids)
    after = await CHANGE.one(tx, params)
    await audit.append_change(tx, entry, before, after)
    return after
