"""Cells of the cube of delivery: what many add at once adds up, and a cell knows at most twenty readers' marks."""

import asyncio
from datetime import date
from typing import Any

from domain.delivery import Counts
from domain.invalid import InvalidReason
from graph import delivery_cell
from graph.database import Graph, Transaction
from graph.delivery_cell import Added
from tests.unit.test_ad_token import ticket

DAY = date(2026, 11, 29)


async def cells(graph: Graph) -> list[dict[str, Any]]:
    """All cells there are."""

    async def read(tx: Transaction) -> list[dict[str, Any]]:
        found = await tx.run("MATCH (cell:DeliveryCell) RETURN cell {.*} AS cell ORDER BY cell.date, cell.ad_id")
        return [record["cell"] async for record in found]

    return await graph.read(read)


async def test_what_many_add_at_once_adds_up(graph: Graph) -> None:
    one, other = ticket(tag_ids=("b", "a"), country="DE"), ticket()

    async def add(n: int) -> None:
        rows = [Added(one, DAY, Counts(views=1, spend_micro=400_000), n), Added(other, DAY, Counts(decisions=2), n)]
        await graph.write(delivery_cell.add_all, rows if n % 2 else rows[::-1])

    await asyncio.gather(*(add(n) for n in range(40)))
    found = {cell["flight_id"]: cell for cell in await cells(graph)}
    first, second = found[one.flight_id], found[other.flight_id]
    assert (first["views"], first["spend_micro"], first["decisions"]) == (40, 16_000_000, 0)
    assert (second["decisions"], second["country"], second["segment"]) == (80, "", "")
    assert (first["tag_ids"], first["country"], first["date"].to_native()) == (["a", "b"], "DE", DAY)
    assert len(first["reader_marks"]) == 20 == len(set(first["reader_marks"]))


async def test_what_does_not_count_brings_no_reader(graph: Graph) -> None:
    made = ticket()
    for counts in (Counts(invalid={InvalidReason.BOT: 1}), Counts(views=-1, invalid={InvalidReason.INVALIDATED: 1})):
        await graph.write(delivery_cell.add, made, DAY, counts, 7)
    await graph.write(delivery_cell.add, made, DAY, Counts(invalid={InvalidReason.BOT: 2}))
    (cell,) = await cells(graph)
    assert (cell["invalid_bot"], cell["invalid_invalidated"], cell["views"]) == (3, 1, -1)
    assert cell["reader_marks"] == [] and "invalid_rate" not in cell


async def test_days_are_apart(graph: Graph) -> None:
    made = ticket()
    for day in (DAY, DAY.replace(day=30), DAY):
        await graph.write(delivery_cell.add, made, day, Counts(clicks=1), 7)
    assert [(cell["clicks"], cell["reader_marks"]) for cell in await cells(graph)] == [(2, [7]), (1, [7])]
