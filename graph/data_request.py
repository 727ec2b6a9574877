"""Requests for what is known of a person: asked for by members, found by the jobs that see to them."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from domain.audit import AuditEntry
from domain.data_request import DataRequest, DataRequestKind, ErasureMode
from domain.ids import UserId
from domain.record import Moment, Record
from graph import audit
from graph.content import IdsParams
from graph.database import Transaction
from graph.in_order import in_order
from graph.queries import NoRow, Params, Query


class AskParams(Params):
    id: str
    kind: DataRequestKind
    mode: ErasureMode | None = None
    sections: tuple[str, ...] | None = None
    user_id: UserId
    now: datetime


class OfUserParams(Params):
    user_id: UserId
    limit: int


class KindParams(Params):
    kind: DataRequestKind


class CountParams(Params):
    id: str
    counts: Mapping[str, int]


class Id(Record):
    id: str


class Open(Record):
    """A request that isn't finished. `started_at` is None until the job begins with it."""

    id: str
    user_id: UserId
    mode: ErasureMode | None
    sections: tuple[str, ...] | None
    started_at: Moment | None
    merged_ids: tuple[UserId, ...]
    """Accounts that were merged into theirs; some of what is kept names these."""


ASK = Query("data_request/ask", AskParams, Id)
BY_IDS = Query("data_request/by_ids", IdsParams, DataRequest)
OF_USER = Query("data_request/of_user", OfUserParams, Id)
OPEN = Query("data_request/open", KindParams, Open)
COUNT = Query("data_request/count", CountParams, NoRow)


async def ask(tx: Transaction, params: AskParams, entry: AuditEntry | None = None) -> str | None:
    """Ask for something; the id of the request, which is an earlier one while that isn't finished.

    None when there is no such user. `entry` tells of it when somebody else asks than the user.
    """
    asked = await ASK.one_or_none(tx, params)
    if asked is not None and asked.id == params.id and entry is not None:
        await audit.append(tx, entry)
    return asked.id if asked else None


async def by_ids(tx: Transaction, ids: Sequence[str]) -> dict[str, DataRequest]:
    """Requests by id."""
    return {row.id: row for row in await BY_IDS.all(tx, IdsParams(ids=ids))}


async def of_user(tx: Transaction, user_id: UserId, limit: int) -> list[DataRequest]:
    """What a user asked for, the latest first."""
    rows = await OF_USER.all(tx, OfUserParams(user_id=user_id, limit=limit))
    return await in_order(tx, by_ids, [row.id for row in rows])


async def count(tx: Transaction, id: str, counts: Mapping[str, int]) -> None:
    """Add to what a request has dealt with; call it in the transaction that dealt with it."""
    if any(counts.values()):
        await COUNT.run(tx, CountParams(id=id, counts={kind: number for kind, number in counts.items() if number}))
