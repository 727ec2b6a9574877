"""Notifications: a member's own, and nobody else's."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing

from domain.content import Content
from domain.errors import InvalidInput, NotAllowed
from domain.ids import IdPrefix, UserId, require_id
from domain.notification import Notification, NotificationId
from domain.outbox import EventType, SequencedEvent
from domain.page import Connection, Edge, Page, Slice, connect, connect_kept
from graph import notification as graph
from resolvers import content
from resolvers.block import avoided_authors
from resolvers.context import Context
from resolvers.live import heard

MAX_IDS = 100


async def by_id(ctx: Context, id: NotificationId) -> Notification | None:
    """A notification of the viewer's; None when there is none, or it is another's."""
    found = await ctx.loaders.load(graph.by_ids, id)
    return found if found is not None and found.user_id == ctx.viewer.user_id else None


async def latest(ctx: Context, page: Page) -> Connection[Edge[Notification]]:
    """What the viewer was told of, the latest first; nothing for who isn't a member. Not of whom they mute or block."""
    if ctx.viewer.user_id is None:
        return connect(Slice(()), page, lambda row: row.id)
    cursors = ctx.cursor_key.listing("notifications", user=ctx.viewer.user_id)
    position = cursors.after(page)
    start = {"before": position.keys[0]} if position else {}
    params = graph.LatestParams.model_validate({"user_id": ctx.viewer.user_id, "limit": page.first + 1, **start})
    found = Slice.cut(await ctx.graph.read(graph.LATEST.all, params), page.first)
    avoided = await avoided_authors(ctx) if found.rows else frozenset()
    return connect_kept(found, page, lambda row: cursors.encode((row.place,)), lambda row: not row.alone_by(avoided))


async def actors(ctx: Context, told: Notification) -> list[UserId]:
    """Who did it, the latest first, without whom the viewer mutes or blocks."""
    avoided = await avoided_authors(ctx)
    return [id for id in told.actor_ids if id not in avoided]


async def content_of(ctx: Context, told: Notification) -> Content | None:
    """What it is about, if the viewer can find it and doesn't keep its author away."""
    found = await content.by_id(ctx, told.content_id) if told.content_id else None
    avoided = await avoided_authors(ctx) if found and found.author else frozenset()
    return None if found is None or (found.author and found.author.id in avoided) else found


async def unread(ctx: Context) -> int:
    """How many of them the viewer hasn't marked as read."""
    if ctx.viewer.user_id is None:
        return 0
    return (await ctx.graph.read(graph.UNREAD.one, graph.UnreadParams(user_id=ctx.viewer.user_id))).total


async def mark_read(ctx: Context, ids: Sequence[str] | None, up_to: str | None) -> int:
    """Mark the viewer's notifications as read: those of these ids, all up to one, or all; how many are unread then.

    Raises:
        NotAllowed: nobody is signed in, or somebody who isn't a person.
        InvalidInput: there are none or too many ids, or one is malformed. Ids of others' notifications do nothing.
    """
    user_id = member(ctx)
    if ids is not None and (up_to is not None or not 0 < len(ids) <= MAX_IDS):
        raise InvalidInput(f"Name 1 to {MAX_IDS} notifications, or the last, or none to mark all.", ("input", "ids"))
    for id in ids or ():
        require_id(id, IdPrefix.NOTIFICATION, "ids")
    if up_to is not None:
        require_id(up_to, IdPrefix.NOTIFICATION, "upTo")
    await ctx.graph.write(graph.MARK_READ.run, graph.MarkParams(user_id=user_id, ids=ids, up_to=up_to, at=ctx.now))
    return await unread(ctx)


async def received(ctx: Context) -> AsyncGenerator[Notification, None]:
    """The viewer's notifications as they come.

    Raises:
        NotAllowed: nobody is signed in, or somebody who isn't a person.
    """
    user_id = member(ctx)

    def wanted(event: SequencedEvent) -> bool:
        return event.type == EventType.NOTIFICATIONS_CREATED and user_id in event.payload["notifications"]

    async with aclosing(heard(ctx, wanted)) as events:
        async for event in events:
            found = await by_id(ctx, NotificationId(event.payload["notifications"][user_id]))
            if found is not None:
                yield found


def member(ctx: Context) -> UserId:
    """The viewer, whose notifications they are.

    Raises:
        NotAllowed: nobody is signed in, or somebody who isn't a person.
    """
    if ctx.viewer.user_id is None:
        raise NotAllowed("Notifications are a member's own: sign in as one.")
    return ctx.viewer.user_id
