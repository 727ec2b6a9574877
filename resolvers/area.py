"""Areas: one by one and all of them."""

from domain.area import Area
from domain.ids import AreaId
from graph import area as graph
from graph.queries import NoParams
from resolvers.context import Context


async def all(ctx: Context) -> list[Area]:
    """Every area, by name."""
    return await ctx.graph.read(graph.ALL.all, NoParams())


async def by_id(ctx: Context, id: AreaId) -> Area | None:
    """The area of that id."""
    return await ctx.loaders.load(graph.by_ids, id)
