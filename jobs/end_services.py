"""Bring services on when nobody does: what wasn't offered or accepted in time ends, what was delivered is accepted."""

from datetime import datetime, timedelta

from graph import service_request
from graph.database import Graph
from graph.service_store import DUE, DueParams
from jobs.job import Job, JobReport, Progress, silent

BATCH = 200


async def run(graph: Graph, as_of: datetime, progress: Progress = silent) -> JobReport:
    """See to what is due by then, each request in a transaction of its own."""
    ended = 0
    while due := await graph.read(DUE.all, DueParams(as_of=as_of, limit=BATCH)):
        for done, row in enumerate(due, start=1):
            ended += await graph.write(service_request.expire, row.id, as_of)
            progress(done, len(due))
    return JobReport({"services ended": ended})


JOB = Job("end-services", "End services that nobody answers, and accept what was delivered.", timedelta(minutes=5), run)
