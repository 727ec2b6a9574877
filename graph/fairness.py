"""What a report of exposure is made of: some members, some contents, and the groups that contents are of."""

from datetime import datetime

from domain.fair_share import Facts
from domain.ids import ContentId, UserId
from domain.record import Record
from graph.content import IdsParams
from graph.queries import Params, Query


class MembersParams(Params):
    limit: int


class Member(Record):
    id: UserId


class ContentsParams(Params):
    start: float
    since: datetime
    limit: int


class Listed(Record):
    id: ContentId


MEMBERS = Query("fairness/members", MembersParams, Member)
CONTENTS = Query("fairness/contents", ContentsParams, Listed)
GROUPS = Query("fairness/groups", IdsParams, Facts)
