"""Retention of what leaves the community: outbox events and the log of their deliveries go after 30 days."""

from datetime import datetime, timedelta

from domain.outbox import RETENTION_DAYS
from graph import outbox, webhook_delivery
from graph.database import Graph
from jobs.job import Job, JobReport, Progress

BATCH = 1_000


async def run(graph: Graph, as_of: datetime, progress: Progress) -> JobReport:
    """Delete what is older, in small transactions. Younger events stay, whoever has read them already."""
    before = as_of - timedelta(days=RETENTION_DAYS)
    counts = {"events": 0, "deliveries": 0}
    for kind, prune in (("events", outbox.prune), ("deliveries", webhook_delivery.prune)):
        while gone := await graph.write(prune, before, BATCH):
            counts[kind] += gone
            progress(sum(counts.values()), sum(counts.values()))
    return JobReport(counts)


JOB = Job("prune", "Delete outbox events and logs of deliveries that are older than 30 days.", timedelta(hours=1), run)
