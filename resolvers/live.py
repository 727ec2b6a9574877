"""Live updates: what happens is told to who listens, for as long as they may, and only what they may see."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing

from domain.content import Content
from domain.errors import InvalidInput, Unauthenticated
from domain.ids import ContentId
from domain.outbox import EventType, SequencedEvent
from graph.live import Listener, Wanted
from resolvers import area as areas
from resolvers import content, tag
from resolvers.content import MAX_TAGS
from resolvers.context import Context


async def contents(ctx: Context, area: str | None, tags: Sequence[str] | None) -> AsyncGenerator[Content, None]:
    """Contents that stand by themselves as they are published, in that area and with any of those tags where given.

    None of whom the viewer mutes or blocks.

    Raises:
        InvalidInput: there are too many tags, or none in the list.
        NotFound: there is no such area or tag.
    """
    if tags is not None and not 0 < len(tags) <= MAX_TAGS:
        raise InvalidInput(f"Pass between 1 and {MAX_TAGS} tags, or leave the argument out.", ("tags",))
    await tag.named(ctx, tags or (), ("tags",))
    if area is not None:
        await areas.named(ctx, area, ("area",))
    chosen = frozenset(tags or ())

    def wanted(event: SequencedEvent) -> bool:
        told = event.payload
        return (
            event.type == EventType.CONTENT_PUBLISHED
            and "aboveId" not in told
            and (area is None or told["area"] == area)
            and (not chosen or not chosen.isdisjoint(told["tags"]))
        )

    async with aclosing(heard(ctx, wanted)) as events:
        async for event in events:
            id = ContentId(event.payload["contentId"])
            if found := (await content.found(ctx, [id])).get(id):
                yield found


async def heard(ctx: Context, wanted: Wanted) -> AsyncGenerator[SequencedEvent, None]:
    """The events that are wanted. Before each the context is renewed: who may not ask any more hears no more.

    Raises:
        NotAllowed: the viewer is banned, or is meanwhile.
    """
    ctx.viewer.require_not_banned()
    async with ctx.live.listen(wanted) as listener:
        while True:
            event = await _next(ctx, listener)
            await ctx.renew()
            ctx.viewer.require_not_banned()
            yield event


async def _next(ctx: Context, listener: Listener) -> SequencedEvent:
    try:
        async with asyncio.timeout(ctx.seconds_left):
            return await listener.next()
    except TimeoutError:
        raise Unauthenticated("Your token has expired: subscribe again with a new one.") from None
