"""Drafts: a member's own, until they are published."""

import asyncio
from datetime import UTC, datetime
from functools import partial

from domain.content import Content
from domain.cross_post import original_of
from domain.draft import HELD, MAX_DRAFTS, DraftId, SavedDraft, kept
from domain.errors import Conflict, InvalidInput, LimitReached, NotFound
from domain.ids import IdPrefix, new_id, require_id
from domain.page import Connection, Edge, Page, Slice, connect
from domain.publish import Manuscript, checked, publication
from domain.rights import Right, require
from graph import draft as graph
from graph import review as reviews
from graph import standing
from resolvers import review
from resolvers.context import Context
from resolvers.publish import author, check_place, put_out


async def of_viewer(ctx: Context, page: Page) -> Connection[Edge[SavedDraft]]:
    """The viewer's drafts, those begun last first; nothing for who isn't a member."""
    if ctx.viewer.user_id is None:
        return connect(Slice(()), page, lambda row: row.id)
    cursors = ctx.cursor_key.listing("drafts", user=ctx.viewer.user_id)
    position = cursors.after(page)
    start = {"before_id": position.keys[0]} if position else {}
    params = graph.OfUserParams.model_validate({"user_id": ctx.viewer.user_id, "limit": page.first + 1, **start})
    found = Slice.cut(await ctx.graph.read(graph.OF_USER.all, params), page.first)
    return connect(found, page, lambda row: cursors.encode((row.id,)))


async def save(ctx: Context, id: str | None, manuscript: Manuscript, publish_at: datetime | None) -> SavedDraft:
    """Keep a draft: a new one, or over the one of that id. What is to be published by itself must be ready for it.

    Raises:
        NotAllowed: nobody is signed in, somebody who isn't a person, or who stands too low to schedule.
        InvalidInput: it is too long, its moment is past, it isn't ready, or a check has something against it.
        NotFound: the viewer has no such draft; a scheduled one names a tag or area that isn't there.
        LimitReached: they have too many.
        Conflict: a scheduled one says what they have published before, and they don't say that they know.
    """
    user_id = author(ctx)
    properties = kept(manuscript, _in_utc(publish_at), ctx.now, ctx.viewer.role)
    if publish_at is not None:
        held = (await ctx.graph.read(standing.ground, ctx.viewer)).everywhere(ctx.viewer)
        require(Right.SCHEDULE, held, ctx.now, ("input", "publishAt"))
        finished = await asyncio.to_thread(checked, manuscript)
        await check_place(ctx, finished.tags, finished.area)
        new = publication(finished, user_id, ctx.now)
        looked_at = await ctx.graph.read(reviews.submission, new.id, user_id, finished, ctx.now)
        original_of(looked_at.same, user_id, finished.cross_post)
        if await review.holds(ctx, looked_at):
            raise InvalidInput(HELD, ("input", "publishAt"))
    if id is None:
        params = graph.CreateParams(id=new_id(IdPrefix.DRAFT), user_id=user_id, properties=properties)
        saved = await ctx.graph.write(graph.CREATE.one_or_none, params)
        if saved is None:
            raise LimitReached(f"You have {MAX_DRAFTS} drafts: publish or delete one.")
    else:
        of = graph.ChangeParams(id=require_id(id, IdPrefix.DRAFT), user_id=user_id, properties=properties)
        saved = await ctx.graph.write(graph.CHANGE.one_or_none, of)
    return await _own(ctx, saved.id if saved else None)


async def publish(ctx: Context, id: str) -> Content | None:
    """Publish a draft of the viewer's now.

    Raises:
        NotAllowed: nobody is signed in, or somebody who isn't a person.
        InvalidInput: it can't be published like this.
        NotFound: there is no such draft, tag or area.
        Conflict: it was changed or published meanwhile.
    """
    draft = await _own(ctx, require_id(id, IdPrefix.DRAFT))
    finished = await asyncio.to_thread(checked, draft.manuscript())
    await check_place(ctx, finished.tags, finished.area)
    lost = Conflict("It was changed or published meanwhile: look at it again.", ("input", "id"))
    return await put_out(ctx, finished, partial(graph.publish, draft), lost)


async def delete(ctx: Context, id: str) -> DraftId:
    """Delete a draft of the viewer's.

    Raises:
        NotAllowed: nobody is signed in, or somebody who isn't a person.
        NotFound: they have no such draft.
    """
    params = graph.OwnParams(id=require_id(id, IdPrefix.DRAFT), user_id=author(ctx))
    if await ctx.graph.write(graph.DELETE.one_or_none, params) is None:
        raise NotFound("You have no such draft.", ("input", "id"))
    return DraftId(params.id)


async def _own(ctx: Context, id: str | None) -> SavedDraft:
    params = graph.OwnParams(id=id or "", user_id=author(ctx))
    found = await ctx.graph.read(graph.BY_ID.one_or_none, params)
    if found is None:
        raise NotFound("You have no such draft.", ("input", "id"))
    return found


def _in_utc(moment: datetime | None) -> datetime | None:
    if moment is not None and moment.tzinfo is None:
        raise InvalidInput("Name the moment with its zone, as in 2026-01-31T12:00:00Z.", ("input", "publishAt"))
    return moment.astimezone(UTC) if moment else None
