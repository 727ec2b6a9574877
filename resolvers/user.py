"""Users: one by one, and in their lists."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from domain.access import Scope
from domain.area import Area
from domain.content import Content
from domain.errors import InvalidInput
from domain.ids import ContentId, IdPrefix, UserId, parse_id, require_id
from domain.page import Connection, Cursors, Edge, Page, Slice, SortKey, connect
from domain.segment import ValueSegment
from domain.tag import Tag
from domain.user import User, UserOrder
from graph import area as areas
from graph import merge
from graph import tag as tags
from graph import user as graph
from resolvers import content
from resolvers.context import Context

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


async def listed(ctx: Context, page: Page, order: UserOrder, segment: ValueSegment | None) -> Connection[Edge[User]]:
    """Users by stored activity, by points or by the time they joined; filtered by segment for those who may know it."""
    if segment is not None:
        ctx.viewer.require(Scope.MEMBERS_READ)
    cursors = ctx.cursor_key.listing("users", order=order, segment=segment)
    rows = await _ORDERS[order](ctx, page, cursors, segment)
    found = Slice.cut(rows, page.first)
    users = await ctx.graph.read(graph.by_ids, [row.id for row in found.rows])
    keys = {row.id: _key(row) for row in found.rows}
    present = Slice([users[row.id] for row in found.rows if row.id in users], found.has_next)
    return connect(
        present,
        page,
        lambda user: cursors.encode((keys[user.id], user.id)),
        count=lambda: ctx.graph.read(graph.count, segment),
    )


async def _most_active(
    ctx: Context, page: Page, cursors: Cursors, segment: ValueSegment | None
) -> Sequence[graph.ByActivity]:
    start = _start(cursors, page, "before_activity")
    if segment is None:
        some = graph.MostActiveParams.model_validate({"limit": page.first + 1, **start})
        return await ctx.graph.read(graph.MOST_ACTIVE.all, some)
    of_segment = graph.MostActiveOfSegmentParams.model_validate({"limit": page.first + 1, "segment": segment, **start})
    return await ctx.graph.read(graph.MOST_ACTIVE_OF_SEGMENT.all, of_segment)


async def _most_points(
    ctx: Context, page: Page, cursors: Cursors, segment: ValueSegment | None
) -> Sequence[graph.ByPoints]:
    start = _start(cursors, page, "before_points")
    if segment is None:
        some = graph.MostPointsParams.model_validate({"limit": page.first + 1, **start})
        return await ctx.graph.read(graph.MOST_POINTS.all, some)
    of_segment = graph.MostPointsOfSegmentParams.model_validate({"limit": page.first + 1, "segment": segment, **start})
    return await ctx.graph.read(graph.MOST_POINTS_OF_SEGMENT.all, of_segment)


async def _newest(ctx: Context, page: Page, cursors: Cursors, segment: ValueSegment | None) -> Sequence[graph.ByTime]:
    start = {"before_at": ctx.now} | _start(cursors, page, "before_at")
    if segment is None:
        some = graph.NewestParams.model_validate({"limit": page.first + 1, **start})
        return await ctx.graph.read(graph.NEWEST.all, some)
    of_segment = graph.NewestOfSegmentParams.model_validate({"limit": page.first + 1, "segment": segment, **start})
    return await ctx.graph.read(graph.NEWEST_OF_SEGMENT.all, of_segment)


Placed = graph.ByActivity | graph.ByPoints | graph.ByTime
_ORDERS: dict[UserOrder, Callable[[Context, Page, Cursors, ValueSegment | None], Awaitable[Sequence[Placed]]]] = {
    UserOrder.ACTIVITY: _most_active,
    UserOrder.POINTS: _most_points,
    UserOrder.NEWEST: _newest,
}


def _key(row: Placed) -> SortKey:
    """What a row is ordered by."""
    if isinstance(row, graph.ByTime):
        return row.at
    return row.activity if isinstance(row, graph.ByActivity) else row.points


def _start(cursors: Cursors, page: Page, key: str) -> dict[str, object]:
    position = cursors.after(page)
    return {key: position.keys[0], "before_id": position.keys[1]} if position else {}


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
