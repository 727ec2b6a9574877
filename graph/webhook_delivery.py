"""Webhooks in the graph as workers see them: whose turn it is, what is to be sent, and what came of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from domain.outbox import INTERNAL, OF_MEMBERS, EventType, SequencedEvent
from domain.record import Moment, Record
from domain.webhook import WebhookState
from graph.database import Transaction
from graph.queries import Params, Query
from graph.webhook import Id


class DueParams(Params):
    now: datetime


class ClaimParams(Params):
    id: str
    worker: str
    now: datetime
    until: datetime


class QueuedParams(Params):
    id: str
    now: datetime
    limit: int


class SettleParams(Params):
    """`cursor` is where the worker found the webhook; if it was set elsewhere meanwhile, nothing is written."""

    id: str
    worker: str
    cursor: int
    to: int
    state: WebhookState = WebhookState.ACTIVE
    reason: str | None = None
    failures: int = 0
    next_at: datetime | None = None
    until: datetime
    deliveries: Sequence[dict[str, Any]] = ()


class PruneParams(Params):
    before: datetime
    limit: int


class Pruned(Record):
    pruned: int


class Claimed(Record):
    """A webhook as the worker that holds it needs it, secrets included."""

    id: str
    url: str
    event_types: tuple[str, ...]
    secret: str
    former_secret: str | None
    former_until: Moment | None
    cursor: int
    failures: int
    next_at: Moment | None
    hears_of_members: bool

    def wants(self, event: SequencedEvent) -> bool:
        """Whether an event is sent to it; a test event to the webhook it was made for, and to no other."""
        if event.type == EventType.WEBHOOK_TEST:
            return bool(event.payload["webhookId"] == self.id)
        if event.type in OF_MEMBERS and not self.hears_of_members:
            return False
        return event.type not in INTERNAL and (not self.event_types or event.type in self.event_types)

    def secrets(self, now: datetime) -> tuple[str, ...]:
        """The secrets that sign at that moment."""
        if self.former_secret and self.former_until and now < self.former_until:
            return (self.secret, self.former_secret)
        return (self.secret,)


DUE = Query("webhook/due", DueParams, Id)
CLAIM = Query("webhook/claim", ClaimParams, Claimed)
QUEUED = Query("webhook/queued", QueuedParams, SequencedEvent)
SETTLE = Query("webhook/settle", SettleParams, Id)
PRUNE = Query("webhook/prune", PruneParams, Pruned)


async def settle(tx: Transaction, params: SettleParams) -> bool:
    """Note what came of an attempt; False when the webhook is no longer this worker's, or was set elsewhere."""
    return await SETTLE.one_or_none(tx, params) is not None


async def prune(tx: Transaction, attempted_before: datetime, limit: int) -> int:
    """Delete what is kept of at most `limit` deliveries that are older; how many."""
    return (await PRUNE.one(tx, PruneParams(before=attempted_before, limit=limit))).pruned
