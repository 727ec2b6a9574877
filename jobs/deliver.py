"""The delivery of outbox events to webhooks: one in flight a webhook, many webhooks at once, any number of workers."""

import asyncio
import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import structlog
from ulid import ULID

from domain.errors import Unavailable
from domain.outbox import SequencedEvent
from domain.webhook import DeliveryStatus, RetryPolicy, WebhookState
from graph import outbox
from graph import webhook as graph_webhook
from graph.database import Graph
from graph.webhook import Claimed, ClaimParams, DueParams, SettleParams
from jobs.webhook_post import Attempt, post

TICK_SECONDS = 0.5
LEASE = timedelta(seconds=30)
"""Longer than an attempt may take. A worker that is killed delays its webhooks by this much."""
BATCH = 100
PARALLEL = 50

log = structlog.get_logger(__name__)


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass
class DeliveryWorker:
    """Delivers what is due. The clock and chance are passed in, so that a test need not wait for retries."""

    graph: Graph
    client: httpx.AsyncClient
    allow_private: bool = False
    retry: RetryPolicy = field(default_factory=RetryPolicy)
    lease: timedelta = LEASE
    clock: Callable[[], datetime] = _now
    chance: Callable[[], float] = random.random
    name: str = field(default_factory=lambda: str(ULID()))

    async def run_due(self) -> int:
        """Deliver to every webhook that is due until it has all, fails, or is taken away; how many were accepted."""
        due = await self.graph.read(graph_webhook.DUE.all, DueParams(now=self.clock()))
        limit = asyncio.Semaphore(PARALLEL)

        async def one(id: str) -> int:
            async with limit:
                return await self._drain(id)

        return sum(await asyncio.gather(*(one(row.id) for row in due)))

    async def _drain(self, id: str) -> int:
        now = self.clock()
        params = ClaimParams(id=id, worker=self.name, now=now, until=now + self.lease)
        claimed = await self.graph.write(graph_webhook.CLAIM.one_or_none, params)
        delivered = 0
        while claimed is not None:
            events = await self.graph.read(outbox.after, claimed.cursor, BATCH)
            if not events:
                await self._settle(claimed, claimed.cursor, claimed.failures, until=self.clock())
                break
            for event in events:
                if not await self._deal_with(claimed, event):
                    return delivered
                delivered += claimed.wants(event.type)
                claimed = claimed.model_copy(update={"cursor": event.seq, "failures": 0})
        return delivered

    async def _deal_with(self, webhook: Claimed, event: SequencedEvent) -> bool:
        """Send one event, or pass over one of a type not wanted; whether to go on with the next."""
        if not webhook.wants(event.type):
            return await self._settle(webhook, event.seq, 0, until=self.clock() + self.lease)
        now = self.clock()
        attempt = await post(self.client, webhook.url, webhook.secrets(now), event, now, self.allow_private)
        if attempt.problem is None:
            row = _row(event, attempt, now, DeliveryStatus.SUCCEEDED, None)
            return await self._settle(webhook, event.seq, 0, until=self.clock() + self.lease, deliveries=[row])
        await self._failed(webhook, event, attempt, now)
        return False

    async def _failed(self, webhook: Claimed, event: SequencedEvent, attempt: Attempt, now: datetime) -> None:
        failures = webhook.failures + 1
        if failures >= self.retry.attempts:
            reason = f"{failures} attempts failed in a row, the last on {event.id}: {attempt.problem}"
            row = _row(event, attempt, now, DeliveryStatus.FAILED, None)
            state, next_at = WebhookState.PAUSED, None
        else:
            next_at = self.clock() + self.retry.wait(failures, self.chance())
            reason, state = None, WebhookState.ACTIVE
            row = _row(event, attempt, now, DeliveryStatus.RETRYING, next_at)
        more = {"state": state, "reason": reason, "next_at": next_at, "deliveries": [row]}
        await self._settle(webhook, webhook.cursor, failures, until=self.clock(), **more)

    async def _settle(self, webhook: Claimed, to: int, failures: int, *, until: datetime, **more: Any) -> bool:
        params = SettleParams(
            id=webhook.id, worker=self.name, cursor=webhook.cursor, to=to, failures=failures, until=until, **more
        )
        return await self.graph.write(graph_webhook.settle, params)


def _row(
    event: SequencedEvent, attempt: Attempt, at: datetime, status: DeliveryStatus, next_at: datetime | None
) -> dict[str, Any]:
    return {
        "seq": event.seq,
        "event_id": event.id,
        "type": event.type,
        "status": status.value,
        "response_code": attempt.response_code,
        "problem": attempt.problem,
        "duration_ms": attempt.duration_ms,
        "attempted_at": at,
        "next_attempt_at": next_at,
    }


@asynccontextmanager
async def delivering(graph: Graph, allow_private: bool, tick: float = TICK_SECONDS) -> AsyncIterator[None]:
    """Deliver while the block lasts. What is cut off by its end is sent again, by the same id."""
    async with httpx.AsyncClient(follow_redirects=False, trust_env=False) as client:
        worker = DeliveryWorker(graph, client, allow_private)
        task = asyncio.create_task(run_forever(worker, tick), name="deliver")
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


async def run_forever(worker: DeliveryWorker, tick: float) -> None:
    """Deliver what is due, again and again."""
    while True:
        try:
            await worker.run_due()
        except Unavailable as error:
            log.warning("deliver.waiting", reason=str(error))
        except Exception:  # one bad webhook must not end the delivery to all; it is tried again
            log.exception("deliver.failed")
        await asyncio.sleep(tick)
