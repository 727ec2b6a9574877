"""Points: what somebody has, and why."""

from domain.access import Scope
from domain.ids import UserId
from domain.page import Connection, Edge, Page, Slice, connect
from domain.point_ledger import PointEntry
from graph import points_store as graph
from resolvers.context import Context

AFTER_ALL = 2**62
"""Above every number of an entry: where a first page begins."""


async def of_user(ctx: Context, user_id: UserId) -> int:
    """A user's points."""
    return await ctx.loaders.load(graph.of_users, user_id) or 0


async def entries(ctx: Context, user_id: UserId, page: Page) -> Connection[Edge[PointEntry]]:
    """A user's ledger, the latest entry first; for themselves, and for who may read members."""
    ctx.viewer.require_self_or(user_id, Scope.MEMBERS_READ)
    cursors = ctx.cursor_key.listing("point_entries", user=user_id)
    position = cursors.after(page)
    before = int(str(position.keys[0])) if position else AFTER_ALL
    found = Slice.cut(await ctx.graph.read(graph.latest, user_id, before, page.first + 1), page.first)
    return connect(found, page, lambda entry: cursors.encode((entry.number,)))
