"""The rules of standing in the graph: read, set, and brought to bear on what is kept of members."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from domain.audit import AuditEntry
from domain.ids import UserId
from domain.leaderboard import COMMUNITY
from domain.point_ledger import PointEntry
from domain.record import Moment, Record
from domain.rights import FIRST_VERSION
from domain.standing import LADDER, Climb, climbs
from graph import audit
from graph.content import IdsParams
from graph.database import Transaction
from graph.points_store import ENTRIES, locked
from graph.queries import NoParams, NoRow, Params, Query

Row = dict[str, Any]


class StoredRules(Record):
    rules: dict[str, Any]


class Kept(Record):
    """What is kept of a member's standing in one scope."""

    user_id: str
    scope: str
    points: int
    at: Moment | None
    moments: list[Moment]
    rungs: list[int]
    version: int


class KeepParams(Params):
    rows: list[Row]


class ScopeParams(Params):
    scope: str


class SetParams(ScopeParams):
    properties: Mapping[str, Any]
    at: datetime


class StaleParams(ScopeParams):
    version: int
    limit: int


class StaleRow(Record):
    user_id: UserId


OF_SCOPES = Query("standing/rules", IdsParams, StoredRules)
ALL = Query("standing/all_rules", NoParams, StoredRules)
LOCK = Query("standing/lock_rules", ScopeParams, NoRow)
SET = Query("standing/set_rules", SetParams, NoRow)
KEPT = Query("standing/kept", IdsParams, Kept)
KEEP = Query("standing/keep", KeepParams, NoRow)
STALE = Query("standing/stale", StaleParams, StaleRow)


async def of_scopes(tx: Transaction, scopes: Sequence[str]) -> dict[str, dict[str, Any]]:
    """What was set, by scope."""
    rows = await OF_SCOPES.all(tx, IdsParams(ids=scopes))
    return {row.rules["scope"]: row.rules for row in rows}


async def change(tx: Transaction, new: SetParams, entry: AuditEntry) -> None:
    """Set rules of a place. The entry is completed with what was before."""
    await LOCK.run(tx, ScopeParams(scope=new.scope))
    before = (await of_scopes(tx, [new.scope])).get(new.scope, {})
    await SET.run(tx, new)
    told = {name: before.get(name) for name in new.properties}
    await audit.append(tx, entry.model_copy(update={"before": told}))


async def settle(tx: Transaction, ledgers: Mapping[UserId, Sequence[PointEntry]]) -> set[str]:
    """Set what is kept of members who are locked to what their ledgers come to; the ids of those it was wrong of."""
    rules = {row.rules["scope"]: row.rules for row in await ALL.all(tx, NoParams())}
    bars = {scope: found["points"] for scope, found in rules.items() if found.get("points")}
    bars.setdefault(COMMUNITY, LADDER.points)
    kept = {(row.user_id, row.scope): row for row in await KEPT.all(tx, IdsParams(ids=list(ledgers)))}
    fresh = {(user_id, scope): _row(user_id, scope, Climb(())) for user_id, scope in kept}
    for user_id, entries in ledgers.items():
        for scope, climb in climbs(entries, bars).items():
            fresh[user_id, scope] = _row(user_id, scope, climb)
    for (_, scope), row in fresh.items():
        row["version"] = rules.get(scope, {}).get("version", FIRST_VERSION)
    wrong = [row for key, row in fresh.items() if key not in kept or kept[key] != Kept.model_validate(row)]
    if wrong:
        await KEEP.run(tx, KeepParams(rows=wrong))
    return {row["user_id"] for row in wrong}


async def refold(tx: Transaction, ids: Collection[UserId]) -> set[str]:
    """The same for members by their ids, who are locked first."""
    opened = await locked(tx, ids)
    ledgers: dict[UserId, list[PointEntry]] = {UserId(id): [] for id in opened.numbers}
    for row in await ENTRIES.all(tx, IdsParams(ids=list(ledgers))):
        ledgers[row.entry.user_id].append(row.entry)
    return await settle(tx, ledgers)


async def stale(tx: Transaction, limit: int) -> list[UserId]:
    """Members, so many at most, of whom something is kept by rules that don't hold any more."""
    versions = {COMMUNITY: FIRST_VERSION}
    versions |= {row.rules["scope"]: row.rules["version"] for row in await ALL.all(tx, NoParams())}
    for scope, version in versions.items():
        params = StaleParams(scope=scope, version=version, limit=limit)
        if rows := await STALE.all(tx, params):
            return [row.user_id for row in rows]
    return []


def _row(user_id: str, scope: str, climb: Climb) -> Row:
    return {
        "user_id": user_id,
        "scope": scope,
        "points": climb.points,
        "at": climb.at,
        "moments": climb.moments,
        "rungs": climb.rungs,
    }
