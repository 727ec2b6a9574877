"""Reactions of the viewer, and how many there are."""

from domain.access import Scope
from domain.content import Content
from domain.errors import NotFound
from domain.ids import ContentId, IdPrefix, require_id
from domain.reaction import Reaction, ReactionKind
from graph import reaction as graph
from resolvers import content
from resolvers.context import Context


async def react(ctx: Context, content_id: str, kind: ReactionKind, on: bool) -> Content | None:
    """React to a content, or take that back; the content as it is then.

    Raises:
        NotAllowed: nobody is signed in, somebody who isn't a person, or the author.
        NotFound: the viewer can't find the content, or is gone.
    """
    ctx.viewer.require(Scope.CONTENT_WRITE)
    id = ContentId(require_id(content_id, IdPrefix.CONTENT, "contentId"))
    await ctx.graph.write(graph.react, ctx.viewer, id, kind, on, ctx.now)
    return await content.by_id(ctx, id)


async def of_content(ctx: Context, content_id: ContentId) -> list[Reaction]:
    """How members reacted to a content: each kind that somebody chose, the most frequent first."""
    found = await ctx.loaders.load(graph.counts, content_id)
    if found is None:
        raise NotFound("This content is gone.")
    chosen = [Reaction(kind=kind, count=count) for kind, count in found.counts.items() if count > 0]
    return sorted(chosen, key=lambda reaction: (-reaction.count, list(ReactionKind).index(reaction.kind)))
