"""Whom the viewer mutes and blocks."""

from domain.access import Scope
from domain.block import Distance
from domain.errors import InvalidInput
from domain.ids import IdPrefix, UserId, require_id
from domain.user import User
from graph import block as graph
from graph import user as users
from resolvers.context import Context


async def keep_away(ctx: Context, user_id: str, distance: Distance, on: bool) -> User | None:
    """Mute or block a member, or don't any more; who it is.

    Raises:
        NotAllowed: nobody is signed in, or somebody who isn't a person.
        InvalidInput: it is the viewer.
        NotFound: there is no such member.
        LimitReached: they keep as many away as one can.
    """
    ctx.viewer.require(Scope.EVENTS_OWN)
    viewer_id, target_id = ctx.viewer.require_user(), UserId(require_id(user_id, IdPrefix.USER, "userId"))
    if viewer_id == target_id:
        raise InvalidInput("Nobody mutes or blocks themselves.", ("input", "userId"))
    await ctx.graph.write(graph.keep_away, viewer_id, target_id, distance, on, ctx.now)
    return await ctx.loaders.load(users.by_ids, target_id)


async def avoided_authors(ctx: Context) -> frozenset[UserId]:
    """Whose contents the viewer doesn't want to be shown in lists; asked once an operation."""
    if ctx.viewer.user_id is None:
        return frozenset()
    found = await ctx.loaders.load(graph.avoided, ctx.viewer.user_id)
    return found.authors if found else frozenset()


async def kept_away(ctx: Context, distance: Distance) -> list[User]:
    """Whom the viewer mutes or blocks, by handle."""
    if ctx.viewer.user_id is None or (found := await ctx.loaders.load(graph.avoided, ctx.viewer.user_id)) is None:
        return []
    ids = found.muted if distance is Distance.MUTED else found.blocked
    known = await ctx.graph.read(users.by_ids, ids) if ids else {}
    return sorted(known.values(), key=lambda user: user.handle)
