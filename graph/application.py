"""Applications to sponsor in the graph: a node of its own beside the sponsor, as it names a person."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from domain.application import MAX_WAITING, Application
from domain.ids import UserId
from graph.content import LAST_ID, IdsParams
from graph.database import Transaction
from graph.queries import Params, Query


class CreateParams(Params):
    id: str
    user_id: UserId
    text: str
    properties: Mapping[str, Any]
    most: int = MAX_WAITING
    at: datetime


class OfUserParams(Params):
    user_id: UserId
    before_id: str = LAST_ID
    limit: int


CREATE = Query("application/create", CreateParams, Application)
OF_USER = Query("application/of_user", OfUserParams, Application)
OF_SPONSORS = Query("application/of_sponsors", IdsParams, Application)


async def of_sponsors(tx: Transaction, ids: Sequence[str]) -> dict[str, Application]:
    """The applications by which sponsors came, by the sponsors' ids."""
    return {row.sponsor_id: row for row in await OF_SPONSORS.all(tx, IdsParams(ids=ids))}
