"""Appeals in the graph: one an action, kept on it, answered by another moderator."""

from datetime import datetime

from domain.ids import ActionId, UserId
from domain.moderation import Answered, AppealState, ModerationAction
from domain.record import Record
from graph.queries import Params, Query


class OpenParams(Params):
    after_id: str
    limit: int


class MakeParams(Params):
    id: ActionId
    user_id: UserId
    text: str
    at: datetime


class AnswerParams(Params):
    id: ActionId
    state: AppealState
    answer: str
    user_id: UserId
    at: datetime


class Made(Record):
    id: ActionId


OPEN = Query("appeal/open", OpenParams, ModerationAction)
MAKE = Query("appeal/make", MakeParams, Made)
ANSWER = Query("appeal/answer", AnswerParams, Answered)
