"""Lists of users: each in the index of its order, of everyone, of one value segment, or of one churn state."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from domain.churn import ChurnState
from domain.ids import UserId
from domain.page import SortKey
from domain.record import Moment, Record
from domain.segment import ValueSegment
from domain.user import Choice, UserOrder
from graph import user
from graph.content import LAST_ID
from graph.database import Transaction
from graph.queries import Params, Query
from graph.user import Total

ABOVE_ANY_ACTIVITY = 101.0
"""A(u) ends at 100: the key a first page reads downwards from."""

ABOVE_ANY_POINTS = 2**62
ABOVE_ANY_RISK = 2.0
ABOVE_ANY_INFLUENCE = 1e300


class ByActivity(Record):
    id: UserId
    activity: float


class ByPoints(Record):
    id: UserId
    points: int


class ByTime(Record):
    id: UserId
    at: Moment


class ByRisk(Record):
    id: UserId
    risk: float


class ByInfluence(Record):
    id: UserId
    influence: float


class ListParams(Params):
    before_id: str = LAST_ID
    limit: int


class OfSegment(Params):
    segment: ValueSegment


class InSegment(Params):
    segment: ValueSegment | None


class OfChurn(InSegment):
    churn: ChurnState


class InfluentialParams(InSegment):
    churn: ChurnState | None


class MostActiveParams(ListParams):
    before_activity: float = ABOVE_ANY_ACTIVITY


class MostActiveOfSegmentParams(MostActiveParams, OfSegment):
    pass


class MostActiveOfChurnParams(MostActiveParams, OfChurn):
    pass


class MostPointsParams(ListParams):
    before_points: int = ABOVE_ANY_POINTS


class MostPointsOfSegmentParams(MostPointsParams, OfSegment):
    pass


class MostPointsOfChurnParams(MostPointsParams, OfChurn):
    pass


class MostAtRiskParams(ListParams):
    before_risk: float = ABOVE_ANY_RISK


class MostAtRiskOfSegmentParams(MostAtRiskParams, OfSegment):
    pass


class MostAtRiskOfChurnParams(MostAtRiskParams, OfChurn):
    pass


class MostInfluentialParams(ListParams):
    before_influence: float = ABOVE_ANY_INFLUENCE


class MostInfluentialOfSegmentParams(MostInfluentialParams, OfSegment):
    pass


class MostInfluentialOfChurnParams(MostInfluentialParams, OfChurn):
    pass


class NewestParams(ListParams):
    before_at: datetime


class NewestOfSegmentParams(NewestParams, OfSegment):
    pass


class NewestOfChurnParams(NewestParams, OfChurn):
    pass


MOST_ACTIVE = Query("user/most_active", MostActiveParams, ByActivity)
MOST_ACTIVE_OF_SEGMENT = Query("user/most_active_of_segment", MostActiveOfSegmentParams, ByActivity)
MOST_ACTIVE_OF_CHURN = Query("user/most_active_of_churn", MostActiveOfChurnParams, ByActivity)
MOST_POINTS = Query("user/most_points", MostPointsParams, ByPoints)
MOST_POINTS_OF_SEGMENT = Query("user/most_points_of_segment", MostPointsOfSegmentParams, ByPoints)
MOST_POINTS_OF_CHURN = Query("user/most_points_of_churn", MostPointsOfChurnParams, ByPoints)
MOST_AT_RISK = Query("user/most_at_risk", MostAtRiskParams, ByRisk)
MOST_AT_RISK_OF_SEGMENT = Query("user/most_at_risk_of_segment", MostAtRiskOfSegmentParams, ByRisk)
MOST_AT_RISK_OF_CHURN = Query("user/most_at_risk_of_churn", MostAtRiskOfChurnParams, ByRisk)
MOST_INFLUENTIAL = Query("user/most_influential", MostInfluentialParams, ByInfluence)
MOST_INFLUENTIAL_OF_SEGMENT = Query("user/most_influential_of_segment", MostInfluentialOfSegmentParams, ByInfluence)
MOST_INFLUENTIAL_OF_CHURN = Query("user/most_influential_of_churn", MostInfluentialOfChurnParams, ByInfluence)
NEWEST = Query("user/newest", NewestParams, ByTime)
NEWEST_OF_SEGMENT = Query("user/newest_of_segment", NewestOfSegmentParams, ByTime)
NEWEST_OF_CHURN = Query("user/newest_of_churn", NewestOfChurnParams, ByTime)
COUNT_AT_RISK = Query("user/count_at_risk", InSegment, Total)
COUNT_INFLUENTIAL = Query("user/count_influential", InfluentialParams, Total)
COUNT_OF_CHURN = Query("user/count_of_churn", OfChurn, Total)


@dataclass(frozen=True, slots=True)
class Listing:
    """One order: the queries, and the property its rows are ordered by."""

    key: str
    everyone: Query[Any, Any]
    of_segment: Query[Any, Any]
    of_churn: Query[Any, Any]


LISTINGS: Mapping[UserOrder, Listing] = {
    UserOrder.ACTIVITY: Listing("activity", MOST_ACTIVE, MOST_ACTIVE_OF_SEGMENT, MOST_ACTIVE_OF_CHURN),
    UserOrder.POINTS: Listing("points", MOST_POINTS, MOST_POINTS_OF_SEGMENT, MOST_POINTS_OF_CHURN),
    UserOrder.NEWEST: Listing("at", NEWEST, NEWEST_OF_SEGMENT, NEWEST_OF_CHURN),
    UserOrder.INFLUENCE: Listing("influence", MOST_INFLUENTIAL, MOST_INFLUENTIAL_OF_SEGMENT, MOST_INFLUENTIAL_OF_CHURN),
    UserOrder.CHURN_RISK: Listing("risk", MOST_AT_RISK, MOST_AT_RISK_OF_SEGMENT, MOST_AT_RISK_OF_CHURN),
}


class Placed(Record):
    """A user, and what they are ordered by."""

    id: UserId
    key: SortKey


async def placed(
    tx: Transaction, order: UserOrder, choice: Choice, before: tuple[SortKey, SortKey] | None, limit: int, now: datetime
) -> list[Placed]:
    """The next users in an order, behind that key and id."""
    listing = LISTINGS[order]
    query = listing.of_churn if choice.churn else listing.of_segment if choice.segment else listing.everyone
    start: dict[str, object] = {"before_at": now} if order is UserOrder.NEWEST else {}
    if before is not None:
        start = {f"before_{listing.key}": before[0], "before_id": before[1]}
    params = query.params.model_validate({"limit": limit, **choice.filters, **start})
    return [Placed(id=row.id, key=getattr(row, listing.key)) for row in await query.all(tx, params)]


async def count(tx: Transaction, order: UserOrder, choice: Choice) -> int:
    """How many users there are in a list."""
    if order is UserOrder.INFLUENCE:
        influential = InfluentialParams(churn=choice.churn, segment=choice.segment)
        return (await COUNT_INFLUENTIAL.one(tx, influential)).total
    if choice.churn is not None:
        return (await COUNT_OF_CHURN.one(tx, OfChurn(churn=choice.churn, segment=choice.segment))).total
    if order is UserOrder.CHURN_RISK:
        return (await COUNT_AT_RISK.one(tx, InSegment(segment=choice.segment))).total
    return await user.count(tx, choice.segment)
