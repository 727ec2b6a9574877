"""Who stays: tables of cohorts, for who may read members."""

from datetime import date

from domain.access import Scope
from domain.record import day_of
from domain.staying import StayingPeriod, StayingTable, check, table
from graph import staying as graph
from resolvers.context import Context


async def report(ctx: Context, by: StayingPeriod, first: date, last: date) -> StayingTable:
    """How many of the members who began from the period of `first` to that of `last` were active in later ones.

    Raises:
        NotAllowed: the viewer may not read members.
        InvalidInput: there is no such time, or it is too long.
    """
    ctx.viewer.require(Scope.MEMBERS_READ)
    cohorts = check(by, first, last, day_of(ctx.now))
    cells = await ctx.graph.read(graph.CELLS.all, graph.CellsParams(by=by, first=cohorts[0], last=cohorts[-1]))
    return table(by, cohorts, cells, await ctx.graph.read(graph.counted, by))
