"""Leaderboards: of the community, of an area or of a tag; and staying off them."""

import asyncio
from collections.abc import AsyncGenerator
from datetime import date

from domain.errors import InvalidInput, NotFound
from domain.leaderboard import COMMUNITY, Leaderboard, LeaderboardEntry, LeaderboardPeriod, Place, board, ranked
from domain.page import Connection, Edge, Page, Slice, connect_edges
from domain.points import day_in
from domain.tag import Tag
from domain.user import User
from graph import leaderboard as graph
from graph import tag as tags
from graph import user as users
from graph.points_store import zone
from resolvers import area as areas
from resolvers.context import Context

SECONDS = 5.0
"""How often a board that is listened to is looked at."""
WATCHED = 20


async def of(
    ctx: Context, period: LeaderboardPeriod, area: str | None, tag: str | None, on: date | None = None
) -> Leaderboard:
    """The board of that period that holds today, or the day `on`.

    Raises:
        InvalidInput: both an area and a tag are named.
        NotFound: there is no such area or tag.
    """
    if area is not None and tag is not None:
        raise InvalidInput("A leaderboard is of an area or of a tag: name one of them.", ("tag",))
    of_area = await areas.named(ctx, area, ("area",)) if area is not None else None
    of_tag = await _tag(ctx, tag)
    scope = of_area.id if of_area else of_tag.id if of_tag else COMMUNITY
    where = await ctx.graph.read(zone)
    found = board(period, scope, on or day_in(where, ctx.now))
    return Leaderboard(board=found, area=of_area, tag=of_tag, zone=where)


async def entries(ctx: Context, shown: Leaderboard, page: Page) -> Connection[Edge[LeaderboardEntry]]:
    """The members on a board with their ranks. A cursor carries the rank, so that pages go on counting."""
    key = shown.board.key
    cursors = ctx.cursor_key.listing("leaderboard", board=key)
    position = cursors.after(page)
    after = Place(*position.keys) if position else None  # type: ignore[arg-type]  # as they were signed below
    found = Slice.cut(await ctx.graph.read(graph.page, key, after, page.first + 1), page.first)
    people = await ctx.graph.read(users.by_ids, [row.user_id for row in found.rows]) if found.rows else {}
    edges = [
        Edge(
            LeaderboardEntry(rank=place.rank, user=people[place.user_id], points=place.points),
            cursors.encode((place.points, place.user_id, place.rank, place.position)),
        )
        for place in ranked(found.rows, after)
        if place.user_id in people
    ]
    return connect_edges(edges, page, found.has_next, lambda: ctx.graph.read(graph.count, key))


async def changed(
    ctx: Context, period: LeaderboardPeriod, area: str | None, tag: str | None
) -> AsyncGenerator[Leaderboard, None]:
    """A board at once, and again whenever its first places have changed."""
    seen: object = None
    while True:
        await ctx.renew()
        shown = await of(ctx, period, area, tag)
        first = (shown.board.key, await ctx.graph.read(graph.page, shown.board.key, None, WATCHED))
        if first != seen:
            seen = first
            yield shown
        await asyncio.sleep(SECONDS)


async def opt_out(ctx: Context, opted_out: bool) -> User | None:
    """Keep the viewer off every leaderboard, or let them onto the open ones again.

    Raises:
        NotAllowed: nobody is signed in, or somebody who isn't a person.
        NotFound: the viewer is gone.
    """
    user_id = ctx.viewer.require_user()
    if not await ctx.graph.write(graph.opt_out, user_id, opted_out, ctx.now):
        raise NotFound("Your account is gone.")
    return await ctx.loaders.load(users.by_ids, user_id)


async def _tag(ctx: Context, slug: str | None) -> Tag | None:
    if slug is None:
        return None
    if found := (await ctx.graph.read(tags.by_slugs, [slug])).get(slug):
        return found
    raise NotFound(f"There is no tag {slug!r}.", ("tag",))
