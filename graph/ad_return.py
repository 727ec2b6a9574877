"""Readers who came back after days with many ads or few, as a job counts them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from domain.ad_return import RETURNS_WITHIN, ReaderDays
from domain.record import Record
from graph.database import Transaction
from graph.queries import NoRow, Params, Query


class CountParams(Params):
    after_id: str
    dates: Sequence[date]
    within: int = RETURNS_WITHIN
    limit: int


class StoreParams(Params):
    rows: Sequence[Mapping[str, Any]]


class SpanParams(Params):
    since: date
    until: date


class Page(Record):
    """What was counted of one page of readers; `last_id` is None when there were none."""

    last_id: str | None
    counted: tuple[ReaderDays, ...]


class BandSum(Record):
    band: int
    readers: int
    returned: int


COUNT = Query("ad_return/count", CountParams, Page)
STORE = Query("ad_return/store", StoreParams, NoRow)
REPORT = Query("ad_return/report", SpanParams, BandSum)


async def store(tx: Transaction, rows: Sequence[Mapping[str, Any]]) -> None:
    """Keep reader-days by date and band, as `domain.ad_return.folded` gives them."""
    await STORE.run(tx, StoreParams(rows=rows))
