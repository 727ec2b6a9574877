"""The job that forgets calls whose idempotency keys are old enough."""

from datetime import datetime, timedelta

from domain.idempotency import KEPT
from graph import idempotency
from graph.database import Graph
from jobs.job import Job, JobReport, Progress


async def forget_calls(graph: Graph, as_of: datetime, progress: Progress) -> JobReport:
    """Forget the calls made more than 24 hours before `as_of`, a thousand a transaction."""
    total = 0
    while forgotten := await graph.write(idempotency.prune, as_of - KEPT):
        total += forgotten
        progress(total, total)
    return JobReport({"calls forgotten": total})


JOB = Job("forget-calls", "Forget calls with idempotency keys after a day.", timedelta(hours=1), forget_calls)
