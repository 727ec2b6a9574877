"""Services of members who are erased: what isn't paid ends, and operators decide what they were paid to do."""

from collections.abc import Mapping

from domain.ids import UserId
from domain.record import Record
from domain.service_end import abandoned
from graph import service_step
from graph.data_request import Open
from graph.database import Transaction
from graph.queries import Params, Query
from graph.service_return import give_up_order
from graph.service_store import hold

LIMIT = 50


class UserParams(Params):
    user_id: UserId
    limit: int = LIMIT


class Id(Record):
    id: str


ABANDONED = Query("service/abandoned", UserParams, Id)


async def end_erased(tx: Transaction, request: Open) -> Mapping[str, int]:
    """End what can't go on without a person, with the orders that waited to be paid for it."""
    if request.started_at is None:
        return {}
    rows = await ABANDONED.all(tx, UserParams(user_id=request.user_id))
    for row in rows:
        before = await hold(tx, row.id)
        after = abandoned(before, request.started_at)
        await service_step.step(tx, before, after, request.started_at)
        await give_up_order(tx, before, request.started_at)
    return {"services_ended": len(rows)} if rows else {}
