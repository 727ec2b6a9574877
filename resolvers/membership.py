"""Memberships of areas: a member's own affair; who they are is for all to see, as following is."""

from domain.access import Scope
from domain.area import Area
from domain.area_rules import Membership
from domain.errors import Conflict, NotFound
from domain.ids import AreaId, UserId
from domain.page import Connection, Edge, Page, Slice, connect
from domain.user import User
from graph import area as areas
from graph import membership as graph
from resolvers.area import named
from resolvers.context import Context
from resolvers.user_page import connect_users


async def of_viewer(ctx: Context, page: Page) -> Connection[Edge[Membership]]:
    """The viewer's memberships, by the areas' ids; nobody's are none."""
    cursors = ctx.cursor_key.listing("memberships", user=ctx.viewer.user_id)
    position = cursors.after(page)
    rows: list[Membership] = []
    if ctx.viewer.user_id is not None:
        after = str(position.keys[0]) if position else ""
        params = graph.OfUserParams(user_id=ctx.viewer.user_id, after_id=after, limit=page.first + 1)
        rows = await ctx.graph.read(graph.OF_USER.all, params)
    return connect(Slice.cut(rows, page.first), page, lambda row: cursors.encode((row.area_id,)))


async def viewers_in(ctx: Context, area_id: AreaId) -> Membership | None:
    """The viewer's membership in an area, if there is one."""
    return await ctx.loaders.load(graph.in_areas, area_id, ctx.viewer.user_id) if ctx.viewer.user_id else None


async def members(ctx: Context, area_id: AreaId, page: Page) -> Connection[Edge[User]]:
    """Members of an area, those who joined last first."""
    cursors = ctx.cursor_key.listing("members", area=area_id)
    position = cursors.after(page)
    start = {"before_at": position.keys[0], "before_id": position.keys[1]} if position else {"before_at": ctx.now}
    params = graph.MembersParams.model_validate({"area_id": area_id, "limit": page.first + 1, **start})
    found = Slice.cut(await ctx.graph.read(graph.MEMBERS.all, params), page.first)
    return await connect_users(ctx, page, cursors, {row.id: row.at for row in found.rows}, found.has_next)


async def join(ctx: Context, slug: str) -> Membership:
    """Make the viewer a member of the area. Sent again, it changes nothing."""
    user_id, area = await _asked(ctx, slug)
    params = graph.JoinParams(user_id=user_id, area_id=area.id, at=ctx.now)
    membership = await ctx.graph.write(graph.JOIN.one_or_none, params)
    if membership is None:
        raise NotFound("Your account is gone.")
    return membership


async def leave(ctx: Context, slug: str) -> Area:
    """End the viewer's membership, and what they agreed to. Sent again, it changes nothing."""
    user_id, area = await _asked(ctx, slug)
    await ctx.graph.write(graph.LEAVE.one_or_none, graph.PairParams(user_id=user_id, area_id=area.id))
    return area


async def agree(ctx: Context, slug: str, version: int) -> Membership:
    """Keep that the viewer agrees to the norms as they are now.

    Raises:
        Conflict: they are no member, or that isn't the version that holds.
    """
    user_id, area = await _asked(ctx, slug)
    current = (await ctx.graph.read(areas.rules, [area.id]))[area.id].norms_version
    if version != current:
        raise Conflict(f"Version {current} of the norms holds: show that, and agree to it.", ("input", "version"))
    params = graph.AgreeParams(user_id=user_id, area_id=area.id, at=ctx.now, version=version)
    membership = await ctx.graph.write(graph.AGREE.one_or_none, params)
    if membership is None:
        raise Conflict("Only members of the area agree to its norms: send `joinArea` first.", ("input", "area"))
    return membership


async def _asked(ctx: Context, slug: str) -> tuple[UserId, Area]:
    ctx.viewer.require(Scope.CONTENT_WRITE)
    user_id = ctx.viewer.require_user()
    return user_id, await named(ctx, slug, ("input", "area"))
