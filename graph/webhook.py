"""Webhooks in the graph as their owners see them; each change is written together with its audit entry.

Where an `owner` is named, only that principal's webhooks are there; None is for those who see all.
"""

from datetime import datetime
from typing import Any

from domain.audit import AuditEntry
from domain.outbox import OutboxEvent
from domain.record import Record
from domain.webhook import Webhook, WebhookDelivery, WebhookState
from graph import audit, outbox
from graph.database import Transaction
from graph.queries import Params, Query


class CreateParams(Params):
    id: str
    url: str
    description: str | None
    event_types: tuple[str, ...]
    secret: str
    at: datetime
    owner: str | None


class OwnerParams(Params):
    owner: str | None


class IdParams(OwnerParams):
    id: str


class ChangeParams(IdParams):
    """What is None stays as it is."""

    url: str | None = None
    event_types: tuple[str, ...] | None = None
    state: WebhookState | None = None
    cursor: int | None = None


class RotateParams(IdParams):
    secret: str
    former_until: datetime


class QueueParams(Params):
    id: str
    event_id: str
    at: datetime


class DeliveriesParams(Params):
    webhook_id: str
    before_seq: int
    limit: int


class Id(Record):
    id: str


CREATE = Query("webhook/create", CreateParams, Webhook)
ALL_WEBHOOKS = Query("webhook/all", OwnerParams, Webhook)
LOCK = Query("webhook/lock", IdParams, Webhook)
CHANGE = Query("webhook/change", ChangeParams, Webhook)
ROTATE = Query("webhook/rotate", RotateParams, Webhook)
DELETE = Query("webhook/delete", IdParams, Id)
QUEUE = Query("webhook/queue", QueueParams, WebhookDelivery)
DELIVERIES = Query("webhook/deliveries", DeliveriesParams, WebhookDelivery)


async def create(tx: Transaction, params: CreateParams, entry: AuditEntry) -> Webhook:
    """Make a webhook that begins behind the events there are."""
    made = await CREATE.one(tx, params)
    await audit.append(tx, entry.model_copy(update={"after": made.told()}))
    return made


async def change(tx: Transaction, params: ChangeParams, entry: AuditEntry) -> Webhook | None:
    """Change what is given; None when there is no such webhook. The entry tells of what is another than before."""
    before = await LOCK.one_or_none(tx, IdParams(id=params.id, owner=params.owner))
    if before is None:
        return None
    after = await CHANGE.one(tx, params)
    await audit.append(tx, entry.model_copy(update=_difference(before.told(), after.told())))
    return after


async def rotate(tx: Transaction, params: RotateParams, entry: AuditEntry) -> Webhook | None:
    """Give it another secret; None when there is no such webhook. The entry has neither secret."""
    changed = await ROTATE.one_or_none(tx, params)
    if changed is not None:
        await audit.append(tx, entry)
    return changed


async def delete(tx: Transaction, params: IdParams, entry: AuditEntry) -> bool:
    """Forget a webhook and its log; False when there is none."""
    before = await LOCK.one_or_none(tx, params)
    if before is None:
        return False
    await DELETE.run(tx, params)
    await audit.append(tx, entry.model_copy(update={"before": before.told()}))
    return True


async def redeliver(
    tx: Transaction, webhook: IdParams, event_id: str, entry: AuditEntry
) -> tuple[Webhook | None, WebhookDelivery | None]:
    """Have one event sent again: the webhook, if there is one, and what was queued, if it could be.

    Only an ACTIVE webhook is sent anything, and only what was dealt with and is still kept can be sent again.
    """
    found = await LOCK.one_or_none(tx, webhook)
    if found is None or found.state is not WebhookState.ACTIVE:
        return found, None
    queued = await QUEUE.one_or_none(tx, QueueParams(id=webhook.id, event_id=event_id, at=entry.at))
    if queued is not None:
        await audit.append(tx, entry)
    return found, queued


async def send_test(tx: Transaction, webhook: IdParams, event: OutboxEvent, entry: AuditEntry) -> bool:
    """Put an event for that webhook alone into the outbox; False when there is no such webhook."""
    if await LOCK.one_or_none(tx, webhook) is None:
        return False
    await audit.append(tx, entry)
    await outbox.append(tx, [event])
    return True


def _difference(before: dict[str, Any], after: dict[str, Any]) -> dict[str, dict[str, Any]]:
    changed = [name for name in after if before[name] != after[name]]
    return {"before": {name: before[name] for name in changed}, "after": {name: after[name] for name in changed}}
