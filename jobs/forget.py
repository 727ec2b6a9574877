"""The job that forgets what callers left behind: calls whose keys are old enough, and buckets nobody takes from."""

from datetime import datetime, timedelta

from domain.idempotency import KEPT
from graph import idempotency, rate
from graph.database import Graph
from jobs.job import Job, JobReport, Progress

UNUSED = timedelta(hours=1)
"""A bucket that rested so long is full, and so is a new one."""


async def forget(graph: Graph, as_of: datetime, progress: Progress) -> JobReport:
    """Forget calls of more than 24 hours ago and buckets unused for an hour, a thousand a transaction."""
    counts = {"calls": 0, "buckets": 0}
    for what, prune, age in (("calls", idempotency.prune, KEPT), ("buckets", rate.prune, UNUSED)):
        while gone := await graph.write(prune, as_of - age):
            counts[what] += gone
            progress(sum(counts.values()), sum(counts.values()))
    return JobReport(counts)


JOB = Job("forget", "Forget idempotency keys after a day, and rate limits after an hour.", timedelta(hours=1), forget)
