"""What is kept of orders and payments, and the queries that find and change it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from domain.errors import NotFound
from domain.order import Order, OrderState, Payment
from domain.record import Record
from graph import event as events
from graph.content import LAST_ID, IdsParams
from graph.database import Transaction
from graph.in_order import in_order
from graph.queries import NoRow, Params, Query


class IdParams(Params):
    id: str


class ClaimParams(IdParams):
    key: str


class SetParams(IdParams):
    properties: Mapping[str, Any]
    lines: Sequence[Mapping[str, Any]] = ()


class YearParams(Params):
    year: int


class ReferenceParams(Params):
    processor: str
    reference: str


class PayParams(ReferenceParams):
    properties: Mapping[str, Any]


class LatestParams(Params):
    states: Sequence[OrderState] = tuple(OrderState)
    before_id: str = LAST_ID
    limit: int


class OfUserParams(LatestParams):
    user_id: str


class OfSubscriptionParams(Params):
    subscription_id: str
    before_id: str = LAST_ID
    limit: int


class NumberParams(Params):
    number: str


class DigestParams(Params):
    digest: str


class DueParams(Params):
    as_of: datetime
    limit: int


class Id(Record):
    id: str


class Claimed(Id):
    fresh: bool


class Found(Record):
    id: str
    bought: Order


class Parties(Record):
    user_ids: list[str]


class Numbered(Record):
    number: int


CLAIM = Query("order/claim", ClaimParams, Claimed)
FILL = Query("order/fill", SetParams, NoRow)
BY_IDS = Query("order/by_ids", IdsParams, Found)
LOCK = Query("order/lock", IdParams, Id)
PARTIES = Query("order/parties", IdParams, Parties)
SET = Query("order/set", SetParams, NoRow)
NUMBER = Query("order/number", YearParams, Numbered)
PAY = Query("order/pay", PayParams, NoRow)
PAID_BY = Query("order/paid_by", ReferenceParams, Payment)
PAYMENTS = Query("order/payments", IdsParams, Payment)
OF_USER = Query("order/of_user", OfUserParams, Id)
OF_SUBSCRIPTION = Query("order/of_subscription", OfSubscriptionParams, Id)
LATEST = Query("order/latest", LatestParams, Id)
BY_NUMBER = Query("order/by_number", NumberParams, Id)
BY_GIFT = Query("order/by_gift", DigestParams, Id)
DUE = Query("order/due", DueParams, Id)


async def by_ids(tx: Transaction, ids: Sequence[str]) -> dict[str, Order]:
    """Orders by id."""
    return {row.id: row.bought for row in await BY_IDS.all(tx, IdsParams(ids=ids))}


async def lock(tx: Transaction, id: str) -> Order | None:
    """An order that nobody else changes until the commit; None when there is none of that id."""
    if await LOCK.one_or_none(tx, IdParams(id=id)) is None:
        return None
    return (await by_ids(tx, [id]))[id]


async def lock_all(tx: Transaction, id: str) -> Order:
    """The same behind the locks of its buyer and who it is for, as members are locked first: grants may change.

    Raises:
        NotFound: there is none of that id.
    """
    parties = await PARTIES.one_or_none(tx, IdParams(id=id))
    await events.lock(tx, sorted(set(parties.user_ids)) if parties else [], [])
    bought = await lock(tx, id)
    if bought is None:
        raise NotFound("There is no such order.", ("input", "id"))
    return bought


async def payments(tx: Transaction, order_ids: Sequence[str]) -> dict[str, list[Payment]]:
    """What came of paying orders, the first first; nothing for those that nobody tried to pay."""
    return await PAYMENTS.grouped(tx, IdsParams(ids=order_ids), lambda payment: payment.order_id)


async def of_user(tx: Transaction, params: OfUserParams) -> list[Order]:
    """Orders of a member, the latest first."""
    return await in_order(tx, by_ids, [row.id for row in await OF_USER.all(tx, params)])


async def of_subscription(tx: Transaction, params: OfSubscriptionParams) -> list[Order]:
    """Orders of a subscription, the latest first."""
    return await in_order(tx, by_ids, [row.id for row in await OF_SUBSCRIPTION.all(tx, params)])


async def latest(tx: Transaction, params: LatestParams) -> list[Order]:
    """Orders in some states, the latest first."""
    return await in_order(tx, by_ids, [row.id for row in await LATEST.all(tx, params)])
