"""Give and take badges of members of whom something changed: of what they did or got, or of the years they are here."""

from datetime import datetime, timedelta

import structlog

from domain.badges import BADGES, BadgeBook
from graph import badge_award
from graph import job as progress_of
from graph.badge_award import Settled
from graph.database import Graph, Transaction
from jobs.job import Job, JobReport, Progress, silent

NAME = "award-badges"
BATCH = 20
"""Members looked at in one transaction."""
LATE = timedelta(minutes=1)

log = structlog.get_logger(__name__)


async def run(graph: Graph, as_of: datetime, progress: Progress = silent, book: BadgeBook = BADGES) -> JobReport:
    """Look at those who were noted until `as_of`, and tell them of what is new."""
    await graph.write(_note_anniversaries, as_of, book)
    looked_at, done, oldest = 0, Settled(), as_of
    while found := await graph.read(badge_award.waiting, as_of, BATCH):
        done += await graph.write(badge_award.settle, [row.user_id for row in found], as_of, tell=True, book=book)
        looked_at += len(found)
        oldest = min(oldest, *(row.since for row in found))
        progress(looked_at, looked_at)
    waited = as_of - oldest
    if waited > LATE:
        log.warning("badges.late", waited_seconds=waited.total_seconds(), members=looked_at)
    counts = {"members looked at": looked_at, "badges given": done.given, "badges taken": done.taken}
    return JobReport(counts | {"seconds waited at most": int(waited.total_seconds())})


async def _note_anniversaries(tx: Transaction, now: datetime, book: BadgeBook) -> None:
    """What lay before the first run is the backfill's."""
    seen = (await progress_of.state(tx, NAME)).watermark or now
    if seen < now:
        await badge_award.mark_anniversaries(tx, seen, now, book)
    params = progress_of.AdvanceParams(name=NAME, position="", watermark=max(seen, now), at=now)
    await progress_of.ADVANCE.run(tx, params)


JOB = Job(NAME, "Give and take badges of members of whom something changed.", timedelta(seconds=5), run)
