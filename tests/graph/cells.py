"""Cells of delivery, put straight into the graph as those that delivery counts into."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from graph.database import Graph, Transaction
from tests import sample

DAY = date(2026, 11, 20)
EMPTY = {
    "campaign_id": sample.CAMPAIGN,
    "flight_id": sample.FLIGHT,
    "ad_id": sample.AD,
    "sponsor_id": sample.ACME,
    "date": DAY,
    "placement": "sidebar",
    "device": "",
    "country": "",
    "segment": "",
    "area_id": "",
    "tag_ids": [],
    "decisions": 0,
    "views": 0,
    "clicks": 0,
    "conversions": 0,
    "spend_micro": 0,
    "reader_marks": list(range(20)),
}
CREATE = "UNWIND $cells AS cell CREATE (made:DeliveryCell) SET made = cell"
Cell = dict[str, Any]


def cell(**counts: Any) -> Cell:
    """A cell of the sample's ad that twenty readers saw, but for what is said."""
    return {**EMPTY, **counts}


async def put(graph: Graph, cells: Sequence[Cell]) -> None:
    """Write cells; each gets a key of its own."""
    await graph.write(_create, [{**each, "key": f"cell {number}"} for number, each in enumerate(cells)])


async def put_rivals(graph: Graph, day: date) -> None:
    """Two other sponsors that advertised on a day: ads are measured by what those of three came to, or not at all."""
    ids = [f"rival {number}" for number in range(2)]
    await graph.write(_rivals, ids)
    named = [{f"{name}_id": id for name in ("sponsor", "campaign", "flight", "ad")} for id in ids]
    counts = {"date": day, "decisions": 3_000, "views": 1_500, "clicks": 15, "conversions": 1}
    await graph.write(_create, [{**EMPTY, **ids, **counts, "key": ids["ad_id"]} for ids in named])


async def _rivals(tx: Transaction, ids: Sequence[str]) -> None:
    text = """UNWIND $ids AS id
    CREATE (:Sponsor {id: id, currency: 'EUR'}), (:Campaign {id: id, sponsor_id: id, kind: 'PAID'})"""
    await (await tx.run(text, {"ids": ids})).consume()


async def _create(tx: Transaction, cells: Sequence[Cell]) -> None:
    await (await tx.run(CREATE, {"cells": cells})).consume()
