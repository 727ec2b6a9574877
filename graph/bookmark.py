"""Bookmarks in the graph: one edge a member and content, with a note."""

from datetime import datetime

from domain.access import Viewer
from domain.bookmark import Bookmark
from domain.errors import NotFound
from domain.ids import ContentId, UserId
from domain.interaction import InteractionType
from graph import act
from graph import event as events
from graph.content import LAST_ID
from graph.database import Transaction
from graph.queries import Params, Query
from graph.reaction import Changed


class RemoveParams(Params):
    user_id: UserId
    content_id: ContentId


class KeepParams(RemoveParams):
    note: str | None
    at: datetime


class LatestParams(Params):
    user_id: UserId
    before_at: datetime
    before_id: str = LAST_ID
    limit: int


KEEP = Query("bookmark/keep", KeepParams, Changed)
REMOVE = Query("bookmark/remove", RemoveParams, Changed)
LATEST = Query("bookmark/latest", LatestParams, Bookmark)


async def keep(tx: Transaction, viewer: Viewer, content_id: ContentId, note: str | None, now: datetime) -> None:
    """Keep a content for the viewer; again it changes the note.

    Raises:
        NotFound: they can't find the content, or are gone.
    """
    user_id = viewer.require_user()
    await act.target(tx, viewer, content_id, now)
    kept = await KEEP.one_or_none(tx, KeepParams(user_id=user_id, content_id=content_id, note=note, at=now))
    if kept is None:
        raise NotFound("Your account is gone.")
    if kept.changed:
        await act.count(tx, user_id, content_id, now, InteractionType.BOOKMARK)


async def remove(tx: Transaction, user_id: UserId, content_id: ContentId, now: datetime) -> None:
    """Keep a content for a member no longer, whoever can find it by now; nothing if it isn't kept."""
    await events.lock(tx, [user_id], [content_id])
    if await REMOVE.one_or_none(tx, RemoveParams(user_id=user_id, content_id=content_id)):
        await act.count(tx, user_id, content_id, now, None, InteractionType.BOOKMARK)
