"""Delete what is known of members once its time is over, by the table in `domain/retention.py`."""

from datetime import datetime, timedelta

from domain.retention import EXPORT_REQUESTS, PROOFS
from graph import export, retention
from graph.database import Graph
from jobs.job import Job, JobReport, Progress, silent

NAME = "enforce-retention"


async def run(graph: Graph, as_of: datetime, progress: Progress = silent) -> JobReport:
    """Delete what is over at `as_of`, in small transactions."""
    counts = {
        "exports expired": await export.expire(graph, as_of),
        "requests forgotten": await retention.forget(graph, retention.REQUESTS, as_of - EXPORT_REQUESTS),
        "proofs forgotten": await retention.forget(graph, retention.PROOFS, as_of - PROOFS),
    }
    progress(sum(counts.values()), sum(counts.values()))
    return JobReport(counts)


JOB = Job(NAME, "Delete exports after 7 days, and what else is kept of members for a time.", timedelta(hours=1), run)
