"""Memberships: to be a member of an area is to follow it, and maybe to have agreed to its norms."""

from collections.abc import Sequence
from datetime import datetime

from domain.area_rules import Membership
from domain.ids import AreaId, UserId
from domain.record import Record
from graph.content import LAST_ID
from graph.database import Transaction
from graph.queries import Params, Query
from graph.user_list import ByTime


class PairParams(Params):
    user_id: UserId
    area_id: AreaId


class JoinParams(PairParams):
    at: datetime


class AgreeParams(JoinParams):
    version: int


class Left(Record):
    left: bool


class OfUserParams(Params):
    user_id: UserId
    after_id: str = ""
    limit: int


class InAreasParams(Params):
    ids: Sequence[str]
    user_id: UserId


class MembersParams(Params):
    area_id: AreaId
    before_at: datetime
    before_id: str = LAST_ID
    limit: int


JOIN = Query("membership/join", JoinParams, Membership)
LEAVE = Query("membership/leave", PairParams, Left)
AGREE = Query("membership/agree", AgreeParams, Membership)
OF_USER = Query("membership/of_user", OfUserParams, Membership)
IN_AREAS = Query("membership/in_areas", InAreasParams, Membership)
MEMBERS = Query("membership/members", MembersParams, ByTime)


async def in_areas(tx: Transaction, ids: Sequence[str], user_id: UserId) -> dict[str, Membership]:
    """A user's memberships, by the areas' ids."""
    return {row.area_id: row for row in await IN_AREAS.all(tx, InAreasParams(ids=ids, user_id=user_id))}
