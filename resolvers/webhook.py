"""Webhooks: set up and looked after by those who hold `webhooks:manage`, operators all of them, others their own."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from domain.access import Role, Scope
from domain.errors import Conflict, InvalidInput, NotFound
from domain.ids import IdPrefix, new_id, require_id
from domain.outbox import OF_MEMBERS, EventType, OutboxEvent, outbox_event
from domain.page import Connection, Edge, Page, Slice, connect
from domain.webhook import (
    ROTATION,
    SECRET_BYTES,
    Webhook,
    WebhookDelivery,
    WebhookState,
    check_event_types,
    check_url,
    secret_of,
)
from graph import outbox
from graph import webhook as graph
from resolvers import audit
from resolvers.context import Context

MAX_DESCRIPTION = 200
LAST = 2**62


async def every(ctx: Context) -> list[Webhook]:
    """All webhooks the viewer manages, the newest first."""
    return await ctx.graph.read(graph.ALL_WEBHOOKS.all, graph.OwnerParams(owner=_owner(ctx)))


async def deliveries(ctx: Context, id: str, page: Page) -> Connection[Edge[WebhookDelivery]]:
    """What came of the deliveries to a webhook, the latest event first."""
    cursors = ctx.cursor_key.listing("deliveries", webhook=id)
    position = cursors.after(page)
    start = {"before_seq": position.keys[0] if position else LAST}
    params = graph.DeliveriesParams.model_validate({"webhook_id": id, "limit": page.first + 1, **start})
    found = Slice.cut(await ctx.graph.read(graph.DELIVERIES.all, params), page.first)
    return connect(found, page, lambda row: cursors.encode((row.seq,)))


async def create(ctx: Context, url: str, types: Sequence[str], description: str | None) -> tuple[Webhook, str]:
    """A new webhook of the viewer's and its secret, which is shown this once."""
    ctx.viewer.require(Scope.WEBHOOKS_MANAGE)
    if description is not None and len(description) > MAX_DESCRIPTION:
        raise InvalidInput(f"A description has at most {MAX_DESCRIPTION} characters.", ("input", "description"))
    secret = _new_secret()
    params = graph.CreateParams(
        id=new_id(IdPrefix.WEBHOOK),
        url=check_url(url),
        description=description,
        event_types=_types(ctx, types),
        secret=secret,
        at=ctx.now,
        owner=ctx.viewer.principal,
    )
    return await ctx.graph.write(graph.create, params, audit.entry(ctx, "webhook.created", params.id)), secret


async def update(ctx: Context, id: str, url: str | None, types: Sequence[str] | None) -> Webhook:
    """Another address or other types; the cursor stays."""
    checked = None if url is None else check_url(url)
    event_types = None if types is None else _types(ctx, types)
    return await _change(ctx, id, "webhook.updated", url=checked, event_types=event_types)


async def disable(ctx: Context, id: str) -> Webhook:
    """Send nothing until it is resumed; its place in the outbox is kept."""
    return await _change(ctx, id, "webhook.disabled", state=WebhookState.DISABLED)


async def resume(ctx: Context, id: str) -> Webhook:
    """Go on where it was, be it paused or disabled."""
    return await _change(ctx, id, "webhook.resumed", state=WebhookState.ACTIVE)


async def replay(ctx: Context, id: str, since: datetime) -> Webhook:
    """Send all events again that are kept and occurred at `since` or later."""
    ctx.viewer.require(Scope.WEBHOOKS_MANAGE)
    return await _change(ctx, id, "webhook.replayed", cursor=await ctx.graph.read(outbox.before, since))


async def redeliver(ctx: Context, id: str, event_id: str) -> WebhookDelivery:
    """Send one event once more, beside the order of the others.

    Raises:
        NotFound: there is no such webhook, or no delivery of that event that was dealt with and is still kept.
        Conflict: the webhook is paused or disabled.
    """
    entry = audit.entry(ctx, "webhook.event_redelivered", id, after={"eventId": event_id})
    require_id(event_id, IdPrefix.OUTBOX_EVENT, "eventId")
    webhook, queued = await ctx.graph.write(graph.redeliver, _named(ctx, id), event_id, entry)
    if _found(webhook).state is not WebhookState.ACTIVE:
        raise Conflict("Nothing is sent to this webhook: resume it first.", ("input", "id"))
    if queued is None:
        message = "This event wasn't sent to this webhook yet, or more than 30 days ago: it can't be sent again."
        raise NotFound(message, ("input", "eventId"))
    return queued


async def rotate(ctx: Context, id: str) -> tuple[Webhook, str]:
    """A new secret; the one before signs as well for a day."""
    secret = _new_secret()
    named = _named(ctx, id)
    params = graph.RotateParams(id=named.id, owner=named.owner, secret=secret, former_until=ctx.now + ROTATION)
    entry = audit.entry(ctx, "webhook.secret_rotated", id)
    return _found(await ctx.graph.write(graph.rotate, params, entry)), secret


async def delete(ctx: Context, id: str) -> str:
    """Forget a webhook and its log."""
    if not await ctx.graph.write(graph.delete, _named(ctx, id), audit.entry(ctx, "webhook.deleted", id)):
        raise _unknown()
    return id


async def send_test(ctx: Context, id: str) -> OutboxEvent:
    """Put an event into the outbox that tells of nothing, for that webhook alone."""
    named = _named(ctx, id)
    event = outbox_event(EventType.WEBHOOK_TEST, ctx.now, {"webhookId": id, "message": "This is a test."})
    entry = audit.entry(ctx, "webhook.tested", id, after={"eventId": event.id})
    if not await ctx.graph.write(graph.send_test, named, event, entry):
        raise _unknown()
    return event


async def _change(ctx: Context, id: str, action: str, **changes: Any) -> Webhook:
    named = _named(ctx, id)
    params = graph.ChangeParams(id=named.id, owner=named.owner, **changes)
    return _found(await ctx.graph.write(graph.change, params, audit.entry(ctx, action, id)))


def _named(ctx: Context, id: str) -> graph.IdParams:
    return graph.IdParams(owner=_owner(ctx), id=require_id(id, IdPrefix.WEBHOOK))


def _owner(ctx: Context) -> str | None:
    """Whose webhooks the viewer manages; None for those of all."""
    ctx.viewer.require(Scope.WEBHOOKS_MANAGE)
    return None if ctx.viewer.role is Role.OPERATOR else ctx.viewer.principal


def _types(ctx: Context, types: Sequence[str]) -> tuple[str, ...]:
    """The types wished for, of which some take a scope more."""
    checked = check_event_types(types)
    if OF_MEMBERS.intersection(checked):
        ctx.viewer.require(Scope.MEMBERS_READ)
    return checked


def _found(webhook: Webhook | None) -> Webhook:
    if webhook is None:
        raise _unknown()
    return webhook


def _unknown() -> NotFound:
    return NotFound("There is no webhook of this id.", ("input", "id"))


def _new_secret() -> str:
    return secret_of(secrets.token_bytes(SECRET_BYTES))
