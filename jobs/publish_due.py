"""Drafts are published when their time has come, each once, however many processes look for them."""

import asyncio
from datetime import datetime, timedelta
from functools import partial

from domain.draft import SavedDraft
from domain.errors import InvalidInput
from domain.outbox import EventType, outbox_event
from domain.publish import checked, publication
from graph import draft as drafts
from graph.database import Graph
from jobs.job import Job, JobReport, Progress

BATCH = 100
"""Drafts of one run; the next takes up what is left."""


async def run(graph: Graph, as_of: datetime, progress: Progress) -> JobReport:
    """Publish what is due. What can't be published any more stays a draft that says why, and isn't tried again."""
    counts = {"published": 0, "refused": 0, "passed by": 0}
    due = await graph.read(drafts.DUE.all, drafts.DueParams(now=as_of, limit=BATCH))
    for done, draft in enumerate(due, start=1):
        counts[await _publish(graph, draft, as_of)] += 1
        progress(done, len(due))
    return JobReport(counts)


async def _publish(graph: Graph, draft: SavedDraft, as_of: datetime) -> str:
    try:
        finished = await asyncio.to_thread(checked, draft.manuscript())
    except InvalidInput as refused:
        read = {"id": draft.id, "user_id": draft.user_id, "version": draft.version}
        await graph.write(drafts.REFUSE.run, drafts.RefuseParams(**read, problem=refused.message))
        return "refused"
    new = publication(finished, draft.user_id, as_of)
    told = outbox_event(EventType.CONTENT_PUBLISHED, as_of, new.told())
    return "published" if await graph.write(partial(drafts.publish, draft), new, told) else "passed by"


JOB = Job("publish-due", "Publish drafts whose time has come.", timedelta(seconds=5), run)
