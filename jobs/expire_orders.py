"""Cancel orders that weren't paid in time, and free what they hold: their coupons and seats."""

from datetime import datetime, timedelta

from graph import order
from graph.database import Graph
from graph.order_store import DUE, DueParams
from jobs.job import Job, JobReport, Progress, silent

BATCH = 200


async def run(graph: Graph, as_of: datetime, progress: Progress = silent) -> JobReport:
    """Cancel what is due by then, each order in a transaction of its own."""
    expired = 0
    while due := await graph.read(DUE.all, DueParams(as_of=as_of, limit=BATCH)):
        for done, row in enumerate(due, start=1):
            expired += await graph.write(order.expire, row.id, as_of)
            progress(done, len(due))
    return JobReport({"orders expired": expired})


JOB = Job("expire-orders", "Cancel orders that weren't paid in time.", timedelta(minutes=1), run)
