"""What may bring members back, in the graph."""

from collections.abc import Sequence
from datetime import datetime

from domain.access import SIGNED_IN
from domain.content import Visibility
from domain.win_back import AWAY, ENDS_WITHIN, MOST_NEW, SPOKEN_TO, TAGS, Occasions
from graph.database import Transaction
from graph.queries import Params, Query


class OfUsersParams(Params):
    user_ids: Sequence[str]
    states: tuple[str, ...] = AWAY
    kinds: tuple[str, ...] = SPOKEN_TO
    audience: tuple[Visibility, ...] = SIGNED_IN
    now: datetime
    ends_before: datetime
    tags: int = TAGS
    most: int = MOST_NEW


OF_USERS = Query("win_back/of_users", OfUsersParams, Occasions)


async def of_users(tx: Transaction, user_ids: Sequence[str], now: datetime) -> dict[str, Occasions]:
    """What was found for each; nothing for who doesn't stay away, or doesn't consent."""
    params = OfUsersParams(user_ids=user_ids, now=now, ends_before=now + ENDS_WITHIN)
    return {row.user_id: row for row in await OF_USERS.all(tx, params)}
