"""Bring every ledger of points up to the facts: after an import, and once a day in case something was missed."""

from datetime import datetime, timedelta

from graph import activity, user
from graph.database import Graph
from graph.points_backfill import settle
from jobs.job import Job, JobReport, Progress, silent

NAME = "refresh-points"
BATCH = 100


async def run(graph: Graph, as_of: datetime, progress: Progress = silent) -> JobReport:
    """Look at all members' facts up to `as_of`, so many in one transaction. Done twice it changes nothing."""
    looked_at, granted, corrected = 0, 0, 0
    total, after = await graph.read(user.count, None), ""
    while ids := await graph.read(activity.everyone, after, BATCH):
        done = await graph.write(settle, ids, as_of)
        looked_at, granted, corrected = looked_at + len(ids), granted + done.granted, corrected + done.corrected
        after = ids[-1]
        progress(looked_at, total)
    return JobReport({"members looked at": looked_at, "entries granted": granted, "sums corrected": corrected})


JOB = Job(NAME, "Grant points that no ledger has yet, and correct sums.", timedelta(days=1), run)
