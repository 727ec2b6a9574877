"""Votes in the graph: one edge a member and content, counted on the content by the transaction that changes it."""

from datetime import datetime

from domain.access import Viewer
from domain.errors import NotAllowed, NotFound
from domain.ids import ContentId, UserId
from domain.record import Record
from domain.rights import Right, require
from domain.vote import VoteValue
from graph import act, block, standing
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

RIGHTS = {VoteValue.UP: Right.VOTE_UP, VoteValue.DOWN: Right.VOTE_DOWN}
"""What a vote takes; to take one back takes nothing."""


async def cast(tx: Transaction, viewer: Viewer, content_id: ContentId, value: VoteValue, now: datetime) -> None:
    """Let the viewer vote, vote otherwise, or take their vote back. The same vote again changes nothing.

    Raises:
        NotFound: they can't find the content, or their account is gone.
        NotAllowed: they wrote it, or stand too low there to vote like that.
    """
    user_id = viewer.require_user()
    target = await act.target(tx, viewer, content_id, now)
    if target.author_id == user_id:
        raise NotAllowed("Nobody votes on what they wrote themselves.", ("input", "contentId"))
    await block.check(tx, target.author_id, user_id)
    if value is not VoteValue.NONE:
        held = (await standing.ground(tx, viewer, content_id)).here(viewer)
        require(RIGHTS[value], held, now, ("input", "value"))
    params = CastParams(user_id=user_id, content_id=content_id, value=value, at=now)
    before = await CAST.one_or_none(tx, params)
    if before is None:
        raise NotFound("Your account is gone.")
    if before.was is not value:
        await act.count(tx, user_id, content_id, now, value.act, before.was.act)
