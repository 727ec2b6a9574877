"""Votes in the graph: one edge a member and content, counted on the content by the transaction that changes it."""

from datetime import datetime

from domain.access import Viewer
from domain.errors import NotAllowed, NotFound
from domain.ids import ContentId, UserId
from domain.record import Record
from domain.vote import VoteValue
from graph import act, block
from graph.database import Transaction
from graph.queries import Params, Query


class CastParams(Params):
    user_id: UserId
    content_id: ContentId
    value: VoteValue
    at: datetime


class Before(Record):
    was: VoteValue


CAST = Query("vote/cast", CastParams, Before)


async def cast(tx: Transaction, viewer: Viewer, content_id: ContentId, value: VoteValue, now: datetime) -> None:
    """Let the viewer vote, vote otherwise, or take their vote back. The same vote again changes nothing.

    Raises:
        NotFound: they can't find the content, or their account is gone.
        NotAllowed: they wrote it.
    """
    user_id = viewer.require_user()
    target = await act.target(tx, viewer, content_id, now)
    if target.author_id == user_id:
        raise NotAllowed("Nobody votes on what they wrote themselves.", ("input", "contentId"))
    await block.check(tx, target.author_id, user_id)
    params = CastParams(user_id=user_id, content_id=content_id, value=value, at=now)
    before = await CAST.one_or_none(tx, params)
    if before is None:
        raise NotFound("Your account is gone.")
    if before.was is not value:
        await act.count(tx, user_id, content_id, now, value.act, before.was.act)
