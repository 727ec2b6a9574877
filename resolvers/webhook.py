"""Webhooks: set up and looked after by those who hold `webhooks:manage`."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from domain.access import Scope
from domain.errors import InvalidInput, NotFound
from domain.ids import IdPrefix, new_id, require_id
from domain.outbox import EventType, OutboxEvent, outbox_event
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
from graph.queries import NoParams
from resolvers.context import Context

MAX_DESCRIPTION = 200
MAX_DELIVERIES = 100
LAST = 2**62


async def every(ctx: Context) -> list[Webhook]:
    """All webhooks, the newest first."""
    ctx.viewer.require(Scope.WEBHOOKS_MANAGE)
    return await ctx.graph.read(graph.ALL_WEBHOOKS.all, NoParams())


async def deliveries(ctx: Context, id: str, first: int, before_seq: int | None) -> list[WebhookDelivery]:
    """What came of the latest deliveries to a webhook, or of those before a place."""
    if not 1 <= first <= MAX_DELIVERIES:
        raise InvalidInput(f"`first` must be between 1 and {MAX_DELIVERIES}.", ("first",))
    before = LAST if before_seq is None else before_seq
    params = graph.DeliveriesParams(webhook_id=id, before_seq=before, limit=first)
    return await ctx.graph.read(graph.DELIVERIES.all, params)


async def create(ctx: Context, url: str, types: Sequence[str], description: str | None) -> tuple[Webhook, str]:
    """A new webhook and its secret, which is shown this once."""
    ctx.viewer.require(Scope.WEBHOOKS_MANAGE)
    if description is not None and len(description) > MAX_DESCRIPTION:
        raise InvalidInput(f"A description has at most {MAX_DESCRIPTION} characters.", ("input", "description"))
    secret = _new_secret()
    params = graph.CreateParams(
        id=new_id(IdPrefix.WEBHOOK),
        url=check_url(url),
        description=description,
        event_types=check_event_types(types),
        secret=secret,
        at=ctx.now,
        created_by=ctx.viewer.user_id,
    )
    return await ctx.graph.write(graph.CREATE.one, params), secret


async def update(ctx: Context, id: str, url: str | None, types: Sequence[str] | None) -> Webhook:
    """Another address or other types; the cursor stays."""
    checked = None if url is None else check_url(url)
    return await _change(ctx, id, url=checked, event_types=None if types is None else check_event_types(types))


async def disable(ctx: Context, id: str) -> Webhook:
    """Send nothing until it is resumed; its place in the outbox is kept."""
    return await _change(ctx, id, state=WebhookState.DISABLED)


async def resume(ctx: Context, id: str) -> Webhook:
    """Go on where it was, be it paused or disabled."""
    return await _change(ctx, id, state=WebhookState.ACTIVE)


async def replay(ctx: Context, id: str, since: datetime) -> Webhook:
    """Send all events again that are kept and occurred at `since` or later."""
    ctx.viewer.require(Scope.WEBHOOKS_MANAGE)
    return await _change(ctx, id, cursor=await ctx.graph.read(outbox.before, since))


async def rotate(ctx: Context, id: str) -> tuple[Webhook, str]:
    """A new secret; the one before signs as well for a day."""
    ctx.viewer.require(Scope.WEBHOOKS_MANAGE)
    secret = _new_secret()
    params = graph.RotateParams(id=_id(id), secret=secret, former_until=ctx.now + ROTATION)
    return _found(await ctx.graph.write(graph.ROTATE.one_or_none, params)), secret


async def delete(ctx: Context, id: str) -> str:
    """Forget a webhook and its log."""
    ctx.viewer.require(Scope.WEBHOOKS_MANAGE)
    if await ctx.graph.write(graph.DELETE.one_or_none, graph.IdParams(id=_id(id))) is None:
        raise _unknown()
    return id


async def send_test(ctx: Context) -> OutboxEvent:
    """Put an event into the outbox that tells of nothing."""
    ctx.viewer.require(Scope.WEBHOOKS_MANAGE)
    event = outbox_event(EventType.WEBHOOK_TEST, ctx.now, {"message": "This is a test."})
    await ctx.graph.write(outbox.append, [event])
    return event


async def _change(ctx: Context, id: str, **changes: Any) -> Webhook:
    ctx.viewer.require(Scope.WEBHOOKS_MANAGE)
    return _found(await ctx.graph.write(graph.CHANGE.one_or_none, graph.ChangeParams(id=_id(id), **changes)))


def _id(id: str) -> str:
    return require_id(id, IdPrefix.WEBHOOK)


def _found(webhook: Webhook | None) -> Webhook:
    if webhook is None:
        raise _unknown()
    return webhook


def _unknown() -> NotFound:
    return NotFound("There is no webhook of this id.", ("input", "id"))


def _new_secret() -> str:
    return secret_of(secrets.token_bytes(SECRET_BYTES))
