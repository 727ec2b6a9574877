"""Revenue: what selling brought, month by month, and every row behind a number."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from domain.access import Scope
from domain.errors import InvalidInput
from domain.money import check_currency
from domain.page import Connection, Edge, Page, Position, Slice, connect
from domain.record import day_of
from domain.revenue import SUMS, RevenueEntry, RevenueMeasure, RevenueReport, Sum
from domain.revenue_report import check_months, last_day
from domain.sales_day import BEGINS
from domain.subscriber import Span
from graph import revenue as graph
from resolvers.context import Context

LEAVING = (RevenueMeasure.CHURN, RevenueMeasure.LTV)
"""What rests on who left; other numbers of subscriptions rest on who is there."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which number, of which whole months by UTC, in which currency."""

    measure: RevenueMeasure
    first: date
    last: date
    currency: str


async def report(ctx: Context, first: date, last: date, currency: str) -> RevenueReport:
    """What selling brought in the months from the one of `first` to the one of `last`.

    Raises:
        NotAllowed: the viewer may not see what the community earns.
        InvalidInput: there is no such currency, or no such time.
    """
    ctx.viewer.require(Scope.REVENUE_READ)
    check_currency(currency, ("currency",))
    return await ctx.graph.read(graph.of_months, currency, _months(ctx, first, last), ctx.now)


async def entries(ctx: Context, asked: Asked, page: Page) -> Connection[Edge[RevenueEntry]]:
    """The movements of money that a number of the ledger is the sum of, the latest first; raises as `report` does."""
    since, end = _checked(ctx, asked)
    of = SUMS.get(asked.measure)
    if of is None:
        raise InvalidInput("This number is one of subscriptions: ask `revenueSubscriptions`.", ("measure",))
    cursors = ctx.cursor_key.listing("revenue", measure=asked.measure, currency=asked.currency, since=since, end=end)
    position = cursors.after(page)
    fields: dict[str, Any] = {
        "kinds": sorted(of.kinds),
        "accounts": BEGINS[of.book],
        "currency": asked.currency,
        "since": since,
    }
    start = _start(position, "before_id") or {"before_at": end}
    params = graph.EntriesParams.model_validate(fields | start | {"limit": page.first + 1})
    rows = [_signed(row, of) for row in await ctx.graph.read(graph.ENTRIES.all, params)]
    return connect(Slice.cut(rows, page.first), page, lambda row: cursors.encode((row.at, row.id)))


async def subscriptions(ctx: Context, asked: Asked, page: Page) -> Connection[Edge[Span]]:
    """The subscriptions that a number rests on: those at the end, or those that were lost; raises as `report` does."""
    since, end = _checked(ctx, asked)
    if asked.measure in SUMS:
        raise InvalidInput("This number is one of the ledger: ask `revenueEntries`.", ("measure",))
    leaving = asked.measure in LEAVING
    cursors = ctx.cursor_key.listing(
        "subscribers", measure=asked.measure, currency=asked.currency, since=since, end=end
    )
    position = cursors.after(page)
    start = _start(position, "before_key") or {"before_at": end}
    fields: dict[str, Any] = {"currency": asked.currency, "limit": page.first + 1, **start}
    if leaving:
        rows = await ctx.graph.read(graph.LOST.all, graph.LostParams.model_validate(fields | {"since": since}))
    else:
        rows = await ctx.graph.read(graph.LIVE.all, graph.LiveParams.model_validate(fields | {"end": end}))
    return connect(
        Slice.cut(rows, page.first), page, lambda row: cursors.encode((row.until if leaving else row.since, row.key))
    )


def _checked(ctx: Context, asked: Asked) -> tuple[datetime, datetime]:
    """From when on and until before when."""
    ctx.viewer.require(Scope.REVENUE_READ)
    check_currency(asked.currency, ("currency",))
    months = _months(ctx, asked.first, asked.last)
    return _midnight(months[0]), _midnight(last_day(months[-1]) + timedelta(days=1))


def _start(position: Position | None, name: str) -> dict[str, Any]:
    """Behind which moment and which row of it a page starts; nothing of the first."""
    return dict(zip(("before_at", name), position.keys, strict=True)) if position else {}


def _months(ctx: Context, first: date, last: date) -> Sequence[date]:
    return check_months(first, last, day_of(ctx.now))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _signed(row: RevenueEntry, of: Sum) -> RevenueEntry:
    """A movement as the number counts it."""
    return row.model_copy(update={"amount_minor": of.sign * row.amount_minor})
