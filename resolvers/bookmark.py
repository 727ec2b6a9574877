"""What the viewer keeps for later."""

from domain.access import Scope
from domain.bookmark import Bookmark, checked_note
from domain.content import Content
from domain.ids import ContentId, IdPrefix, require_id
from domain.page import Connection, Edge, Page, Slice, connect
from graph import bookmark as graph
from resolvers import content
from resolvers.context import Context


async def keep(ctx: Context, content_id: str, note: str | None) -> Content | None:
    """Keep a content with a note, or change the note; the content as it is then.

    Raises:
        NotAllowed: nobody is signed in, or somebody who isn't a person.
        NotFound: the viewer can't find the content, or is gone.
        InvalidInput: the note is too long.
    """
    ctx.viewer.require(Scope.EVENTS_OWN)
    id = ContentId(require_id(content_id, IdPrefix.CONTENT, "contentId"))
    await ctx.graph.write(graph.keep, ctx.viewer, id, checked_note(note), ctx.now)
    return await content.by_id(ctx, id)


async def remove(ctx: Context, content_id: str) -> Content | None:
    """Keep a content no longer; the content if the viewer can find it.

    Raises:
        NotAllowed: nobody is signed in, or somebody who isn't a person.
    """
    ctx.viewer.require(Scope.EVENTS_OWN)
    id = ContentId(require_id(content_id, IdPrefix.CONTENT, "contentId"))
    await ctx.graph.write(graph.remove, ctx.viewer.require_user(), id, ctx.now)
    return await content.by_id(ctx, id)


async def latest(ctx: Context, page: Page) -> Connection[Edge[Bookmark]]:
    """What the viewer keeps, what they kept last first; nothing for who isn't a member."""
    if ctx.viewer.user_id is None:
        return connect(Slice(()), page, lambda row: row.content_id)
    cursors = ctx.cursor_key.listing("bookmarks", user=ctx.viewer.user_id)
    position = cursors.after(page)
    start = {"before_at": position.keys[0], "before_id": position.keys[1]} if position else {"before_at": ctx.now}
    params = graph.LatestParams.model_validate({"user_id": ctx.viewer.user_id, "limit": page.first + 1, **start})
    found = Slice.cut(await ctx.graph.read(graph.LATEST.all, params), page.first)
    return connect(found, page, lambda row: cursors.encode((row.at, row.content_id)))
