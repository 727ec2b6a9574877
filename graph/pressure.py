"""Commercial pressure in the graph: what members met of paywalls and ads in a month, and who left after it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from domain.ids import UserId
from domain.pressure import PressedReader, PressureCell
from domain.record import Moment, Record
from graph.database import Transaction
from graph.queries import NoRow, Params, Query


class ViewedParams(Params):
    since: datetime
    until: datetime


class ReadersParams(Params):
    after_id: str
    first: date
    end: date
    stays_until: date
    limit: int


class ReplaceParams(Params):
    month: date
    rows: Sequence[Mapping[str, Any]]


class CellsParams(Params):
    first: date
    last: date


class Viewed(Record):
    """The paid contents that a member viewed, and when the first of them."""

    user_id: UserId
    content_ids: tuple[str, ...]
    at: Moment


class ReadersPage(Record):
    """What one page of members met; `last_id` is None when there were none."""

    last_id: str | None
    readers: tuple[PressedReader, ...]


VIEWED = Query("pressure/viewed", ViewedParams, Viewed)
READERS = Query("pressure/readers", ReadersParams, ReadersPage)
REPLACE = Query("pressure/replace", ReplaceParams, NoRow)
CELLS = Query("pressure/cells", CellsParams, PressureCell)


async def replace(tx: Transaction, month: date, cells: Sequence[PressureCell]) -> None:
    """Keep these of a month, in the place of what was kept of it."""
    rows = [cell.model_dump(exclude={"month"}) for cell in cells]
    await REPLACE.run(tx, ReplaceParams(month=month, rows=rows))
