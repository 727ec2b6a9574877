"""How often members come, in the graph: gaps between their active days, counted by the week in which they ended."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from domain.record import Record
from domain.rhythm import LONGEST, GapCount, Rhythms
from graph.database import Transaction
from graph.queries import NoParams, NoRow, Params, Query
from graph.segment import COUNTERS


class GapsParams(Params):
    after_id: str
    since: date
    until: date
    counters: tuple[str, ...] = COUNTERS
    longest: int = LONGEST
    limit: int


class ReplaceParams(Params):
    since: date
    rows: Sequence[Mapping[str, Any]]


class GapsPage(Record):
    """The gaps of a page of members; `last_id` is None when there were none."""

    last_id: str | None
    counts: tuple[GapCount, ...]


GAPS = Query("rhythm/gaps", GapsParams, GapsPage)
REPLACE = Query("rhythm/replace", ReplaceParams, NoRow)
COUNTS = Query("rhythm/counts", NoParams, GapCount)


async def replace(tx: Transaction, since: date, counts: Sequence[GapCount]) -> None:
    """Keep these of the weeks from that Monday on, in the place of what was kept of them."""
    rows = [{**count.model_dump(), "week": count.week.isoformat()} for count in counts]
    await REPLACE.run(tx, ReplaceParams(since=since, rows=rows))


async def rhythms(tx: Transaction) -> Rhythms:
    """What members without a rhythm of their own are compared with."""
    return Rhythms(await COUNTS.all(tx, NoParams()))
