"""Users: look-ups, and the lists they stand in."""

from collections.abc import Sequence
from datetime import datetime

from domain.ids import UserId
from domain.record import Moment, Record
from domain.segment import ValueSegment
from domain.user import User
from graph.content import LAST_ID, AudienceParams, IdsParams
from graph.database import Transaction
from graph.queries import NoParams, Params, Query

ABOVE_ANY_ACTIVITY = 101.0
"""A(u) ends at 100: the key a first page reads downwards from."""


ABOVE_ANY_POINTS = 2**62


class FindParams(Params):
    handle: str | None
    external_id: str | None


class Id(Record):
    id: str


class ByActivity(Record):
    id: UserId
    activity: float


class ByPoints(Record):
    id: UserId
    points: int


class ByTime(Record):
    id: UserId
    at: Moment


class Total(Record):
    total: int


class MostActiveParams(Params):
    before_activity: float = ABOVE_ANY_ACTIVITY
    before_id: str = LAST_ID
    limit: int


class MostActiveOfSegmentParams(MostActiveParams):
    segment: ValueSegment


class MostPointsParams(Params):
    before_points: int = ABOVE_ANY_POINTS
    before_id: str = LAST_ID
    limit: int


class MostPointsOfSegmentParams(MostPointsParams):
    segment: ValueSegment


class NewestParams(Params):
    before_at: datetime
    before_id: str = LAST_ID
    limit: int


class NewestOfSegmentParams(NewestParams):
    segment: ValueSegment


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
MOST_ACTIVE = Query("user/most_active", MostActiveParams, ByActivity)
MOST_ACTIVE_OF_SEGMENT = Query("user/most_active_of_segment", MostActiveOfSegmentParams, ByActivity)
MOST_POINTS = Query("user/most_points", MostPointsParams, ByPoints)
MOST_POINTS_OF_SEGMENT = Query("user/most_points_of_segment", MostPointsOfSegmentParams, ByPoints)
NEWEST = Query("user/newest", NewestParams, ByTime)
NEWEST_OF_SEGMENT = Query("user/newest_of_segment", NewestOfSegmentParams, ByTime)
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
