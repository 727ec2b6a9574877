"""Areas: look-ups, the list of all, what holds in each, and changes of that."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from domain.area import Area, AreaKind
from domain.area_rules import AreaRules, Norms, check_parent
from domain.audit import AuditEntry
from domain.ids import AreaId
from domain.record import Record
from graph import audit
from graph.content import IdsParams
from graph.database import Transaction
from graph.queries import NoParams, NoRow, Params, Query
from graph.tag import SlugsParams


class IdParams(Params):
    id: AreaId


class AreaIdRow(Record):
    id: AreaId


class CreateParams(Params):
    id: AreaId
    slug: str
    name: str
    kind: AreaKind


class ChangeParams(Params):
    id: AreaId
    properties: Mapping[str, Any]
    parent_id: AreaId | None


class AddNormsParams(Params):
    area_id: AreaId
    version: int
    text: str
    at: datetime | None


class NormsParams(Params):
    area_id: AreaId
    limit: int


ALL = Query("area/all", NoParams, Area)
BY_IDS = Query("area/by_ids", IdsParams, Area)
BY_SLUGS = Query("area/by_slugs", SlugsParams, Area)
RULES = Query("area/rules", IdsParams, AreaRules)
WITHIN = Query("area/within", IdParams, AreaIdRow)
NORMS = Query("area/norms", NormsParams, Norms)
LOCK = Query("area/lock", IdsParams, NoRow)
CREATE = Query("area/create", CreateParams, AreaIdRow)
CHANGE = Query("area/change", ChangeParams, NoRow)
ADD_NORMS = Query("area/add_norms", AddNormsParams, NoRow)
FORGET_LISTS = Query("area/forget_lists", NoParams, NoRow)

NO_PARENT = AreaId("")


async def by_ids(tx: Transaction, ids: Sequence[str]) -> dict[str, Area]:
    """Areas by id."""
    return {row.id: row for row in await BY_IDS.all(tx, IdsParams(ids=ids))}


async def by_slugs(tx: Transaction, slugs: Sequence[str]) -> dict[str, Area]:
    """Areas by slug."""
    return {row.slug: row for row in await BY_SLUGS.all(tx, SlugsParams(slugs=slugs))}


async def rules(tx: Transaction, ids: Sequence[str]) -> dict[str, AreaRules]:
    """What holds in areas, by their ids."""
    return {row.area_id: row for row in await RULES.all(tx, IdsParams(ids=ids))}


async def create(tx: Transaction, new: CreateParams, change: ChangeParams, at: datetime, entry: AuditEntry) -> bool:
    """Make an area; False when the slug is taken."""
    if await CREATE.one_or_none(tx, new) is None:
        return False
    await _change(tx, change, at)
    await audit.append(tx, entry)
    return True


async def edit(tx: Transaction, change: ChangeParams, at: datetime, entry: AuditEntry) -> bool:
    """Change an area; False when there is none. The entry is completed with what was before.

    Raises:
        InvalidInput: it can't stand within that parent.
    """
    before = await _change(tx, change, at)
    if before is None:
        return False
    await audit.append(tx, entry.model_copy(update={"before": before}))
    return True


async def _change(tx: Transaction, change: ChangeParams, at: datetime) -> dict[str, Any] | None:
    """What of the area was changed, as it was. All that a parent's check looks at is locked first."""
    await LOCK.run(tx, IdsParams(ids=sorted({change.id, change.parent_id or change.id})))
    areas, known = await by_ids(tx, [change.id]), await rules(tx, [change.id, change.parent_id or change.id])
    if change.id not in areas:
        return None
    if change.parent_id:
        within = await WITHIN.all(tx, IdParams(id=change.id))
        check_parent(change.id, known[change.parent_id], bool(within))
    await CHANGE.run(tx, await _with_norms(tx, change, areas[change.id], known[change.id], at))
    if any(name.startswith("hot_") for name in change.properties):
        await FORGET_LISTS.run(tx, NoParams())
    was = areas[change.id].model_dump(mode="json") | known[change.id].model_dump(mode="json")
    return {name: was.get(name) for name in ("name", "kind", "norms", "parent_id", "ads_allowed", "posting", "weights")}


async def _with_norms(
    tx: Transaction, change: ChangeParams, area: Area, rules: AreaRules, at: datetime
) -> ChangeParams:
    """The change with the number of the norms it makes; what they were is kept as well, if it wasn't yet."""
    norms = change.properties.get("norms")
    if norms is None or norms == area.norms:
        return change
    if area.norms is not None:
        former = AddNormsParams(area_id=area.id, version=rules.norms_version, text=area.norms, at=None)
        await ADD_NORMS.run(tx, former)
    version = rules.norms_version + 1
    await ADD_NORMS.run(tx, AddNormsParams(area_id=area.id, version=version, text=norms, at=at))
    return change.model_copy(update={"properties": {**change.properties, "norms_version": version}})
