"""Retention: outbox events and the log of their deliveries go after 30 days, notifications and what payment processors
told after 90, lists soon.
"""

from datetime import datetime, timedelta

from domain import landing
from domain import notification as notifications
from domain import outbox as events
from domain.ad_traffic import CLIENTS_KEPT, INVALID_KEPT
from domain.payment import KEPT
from graph import ad_traffic, notification, outbox, payment_event, refresh_landing, webhook_delivery
from graph.database import Graph
from jobs.job import Job, JobReport, Progress

BATCH = 1_000
KINDS = (
    ("events", outbox.prune, timedelta(days=events.RETENTION_DAYS)),
    ("deliveries", webhook_delivery.prune, timedelta(days=events.RETENTION_DAYS)),
    ("notifications", notification.prune, timedelta(days=notifications.RETENTION_DAYS)),
    ("clients", ad_traffic.forget_clients, CLIENTS_KEPT),
    ("invalid acts", ad_traffic.prune_invalid, INVALID_KEPT),
    ("payment events", payment_event.prune, KEPT),
    ("editions", refresh_landing.prune, landing.KEPT),
)


async def run(graph: Graph, as_of: datetime, progress: Progress) -> JobReport:
    """Delete what is older, in small transactions. Younger events stay, whoever has read them already."""
    counts: dict[str, int] = {}
    for kind, prune, age in KINDS:
        counts[kind] = 0
        while gone := await graph.write(prune, as_of - age, BATCH):
            counts[kind] += gone
            progress(sum(counts.values()), sum(counts.values()))
    return JobReport(counts)


JOB = Job(
    "prune",
    "Delete old outbox events, logs of deliveries, notifications, events of payments and editions of lists.",
    timedelta(hours=1),
    run,
)
