"""Value segments: a member's own, and for those who may read members everyone's."""

from datetime import UTC, date, datetime, time, timedelta

from domain.access import Scope
from domain.ids import UserId
from domain.segment import SegmentAssignment, SegmentSize, SegmentSummary, ValueSegment
from domain.segment_moves import SegmentMoves, check, table
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


async def moves(ctx: Context, first: date, last: date) -> SegmentMoves:
    """How many members moved from which segment to which on the days from `first` to `last`, of UTC.

    Raises:
        NotAllowed: the viewer may not read members.
        InvalidInput: there is no such time, or it is too long.
    """
    ctx.viewer.require(Scope.MEMBERS_READ)
    check(first, last)
    since, end = (datetime.combine(day, time(), UTC) for day in (first, last))
    params = graph.MovesParams(since=since, until=end + timedelta(days=1))
    return table(first, last, await ctx.graph.read(graph.MOVES.all, params))


def _share(size: SegmentSize, total: int) -> SegmentSummary:
    return SegmentSummary(**dict(size), share=size.users / total if total else 0.0)
