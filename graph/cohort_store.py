"""The queries of cohorts and seats, with what they take and give."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from domain.cohort import Cohort, CohortId, Seat, SeatState
from domain.ids import ContentId, UserId
from domain.record import Record
from graph.content import IdsParams
from graph.queries import NoRow, Params, Query

MAX_COHORTS = 20
"""So many cohorts of a course are listed."""


class OpenParams(Params):
    id: CohortId
    user_id: UserId | None
    at: datetime


class AtParams(IdsParams):
    at: datetime


class ListParams(AtParams):
    limit: int = MAX_COHORTS


class CreateParams(Params):
    id: CohortId
    course_id: ContentId
    product_id: str | None
    properties: Mapping[str, Any]
    at: datetime


class ChangeParams(Params):
    id: CohortId
    properties: Mapping[str, Any]


class LeaveParams(Params):
    cohort_id: CohortId
    user_id: UserId


class SeatParams(LeaveParams):
    state: SeatState
    order_id: str | None
    at: datetime


class OfferParams(Params):
    cohort_id: CohortId
    limit: int
    at: datetime
    until: datetime


class OrderParams(Params):
    order_id: str


class MomentParams(Params):
    at: datetime


class MineParams(MomentParams):
    user_id: UserId


class OfUserParams(IdsParams):
    user_id: UserId


class Open(Record):
    """A cohort that is locked, and what a member has in it."""

    cohort: Cohort
    seat: Seat | None


class Id(Record):
    id: CohortId


class Listed(Record):
    course_id: ContentId
    ids: tuple[CohortId, ...]


class Who(Record):
    user_id: UserId


class Taken(Record):
    cohort_id: CohortId
    user_id: UserId


OPEN = Query("cohort/open", OpenParams, Open)
BY_IDS = Query("cohort/by_ids", AtParams, Cohort)
OF_COURSES = Query("cohort/of_courses", ListParams, Listed)
CREATE = Query("cohort/create", CreateParams, Id)
CHANGE = Query("cohort/change", ChangeParams, NoRow)
SEAT = Query("cohort/seat", SeatParams, NoRow)
OFFER = Query("cohort/offer", OfferParams, Who)
LEAVE = Query("cohort/leave", LeaveParams, Who)
BY_ORDER = Query("cohort/by_order", OrderParams, Taken)
AWAITED = Query("cohort/awaited", MomentParams, Id)
MINE = Query("cohort/mine", MineParams, Seat)
OF_USER = Query("cohort/of_user", OfUserParams, Seat)
