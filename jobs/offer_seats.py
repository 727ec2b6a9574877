"""Offer seats that are free to those who wait: when an offer has lapsed, or somebody who had one was erased."""

from datetime import datetime, timedelta

from graph import cohort
from graph.cohort_store import AWAITED, MomentParams
from graph.database import Graph
from jobs.job import Job, JobReport, Progress, silent


async def run(graph: Graph, as_of: datetime, progress: Progress = silent) -> JobReport:
    """See to every cohort to come for which somebody waits, one a transaction."""
    awaited = await graph.read(AWAITED.all, MomentParams(at=as_of))
    offered = 0
    for number, row in enumerate(awaited, start=1):
        offered += await graph.write(cohort.move_up, row.id, as_of)
        progress(number, len(awaited))
    return JobReport({"seats offered": offered})


JOB = Job("offer-seats", "Offer seats of cohorts that came free to those who wait.", timedelta(minutes=5), run)
