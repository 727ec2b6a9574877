"""What it takes to hand over and to erase a large account: a member with 100,000 acts and 5,000 contents, in a crowd.

    .venv/bin/python -m benchmarks.large_account [--acts 100000] [--contents 5000]

Two such members are imported into a Neo4j of its own, and a crowd that reads what they wrote as often as they read what
the crowd wrote. One is anonymised, the other erased with all contents. The jobs run as they do by schedule, which gives
way every thirty seconds. The longest statement is what others may have to wait for.
"""

import asyncio
import csv
import random
import time
from collections.abc import Awaitable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from domain.data_request import DataRequestKind, DataRequestState, ErasureMode
from domain.ids import IdPrefix, UserId, new_id
from graph import data_request, export
from graph import user as users
from graph.data_request import AskParams
from graph.database import Graph, instrument
from graph.embedded import embedded
from graph.opening import open_graph
from importers.board import Board
from importers.dataset import import_dataset, source_of
from importers.problems import Problems
from importers.run import Run
from jobs import erase_persons, export_persons
from jobs.job import silent
from jobs.registry import JOBS

LARGE = ("large-1", "large-2")
CROWD, DAYS = 1_000, 730
BODY = "<p>" + "Something that took a while to write, and is read by some. " * 20 + "</p>"
console = Console()


@dataclass(frozen=True)
class Figure:
    """What one piece of work took, and what it dealt with."""

    name: str
    seconds: float
    longest_ms: float
    statement: str
    told: str


class Longest:
    """The statement that took longest."""

    def __init__(self) -> None:
        self.seconds, self.name = 0.0, ""

    @contextmanager
    def watch(self, name: str) -> Iterator[None]:
        started = time.perf_counter()
        try:
            yield
        finally:
            if (seconds := time.perf_counter() - started) > self.seconds:
                self.seconds, self.name = seconds, name


def main(
    acts: Annotated[int, typer.Option(min=1_000, help="Of each of the two members.")] = 100_000,
    contents: Annotated[int, typer.Option(min=10, help="Of each of them.")] = 5_000,
) -> None:
    """Measure and print."""
    with TemporaryDirectory(prefix="stoa-benchmark-") as home, embedded(Path(home)) as server:
        write_community(Path(home) / "community", acts, contents)

        async def run() -> list[Figure]:
            async with open_graph(Path(home), server) as graph:
                await fill(graph, Path(home) / "community")
                return [
                    await measured("export", exported(graph, LARGE[0])),
                    await measured("erasure, anonymised", erased(graph, LARGE[0], ErasureMode.ANONYMISE)),
                    await measured("erasure, contents too", erased(graph, LARGE[1], ErasureMode.DELETE_CONTENT)),
                ]

        print_table(asyncio.run(run()))


def write_community(folder: Path, acts: int, contents: int) -> None:
    """The files of a data set: what the two and the crowd wrote, and who read it, over two years."""
    folder.mkdir()
    chance, now = random.Random(7), int(datetime.now(UTC).timestamp())
    crowd = [f"reader-{number}" for number in range(CROWD)]
    by_author = {author: [f"{author}-{number}" for number in range(contents)] for author in LARGE}
    others = [f"crowd-{number}" for number in range(4 * contents)]
    with _table(folder / "items.csv", "item_id", "created_at", "title", "author_id", "body") as items:
        for author, written in by_author.items():
            items.writerows((id, now - 86_400 * DAYS, f"On {id}", author, BODY) for id in written)
        items.writerows((id, now - 86_400 * DAYS, f"On {id}", chance.choice(crowd), BODY) for id in others)
    with _table(folder / "interactions.csv", "timestamp", "event_type", "item_id", "user_id") as log:
        for at in sorted(now - 60 - int(86_400 * DAYS * chance.random()) for _ in range(acts)):
            for author in LARGE:
                log.writerow((at, chance.choice(("VIEW", "VIEW", "LIKE", "COMMENT")), chance.choice(others), author))
                log.writerow((at, "VIEW", chance.choice(by_author[author]), chance.choice(crowd)))


@contextmanager
def _table(path: Path, *columns: str) -> Iterator[Any]:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        yield writer


async def fill(graph: Graph, folder: Path) -> None:
    """Import the community and let the jobs draw their conclusions."""
    board = Board(Console(stderr=True))
    with board.live():
        await import_dataset(Run(graph, board, Problems(), source_of(""), datetime.now(UTC)), folder)
    for job in JOBS:
        await job.run(graph, datetime.now(UTC), silent)


async def measured(name: str, work: Awaitable[str]) -> Figure:
    """Do it, and tell what it took."""
    longest, started = Longest(), time.perf_counter()
    instrument(longest.watch)
    told = await work
    instrument()
    return Figure(name, time.perf_counter() - started, 1_000 * longest.seconds, longest.name, told)


async def exported(graph: Graph, external_id: str) -> str:
    """Make the document of a member, and fetch it."""
    id = await asked(graph, external_id, DataRequestKind.EXPORT, None)
    await export_persons.run(graph, datetime.now(UTC))
    parts = [len(text) async for text in export.parts(graph, id, datetime.now(UTC))]
    return f"{sum(parts) / 10**6:.0f} MB in {len(parts):,} parts: {await counts(graph, id)}"


async def erased(graph: Graph, external_id: str, mode: ErasureMode) -> str:
    """Erase a member, turn after turn; the minute before the last look is passed over."""
    id = await asked(graph, external_id, DataRequestKind.ERASURE, mode)
    while (await graph.read(data_request.by_ids, [id]))[id].state is not DataRequestState.DONE:
        await erase_persons.run(graph, datetime.now(UTC))
        await erase_persons.run(graph, datetime.now(UTC) + erase_persons.SETTLING + timedelta(hours=1))
    return await counts(graph, id)


async def asked(graph: Graph, external_id: str, kind: DataRequestKind, mode: ErasureMode | None) -> str:
    """A member's request."""
    member = await graph.read(users.FIND.one, users.FindParams(handle=None, external_id=external_id))
    id, now = new_id(IdPrefix.DATA_REQUEST), datetime.now(UTC)
    await graph.write(data_request.ask, AskParams(id=id, kind=kind, mode=mode, user_id=UserId(member.id), now=now))
    return id


async def counts(graph: Graph, id: str) -> str:
    """What a request dealt with."""
    dealt = (await graph.read(data_request.by_ids, [id]))[id].counts
    return ", ".join(f"{counted.count:,} {counted.kind}" for counted in dealt if counted.count >= 100)


def print_table(figures: list[Figure]) -> None:
    """A row for each piece of work."""
    table = Table("", "seconds", "longest statement, ms", "of", "dealt with")
    for row in figures:
        table.add_row(row.name, f"{row.seconds:.1f}", f"{row.longest_ms:.0f}", row.statement, row.told)
    console.print(table)


if __name__ == "__main__":
    typer.run(main)
