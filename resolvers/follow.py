"""What the viewer follows."""

from domain.access import Scope
from domain.errors import InvalidInput
from domain.ids import IdPrefix, parse_id
from domain.outbox import EventType, outbox_event
from domain.record import Record
from graph import follow as graph
from resolvers import node
from resolvers.context import Context

FOLLOWABLE = frozenset({IdPrefix.USER, IdPrefix.TAG, IdPrefix.AREA, IdPrefix.CONTENT})


async def follow(ctx: Context, target_id: str, following: bool) -> Record | None:
    """Follow a user, tag, area or content, or don't any more; what it is.

    Raises:
        NotAllowed: nobody is signed in, or somebody who isn't a person.
        InvalidInput: it is something else, or the viewer themselves.
        NotFound: the viewer can't find it.
    """
    ctx.viewer.require(Scope.EVENTS_OWN)
    ctx.viewer.require_user()
    if parse_id(target_id) not in FOLLOWABLE:
        raise InvalidInput("Follow a user, a tag, an area or a content.", ("input", "targetId"))
    told = outbox_event(EventType.MEMBER_CONCERNED, ctx.now, {})
    await ctx.graph.write(graph.follow, ctx.viewer, target_id, following, told, ctx.now)
    ctx.live.nudge()
    return await node.one(ctx, target_id)
