"""Taking contents from their readers in the graph: by their authors, by moderators, by what reviews them.

What was earned by a content goes with it, in the same transaction, and comes back with it.
"""

from collections.abc import Sequence
from datetime import datetime

from domain.content import Visibility
from domain.ids import UserId
from domain.outbox import OutboxEvent
from domain.takedown import TAKEN_FROM, PutBack, Taken
from graph import landing, outbox, points, reply, search
from graph.content import LAST_ID, Listed
from graph.database import Transaction
from graph.queries import Params, Query


class PutBackParams(Params):
    id: str
    among: Sequence[Visibility]


class TakeParams(PutBackParams):
    to: Visibility
    at: datetime


class OfAuthorParams(Params):
    user_id: UserId
    before_at: datetime
    before_id: str = LAST_ID
    limit: int


OF_AUTHOR = Query("takedown/of_author", OfAuthorParams, Listed)
TAKE = Query("takedown/take", TakeParams, Taken)
PUT_BACK = Query("takedown/put_back", PutBackParams, PutBack)


async def take(tx: Transaction, id: str, to: Visibility, at: datetime, told: OutboxEvent) -> Taken | None:
    """Take a content from its readers, `to` being who does; None when it is gone, or down as far already.

    `told` is an empty event `content.withdrawn`: it is filled and appended when there were readers to take it from.
    """
    taken = await TAKE.one_or_none(tx, TakeParams(id=id, among=TAKEN_FROM[to], to=to, at=at))
    if taken is not None and taken.was.readable:
        await reply.tally(tx, taken.content_id, -1)
        await points.take_down(tx, taken.content_id, at)
        await landing.mark_unanswered(tx, [taken.content_id])
        await outbox.append(tx, [told.model_copy(update={"payload": taken.payload(to)})])
    return taken


async def put_back(tx: Transaction, id: str, among: Sequence[Visibility], told: OutboxEvent) -> PutBack | None:
    """Give a content back to its readers if it is down in one of these ways; None when it isn't.

    `told` is an empty event `content.restored`: it is filled and appended when there are readers again.
    """
    back = await PUT_BACK.one_or_none(tx, PutBackParams(id=id, among=among))
    if back is not None and back.visibility.readable:
        await reply.tally(tx, back.content_id, 1)
        await points.put_back(tx, back.content_id, told.occurred_at)
        await landing.mark_unanswered(tx, [back.content_id])
        await search.index(tx, [back.content_id])
        await outbox.append(tx, [told.model_copy(update={"payload": back.payload(back.visibility)})])
    return back
