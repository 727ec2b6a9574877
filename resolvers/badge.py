"""Badges: what there is, who has them, and on what an award stands."""

from asyncio import gather

from domain.access import Scope
from domain.badge_award import BadgeAward
from domain.badges import Badge, badge_id
from domain.content import Content
from domain.errors import NotFound
from domain.ids import BadgeId, ContentId, IdPrefix, TagId, UserId
from domain.page import Connection, Cursors, Edge, Page, Slice, connect
from domain.record import Record
from graph import badge as graph
from resolvers import content, tag
from resolvers.context import Context


async def listed(ctx: Context, page: Page) -> Connection[Edge[Badge]]:
    """All badges in the order of their rules, imported ones behind them."""
    cursors = ctx.cursor_key.listing("badges")
    position = cursors.after(page)
    start = {"after": position.keys[0]} if position else {}
    params = graph.AllParams.model_validate({"limit": page.first + 1, **start})
    found = Slice.cut(await ctx.graph.read(graph.ALL.all, params), page.first)
    return connect(found, page, lambda badge: cursors.encode((badge.place,)))


async def named(ctx: Context, slug: str, level: int) -> Badge | None:
    """The level of a badge of that slug."""
    return await by_id(ctx, badge_id(slug, level))


async def by_id(ctx: Context, id: BadgeId) -> Badge | None:
    """One badge, together with all others asked for in the same tick."""
    return await ctx.loaders.load(graph.by_ids, id)


async def holders(ctx: Context, id: BadgeId) -> int:
    """How many members hold a badge."""
    return await ctx.loaders.load(graph.holders, id) or 0


async def of_user(ctx: Context, user_id: UserId, page: Page) -> Connection[Edge[BadgeAward]]:
    """A member's awards that stand, the latest first."""
    cursors = ctx.cursor_key.listing("badges of user", user=user_id)
    params = graph.OfUserParams.model_validate({"user_id": user_id, **_start(cursors, page)})
    return _connected(await ctx.graph.read(graph.OF_USER.all, params), page, cursors)


async def history(ctx: Context, user_id: UserId, page: Page) -> Connection[Edge[BadgeAward]]:
    """All of a member's awards, those that don't stand too; for themselves, and for who may read members."""
    ctx.viewer.require_self_or(user_id, Scope.MEMBERS_READ)
    cursors = ctx.cursor_key.listing("badge history", user=user_id)
    params = graph.OfUserParams.model_validate({"user_id": user_id, **_start(cursors, page)})
    return _connected(await ctx.graph.read(graph.HISTORY.all, params), page, cursors)


async def awards(ctx: Context, id: BadgeId, page: Page) -> Connection[Edge[BadgeAward]]:
    """The awards of a badge that stand, the latest first, without members who stay off leaderboards."""
    cursors = ctx.cursor_key.listing("awards of badge", badge=id)
    params = graph.OfBadgeParams.model_validate({"badge_id": id, **_start(cursors, page)})
    return _connected(await ctx.graph.read(graph.OF_BADGE.all, params), page, cursors)


def _start(cursors: Cursors, page: Page) -> dict[str, object]:
    position = cursors.after(page)
    return {"limit": page.first + 1} | ({"before": position.keys[0]} if position else {})


def _connected(rows: list[graph.Awarded], page: Page, cursors: Cursors) -> Connection[Edge[BadgeAward]]:
    found = Slice.cut([row.award for row in rows], page.first)
    return connect(found, page, lambda award: cursors.encode((award.place,)))


async def of_award(ctx: Context, award: BadgeAward) -> Badge:
    """The badge that was awarded."""
    found = await by_id(ctx, award.badge_id)
    if found is None:
        raise NotFound("There is no such badge any more.")
    return found


async def evidence(ctx: Context, award: BadgeAward) -> list[Content]:
    """The contents an award stands on, as far as the viewer can find them."""
    found = await gather(*(content.by_id(ctx, id) for id in award.evidence))
    return [one for one in found if one is not None]


async def scope(ctx: Context, award: BadgeAward) -> Record | None:
    """The tag or content it was awarded for, if the viewer can find it."""
    if award.scope.startswith(f"{IdPrefix.TAG}_"):
        return await tag.by_id(ctx, TagId(award.scope))
    if award.scope.startswith(f"{IdPrefix.CONTENT}_"):
        return await content.by_id(ctx, ContentId(award.scope))
    return None
