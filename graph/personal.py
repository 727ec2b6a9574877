"""Personal data in the graph: one node a member, found by their id and joined to nothing."""

from collections.abc import Sequence
from datetime import datetime

from domain.ids import UserId
from domain.personal import PersonalData
from graph.content import IdsParams
from graph.database import Transaction
from graph.queries import Params, Query


class UpdateParams(Params):
    user_id: UserId
    email: str | None
    name: str | None
    address: str | None
    now: datetime


OF_USERS = Query("personal/of_users", IdsParams, PersonalData)
UPDATE = Query("personal/update", UpdateParams, PersonalData)


async def of_users(tx: Transaction, ids: Sequence[str]) -> dict[str, PersonalData]:
    """What users left, by user id; who left nothing is left out."""
    return {row.user_id: row for row in await OF_USERS.all(tx, IdsParams(ids=ids))}
