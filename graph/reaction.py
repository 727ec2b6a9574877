"""Reactions in the graph: one edge a member, content and kind, counted on the content."""

from collections.abc import Sequence
from datetime import datetime

from domain.access import Viewer
from domain.errors import NotAllowed, NotFound
from domain.ids import ContentId, UserId
from domain.interaction import InteractionType
from domain.reaction import ReactionCounts, ReactionKind
from domain.record import Record
from graph import act, block
from graph.content import IdsParams
from graph.database import Transaction
from graph.queries import Params, Query


class SetParams(Params):
    user_id: UserId
    content_id: ContentId
    kind: ReactionKind
    on: bool
    counter: str
    at: datetime


class Changed(Record):
    changed: bool


SET = Query("reaction/set", SetParams, Changed)
COUNTS = Query("reaction/counts", IdsParams, ReactionCounts)


async def react(
    tx: Transaction, viewer: Viewer, content_id: ContentId, kind: ReactionKind, on: bool, now: datetime
) -> None:
    """Let the viewer react to a content in some way, or take that back. The same again changes nothing.

    Raises:
        NotFound: they can't find the content, or are gone.
        NotAllowed: they wrote it.
    """
    user_id = viewer.require_user()
    target = await act.target(tx, viewer, content_id, now)
    if target.author_id == user_id:
        raise NotAllowed("Nobody reacts to what they wrote themselves.", ("input", "contentId"))
    await block.check(tx, target.author_id, user_id)
    params = SetParams(user_id=user_id, content_id=content_id, kind=kind, on=on, counter=kind.counter, at=now)
    done = await SET.one_or_none(tx, params)
    if done is None:
        raise NotFound("Your account is gone.")
    if done.changed and kind is ReactionKind.LIKE:
        like = InteractionType.LIKE
        await act.count(tx, user_id, content_id, now, like if on else None, None if on else like)


async def counts(tx: Transaction, ids: Sequence[str]) -> dict[str, ReactionCounts]:
    """How members reacted to contents, by their ids."""
    return {row.content_id: row for row in await COUNTS.all(tx, IdsParams(ids=ids))}
