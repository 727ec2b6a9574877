"""Revenue in the graph: what months came to, from their days, and the movements and subscriptions behind a number."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from domain.ledger import LedgerEntryKind
from domain.revenue import DayRow, RevenueEntry, RevenueReport
from domain.revenue_report import last_day, report
from domain.subscriber import Moved, Span
from graph.database import Transaction
from graph.queries import Params, Query


class DaysParams(Params):
    currency: str
    first: date
    last: date


class MovedParams(Params):
    currency: str
    before: date
    last: date


class EntriesParams(Params):
    """Entries since a moment, before another and its id."""

    kinds: Sequence[LedgerEntryKind]
    currency: str
    accounts: str
    since: datetime
    before_at: datetime
    before_id: str = ""
    limit: int


class LiveParams(Params):
    currency: str
    end: datetime
    before_at: datetime
    before_key: str = ""
    limit: int


class LostParams(Params):
    currency: str
    since: datetime
    before_at: datetime
    before_key: str = ""
    limit: int


DAYS = Query("revenue/days", DaysParams, DayRow)
MOVED = Query("revenue/moved", MovedParams, Moved)
ENTRIES = Query("revenue/entries", EntriesParams, RevenueEntry)
LIVE = Query("revenue/live", LiveParams, Span)
LOST = Query("revenue/lost", LostParams, Span)


async def of_months(tx: Transaction, currency: str, months: Sequence[date], as_of: datetime) -> RevenueReport:
    """What these months, one after the other, came to in a currency."""
    first, last = months[0], last_day(months[-1])
    before = first - timedelta(days=1)
    rows = await DAYS.all(tx, DaysParams(currency=currency, first=first, last=last))
    moved = await MOVED.all(tx, MovedParams(currency=currency, before=before, last=last))
    return report(currency, months, rows, moved, as_of)
