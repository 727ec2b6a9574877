"""Commercial pressure: whether members who meet more paywalls or ads leave more often, for who sees revenue."""

from datetime import date, timedelta

from domain.access import Scope
from domain.pressure import last_complete
from domain.pressure_report import PressureReport
from domain.pressure_report import report as made
from domain.record import day_of
from domain.revenue_report import check_months, last_day
from graph import pressure as graph
from resolvers.context import Context


async def report(ctx: Context, first: date, last: date) -> PressureReport:
    """What members met in the months from the one of `first` to the one of `last`, and how many left.

    Raises:
        NotAllowed: the viewer may not see what the community earns.
        InvalidInput: there is no such time.
    """
    ctx.viewer.require(Scope.REVENUE_READ)
    today = day_of(ctx.now)
    months = check_months(first, last, today)
    cells = await ctx.graph.read(graph.CELLS.all, graph.CellsParams(first=months[0], last=months[-1]))
    counted = min(last_day(months[-1]), last_day(last_complete(today)))
    return made(months, cells, max(counted, months[0] - timedelta(days=1)))
