"""Bring everybody's badges up to the ledgers: after an import, after a change of the rules, and once a day."""

from datetime import datetime, timedelta

from domain.badges import BADGES, BadgeBook
from graph import activity, badge, badge_award, user
from graph.badge_award import Settled
from graph.database import Graph
from jobs.job import Job, JobReport, Progress, silent

NAME = "refresh-badges"
BATCH = 50


async def run(graph: Graph, as_of: datetime, progress: Progress = silent, book: BadgeBook = BADGES) -> JobReport:
    """Look at all members, and tell nobody. Done twice it changes nothing."""
    await badge.ensure(graph)
    looked_at, done = 0, Settled()
    total, after = await graph.read(user.count, None), ""
    while ids := await graph.read(activity.everyone, after, BATCH):
        done += await graph.write(badge_award.settle, ids, as_of, tell=False, book=book)
        looked_at += len(ids)
        after = ids[-1]
        progress(looked_at, total)
    return JobReport({"members looked at": looked_at, "badges given": done.given, "badges taken": done.taken})


JOB = Job(NAME, "Give and take badges of all members by what stands in their ledgers.", timedelta(days=1), run)
