"""Changes of benefits in the graph, each with an audit entry in the same transaction; and what they unlock."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from domain.audit import AuditEntry
from domain.benefit import Benefit, BenefitKind
from domain.ids import AreaId, ContentId
from graph import audit
from graph.content import LAST_ID, IdsParams
from graph.database import Transaction
from graph.product import BoundedParams, Others
from graph.queries import Params, Query
from graph.tier import Id


class CreateParams(Params):
    id: str
    slug: str
    name: str
    description: str | None
    kind: BenefitKind
    at: datetime


class IdParams(Params):
    id: str


class ChangeParams(IdParams):
    properties: Mapping[str, Any]


class UnlockParams(IdParams):
    content_ids: Sequence[str]
    area_ids: Sequence[str]


class LatestParams(Params):
    kinds: Sequence[BenefitKind]
    before_id: str = LAST_ID
    limit: int


CREATE = Query("benefit/create", CreateParams, Benefit)
LOCK = Query("benefit/lock", IdParams, Benefit)
CHANGE = Query("benefit/change", ChangeParams, Benefit)
UNLOCK = Query("benefit/unlock", UnlockParams, Id)
CONTENTS = Query("benefit/contents", BoundedParams, Others)
AREAS = Query("benefit/areas", IdsParams, Others)
LATEST = Query("benefit/latest", LatestParams, Benefit)


async def create(
    tx: Transaction, params: CreateParams, content_ids: Sequence[str], area_ids: Sequence[str], entry: AuditEntry
) -> Benefit | None:
    """Make a benefit that unlocks these; None when its slug is taken."""
    made = await CREATE.one_or_none(tx, params)
    if made is not None:
        await UNLOCK.one(tx, UnlockParams(id=made.id, content_ids=content_ids, area_ids=area_ids))
        await audit.append(tx, entry)
    return made


async def change(
    tx: Transaction, params: ChangeParams, unlock: UnlockParams | None, entry: AuditEntry
) -> Benefit | None:
    """Set what is given of a benefit; None when there is none of that id. `unlock` has all it is to unlock."""
    before = await LOCK.one_or_none(tx, IdParams(id=params.id))
    if before is None:
        return None
    if unlock is not None:
        await UNLOCK.one(tx, unlock)
    after = await CHANGE.one(tx, params)
    await audit.append_change(tx, entry, before, after)
    return after


async def contents(tx: Transaction, ids: Sequence[str]) -> dict[str, list[ContentId]]:
    """Ids of the contents that benefits unlock one by one, by benefit."""
    rows = await CONTENTS.all(tx, BoundedParams(ids=ids))
    return {row.id: [ContentId(id) for id in row.others] for row in rows}


async def areas(tx: Transaction, ids: Sequence[str]) -> dict[str, list[AreaId]]:
    """Ids of the areas in which benefits unlock what is paid, by benefit."""
    return {row.id: [AreaId(id) for id in row.others] for row in await AREAS.all(tx, IdsParams(ids=ids))}
