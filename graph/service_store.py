"""What is kept of services that were asked for, and the queries that find and change it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from domain.errors import NotFound
from domain.ids import UserId
from domain.record import Record
from domain.service import ServiceRequest, ServiceState
from graph import event as events
from graph.content import LAST_ID, IdsParams
from graph.database import Transaction
from graph.in_order import in_order
from graph.queries import NoRow, Params, Query


class IdParams(Params):
    id: str


class SaveParams(IdParams):
    properties: Mapping[str, Any]


class OrderParams(Params):
    order_id: str


class BuyerParams(Params):
    buyer_id: UserId


class SoldParams(Params):
    product_id: str
    currency: str


class OfUserParams(Params):
    user_id: UserId
    before_id: str = LAST_ID
    limit: int


class LatestParams(Params):
    states: Sequence[ServiceState]
    before_id: str = LAST_ID
    limit: int


class DueParams(Params):
    as_of: datetime
    limit: int


class Id(Record):
    id: str


class Buyer(Record):
    buyer_id: UserId


class Total(Record):
    total: int


class Sold(Record):
    """A service that is sold: by whom, None for the community; and its price in the currency, if it has one."""

    product_id: str
    author_id: UserId | None
    price_id: str | None


BY_IDS = Query("service/by_ids", IdsParams, ServiceRequest)
BUYER = Query("service/buyer", IdParams, Buyer)
LOCK = Query("service/lock", IdParams, Buyer)
SAVE = Query("service/save", SaveParams, NoRow)
OF_ORDER = Query("service/of_order", OrderParams, Id)
OPEN = Query("service/open", BuyerParams, Total)
SOLD = Query("service/sold", SoldParams, Sold)
OF_USER = Query("service/of_user", OfUserParams, Id)
LATEST = Query("service/latest", LatestParams, Id)
DUE = Query("service/due", DueParams, Id)


async def by_ids(tx: Transaction, ids: Sequence[str]) -> dict[str, ServiceRequest]:
    """Requests by id, whosever they are: ask whose before showing one."""
    return {row.id: row for row in await BY_IDS.all(tx, IdsParams(ids=ids))}


async def of_user(tx: Transaction, params: OfUserParams) -> list[ServiceRequest]:
    """Requests by a member and to them, the newest first."""
    return await in_order(tx, by_ids, [row.id for row in await OF_USER.all(tx, params)])


async def latest(tx: Transaction, params: LatestParams) -> list[ServiceRequest]:
    """Requests in some states, the newest first."""
    return await in_order(tx, by_ids, [row.id for row in await LATEST.all(tx, params)])


async def hold(tx: Transaction, id: str) -> ServiceRequest:
    """A request as it is now, locked behind its buyer until the transaction ends, as their orders are.

    Raises:
        NotFound: there is none of that id.
    """
    buyer = await BUYER.one_or_none(tx, IdParams(id=id))
    if buyer is not None:
        await events.lock(tx, [buyer.buyer_id], [])
        await LOCK.run(tx, IdParams(id=id))
        found = (await by_ids(tx, [id])).get(id)
        if found is not None:
            return found
    raise NotFound("You have no such service.", ("input", "id"))


async def of_order(tx: Transaction, order_id: str) -> ServiceRequest | None:
    """The request that an order pays, locked as by `hold`; None when it pays for none."""
    found = await OF_ORDER.one_or_none(tx, OrderParams(order_id=order_id))
    return await hold(tx, found.id) if found is not None else None


async def paid_by(tx: Transaction, order_id: str) -> ServiceRequest | None:
    """The request that an order pays, as it is; None when it pays for none."""
    found = await OF_ORDER.one_or_none(tx, OrderParams(order_id=order_id))
    return None if found is None else (await by_ids(tx, [found.id])).get(found.id)


async def keep(tx: Transaction, request: ServiceRequest) -> None:
    """Keep what a request has become; no more than that."""
    properties = {**request.model_dump(exclude={"id"}), "due_at": request.due_at}
    await SAVE.run(tx, SaveParams(id=request.id, properties=properties))
