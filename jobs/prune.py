"""Retention: outbox events and the log of their deliveries go after 30 days, notifications after 90."""

from datetime import datetime, timedelta

from domain import notification as notifications
from domain import outbox as events
from graph import notification, outbox, webhook_delivery
from graph.database import Graph
from jobs.job import Job, JobReport, Progress

BATCH = 1_000
KINDS = (
    ("events", outbox.prune, events.RETENTION_DAYS),
    ("deliveries", webhook_delivery.prune, events.RETENTION_DAYS),
    ("notifications", notification.prune, notifications.RETENTION_DAYS),
)


async def run(graph: Graph, as_of: datetime, progress: Progress) -> JobReport:
    """Delete what is older, in small transactions. Younger events stay, whoever has read them already."""
    counts: dict[str, int] = {}
    for kind, prune, days in KINDS:
        counts[kind] = 0
        while gone := await graph.write(prune, as_of - timedelta(days=days), BATCH):
            counts[kind] += gone
            progress(sum(counts.values()), sum(counts.values()))
    return JobReport(counts)


JOB = Job("prune", "Delete old outbox events, logs of deliveries and notifications.", timedelta(hours=1), run)
