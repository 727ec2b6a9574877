"""API keys: made, rotated and revoked by those who hold `keys:manage`."""

from collections.abc import Sequence
from datetime import datetime

from domain.access import Scope
from domain.api_key import ApiKey, check_overlap, new_key
from domain.errors import NotFound
from domain.ids import IdPrefix, require_id
from domain.key_secret import HINT_LENGTH, new_secret
from domain.page import Connection, Edge, Page, Slice, connect
from graph import api_key as graph
from resolvers import audit
from resolvers.context import Context


async def latest(ctx: Context, page: Page) -> Connection[Edge[ApiKey]]:
    """Keys, the newest first; revoked and expired ones too."""
    ctx.viewer.require(Scope.KEYS_MANAGE)
    cursors = ctx.cursor_key.listing("api keys")
    position = cursors.after(page)
    start = {"before_id": position.keys[0]} if position else {}
    params = graph.LatestParams.model_validate({"limit": page.first + 1, **start})
    found = Slice.cut(await ctx.graph.read(graph.LATEST.all, params), page.first)
    return connect(found, page, lambda key: cursors.encode((key.id,)))


async def create(
    ctx: Context, name: str, scopes: Sequence[str], sponsor_id: str | None, expires_at: datetime | None
) -> tuple[ApiKey, str]:
    """A new key and its secret, which is shown this once. Nobody can give it scopes they lack.

    Raises:
        InvalidInput: a value is out of range, or no key can have such a scope.
        NotAllowed: the viewer may not manage keys, or lacks one of the scopes.
    """
    ctx.viewer.require(Scope.KEYS_MANAGE)
    key, secret = new_key(ctx.key_ring.digests, ctx.viewer, ctx.now, name, scopes, sponsor_id, expires_at)
    return await ctx.graph.write(graph.create, key, audit.entry(ctx, "api_key.created", key.id)), secret


async def rotate(ctx: Context, id: str, overlap_hours: int) -> tuple[ApiKey, str]:
    """A new secret; the one before opens the key too for so many hours, and one before that no longer."""
    ctx.viewer.require(Scope.KEYS_MANAGE)
    secret = new_secret()
    params = graph.RotateParams(
        id=require_id(id, IdPrefix.API_KEY),
        digest=ctx.key_ring.digests.of(secret),
        hint=secret[:HINT_LENGTH],
        former_until=ctx.now + check_overlap(overlap_hours),
        held=tuple(ctx.viewer.scopes),
    )
    return _known(ctx, await ctx.graph.write(graph.rotate, params, audit.entry(ctx, "api_key.rotated", id))), secret


async def revoke(ctx: Context, id: str) -> ApiKey:
    """End a key for good: mutations at once on all workers, reads at once on this one and in two seconds on others."""
    ctx.viewer.require(Scope.KEYS_MANAGE)
    params = graph.RevokeParams(id=require_id(id, IdPrefix.API_KEY), at=ctx.now)
    return _known(ctx, await ctx.graph.write(graph.revoke, params, audit.entry(ctx, "api_key.revoked", id)))


def _known(ctx: Context, key: ApiKey | None) -> ApiKey:
    if key is None:
        raise NotFound("There is no living key of this id that you could manage.", ("input", "id"))
    ctx.key_ring.forget(key.id)
    return key
