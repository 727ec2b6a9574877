"""Identities of OpenID providers in the graph, and the users they stand for."""

from datetime import datetime

from domain.ids import UserId
from domain.record import Record
from graph.queries import Params, Query


class FindParams(Params):
    issuer: str
    subject: str


class SignUpParams(FindParams):
    """`id`, handles and looks are for a new user; `external_id` names an imported one to be taken instead, if any."""

    external_id: str | None
    id: UserId
    handle: str
    longer_handle: str
    look: str
    longer_look: str
    display_name: str
    at: datetime


class Found(Record):
    user_id: UserId


FIND = Query("identity/find", FindParams, Found)
SIGN_UP = Query("identity/sign_up", SignUpParams, Found)
