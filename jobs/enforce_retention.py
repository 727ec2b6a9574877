"""Delete what is known of members once its time is over, by the table in `domain/retention.py` and the settings."""

from collections.abc import Callable
from datetime import datetime, timedelta

from domain.retention import AD_DECISIONS, AD_HOURS, CASES, EXPORT_REQUESTS, PROOFS, SEGMENT_PROPOSALS, Retention
from graph import export, retention
from graph.database import Graph
from jobs.forget_acts import forget_acts, forget_sums
from jobs.job import Job, JobReport, Progress, silent

NAME = "enforce-retention"


async def run(graph: Graph, as_of: datetime, progress: Progress = silent, kept: Retention | None = None) -> JobReport:
    """Delete what is over at `as_of`, in small transactions; of what members did only what `kept` gives an end."""
    kept = kept or Retention()
    counts = {
        "exports expired": await export.expire(graph, as_of),
        "requests forgotten": await retention.forget(graph, retention.REQUESTS, as_of - EXPORT_REQUESTS),
        "proofs forgotten": await retention.forget(graph, retention.PROOFS, as_of - PROOFS),
        "cases forgotten": await retention.forget(graph, retention.CASES, as_of - CASES),
        "ad decisions forgotten": await retention.forget(graph, retention.AD_DECISIONS, as_of - AD_DECISIONS),
        "ad hours forgotten": await retention.forget(graph, retention.AD_HOURS, as_of - AD_HOURS),
        "moves forgotten": await retention.forget(graph, retention.SEGMENT_PROPOSALS, as_of - SEGMENT_PROPOSALS),
        "acts forgotten": await forget_acts(graph, as_of, kept),
        "days folded": await forget_sums(graph, as_of, kept),
    }
    progress(sum(counts.values()), sum(counts.values()))
    return JobReport(counts)


def job(kept: Callable[[], Retention]) -> Job:
    """The job; `kept` tells, at each run, how long what members did is kept."""

    async def enforce(graph: Graph, as_of: datetime, progress: Progress) -> JobReport:
        return await run(graph, as_of, progress, kept())

    purpose = "Delete exports after 7 days, and what else is kept of members for a time."
    return Job(NAME, purpose, timedelta(hours=1), enforce)
