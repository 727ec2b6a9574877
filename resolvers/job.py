"""The jobs of the schedule, for operators."""

from domain.access import Scope
from domain.job import JobStatus
from graph import job
from resolvers.context import Context


async def listed(ctx: Context) -> list[JobStatus]:
    """Every job that the schedule has run, by name."""
    ctx.viewer.require(Scope.MEMBERS_READ)
    return await ctx.graph.read(job.scheduled, ctx.now)
