"""Withdrawing one's own content, and restoring it."""

from domain.content import Content, Visibility
from domain.errors import Conflict, NotFound
from domain.ids import ContentId, IdPrefix, require_id
from domain.outbox import EventType, outbox_event
from domain.page import Connection, Edge, Page, Slice, connect
from domain.takedown import BY_AUTHOR
from graph import moderation
from graph import publish as published
from graph import takedown as graph
from resolvers import content
from resolvers.context import Context
from resolvers.publish import author

_STANDS = {
    Visibility.WITHDRAWN: "You have withdrawn it already.",
    Visibility.HIDDEN: "It is under review: wait for a moderator's decision.",
    Visibility.REMOVED: "A moderator has removed it.",
}


async def withdraw(ctx: Context, id: str) -> ContentId:
    """Take a content of the viewer's from its readers.

    Raises:
        NotAllowed: nobody is signed in, or somebody who isn't a person.
        NotFound: the viewer wrote no such content.
        Conflict: it is down already.
    """
    own = await owned(ctx, id)
    told = outbox_event(EventType.CONTENT_WITHDRAWN, ctx.now, {})
    if await ctx.graph.write(graph.take, own.id, Visibility.WITHDRAWN, ctx.now, told) is None:
        own = await owned(ctx, id)  # how it stands now: somebody else may have been faster
        raise Conflict(_STANDS.get(own.visibility, "It changed meanwhile: try again."), ("input", "id"))
    ctx.live.nudge()
    return own.id


async def restore(ctx: Context, id: str) -> Content | None:
    """Give a content that the viewer has withdrawn back to its readers.

    Raises:
        NotAllowed: nobody is signed in, or somebody who isn't a person.
        NotFound: the viewer wrote no such content.
        Conflict: it isn't withdrawn, or not by them.
    """
    own = await owned(ctx, id)
    told = outbox_event(EventType.CONTENT_RESTORED, ctx.now, {})
    if await ctx.graph.write(graph.put_back, own.id, BY_AUTHOR, told) is None:
        by_others = {stands: text for stands, text in _STANDS.items() if stands not in BY_AUTHOR}
        raise Conflict(by_others.get(own.visibility, "It isn't withdrawn."), ("input", "id"))
    ctx.live.nudge()
    return await content.by_id(ctx, own.id)


async def of_viewer(ctx: Context, page: Page) -> Connection[Edge[Content]]:
    """What of the viewer's own was taken down, what was taken last first; nothing for who isn't a member."""
    user_id = ctx.viewer.user_id
    if user_id is None:
        return connect(Slice(()), page, lambda row: row.id)
    cursors = ctx.cursor_key.listing("taken down", user=user_id)
    position = cursors.after(page)
    start = {"before_at": position.keys[0], "before_id": position.keys[1]} if position else {"before_at": ctx.now}
    params = graph.OfAuthorParams.model_validate({"user_id": user_id, "limit": page.first + 1, **start})
    cut = Slice.cut(await ctx.graph.read(graph.OF_AUTHOR.all, params), page.first)
    taken_at = {row.id: row.at for row in cut.rows}
    found = await ctx.graph.read(moderation.contents, list(taken_at), ctx.viewer, ctx.now)
    contents = [found[id] for id in taken_at if id in found]
    return connect(Slice(contents, cut.has_next), page, lambda row: cursors.encode((taken_at[row.id], row.id)))


async def owned(ctx: Context, id: str) -> published.Own:
    """The content of that id as its author has it, readers or none.

    Raises:
        NotAllowed: nobody is signed in, or somebody who isn't a person.
        NotFound: the viewer wrote no such content.
    """
    user_id = author(ctx)
    params = published.OwnParams(id=require_id(id, IdPrefix.CONTENT), user_id=user_id)
    own = await ctx.graph.read(published.OWN.one_or_none, params)
    if own is None:
        raise NotFound("You wrote no such content.", ("input", "id"))
    return own
