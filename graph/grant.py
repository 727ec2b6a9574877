"""Grants in the graph: given and ended by whoever sells, gives or withdraws, in the transaction of that.

Whoever gives or ends locks the member first. Nothing else holds what a grant says, but for the moment until which a
member sees no ads, which is brought up to it at once.
"""

from collections.abc import Sequence
from datetime import datetime

from domain.ad_free import FOR_EVER
from domain.benefit import BenefitKind
from domain.grant import Changed, Given, Grant, Source, SourceKind
from domain.ids import UserId
from domain.outbox import EventType
from domain.record import Moment, Record
from graph import event as events
from graph import outbox
from graph.content import IdsParams
from graph.database import Transaction
from graph.queries import NoRow, Params, Query


class SourceParams(Params):
    source_kind: SourceKind
    source_id: str


class GiveParams(SourceParams):
    user_id: UserId
    rows: list[dict[str, str]]
    granted_at: datetime
    expires_at: datetime | None


class EndParams(SourceParams):
    benefit_ids: Sequence[str] | None
    at: datetime
    reason: str


class EndSomeParams(IdsParams):
    at: datetime
    reason: str


class LiveParams(Params):
    user_id: UserId
    benefit_ids: Sequence[str]
    at: datetime


class AdFreeParams(IdsParams):
    at: datetime
    for_ever: datetime = FOR_EVER


class EraseParams(Params):
    user_id: UserId
    erasure_id: str
    limit: int
    at: datetime


class Erased(Record):
    """How many grants went, and those of them that ran."""

    deleted: int
    ended: tuple[Changed, ...]


class EndedByParams(SourceParams):
    reason: str


class Ended(Record):
    """What was ended before its time."""

    user_id: UserId
    benefit_id: str
    granted_at: Moment
    expires_at: Moment | None


class Holder(Record):
    user_id: UserId


class Held(Record):
    grant: Grant


GIVE = Query("grant/give", GiveParams, Changed)
HOLDERS = Query("grant/holders", SourceParams, Holder)
END = Query("grant/end", EndParams, Changed)
END_SOME = Query("grant/end_some", EndSomeParams, Changed)
ENDED_BY = Query("grant/ended_by", EndedByParams, Ended)
LIVE = Query("grant/live", LiveParams, Held)
ERASE = Query("erasure/grants", EraseParams, Erased)
REFRESH_AD_FREE = Query("grant/refresh_ad_free", AdFreeParams, NoRow)


async def give(tx: Transaction, given: Given) -> None:
    """Let a member hold benefits from a source, and tell of what changed. Given again it takes the new end.

    Unknown benefits are passed over, and so is a member who was erased. Give with the last statements of a
    transaction: it locks the head of the outbox.
    """
    rows = [{"benefit_id": id, "id": given.id_of(id)} for id in sorted(set(given.benefit_ids))]
    params = GiveParams(
        user_id=given.user_id,
        rows=rows,
        source_kind=given.source.kind,
        source_id=given.source.id,
        granted_at=given.granted_at,
        expires_at=given.expires_at,
    )
    await _tell(tx, await GIVE.all(tx, params), EventType.GRANT_GIVEN, given.granted_at)


async def end(
    tx: Transaction, source: Source, at: datetime, reason: str, benefit_ids: Sequence[str] | None = None
) -> None:
    """End what is held from a source, all of it or some benefits; what is held from other sources goes on."""
    named = {"source_kind": source.kind, "source_id": source.id}
    holders = await HOLDERS.all(tx, SourceParams(**named))
    await events.lock(tx, [holder.user_id for holder in holders], [])
    params = EndParams(**named, benefit_ids=benefit_ids, at=at, reason=reason)
    await _tell(tx, await END.all(tx, params), EventType.GRANT_ENDED, at)


async def end_some(tx: Transaction, user_id: UserId, ids: Sequence[str], at: datetime, reason: str) -> None:
    """End some grants of one member, whatever they come from; those that had ended stay as they are."""
    if ids:
        await events.lock(tx, [user_id], [])
        await _tell(tx, await END_SOME.all(tx, EndSomeParams(ids=ids, at=at, reason=reason)), EventType.GRANT_ENDED, at)


async def ended_by(tx: Transaction, source: Source, reason: str) -> list[Ended]:
    """What was ended for a reason of what is held from a source, and wasn't given again."""
    return await ENDED_BY.all(tx, EndedByParams(source_kind=source.kind, source_id=source.id, reason=reason))


async def live(tx: Transaction, user_id: UserId, benefit_ids: Sequence[str], at: datetime) -> list[Grant]:
    """What a member holds of these benefits at that moment, from each source."""
    rows = await LIVE.all(tx, LiveParams(user_id=user_id, benefit_ids=benefit_ids, at=at))
    return [row.grant for row in rows]


async def erase(tx: Transaction, user_id: UserId, erasure_id: str, at: datetime, limit: int) -> int:
    """Take from a person who is being erased at most so many grants; how many. What is told names the erasure."""
    params = EraseParams(user_id=user_id, erasure_id=erasure_id, limit=limit, at=at)
    erased = await ERASE.one(tx, params)
    await outbox.append(tx, [each.told(EventType.GRANT_ENDED, at) for each in erased.ended])
    return erased.deleted


async def refresh_ad_free(tx: Transaction, ids: Sequence[str], at: datetime) -> None:
    """Bring up to their grants until when members see no ads."""
    await REFRESH_AD_FREE.run(tx, AdFreeParams(ids=ids, at=at))


async def _tell(tx: Transaction, changed: Sequence[Changed], type: EventType, at: datetime) -> None:
    freed = sorted({grant.user_id for grant in changed if grant.kind is BenefitKind.AD_FREE})
    if freed:
        await refresh_ad_free(tx, freed, at)
    await outbox.append(tx, [grant.told(type, at) for grant in changed])
