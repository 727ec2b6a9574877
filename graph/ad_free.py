"""Members without ads in the graph: a moment on the user, which every decision on an ad looks at."""

from collections.abc import Sequence
from datetime import datetime

from domain.ad_free import AdFree
from domain.audit import AuditEntry
from domain.ids import UserId
from domain.record import Moment, Record
from graph import audit
from graph.content import IdsParams
from graph.database import Transaction
from graph.queries import Params, Query


class SetParams(Params):
    user_id: UserId
    until: datetime | None


class Before(Record):
    ad_free_until: Moment | None


SET = Query("ad_free/set", SetParams, Before)
OF_USERS = Query("ad_free/of_users", IdsParams, AdFree)


async def of_users(tx: Transaction, ids: Sequence[str]) -> dict[str, AdFree]:
    """Until when members see no ads, by their ids; none of those of whom that was never said."""
    return {row.user_id: row for row in await OF_USERS.all(tx, IdsParams(ids=ids))}


async def put(tx: Transaction, user_id: UserId, until: datetime | None, entry: AuditEntry) -> bool:
    """Let a member see no ads until then; False when there is no such member."""
    before = await SET.one_or_none(tx, SetParams(user_id=user_id, until=until))
    if before is None:
        return False
    told = {"before": before.model_dump(mode="json"), "after": {**(entry.after or {}), "ad_free_until": str(until)}}
    await audit.append(tx, entry.model_copy(update=told))
    return True
