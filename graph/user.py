"""Users: look-ups, how many there are, and who follows whom. Their lists are in `graph/user_list.py`."""

from collections.abc import Sequence

from domain.ids import UserId
from domain.record import Record
from domain.segment import ValueSegment
from domain.user import User
from graph.content import AudienceParams, IdsParams
from graph.database import Transaction
from graph.queries import NoParams, Params, Query


class FindParams(Params):
    handle: str | None
    external_id: str | None


class Id(Record):
    id: str


class Total(Record):
    total: int


class SegmentParams(Params):
    segment: ValueSegment


class FollowParams(Params):
    user_id: UserId
    after_id: str = ""
    limit: int


class FollowingParams(AudienceParams, FollowParams):
    pass


BY_IDS = Query("user/by_ids", IdsParams, User)
FIND = Query("user/find", FindParams, User)
COUNT = Query("user/count", NoParams, Total)
COUNT_OF_SEGMENT = Query("user/count_of_segment", SegmentParams, Total)
FOLLOWERS = Query("user/followers", FollowParams, Id)
FOLLOWING = Query("user/following", FollowingParams, Id)


async def by_ids(tx: Transaction, ids: Sequence[str]) -> dict[str, User]:
    """Users by id."""
    return {row.id: row for row in await BY_IDS.all(tx, IdsParams(ids=ids))}


async def count(tx: Transaction, segment: ValueSegment | None) -> int:
    """How many users there are, in all or in one segment."""
    row = await (COUNT_OF_SEGMENT.one(tx, SegmentParams(segment=segment)) if segment else COUNT.one(tx, NoParams()))
    return row.total
