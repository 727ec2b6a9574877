"""What users are drawn to, as learned and declared."""

from collections.abc import Sequence

from domain.ids import UserId
from domain.record import Record
from domain.tag import Interest, Tag
from graph.content import IdsParams
from graph.database import Transaction
from graph.queries import Query


class UserInterest(Record):
    """One tag a user is drawn to."""

    user_id: UserId
    tag: Tag
    affinity: float


OF_USERS = Query("interest/of_users", IdsParams, UserInterest)


async def of_users(tx: Transaction, ids: Sequence[str]) -> dict[str, list[Interest]]:
    """At most twenty interests a user, the strongest first, by user id."""
    interests: dict[str, list[Interest]] = {id: [] for id in ids}
    for row in await OF_USERS.all(tx, IdsParams(ids=ids)):
        interests[row.user_id].append(Interest(tag=row.tag, affinity=row.affinity))
    return interests
