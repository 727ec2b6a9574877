"""Changes of products and prices in the graph, each with an audit entry in the same transaction."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from domain.audit import AuditEntry
from domain.errors import Conflict, NotFound
from domain.product import NewPrice, Price, Product, check_price
from graph import audit
from graph.content import IdsParams
from graph.database import Transaction
from graph.product import PRICES_BY_IDS
from graph.queries import NoRow, Params, Query


class IdParams(Params):
    id: str


class CreateParams(IdParams):
    properties: Mapping[str, Any]
    at: datetime


class ChangeParams(IdParams):
    properties: Mapping[str, Any]


class IncludeParams(IdParams):
    benefit_ids: Sequence[str]


class SetParams(IdParams):
    product_id: str
    amount_minor: int
    currency: str
    interval: str
    at: datetime


class ArchiveParams(IdParams):
    at: datetime


CREATE = Query("product/create", CreateParams, Product)
CHANGE = Query("product/change", ChangeParams, Product)
LOCK = Query("product/lock", IdParams, Product)
INCLUDE = Query("product/include", IncludeParams, NoRow)
SET_PRICE = Query("price/set", SetParams, Price)
ARCHIVE_PRICE = Query("price/archive", ArchiveParams, Price)


async def create(
    tx: Transaction,
    params: CreateParams,
    benefit_ids: Sequence[str],
    prices: Mapping[str, NewPrice],
    entry: AuditEntry,
) -> Product:
    """Make a product that includes benefits and has prices, which are given by id."""
    made = await CREATE.one(tx, params)
    await fill(tx, made.id, benefit_ids, prices, params.at)
    await audit.append(tx, entry)
    return made


async def change(
    tx: Transaction, params: ChangeParams, benefit_ids: Sequence[str] | None, entry: AuditEntry
) -> Product | None:
    """Set what is given of a product; None when there is none of that id."""
    before = await LOCK.one_or_none(tx, IdParams(id=params.id))
    if before is None:
        return None
    after = await CHANGE.one(tx, params)
    await include(tx, params.id, benefit_ids)
    await audit.append_change(tx, entry, before, after)
    return after


async def set_price(
    tx: Transaction, id: str, product_id: str, price: NewPrice, at: datetime, entry: AuditEntry
) -> bool:
    """Give a product a price under that id, in the place of the one of its currency and interval; False where that is
    the same.

    Raises:
        NotFound: there is no such product.
        Conflict: it is archived.
        InvalidInput: it can't have such a price.
    """
    product = await LOCK.one_or_none(tx, IdParams(id=product_id))
    if product is None:
        raise NotFound("There is no product of this id.", ("input", "productId"))
    if product.archived_at is not None:
        raise Conflict(f"{product.name} is archived: take that back first.", ("input", "productId"))
    check_price(product.kind, price, ("input",))
    made = await SET_PRICE.one_or_none(tx, SetParams(id=id, product_id=product_id, at=at, **price.model_dump()))
    if made is not None:
        await audit.append(tx, entry)
    return made is not None


async def include(tx: Transaction, product_id: str, benefit_ids: Sequence[str] | None) -> None:
    """Let a product include these benefits and no others; for None those that it has."""
    if benefit_ids is not None:
        await INCLUDE.run(tx, IncludeParams(id=product_id, benefit_ids=benefit_ids))


async def fill(
    tx: Transaction, product_id: str, benefit_ids: Sequence[str], prices: Mapping[str, NewPrice], at: datetime
) -> None:
    """Give a new product its benefits, and its prices by their ids."""
    await include(tx, product_id, benefit_ids)
    for id, price in prices.items():
        await SET_PRICE.one_or_none(tx, SetParams(id=id, product_id=product_id, at=at, **price.model_dump()))


async def archive_price(tx: Transaction, id: str, at: datetime, entry: AuditEntry) -> Price | None:
    """Archive a price, unless it is already; None when there is none of that id."""
    archived = await ARCHIVE_PRICE.one_or_none(tx, ArchiveParams(id=id, at=at))
    if archived is None:
        return await PRICES_BY_IDS.one_or_none(tx, IdsParams(ids=[id]))
    await audit.append(tx, entry)
    return archived
