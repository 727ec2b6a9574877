"""Drafts are published when their time has come, each once, however many processes look for them."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from domain.access import Role, Viewer
from domain.area_rules import Poster, may_post
from domain.draft import HELD, DueDraft
from domain.errors import InvalidInput, NotFound, Refused
from domain.outbox import EventType, outbox_event
from domain.publish import Draft, Publication, checked, publication
from domain.review import Check, findings_of
from graph import area, membership, review, standing, tag, user
from graph import draft as drafts
from graph.database import Graph, Transaction
from jobs.job import Job, JobReport, Progress

NAME = "publish-due"
BATCH = 100
"""Drafts of one run; the next takes up what is left."""
MODERATE = (Role.MODERATOR, Role.OPERATOR)
"""Whose contents aren't checked."""


async def run(graph: Graph, as_of: datetime, progress: Progress, checks: Sequence[Check] = ()) -> JobReport:
    """Publish what is due. What can't be published any more stays a draft that says why, and isn't tried again."""
    counts = {"published": 0, "refused": 0, "passed by": 0}
    due = await graph.read(drafts.DUE.all, drafts.DueParams(now=as_of, limit=BATCH))
    for done, draft in enumerate(due, start=1):
        counts[await _publish(graph, draft, as_of, checks)] += 1
        progress(done, len(due))
    return JobReport(counts)


async def _publish(graph: Graph, draft: DueDraft, as_of: datetime, checks: Sequence[Check]) -> str:
    try:
        finished = await asyncio.to_thread(checked, draft.manuscript())
        await graph.read(_check_place, draft, finished, as_of)
        new = publication(finished, draft.user_id, as_of)
        await _check_text(graph, draft, new, checks)
        told = outbox_event(EventType.CONTENT_PUBLISHED, as_of, new.told())
        return "published" if await graph.write(partial(drafts.publish, draft), new, told) else "passed by"
    except Refused as refused:
        told = outbox_event(EventType.MEMBER_CONCERNED, as_of, {})
        return "refused" if await graph.write(drafts.refuse, draft, refused.message, told) else "passed by"


async def _check_place(tx: Transaction, draft: DueDraft, finished: Draft, now: datetime) -> None:
    """Go on only when its tags and its area are there still, and its author may start something in that."""
    known = await tag.by_slugs(tx, finished.tags)
    if gone := [slug for slug in finished.tags if slug not in known]:
        raise NotFound(f"There is no tag {gone[0]!r}.")
    author = (await user.by_ids(tx, [draft.user_id])).get(draft.user_id)
    if finished.area is None or author is None:
        return
    place = (await area.by_slugs(tx, [finished.area])).get(finished.area)
    if place is None:
        raise NotFound(f"There is no area {finished.area!r}.")
    joined = (await membership.in_areas(tx, [place.id], author.id)).get(place.id)
    who, rules = Poster(draft.role, author.joined_at, joined), (await area.rules(tx, [place.id]))[place.id]
    ground = (await standing.of_members(tx, [author.id], place.id)).get(author.id)
    if rules.posting.asks_for_standing and ground is not None:
        here = ground.here(Viewer(user_id=author.id, role=draft.role))
        who = replace(who, standing=here, points=ground.everywhere().career.points)
    may_post(place, rules, who, now)


async def _check_text(graph: Graph, draft: DueDraft, new: Publication, checks: Sequence[Check]) -> None:
    author = await graph.read(review.AUTHOR.one_or_none, review.AuthorParams(user_id=draft.user_id, content_id=new.id))
    if author is None or draft.role in MODERATE:
        return
    submission = await graph.read(review.submission, new.id, new.author_id, new.draft, new.at)
    if await findings_of(checks, submission, author):
        raise InvalidInput(HELD)


def job(checks: Callable[[], Sequence[Check]]) -> Job:
    """The job; `checks` tells, at each run, what looks at a draft before it is published."""

    async def publish(graph: Graph, as_of: datetime, progress: Progress) -> JobReport:
        return await run(graph, as_of, progress, checks())

    return Job(NAME, "Publish drafts whose time has come.", timedelta(seconds=5), publish)
