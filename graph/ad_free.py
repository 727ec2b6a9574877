"""Members without ads in the graph: an operator's grant of it, and until when they see none by all they hold.

Every decision on an ad looks at the moment on the user, which `graph/grant.py` keeps with the member.
"""

from collections.abc import Sequence
from datetime import datetime

from domain.ad_free import AdFree
from domain.audit import AuditEntry
from domain.benefit import AD_FREE_ID, AD_FREE_SLUG
from domain.grant import Given, Source, SourceKind
from domain.ids import UserId
from domain.record import Record
from graph import audit, grant, operator_grant
from graph import event as events
from graph.content import IdsParams
from graph.database import Transaction
from graph.queries import Params, Query


class BenefitParams(Params):
    id: str = AD_FREE_ID
    slug: str = AD_FREE_SLUG
    at: datetime


class Id(Record):
    id: str


OF_USERS = Query("ad_free/of_users", IdsParams, AdFree)
BENEFIT = Query("ad_free/benefit", BenefitParams, Id)


async def of_users(tx: Transaction, ids: Sequence[str]) -> dict[str, AdFree]:
    """Until when members see no ads, by their ids; none of those of whom that was never said."""
    return {row.user_id: row for row in await OF_USERS.all(tx, IdsParams(ids=ids))}


async def put(tx: Transaction, user_id: UserId, id: str, at: datetime, until: datetime | None, reason: str,
              entry: AuditEntry) -> None:  # fmt: skip
    """Let a member see no ads until then by an operator's word; None takes that word back, and nothing else they hold.

    Where they have no such grant yet, it gets that `id`.
    """
    await events.lock(tx, [user_id], [])
    before = (await of_users(tx, [user_id])).get(user_id)
    benefit = (await BENEFIT.one(tx, BenefitParams(at=at))).id
    former = await operator_grant.by_operators(tx, user_id, benefit, at)
    said = {"before": {"ad_free_until": str(before and before.ad_free_until)}}
    said["after"] = {**(entry.after or {}), "ad_free_until": str(until)}
    await audit.append(tx, entry.model_copy(update=said))
    if until is None:
        await grant.end_some(tx, user_id, [each.id for each in former], at, reason)
    else:
        source = Source(SourceKind.OPERATOR, former[0].source_id if former else id)
        await grant.give(tx, Given(user_id, (benefit,), source, at, until))
