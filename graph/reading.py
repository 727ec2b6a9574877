"""What the community reads: shares by tag, kind, area and segment, as the job keeps them."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from domain.fit import Reading
from domain.record import Record
from graph.database import Transaction
from graph.queries import NoRow, Params, Query


class ViewsParams(Params):
    touched_since: datetime
    since: date
    until: date


class StoreParams(Params):
    rows: Sequence[Mapping[str, Any]]
    as_of: datetime


class ForgetParams(Params):
    dimensions: Sequence[Reading] = tuple(Reading)
    views: int
    as_of: datetime


class Views(Record):
    """Views of what has one tag, kind, area or segment."""

    dimension: Reading
    id: str
    views: float


VIEWS = Query("reading/views", ViewsParams, Views)
STORE = Query("reading/store", StoreParams, NoRow)
FORGET = Query("reading/forget", ForgetParams, NoRow)


async def store(tx: Transaction, rows: Sequence[Mapping[str, Any]], as_of: datetime) -> None:
    """Keep shares, as maps of `dimension`, `id` and `share`."""
    await STORE.run(tx, StoreParams(rows=rows, as_of=as_of))


async def forget(tx: Transaction, views: int, as_of: datetime) -> None:
    """Forget what wasn't kept at that moment, and note on how many views the shares rest."""
    await FORGET.run(tx, ForgetParams(views=views, as_of=as_of))
