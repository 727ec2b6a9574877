"""The audit log in the graph: entries are added in the transaction of the change they tell of, and only read after."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import orjson

from domain.audit import AuditEntry
from domain.record import Moment, Record
from graph.content import LAST_ID
from graph.database import Transaction
from graph.queries import NoRow, Params, Query


class AppendParams(Params):
    id: str
    at: datetime
    action: str
    actor: str
    actor_user_id: str | None
    actor_key_id: str | None
    target_id: str
    before: str | None
    after: str | None
    request_id: str


class LatestParams(Params):
    actor: str | None
    action: str | None
    target_id: str | None
    since: datetime | None
    until: datetime | None
    before_id: str = LAST_ID
    limit: int


class Stored(Record):
    id: str
    at: Moment
    action: str
    actor: str
    actor_user_id: str | None
    actor_key_id: str | None
    target_id: str
    before: str | None
    after: str | None
    request_id: str


APPEND = Query("audit/append", AppendParams, NoRow)
LATEST = Query("audit/latest", LatestParams, Stored)


async def append(tx: Transaction, entry: AuditEntry) -> None:
    """Add an entry; call it in the transaction of the change, so that neither is there without the other."""
    packed = {"before": _packed(entry.before), "after": _packed(entry.after)}
    await APPEND.run(tx, AppendParams.model_validate(dict(entry) | packed))


async def append_change(tx: Transaction, entry: AuditEntry, before: Record, after: Record) -> None:
    """Add an entry with what differs between two states of one thing."""
    was, now = before.model_dump(mode="json"), after.model_dump(mode="json")
    changed = [name for name in now if now[name] != was[name]]
    told = {"before": {name: was[name] for name in changed}, "after": {name: now[name] for name in changed}}
    await append(tx, entry.model_copy(update=told))


async def latest(tx: Transaction, params: LatestParams) -> Sequence[AuditEntry]:
    """The latest entries first."""
    rows = await LATEST.all(tx, params)
    return [AuditEntry.model_validate(dict(row) | _unpacked(row)) for row in rows]


def _packed(values: Mapping[str, Any] | None) -> str | None:
    """Properties can't be maps, so what was changed is kept as JSON."""
    return None if values is None else orjson.dumps(values, option=orjson.OPT_SORT_KEYS).decode()


def _unpacked(row: Stored) -> dict[str, Any]:
    return {
        "before": orjson.loads(row.before) if row.before else None,
        "after": orjson.loads(row.after) if row.after else None,
    }
