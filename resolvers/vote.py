"""Votes of the viewer."""

from domain.access import Scope
from domain.content import Content
from domain.ids import ContentId, IdPrefix, require_id
from domain.vote import VoteValue
from graph import vote as graph
from resolvers import content
from resolvers.context import Context


async def cast(ctx: Context, content_id: str, value: VoteValue) -> Content | None:
    """Vote on a content, or take the vote back; the content as it is then.

    Raises:
        NotAllowed: nobody is signed in, somebody who isn't a person, or the author.
        NotFound: the viewer can't find the content, or is gone.
    """
    ctx.viewer.require(Scope.CONTENT_WRITE)
    id = ContentId(require_id(content_id, IdPrefix.CONTENT, "contentId"))
    await ctx.graph.write(graph.cast, ctx.viewer, id, value, ctx.now)
    return await content.by_id(ctx, id)
