"""Churn: a member's own, and for those who may read members everyone's."""

from domain.access import Scope
from domain.churn import ChurnRisk, ChurnSize, ChurnSpan, ChurnState, assessed
from domain.ids import UserId
from graph import churn as graph
from resolvers.context import Context


async def current(ctx: Context, user_id: UserId) -> ChurnRisk:
    """Where a user is, and how likely they have left."""
    ctx.viewer.require_self_or(user_id, Scope.MEMBERS_READ)
    return assessed(user_id, await ctx.loaders.load(graph.current, user_id), ctx.now)


async def history(ctx: Context, user_id: UserId, first: int) -> list[ChurnSpan]:
    """What a user went through, the latest first."""
    ctx.viewer.require_self_or(user_id, Scope.MEMBERS_READ)
    return await ctx.graph.read(graph.history, user_id, first)


async def summaries(ctx: Context) -> list[ChurnSize]:
    """Every state with its size, empty ones too; users of whom nothing is known are in none."""
    ctx.viewer.require(Scope.MEMBERS_READ)
    sizes = {size.state: size for size in await ctx.graph.read(graph.sizes)}
    return [sizes.get(state, ChurnSize(state=state, users=0)) for state in ChurnState]
