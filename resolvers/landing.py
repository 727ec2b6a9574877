"""Landing lists: contents by ContentOrder. HOT and TOP are read from editions, see domain/landing.py."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import cast

from domain.content import STANDALONE_KINDS, Content, ContentKind
from domain.errors import InvalidInput
from domain.ids import AreaId, ContentId
from domain.landing import ContentOrder, Edition, TopPeriod, list_name, scope_of
from domain.page import Connection, Cursors, Edge, Page, Position, SortKey
from graph import area as areas
from graph import landing as graph
from graph.content import EARLIEST, LAST_ID
from resolvers import content
from resolvers.content import Wanted
from resolvers.context import Context

FRESH, RANKED, REST = range(3)
"""The parts of a list: published since its edition, ranked by it, and everything else."""

AT_ONCE = 50
"""Ranked contents that are looked at together; few are left out by what is asked for."""

NO_EDITION = Edition(made_at=EARLIEST)
Row = tuple[ContentId, tuple[SortKey, ...]]
"""A content, and what its cursor says of its place."""


async def contents(
    ctx: Context, page: Page, order: ContentOrder, period: TopPeriod | None, wanted: Wanted
) -> Connection[Edge[Content]]:
    """Contents in an order; `period` is TOP's, a week if it isn't given.

    Raises:
        InvalidInput: the period or the kinds don't fit the order.
    """
    if period is not None and order is not ContentOrder.TOP:
        raise InvalidInput("`period` belongs to `orderBy: TOP`; leave it out.", ("period",))
    if order is ContentOrder.NEWEST:
        return await content.newest(ctx, page, wanted)
    area = await ctx.loaders.load(areas.by_slugs, wanted.area) if wanted.area is not None else None
    area_id = area.id if area else None
    if wanted.area is not None and area_id is None:
        return await content.connected(ctx, page, [])
    if order is ContentOrder.UNANSWERED:
        return await _unanswered(ctx, page, wanted, area_id)
    over = (period or TopPeriod.WEEK) if order is ContentOrder.TOP else None
    return await _ranked(ctx, page, over, wanted, area_id)


async def _unanswered(ctx: Context, page: Page, wanted: Wanted, area_id: AreaId | None) -> Connection[Edge[Content]]:
    if wanted.kinds is not None and ContentKind.QUESTION not in wanted.kinds:
        raise InvalidInput("Only questions can be UNANSWERED: leave `kinds` out.", ("kinds",))
    cursors = ctx.cursor_key.listing("unanswered", **asdict(wanted))
    position = cursors.after(page)
    before_at, before_id = position.keys if position else (ctx.now, LAST_ID)
    params = {
        "audience": ctx.viewer.audience,
        "now": ctx.now,
        "tags": tuple(wanted.tags or ()),
        "before_at": before_at,
        "before_id": before_id,
        "limit": page.first + 1,
    }
    if area_id is None:
        rows = await ctx.graph.read(graph.UNANSWERED.all, graph.UnansweredParams.model_validate(params))
    else:
        there = graph.UnansweredInAreaParams.model_validate(params | {"area_id": area_id})
        rows = await ctx.graph.read(graph.UNANSWERED_IN_AREA.all, there)
    return await content.connected(ctx, page, [(row.id, cursors.encode((row.at, row.id))) for row in rows])


async def _ranked(
    ctx: Context, page: Page, period: TopPeriod | None, wanted: Wanted, area_id: AreaId | None
) -> Connection[Edge[Content]]:
    name = list_name(period, scope_of(wanted.kinds, area_id))
    cursors = ctx.cursor_key.listing("ranked", list=name, **asdict(wanted))
    position = cursors.after(page)
    ranked = Ranked(ctx, wanted, area_id, await _edition(ctx, name, position), _as_of(ctx, position))
    rows = await ranked.rows(position.keys if position else (), page.first + 1, whole=period is None)
    return await content.connected(ctx, page, [(id, ranked.cursor(cursors, keys)) for id, keys in rows])


def _as_of(ctx: Context, position: Position | None) -> datetime:
    return cast(datetime, position.pinned["as_of"]) if position else ctx.now


async def _edition(ctx: Context, name: str, position: Position | None) -> Edition:
    """The latest edition, or the one that the first page was cut from.

    Raises:
        InvalidInput: that one isn't kept any more.
    """
    made_at = cast(datetime, position.pinned["made_at"]) if position else None
    if made_at == EARLIEST:
        return NO_EDITION
    params = graph.EditionParams(list=name, at=made_at or ctx.now, exactly=made_at is not None)
    edition = await ctx.graph.read(graph.EDITION.one_or_none, params)
    if edition is None and made_at is not None:
        raise InvalidInput("This list was made anew meanwhile; start again without `after`.", ("after",))
    return edition or NO_EDITION


@dataclass(frozen=True, slots=True)
class Ranked:
    """A list as one viewer finds it: what is fresh, an edition, and the rest, each content once."""

    ctx: Context
    wanted: Wanted
    area_id: AreaId | None
    edition: Edition
    as_of: datetime

    def cursor(self, cursors: Cursors, keys: Sequence[SortKey]) -> str:
        """The cursor of a row."""
        return cursors.encode(keys, {"as_of": self.as_of, "made_at": self.edition.made_at})

    async def rows(self, after: Sequence[SortKey], limit: int, *, whole: bool) -> list[Row]:
        """The next rows after a place, at most `limit`; of what isn't ranked none, unless the `whole` is listed."""
        part, *keys = after or (FRESH,)
        rows: list[Row] = []
        if whole and part == FRESH:
            rows += await self._unranked(FRESH, keys or (self.as_of, LAST_ID), limit, self._complete_until)
        if part != REST and len(rows) < limit:
            start = cast(int, keys[0]) + 1 if part == RANKED else 0
            rows += await self._ranked(start, limit - len(rows))
        if whole and self.edition.ids and len(rows) < limit:
            begin = keys if part == REST else (self._complete_until, LAST_ID)
            rows += await self._unranked(REST, begin, limit - len(rows), EARLIEST)
        return rows

    @property
    def _complete_until(self) -> datetime:
        return self.edition.complete_until if self.edition.ids else EARLIEST

    async def _ranked(self, start: int, limit: int) -> list[Row]:
        ids, rows = self.edition.ids, list[Row]()
        while start < len(ids) and len(rows) < limit:
            some = ids[start : start + AT_ONCE]
            params = graph.PickParams(
                ids=some,
                kinds=tuple(self.wanted.kinds or STANDALONE_KINDS),
                tags=tuple(self.wanted.tags or ()),
                area_id=self.area_id or graph.ANY_AREA,
                audience=self.ctx.viewer.audience,
                now=self.ctx.now,
            )
            picked = await self.ctx.graph.read(graph.PICK.all, params)
            rows += [(some[row.place], (RANKED, start + row.place)) for row in picked]
            start += AT_ONCE
        return rows[:limit]

    async def _unranked(self, part: int, before: Sequence[SortKey], limit: int, since: datetime) -> list[Row]:
        begin = {"before_at": before[0], "before_id": before[1]}
        without = self.edition.ids
        found = await content.newest_rows(self.ctx, self.wanted, limit, since=since, without=without, **begin)
        return [(row.id, (part, row.at, row.id)) for row in found]
