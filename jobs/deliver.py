"""The delivery of outbox events to a webhook: one in flight, in order, and given up for a while when it fails."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
from ulid import ULID

from domain.outbox import SequencedEvent
from domain.webhook import DeliveryStatus, RetryPolicy, WebhookState
from graph import outbox
from graph import webhook_delivery as graph_delivery
from graph.database import Graph
from graph.webhook_delivery import Claimed, ClaimParams, DueParams, QueuedParams, SettleParams
from jobs.webhook_post import Attempt, post

LEASE = timedelta(seconds=15)
"""Longer than an attempt may take. A worker that is killed delays its webhooks by this much."""
BATCH = 100
LONGEST_TURN = 1_000
"""Events after which a webhook makes room for others that wait."""


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

    async def due(self) -> list[str]:
        """The webhooks that have something to be sent, and no worker; shuffled, so that none is always last."""
        ids = [row.id for row in await self.graph.read(graph_delivery.DUE.all, DueParams(now=self.clock()))]
        return random.sample(ids, len(ids))

    async def serve(self, id: str) -> int:
        """Deliver to one webhook until it has all, fails, had its turn, or is taken away; how many were accepted."""
        now = self.clock()
        params = ClaimParams(id=id, worker=self.name, now=now, until=now + self.lease)
        webhook = await self.graph.write(graph_delivery.CLAIM.one_or_none, params)
        if webhook is None:
            return 0
        accepted = await self._redeliver(webhook)
        if webhook.next_at is not None and webhook.next_at > now:
            await self._release(webhook, webhook.cursor)
            return accepted
        return accepted + await self._deliver(webhook)

    async def _redeliver(self, webhook: Claimed) -> int:
        """Send what its owner asked for again: once, whatever comes of it, and without a move of the cursor."""
        params = QueuedParams(id=webhook.id, now=self.clock(), limit=BATCH)
        accepted = 0
        for event in await self.graph.read(graph_delivery.QUEUED.all, params):
            now = self.clock()
            attempt = await self._post(webhook, event, now)
            status = DeliveryStatus.FAILED if attempt.problem else DeliveryStatus.SUCCEEDED
            accepted += attempt.problem is None
            rows = [_row(event, attempt, now, status, None)]
            same = webhook.cursor, webhook.failures
            if not await self._settle(webhook, *same, next_at=webhook.next_at, deliveries=rows):
                break
        return accepted

    async def _deliver(self, webhook: Claimed) -> int:
        accepted, seen = 0, webhook.cursor
        while accepted < LONGEST_TURN and (events := await self.graph.read(outbox.after, seen, BATCH)):
            for event in events:
                if webhook.wants(event):
                    if not await self._send(webhook, event):
                        return accepted
                    accepted += 1
                    webhook = webhook.model_copy(update={"cursor": event.seq, "failures": 0, "next_at": None})
                seen = event.seq
        await self._release(webhook, seen)
        return accepted

    async def _send(self, webhook: Claimed, event: SequencedEvent) -> bool:
        """Send one event, and pass over those before it that weren't wanted; whether to go on with the next."""
        now = self.clock()
        attempt = await self._post(webhook, event, now)
        if attempt.problem is None:
            row = _row(event, attempt, now, DeliveryStatus.SUCCEEDED, None)
            return await self._settle(webhook, event.seq, 0, deliveries=[row])
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
        await self._settle(webhook, event.seq - 1, failures, until=self.clock(), **more)

    async def _post(self, webhook: Claimed, event: SequencedEvent, now: datetime) -> Attempt:
        return await post(self.client, webhook.url, webhook.secrets(now), event, now, self.allow_private)

    async def _release(self, webhook: Claimed, seen: int) -> None:
        await self._settle(webhook, seen, webhook.failures, until=self.clock(), next_at=webhook.next_at)

    async def _settle(
        self, webhook: Claimed, to: int, failures: int, *, until: datetime | None = None, **more: Any
    ) -> bool:
        """Note what came of it and hold the webhook on, or until then; False when it is no longer this worker's."""
        until = until or self.clock() + self.lease
        params = SettleParams(
            id=webhook.id, worker=self.name, cursor=webhook.cursor, to=to, failures=failures, until=until, **more
        )
        return await self.graph.write(graph_delivery.settle, params)


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
        "queued_at": None,
    }
