"""What was posted of the flights of a sponsor."""

from collections.abc import Sequence
from datetime import datetime

from domain.invoice import InvoiceLine
from graph.database import Transaction
from graph.queries import Params, Query


class LinesParams(Params):
    sponsor_id: str
    since: datetime
    before: datetime


LINES = Query("invoice/lines", LinesParams, InvoiceLine)


async def lines(tx: Transaction, params: LinesParams) -> Sequence[InvoiceLine]:
    """What each flight spent and was credited, of those that did; by name."""
    return await LINES.all(tx, params)
