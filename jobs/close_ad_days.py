"""Close days of flights: what was charged on one that is over in the flight's zone is posted, and flights that are
over for good are settled: what they didn't spend goes back to their sponsors.
"""

from datetime import datetime, timedelta

from domain.audit import by_itself
from domain.flight import Pricing
from domain.flight_account import DELIVERED, settled_after
from graph import flight, flight_account
from graph.database import Graph
from jobs.job import Job, JobReport, Progress, silent

NAME = "close-ad-days"
AHEAD = timedelta(hours=14)
"""Where days begin first, as at the Line Islands, it is so much later than UTC."""
BATCH = 200


async def run(graph: Graph, as_of: datetime, progress: Progress = silent) -> JobReport:
    """Close what is over by then; each flight in a transaction of its own."""
    days, ended = await _close(graph, as_of, progress), 0
    for pricing in Pricing:
        before = as_of - settled_after(pricing)
        params = flight_account.OverParams(states=DELIVERED, pricing=[pricing], before=before, limit=BATCH)
        while over := await graph.read(flight_account.OVER.all, params):
            for row in over:
                entry = by_itself("flight.state_changed", row.id, as_of, NAME)
                ended += await graph.write(flight.end_if_over, row.id, before, entry)
    return JobReport({"days closed": days, "flights ended": ended})


async def _close(graph: Graph, as_of: datetime, progress: Progress) -> int:
    due = await graph.read(flight_account.DUE.all, flight_account.DueParams(through=(as_of + AHEAD).date()))
    days = 0
    for done, row in enumerate(due):
        progress(done, len(due))
        days += await graph.write(flight.close_days, row.flight_id, as_of)
    return days


JOB = Job(
    NAME, "Post what flights spent on days that are over, and settle those that ended.", timedelta(minutes=5), run
)
