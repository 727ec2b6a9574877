"""Webhooks in the graph: what partners set, whose turn it is to deliver, and what came of each delivery."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from domain.record import Moment, Record
from domain.webhook import Webhook, WebhookDelivery, WebhookState
from graph.database import Transaction
from graph.queries import NoParams, Params, Query


class CreateParams(Params):
    id: str
    url: str
    description: str | None
    event_types: tuple[str, ...]
    secret: str
    at: datetime
    created_by: str | None


class ChangeParams(Params):
    """What is None stays as it is."""

    id: str
    url: str | None = None
    event_types: tuple[str, ...] | None = None
    state: WebhookState | None = None
    cursor: int | None = None


class RotateParams(Params):
    id: str
    secret: str
    former_until: datetime


class IdParams(Params):
    id: str


class DueParams(Params):
    now: datetime


class ClaimParams(Params):
    id: str
    worker: str
    now: datetime
    until: datetime


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


class DeliveriesParams(Params):
    webhook_id: str
    before_seq: int
    limit: int


class Id(Record):
    id: str


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

    def wants(self, type: str) -> bool:
        """Whether events of that type are sent to it."""
        return not self.event_types or type in self.event_types

    def secrets(self, now: datetime) -> tuple[str, ...]:
        """The secrets that sign at that moment."""
        if self.former_secret and self.former_until and now < self.former_until:
            return (self.secret, self.former_secret)
        return (self.secret,)


CREATE = Query("webhook/create", CreateParams, Webhook)
ALL_WEBHOOKS = Query("webhook/all", NoParams, Webhook)
CHANGE = Query("webhook/change", ChangeParams, Webhook)
ROTATE = Query("webhook/rotate", RotateParams, Webhook)
DELETE = Query("webhook/delete", IdParams, Id)
DUE = Query("webhook/due", DueParams, Id)
CLAIM = Query("webhook/claim", ClaimParams, Claimed)
SETTLE = Query("webhook/settle", SettleParams, Id)
DELIVERIES = Query("webhook/deliveries", DeliveriesParams, WebhookDelivery)


async def settle(tx: Transaction, params: SettleParams) -> bool:
    """Note what came of an attempt; False when the webhook is no longer this worker's, or was set elsewhere."""
    return await SETTLE.one_or_none(tx, params) is not None
