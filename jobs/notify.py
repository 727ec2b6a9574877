"""Notifications of what is published and what concerns a member, by one of the processes, which follows the outbox."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import structlog

from domain.errors import Unavailable
from domain.notification import NotificationKind
from domain.outbox import EventType, SequencedEvent, outbox_event
from graph import job as turns
from graph import notification, outbox
from graph.background import in_background
from graph.database import Graph, Transaction

NAME = "notify"
TICK_SECONDS = 0.5
LONGEST_TURN = timedelta(seconds=30)
"""A process that is killed in its turn delays notifications by this much."""
BATCH = 500
"""Members notified in one transaction."""

log = structlog.get_logger(__name__)


@asynccontextmanager
async def notifying(graph: Graph, tick: float = TICK_SECONDS) -> AsyncIterator[None]:
    """Make notifications while the block lasts. What is cut off by its end is done again, and then changes nothing."""
    async with in_background(_run_forever(graph, tick), "notify"):
        yield


async def run_due(graph: Graph, now: datetime) -> int:
    """Go through the events that came since the last time, unless another process does; how many members heard."""
    position = await graph.read(_position)
    if (await graph.read(outbox.head)).last <= position:
        return 0
    if not await graph.write(turns.take_turn, NAME, now, now + LONGEST_TURN):
        return 0
    try:
        return await _go_through(graph, await graph.read(_position), now)
    finally:
        await graph.write(turns.END_TURN.run, turns.EndParams(name=NAME, next_at=now, ended_at=now))


async def _go_through(graph: Graph, position: int, now: datetime) -> int:
    heard = 0
    while events := await graph.read(outbox.after, position):
        for event in events:
            if event.type in (EventType.CONTENT_PUBLISHED, EventType.CONTENT_EDITED):
                heard += await _tell(graph, event)
            elif event.type == EventType.MEMBER_CONCERNED:
                told = outbox_event(EventType.NOTIFICATIONS_CREATED, datetime.now(UTC), {})
                heard += await graph.write(notification.concern, event, told)
        position = events[-1].seq
        await graph.write(notification.passed, position, now)
    return heard


async def _tell(graph: Graph, published: SequencedEvent) -> int:
    rows = await graph.read(notification.recipients, published.payload["contentId"])
    if published.type == EventType.CONTENT_EDITED:  # followers heard of it when it was new
        rows = [row for row in rows if row["kind"] == NotificationKind.MENTIONED]
    heard = 0
    for start in range(0, len(rows), BATCH):
        event = outbox_event(EventType.NOTIFICATIONS_CREATED, datetime.now(UTC), {})
        heard += await graph.write(notification.create, published, rows[start : start + BATCH], event)
    return heard


async def _position(tx: Transaction) -> int:
    return int((await turns.state(tx, NAME)).position or 0)


async def _run_forever(graph: Graph, tick: float) -> None:
    while True:
        try:
            await run_due(graph, datetime.now(UTC))
        except Unavailable as error:
            log.warning("notify.waiting", reason=str(error))
        except Exception:  # a bug met by one event must not end the notifications of all; it is tried again
            log.exception("notify.failed")
        await asyncio.sleep(tick)
