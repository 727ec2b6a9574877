"""Refunds as they are kept: by their ids, of orders, those that wait for their processor, and behind a lock."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from domain.errors import NotFound
from domain.order import Order
from domain.refund import Refund
from graph.content import IdsParams
from graph.database import Transaction
from graph.order_store import lock_all
from graph.queries import NoRow, Params, Query


class ChangeParams(Params):
    id: str
    properties: Mapping[str, Any]


class PendingParams(Params):
    before: datetime
    limit: int


CHANGE = Query("refund/set", ChangeParams, NoRow)
BY_IDS = Query("refund/by_ids", IdsParams, Refund)
OF_ORDERS = Query("refund/of_orders", IdsParams, Refund)
PENDING = Query("refund/pending", PendingParams, Refund)


async def one(tx: Transaction, id: str) -> Refund:
    """A refund.

    Raises:
        NotFound: there is none of that id.
    """
    found = await BY_IDS.one_or_none(tx, IdsParams(ids=[id]))
    if found is None:
        raise NotFound("There is no such refund.", ("input", "id"))
    return found


async def locked(tx: Transaction, id: str) -> tuple[Refund, Order]:
    """A refund and its order, read again behind the lock of that; raises as `one` does."""
    bought = await lock_all(tx, (await one(tx, id)).order_id)
    return await one(tx, id), bought


async def by_ids(tx: Transaction, ids: Sequence[str]) -> dict[str, Refund]:
    """Refunds by id."""
    return {row.id: row for row in await BY_IDS.all(tx, IdsParams(ids=ids))}


async def of_orders(tx: Transaction, ids: Sequence[str]) -> dict[str, list[Refund]]:
    """The refunds of orders, the first first; nothing for those that have none."""
    return await OF_ORDERS.grouped(tx, IdsParams(ids=ids), lambda refund: refund.order_id)


async def pending(tx: Transaction, before: datetime, limit: int) -> list[Refund]:
    """Refunds that were asked for before that moment and aren't done, for who sends them."""
    return await PENDING.all(tx, PendingParams(before=before, limit=limit))
