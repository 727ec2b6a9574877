"""Interests that members declare themselves: what recommendation goes by before it has learned anything."""

from collections.abc import Sequence

from domain.ids import TagId, UserId
from graph.database import Transaction
from graph.queries import NoRow, Params, Query


class DeclareParams(Params):
    user_id: UserId
    tag_ids: Sequence[TagId]


DECLARE = Query("interest/declare", DeclareParams, NoRow)


async def declare(tx: Transaction, user_id: UserId, tag_ids: Sequence[TagId]) -> None:
    """Make these the user's declared interests. Rankings follow them from the next request on."""
    await DECLARE.run(tx, DeclareParams(user_id=user_id, tag_ids=tag_ids))
