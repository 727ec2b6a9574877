"""Value segments: a member's own, and for those who may read members everyone's."""

from domain.access import Scope
from domain.ids import UserId
from domain.segment import SegmentAssignment, SegmentSize, SegmentSummary, ValueSegment
from graph import segment as graph
from graph import user as users
from resolvers.context import Context


async def current(ctx: Context, user_id: UserId) -> SegmentAssignment | None:
    """The segment a user is in; None until a run has looked at them."""
    ctx.viewer.require_self_or(user_id, Scope.MEMBERS_READ)
    return await ctx.loaders.load(graph.current, user_id)


async def history(ctx: Context, user_id: UserId, first: int) -> list[SegmentAssignment]:
    """The segments a user was in, the latest first."""
    ctx.viewer.require_self_or(user_id, Scope.MEMBERS_READ)
    return await ctx.graph.read(graph.history, user_id, first)


async def summaries(ctx: Context) -> list[SegmentSummary]:
    """Every segment with its size, empty ones too; users no run has looked at yet are in none."""
    ctx.viewer.require(Scope.MEMBERS_READ)
    sizes = {size.segment: size for size in await ctx.graph.read(graph.sizes)}
    total = await ctx.graph.read(users.count, None)
    empty = (SegmentSize(segment=segment, users=0, average_activity=None) for segment in ValueSegment)
    return [_share(sizes.get(size.segment, size), total) for size in empty]


def _share(size: SegmentSize, total: int) -> SegmentSummary:
    return SegmentSummary(**dict(size), share=size.users / total if total else 0.0)
