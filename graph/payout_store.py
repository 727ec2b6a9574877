"""What is kept of payouts, and the queries that find and change it."""

from collections.abc import Mapping, Sequence
from typing import Any

from domain.ids import UserId
from domain.payout import Payout, PayoutState
from domain.record import Record
from graph.content import LAST_ID, IdsParams
from graph.database import Transaction
from graph.in_order import in_order
from graph.queries import NoRow, Params, Query


class AddParams(Params):
    rows: Sequence[Mapping[str, Any]]


class IdParams(Params):
    id: str


class ChangeParams(IdParams):
    properties: Mapping[str, Any]


class LatestParams(Params):
    states: Sequence[PayoutState]
    before_id: str = LAST_ID
    limit: int


class OfUserParams(LatestParams):
    user_id: UserId


class Id(Record):
    id: str


ADD = Query("payout/add", AddParams, NoRow)
CHANGE = Query("payout/set", ChangeParams, NoRow)
LOCK = Query("payout/lock", IdParams, Id)
BY_IDS = Query("payout/by_ids", IdsParams, Payout)
OF_USER = Query("payout/of_user", OfUserParams, Id)
LATEST = Query("payout/latest", LatestParams, Id)


async def by_ids(tx: Transaction, ids: Sequence[str]) -> dict[str, Payout]:
    """Payouts by id, whosever they are: ask whose before showing one."""
    return {row.id: row for row in await BY_IDS.all(tx, IdsParams(ids=ids))}


async def of_user(tx: Transaction, params: OfUserParams) -> list[Payout]:
    """The payouts of a member, the latest first."""
    return await in_order(tx, by_ids, [row.id for row in await OF_USER.all(tx, params)])


async def latest(tx: Transaction, params: LatestParams) -> list[Payout]:
    """Payouts in some states, the latest first."""
    return await in_order(tx, by_ids, [row.id for row in await LATEST.all(tx, params)])
