"""Influence and sub-communities: a member's own, and for those who may read members everyone's."""

from domain.access import Scope
from domain.errors import InvalidInput
from domain.graph_learning import LearnedGraph
from domain.ids import UserId
from domain.influence import Influence
from domain.page import Connection, Edge, Page, Slice, connect
from domain.sub_community import SubCommunity
from domain.tag import Tag
from domain.user import Choice, User, UserOrder
from graph import graph_learning, sub_community
from graph import influence as graph
from graph.content import IdsParams
from resolvers import tag
from resolvers.context import Context
from resolvers.user_page import connect_users


async def of_user(ctx: Context, user_id: UserId) -> Influence | None:
    """How influential a user is; None until a run has found them."""
    ctx.viewer.require_self_or(user_id, Scope.MEMBERS_READ)
    return await ctx.loaders.load(graph.of_users, user_id)


async def group_of_user(ctx: Context, user_id: UserId) -> SubCommunity | None:
    """The sub-community a user is in; None for who is in none that is large enough."""
    ctx.viewer.require_self_or(user_id, Scope.MEMBERS_READ)
    return await ctx.loaders.load(sub_community.of_users, user_id)


async def groups(ctx: Context, page: Page) -> Connection[Edge[SubCommunity]]:
    """Sub-communities, the largest first."""
    ctx.viewer.require(Scope.MEMBERS_READ)
    cursors = ctx.cursor_key.listing("sub-communities")
    position = cursors.after(page)
    start = {"before_members": position.keys[0], "before_id": position.keys[1]} if position else {}
    params = sub_community.LargestParams.model_validate({"limit": page.first + 1, **start})
    found = Slice.cut(await ctx.graph.read(sub_community.LARGEST.all, params), page.first)
    return connect(found, page, lambda group: cursors.encode((group.members, group.id)))


async def members_of_group(
    ctx: Context, page: Page, id: str, order: UserOrder, choice: Choice
) -> Connection[Edge[User]] | None:
    """Who is in a sub-community, the most influential first; None where there is none of that id.

    Raises:
        NotAllowed: the viewer may not read members.
        InvalidInput: another order or filter stands beside it.
    """
    ctx.viewer.require(Scope.MEMBERS_READ)
    if order is not UserOrder.INFLUENCE or choice != Choice():
        reason = "`subCommunity` goes by INFLUENCE, and with no other filter: say `orderBy: INFLUENCE` beside it alone."
        raise InvalidInput(reason, ("subCommunity",))
    group = await ctx.graph.read(sub_community.BY_IDS.one_or_none, IdsParams(ids=[id]))
    if group is None:
        return None
    cursors = ctx.cursor_key.listing("sub-community", id=id)
    position = cursors.after(page)
    start = {"before_influence": position.keys[0], "before_id": position.keys[1]} if position else {}
    params = sub_community.UsersParams.model_validate({"group_id": id, "limit": page.first + 1, **start})
    found = Slice.cut(await ctx.graph.read(sub_community.USERS.all, params), page.first)
    places = {row.id: row.influence for row in found.rows}

    async def count() -> int:
        return group.members

    return await connect_users(ctx, page, cursors, places, found.has_next, count)


async def tags_of_group(ctx: Context, group: SubCommunity) -> list[Tag]:
    """The tags that tell a sub-community from the rest, as far as they are still there."""
    return await tag.known(ctx, group.tag_ids)


async def learned(ctx: Context) -> list[LearnedGraph]:
    """When it was last learned from the graph as a whole, or why it wasn't."""
    ctx.viewer.require(Scope.MEMBERS_READ)
    return await ctx.graph.read(graph_learning.runs)
