"""Bulk import: interactions a second on a Neo4j of its own, where the time goes, and a bare `UNWIND` of the same rows.

    .venv/bin/python -m benchmarks.bulk_import [--users 10000] [--events 300000]

A third as many events go before, for a server that has just started compiles what it runs: for its first hundred
thousand events that takes as much CPU as the work itself.
The bare loop only draws one edge a pair and kind, by the driver alone: it keeps no events, refuses no repeats and
counts no days, so it is a yardstick of the server and not of the same work.
"""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import psutil
import typer
from rich.console import Console
from rich.table import Table

from domain.event import Event
from graph.database import Graph, Transaction
from graph.embedded import embedded
from graph.importing import add_areas, add_tags
from graph.migrations import migrate
from importers.acts import count
from importers.board import Board
from importers.demo.areas import AREAS
from importers.demo.behaviour import Behaviour
from importers.demo.calendar import Calendar
from importers.demo.library import publish
from importers.demo.load import EVENTS_A_BATCH
from importers.demo.plan import Plan
from importers.demo.population import populate
from importers.demo.records import Records, tags
from importers.demo.words import topics
from importers.problems import Place, Problems
from importers.run import Placed, Run, Step, Tally, Write
from importers.writers import write_pieces, write_users

BARE = """
UNWIND $rows AS row
MATCH (user:User {id: row.user_id})
MATCH (content:Content {id: row.content_id})
MERGE (user)-[done:BARE {type: row.type}]->(content)
SET done.count = coalesce(done.count, 0) + 1, done.last_at = datetime({epochMillis: row.at})
"""
PLACE = Place("demo", 0)
console = Console()


@dataclass
class Clock:
    """Wall clock and CPU seconds of this process and of the server."""

    server: psutil.Process

    def read(self) -> tuple[float, float, float]:
        """All three now."""
        cpu = self.server.cpu_times()
        return time.perf_counter(), time.process_time(), cpu.user + cpu.system


def main(
    users: Annotated[int, typer.Option(min=100)] = 10_000,
    events: Annotated[int, typer.Option(min=10_000)] = 300_000,
    batch: Annotated[int, typer.Option(min=100)] = EVENTS_A_BATCH,
) -> None:
    """Measure and print."""
    with TemporaryDirectory() as folder, embedded(Path(folder)) as server:
        pid = int((Path(folder) / "neo4j" / "run" / "neo4j.pid").read_text(encoding="ascii"))

        async def measure() -> None:
            async with Graph.connect(server) as graph:
                await migrate(graph)
                plan = Plan(users, 10, 100, 1, datetime.now(UTC))
                await _measure(graph, Clock(psutil.Process(pid)), plan, events, batch)

        asyncio.run(measure())


async def _measure(graph: Graph, clock: Clock, plan: Plan, events: int, batch: int) -> None:
    calendar = Calendar(plan)
    people = populate(plan, calendar, len(topics()))
    library = publish(plan, calendar, people)
    records = Records(plan, people, library)
    days = Behaviour(plan, calendar, people, library).days()
    log = (event for day, acts in enumerate(days) for event in records.events(day, acts))
    run = Run(graph, Board(console, quiet=True), Problems(), plan.source, plan.end)
    await graph.write(add_areas, AREAS)
    await graph.write(add_tags, tags())
    title = f"{plan.users:,} users, batches of {batch:,}"
    table = Table("what", "rows", "seconds", "rows/s", "our CPU a row", "server CPU a row", title=title)
    members = (records.user(member) for member in range(plan.users))
    table.add_row("members", *await _timed(run, clock, members, partial(write_users, run), 2_000, 1))
    pieces = (records.piece(number) for number in range(library.size))
    table.add_row("contents with links", *await _timed(run, clock, pieces, partial(write_pieces, run), 2_000, 1))
    first = list(islice(log, events // 3))
    table.add_row("interactions, cold", *await _timed(run, clock, first, partial(_count, run), batch, 2))
    kept = list(islice(log, events))
    table.add_row("interactions", *await _timed(run, clock, kept, partial(_count, run), batch, 2))
    table.add_row("the same again", *await _timed(run, clock, kept, partial(_count, run), batch, 2))
    table.add_row("bare UNWIND of them", *await _timed(run, clock, kept, partial(_bare, run), batch, 1))
    console.print(table)


async def _timed(run: Run, clock: Clock, items: Any, write: Write[Any], batch: int, in_flight: int) -> tuple[str, ...]:
    """Rows, seconds, rows a second, and microseconds of CPU a row on either side."""
    before = clock.read()
    placed = (Placed(number, PLACE, item) for number, item in enumerate(items, start=1))
    tally = await run.take(Step(str(before), "", placed, write, 1, batch=batch, in_flight=in_flight))
    wall, ours, theirs = (now - then for now, then in zip(clock.read(), before, strict=True))
    rows = tally["new"] + tally["known"]
    return (
        f"{rows:,}",
        f"{wall:.1f}",
        f"{rows / wall:,.0f}",
        f"{ours / rows * 1e6:.0f} µs",
        f"{theirs / rows * 1e6:.0f} µs",
    )


async def _count(run: Run, rows: Sequence[Placed[Event]]) -> Tally:
    return await count(run, [(row.place, row.item) for row in rows])


async def _bare(run: Run, rows: Sequence[Placed[Event]]) -> Tally:
    plain = [
        {
            "user_id": row.item.user_id,
            "content_id": row.item.content_id,
            "type": row.item.type.value,
            "at": round(row.item.occurred_at.timestamp() * 1000),
        }
        for row in rows
    ]
    await run.graph.write(_unwind, plain)
    return Tally(known=len(rows))


async def _unwind(tx: Transaction, rows: list[dict[str, Any]]) -> None:
    await (await tx.run(BARE, {"rows": rows})).consume()


if __name__ == "__main__":
    typer.run(main)
