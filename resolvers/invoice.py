"""Invoices of sponsors, for who may see them."""

from datetime import UTC, date, datetime, time, timedelta

from domain.invoice import Invoice, check_term
from domain.sponsor import Sponsor
from graph import invoice as graph
from resolvers.context import Context


async def of(ctx: Context, sponsor: Sponsor, first: date, last: date) -> Invoice:
    """The invoice of some days.

    Raises:
        InvalidInput: they end before they begin, or are too many.
    """
    check_term(first, last)
    since, before = (datetime.combine(day, time(), UTC) for day in (first, last + timedelta(days=1)))
    params = graph.LinesParams(sponsor_id=sponsor.id, since=since, before=before)
    found = await ctx.graph.read(graph.lines, params)
    return Invoice(first=first, last=last, currency=sponsor.currency, lines=tuple(found))
