"""Benefits: what members may have."""

from domain.benefit import Benefit
from graph import benefit as graph
from resolvers.context import Context


async def by_id(ctx: Context, id: str) -> Benefit | None:
    """One benefit, together with all others asked for in the same tick."""
    return await ctx.loaders.load(graph.by_ids, id)
