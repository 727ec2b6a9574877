"""Users: one by one, and in their lists."""

from dataclasses import replace

from domain.access import Scope
from domain.area import Area
from domain.content import Content
from domain.errors import InvalidInput
from domain.ids import ContentId, IdPrefix, UserId, parse_id, require_id
from domain.page import Connection, Cursors, Edge, Page, Slice, connect
from domain.tag import Tag
from domain.user import Choice, User, UserOrder
from graph import area as areas
from graph import merge, user_list
from graph import tag as tags
from graph import user as graph
from resolvers import content
from resolvers.context import Context
from resolvers.user_page import connect_users

Followable = User | Tag | Area | Content


async def one(ctx: Context, *, id: str | None, handle: str | None, external_id: str | None) -> User | None:
    """The user named in exactly one of three ways, or None."""
    if sum(name is not None for name in (id, handle, external_id)) != 1:
        raise InvalidInput("Name the user in one way: `id`, `handle` or `externalId`.")
    if id is None:
        names = {"handle": handle, "external_id": external_id}
        found = await ctx.graph.read(graph.FIND.one_or_none, graph.FindParams(**names))
        lead = None if found else await ctx.graph.read(merge.FIND.one_or_none, merge.FindParams(**names))
        return found if lead is None else await ctx.loaders.load(graph.by_ids, lead.into_id)
    return await by_id(ctx, UserId(require_id(id, IdPrefix.USER)))


async def by_id(ctx: Context, id: UserId) -> User | None:
    """One user, together with all others asked for in the same tick; of a merged account the survivor."""
    found = await ctx.loaders.load(graph.by_ids, id)
    lead = None if found else await ctx.loaders.load(merge.leads, id)
    return found if lead is None else await ctx.loaders.load(graph.by_ids, lead.into_id)


async def viewer(ctx: Context) -> User | None:
    """The user who asks, or None for keys and the anonymous."""
    return await by_id(ctx, ctx.viewer.user_id) if ctx.viewer.user_id else None


async def listed(ctx: Context, page: Page, order: UserOrder, choice: Choice) -> Connection[Edge[User]]:
    """Users in some order; who is of a segment, about to leave or influential is for those who may know it."""
    if choice != Choice() or order in (UserOrder.CHURN_RISK, UserOrder.INFLUENCE):
        ctx.viewer.require(Scope.MEMBERS_READ)
    cursors = ctx.cursor_key.listing("users", order=order, **choice.filters)
    position = cursors.after(page)
    before = (position.keys[0], position.keys[1]) if position else None
    rows = await ctx.graph.read(user_list.placed, order, choice, before, page.first + 1, ctx.now)
    found = Slice.cut(rows, page.first)
    places = {row.id: row.key for row in found.rows}

    async def count() -> int:
        return await ctx.graph.read(user_list.count, order, choice)

    return await connect_users(ctx, page, cursors, places, found.has_next, count)


async def followers(ctx: Context, user_id: UserId, page: Page) -> Connection[Edge[User]]:
    """Who follows a user."""
    cursors = ctx.cursor_key.listing("followers", user=user_id)
    params = graph.FollowParams(user_id=user_id, after_id=_after(cursors, page), limit=page.first + 1)
    found = Slice.cut([row.id for row in await ctx.graph.read(graph.FOLLOWERS.all, params)], page.first)
    users = await ctx.graph.read(graph.by_ids, found.rows)
    present = Slice([users[id] for id in found.rows if id in users], found.has_next)
    return connect(present, page, lambda user: cursors.encode((user.id,)))


async def following(ctx: Context, user_id: UserId, page: Page) -> Connection[Edge[Followable]]:
    """Whom and what a user follows, in one list: users, tags, areas, and contents that the viewer may find."""
    cursors = ctx.cursor_key.listing("following", user=user_id)
    start = {"user_id": user_id, "after_id": _after(cursors, page), "limit": page.first + 1}
    params = graph.FollowingParams(audience=ctx.viewer.audience, now=ctx.now, **start)
    found = Slice.cut([row.id for row in await ctx.graph.read(graph.FOLLOWING.all, params)], page.first)
    by_kind: dict[IdPrefix, list[str]] = {}
    for id in found.rows:
        by_kind.setdefault(parse_id(id), []).append(id)
    targets: dict[str, Followable] = {}
    for prefix, load in ((IdPrefix.USER, graph.by_ids), (IdPrefix.TAG, tags.by_ids), (IdPrefix.AREA, areas.by_ids)):
        if ids := by_kind.get(prefix):
            targets.update(await ctx.graph.read(load, ids))
    targets.update(await content.found(ctx, [ContentId(id) for id in by_kind.get(IdPrefix.CONTENT, ())]))
    present = Slice([targets[id] for id in found.rows if id in targets], found.has_next)
    made = connect(present, page, lambda target: cursors.encode((target.id,)))
    end = cursors.encode((found.rows[-1],)) if found.rows else None  # behind what was left out at the end as well
    return replace(made, page_info=replace(made.page_info, end_cursor=end))


def _after(cursors: Cursors, page: Page) -> str:
    position = cursors.after(page)
    return str(position.keys[0]) if position else ""
