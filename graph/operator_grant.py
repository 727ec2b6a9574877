"""What operators decide about grants, with their reason in the audit log, and the lists in which grants are shown."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from domain.audit import AuditEntry
from domain.errors import NotFound
from domain.grant import Given, Grant, Source, SourceKind
from domain.ids import UserId
from graph import audit, grant
from graph import event as events
from graph.content import LAST_ID, IdsParams
from graph.database import Transaction
from graph.grant import Held
from graph.queries import Params, Query


class HeldParams(Params):
    user_id: UserId
    at: datetime
    limit: int


class HistoryParams(Params):
    user_id: UserId
    before_id: str = LAST_ID
    limit: int


BY_IDS = Query("grant/by_ids", IdsParams, Held)
HELD = Query("grant/held", HeldParams, Held)
HISTORY = Query("grant/history", HistoryParams, Held)


async def by_ids(tx: Transaction, ids: Sequence[str]) -> dict[str, Grant]:
    """Grants by their ids."""
    return {row.grant.id: row.grant for row in await BY_IDS.all(tx, IdsParams(ids=ids))}


async def give(tx: Transaction, given: Given, entry: AuditEntry) -> Grant:
    """Let a member hold a benefit by an operator's word. What one gave them already takes the new end.

    Raises:
        NotFound: the member or the benefit is gone.
    """
    (benefit_id,), at = given.benefit_ids, given.granted_at
    await events.lock(tx, [given.user_id], [])
    former = await by_operators(tx, given.user_id, benefit_id, at)
    if former:
        given = given._replace(source=Source(SourceKind.OPERATOR, former[0].source_id))
    if not former or former[0].expires_at != given.expires_at:
        await audit.append(tx, _told(entry, former[0] if former else None, given.expires_at))
    await grant.give(tx, given)
    found = (await by_ids(tx, [given.source.id])).get(given.source.id)
    if found is None:
        raise NotFound("There is no such member any more.", ("input", "userId"))
    return found


async def end(tx: Transaction, id: str, at: datetime, reason: str, entry: AuditEntry) -> Grant:
    """End one grant, whatever it comes from; one that is over stays as it is.

    Raises:
        NotFound: there is no such grant.
    """
    found = (await by_ids(tx, [id])).get(id)
    if found is None:
        raise NotFound("There is no such grant.", ("input", "id"))
    await events.lock(tx, [found.user_id], [])
    found = (await by_ids(tx, [id]))[id]
    if found.end is None or found.end > at:
        await audit.append(tx, entry.model_copy(update={"before": _shown(found)}))
        await grant.end_some(tx, found.user_id, [id], at, reason)
    return (await by_ids(tx, [id]))[id]


async def by_operators(tx: Transaction, user_id: UserId, benefit_id: str, at: datetime) -> list[Grant]:
    """What a member holds of a benefit by operators' words; one at most but after a merge of accounts."""
    found = await grant.live(tx, user_id, [benefit_id], at)
    return [each for each in found if each.source_kind is SourceKind.OPERATOR]


def _told(entry: AuditEntry, former: Grant | None, until: datetime | None) -> AuditEntry:
    after = {**(entry.after or {}), "until": until.isoformat() if until else None}
    return entry.model_copy(update={"before": _shown(former) if former else None, "after": after})


def _shown(of: Grant) -> Mapping[str, Any]:
    until = of.expires_at.isoformat() if of.expires_at else None
    return {"userId": of.user_id, "benefitId": of.benefit_id, "source": of.source_kind, "until": until}
