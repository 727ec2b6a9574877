"""Badges in the graph: what there is, who holds it, and the awards of members as lists."""

from collections.abc import Iterable, Sequence
from typing import Any

from domain.badge_award import BadgeAward
from domain.badges import BADGES, Badge
from domain.ids import BadgeId, UserId
from domain.record import Record
from graph.content import LAST_ID, IdsParams
from graph.database import Graph, Transaction
from graph.queries import NoRow, Params, Query


class KeepParams(Params):
    rows: list[dict[str, Any]]


class AllParams(Params):
    after: str = ""
    limit: int


class Holders(Record):
    badge_id: BadgeId
    holders: int


class Awarded(Record):
    award: BadgeAward


class OfUserParams(Params):
    user_id: UserId
    before: str = LAST_ID
    limit: int


class OfBadgeParams(Params):
    badge_id: BadgeId
    before: str = LAST_ID
    limit: int


KEEP = Query("badge/keep", KeepParams, NoRow)
BY_IDS = Query("badge/by_ids", IdsParams, Badge)
ALL = Query("badge/all", AllParams, Badge)
HOLDERS = Query("badge/holders", IdsParams, Holders)
OF_USER = Query("badge/of_user", OfUserParams, Awarded)
HISTORY = Query("badge/history", OfUserParams, Awarded)
OF_BADGE = Query("badge/awards", OfBadgeParams, Awarded)


async def ensure(graph: Graph) -> None:
    """See to it that the badges of today's rules are there, named and described as they are now."""
    await graph.write(keep, BADGES.badges())


async def keep(tx: Transaction, badges: Iterable[Badge]) -> None:
    """Add badges, or describe them anew."""
    await KEEP.run(tx, KeepParams(rows=[badge.model_dump() for badge in badges]))


async def by_ids(tx: Transaction, ids: Sequence[str]) -> dict[str, Badge]:
    """Badges by id."""
    return {row.id: row for row in await BY_IDS.all(tx, IdsParams(ids=ids))}


async def holders(tx: Transaction, ids: Sequence[str]) -> dict[str, int]:
    """How many members hold badges, by the badge's id."""
    return {row.badge_id: row.holders for row in await HOLDERS.all(tx, IdsParams(ids=ids))}
