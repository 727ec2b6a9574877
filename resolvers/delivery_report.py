"""Reports of delivery: of a campaign, for who may see its sponsor; by what is asked for, and as it changes."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from domain.campaign import Campaign
from domain.delivery_groups import OTHER, UNKNOWN, grouped
from domain.delivery_report import (
    DeliveryReport,
    DeliveryRow,
    ReportDimension,
    added,
    check_asked,
    check_size,
    counts_of,
    posted,
    row_of,
)
from domain.errors import NotFound
from domain.ids import IdPrefix, require_id
from graph import ad as ads
from graph import area as areas
from graph import delivery_report as graph
from graph import flight as flights
from graph import tag as tags
from resolvers import campaign, sponsor
from resolvers.context import Context

SECONDS = 5.0
"""How often delivery that is listened to is looked at."""

BEFORE_ALL = date(1970, 1, 1)
AHEAD = timedelta(days=1)
"""Where the sun rises first it is tomorrow already."""

Named = Callable[..., Awaitable[Mapping[str, Any]]]
NAMES: Mapping[ReportDimension, tuple[Named, str]] = {
    ReportDimension.AD: (ads.by_ids, "headline"),
    ReportDimension.FLIGHT: (flights.by_ids, "name"),
    ReportDimension.TAG: (tags.by_ids, "name"),
    ReportDimension.AREA: (areas.by_ids, "name"),
}
"""Dimensions whose values are ids, and what people call those."""


async def of_campaign(
    ctx: Context, of: Campaign, first: date | None, last: date | None, by: Sequence[ReportDimension] | None
) -> DeliveryReport:
    """The report of a campaign from one day to another, both in the flights' zones; by day if nothing else is asked.

    Raises:
        InvalidInput: it ends before it starts, or is of too many dimensions or rows.
    """
    wanted = (ReportDimension.DAY,) if by is None else tuple(by)
    check_asked(wanted, first, last)
    begin, end = first or BEFORE_ALL, last or ctx.now.date() + AHEAD
    pieces = await ctx.graph.read(graph.pieces, of.id, begin, end, wanted)
    check_size(pieces)
    carried = await ctx.graph.read(graph.accrued, of.id, begin) if first else {}
    minor = posted(pieces, carried)
    currency = await _currency(ctx, of)
    rows = grouped(pieces, minor, wanted) if wanted else {}
    names = await _names(ctx, wanted, rows)
    total = added(counts_of(piece, share) for piece, share in zip(pieces, minor, strict=True))
    return DeliveryReport(
        total=row_of((), (), total, currency),
        rows=tuple(row_of(key, [names.get(value, value) for value in key], rows[key], currency) for key in rows),
        group_by=wanted,
        as_of=ctx.now,
    )


async def changed(ctx: Context, campaign_id: str) -> AsyncGenerator[DeliveryRow, None]:
    """All that a campaign has come to, at once and again whenever that has changed, whichever worker counted it.

    Raises:
        NotAllowed: the viewer may see no sponsors, or no longer.
        NotFound: there is no such campaign that the viewer could see.
    """
    seen: DeliveryRow | None = None
    while True:
        await ctx.renew()
        sponsor.require_seeing(ctx)
        of = await campaign.by_id(ctx, require_id(campaign_id, IdPrefix.CAMPAIGN, "campaign"))
        if of is None:
            raise NotFound("There is no campaign of this id.", ("campaign",))
        total = (await of_campaign(ctx, of, None, None, ())).total
        if total != seen:
            seen = total
            yield total
        await asyncio.sleep(SECONDS)


async def _currency(ctx: Context, of: Campaign) -> str:
    owner = await sponsor.by_id(ctx, of.sponsor_id)
    if owner is None:
        raise NotFound("The sponsor is gone.")
    return owner.currency


async def _names(ctx: Context, by: Sequence[ReportDimension], keys: Mapping[tuple[str, ...], Any]) -> dict[str, str]:
    """What people call the values that are ids."""
    names: dict[str, str] = {}
    for place, dimension in enumerate(by):
        if dimension in NAMES:
            by_ids, attribute = NAMES[dimension]
            ids = sorted({key[place] for key in keys} - {OTHER, UNKNOWN})
            found = await ctx.graph.read(by_ids, ids)
            names |= {id: getattr(record, attribute) for id, record in found.items()}
    return names
