"""Cells of the cube of delivery: one by flight, ad, day, and all that reports tell apart. Reports read them alone."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from domain.ad_token import Placed
from domain.delivery import Counts
from graph.database import Transaction
from graph.queries import NoRow, Params, Query


class AddParams(Params):
    rows: list[dict[str, Any]]


class Added(NamedTuple):
    """Counts of a cell: where the ad stood, on which day of the flight's zone, and the mark of the reader if any."""

    placed: Placed
    day: date
    counts: Counts
    mark: int | None = None


ADD = Query("delivery/add", AddParams, NoRow)


async def add(tx: Transaction, placed: Placed, day: date, counts: Counts, mark: int | None = None) -> None:
    """Add counts to the cell of a decision on a day of its flight's zone."""
    await add_all(tx, [Added(placed, day, counts, mark)])


async def add_all(tx: Transaction, added: Iterable[Added]) -> None:
    """Add counts to many cells. They are locked in one order: whoever adds to some of the same queues up.

    Call it last in a transaction: decisions, flights and days are locked before cells.
    """
    rows = sorted((_row(each) for each in added), key=lambda row: str(row["key"]))
    if rows:
        await ADD.run(tx, AddParams(rows=rows))


def _row(added: Added) -> dict[str, Any]:
    placed, counts = added.placed, added.counts
    return {
        "key": placed.cell_key(added.day),
        "dimensions": {
            "campaign_id": placed.campaign_id,
            "flight_id": placed.flight_id,
            "ad_id": placed.ad_id,
            "sponsor_id": placed.sponsor_id,
            "date": added.day,
            "placement": placed.placement,
            "device": placed.device or "",
            "country": placed.country or "",
            "segment": placed.segment or "",
            "area_id": placed.area_id or "",
            "tag_ids": sorted(placed.tag_ids),
        },
        "decisions": counts.decisions,
        "views": counts.views,
        "clicks": counts.clicks,
        "conversions": counts.conversions,
        "spend_micro": counts.spend_micro,
        "invalid": {reason.counter: number for reason, number in counts.invalid.items()},
        "mark": added.mark if counts.counted else None,
    }
