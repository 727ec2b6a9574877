"""How unequally what is read is read, in the graph: counted from the days of contents, kept week by week."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from domain.popularity import COUNTERS, WEEK, Counted, PopularityWeek
from graph.database import Transaction
from graph.queries import NoRow, Params, Query

EARLY = timedelta(days=1)
"""Clocks of those who tell may be ahead: what happened on a day was told at most so long before it began."""


class CountParams(Params):
    touched_since: datetime
    since: date
    until: date
    counters: tuple[str, ...] = COUNTERS


class KeepParams(Params):
    rows: Sequence[Mapping[str, Any]]


class LatestParams(Params):
    limit: int


COUNT = Query("popularity/count", CountParams, Counted)
KEEP = Query("popularity/keep", KeepParams, NoRow)
LATEST = Query("popularity/latest", LatestParams, PopularityWeek)


async def count(tx: Transaction, weeks: Sequence[date]) -> list[Counted]:
    """How many contents had how many acts in each of some weeks in a row. It reads the days that changed since."""
    begins = datetime.combine(weeks[0], time(), UTC)
    params = CountParams(touched_since=begins - EARLY, since=weeks[0], until=weeks[-1] + WEEK)
    return await COUNT.all(tx, params)


async def keep(tx: Transaction, weeks: Sequence[PopularityWeek]) -> None:
    """Keep weeks, in the place of what was kept of them."""
    await KEEP.run(tx, KeepParams(rows=[week.model_dump() for week in weeks]))
