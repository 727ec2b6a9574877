"""Who comes before readers, and how unequally what is read is read: for operators."""

from domain.access import Scope
from domain.errors import InvalidInput
from domain.fair_share import Exposure, ExposureCheck
from domain.ids import ModelId
from domain.popularity import PopularityWeek
from graph import fairness as graph
from graph import popularity
from resolvers.context import Context

MOST_WEEKS = 104


async def exposure(ctx: Context) -> Exposure | None:
    """What was measured last; None before the first time."""
    ctx.viewer.require(Scope.MODELS_READ)
    return await ctx.graph.read(graph.measured)


async def check_of(ctx: Context, id: ModelId) -> ExposureCheck | None:
    """What came of holding a model against the one in use; None until it was."""
    ctx.viewer.require(Scope.MODELS_READ)
    return await ctx.loaders.load(graph.checks, id)


async def weeks(ctx: Context, first: int) -> list[PopularityWeek]:
    """The latest weeks that are over, the newest first.

    Raises:
        NotAllowed: the viewer may not read models.
        InvalidInput: there are no so many.
    """
    ctx.viewer.require(Scope.MODELS_READ)
    if not 1 <= first <= MOST_WEEKS:
        raise InvalidInput(f"Ask for 1 to {MOST_WEEKS} weeks.", ("first",))
    return await ctx.graph.read(popularity.LATEST.all, popularity.LatestParams(limit=first))
