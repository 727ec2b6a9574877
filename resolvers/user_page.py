"""A page of users, whatever their list is ordered by."""

from collections.abc import Awaitable, Callable, Mapping

from domain.ids import UserId
from domain.page import Connection, Cursors, Edge, Page, Slice, SortKey, connect
from domain.user import User
from graph import user as graph
from resolvers.context import Context


async def connect_users(
    ctx: Context,
    page: Page,
    cursors: Cursors,
    places: Mapping[UserId, SortKey],
    has_next: bool,
    count: Callable[[], Awaitable[int]] | None = None,
) -> Connection[Edge[User]]:
    """The users of a page, in the order of `places`: what each stands by in the list. Who is gone since is left out."""
    users = await ctx.graph.read(graph.by_ids, list(places))
    present = Slice([users[id] for id in places if id in users], has_next)
    return connect(present, page, lambda user: cursors.encode((places[user.id], user.id)), count)
