"""Recommendation judged day by day: import a day of a real community, refresh, rank for the next day's readers, repeat.

    .venv/bin/python -m benchmarks.rolling DATASET --data DIR --judge "PYTHON EVALUATE.PY"

The judge names the readers to rank for (`queries DATASET rolling`) and scores the rankings (`score DATASET rolling`).
Everything runs on a Neo4j of its own in a temporary folder, so that nothing of the future can be known; contents of the
day that is ranked are there, as they are in a live feed, but nothing that was done on it.
"""

import asyncio
import csv
import gzip
import shlex
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer
from rich.console import Console

from graph.database import Graph, Server
from graph.opening import open_graph
from importers import dataset
from importers.board import Board
from importers.problems import Problems
from importers.run import Run
from jobs import refresh_interests, refresh_recommendation
from jobs.export_recommendations import export
from jobs.job import silent

Row = dict[str, str]
RANKED = 20
"""More than the ten that are judged, as the judge drops what was touched on the day itself."""

console = Console()


class Slices:
    """A data set in pieces: what a day adds to what was known before."""

    def __init__(self, directory: Path) -> None:
        self._acts = sorted(_rows(directory / "interactions.csv.gz"), key=lambda row: float(row["timestamp"]))
        self._items = sorted(_rows(directory / "items.csv.gz"), key=lambda row: float(row["created_at"]))
        self._tags: dict[str, list[Row]] = defaultdict(list)
        for row in _rows(directory / "item_tags.csv.gz"):
            self._tags[row["item_id"]].append(row)
        self._acts_done = self._items_done = 0

    def write(self, directory: Path, day: datetime, readers: list[str]) -> None:
        """Write what is new at the start of `day`: earlier acts, contents of the whole day, and who is asked for."""
        directory.mkdir()
        end = (day + timedelta(days=1)).timestamp()
        acts, items = self._acts_done, self._items_done
        while self._acts_done < len(self._acts) and float(self._acts[self._acts_done]["timestamp"]) < day.timestamp():
            self._acts_done += 1
        while self._items_done < len(self._items) and float(self._items[self._items_done]["created_at"]) < end:
            self._items_done += 1
        born = self._items[items : self._items_done]
        _write(directory / "users.csv", [{"user_id": reader} for reader in readers])
        _write(directory / "interactions.csv", self._acts[acts : self._acts_done])
        _write(directory / "items.csv", born)
        _write(directory / "item_tags.csv", [tag for item in born for tag in self._tags[item["item_id"]]])


def main(
    name: Annotated[str, typer.Argument(help="The data set's name for the judge.")],
    data: Annotated[Path, typer.Option(exists=True, file_okay=False, help="Its folder.")],
    judge: Annotated[str, typer.Option(help="The command that gives the queries and scores the rankings.")],
    server: Annotated[str | None, typer.Option(help="An empty Neo4j without a password to use instead.")] = None,
) -> None:
    """Rank every day of the data set, and have the rankings scored."""
    with TemporaryDirectory() as folder:
        queries, rankings = Path(folder, "queries.csv"), Path(folder, "rankings.csv")
        subprocess.run([*shlex.split(judge), "queries", name, "rolling", "--out", str(queries)], check=True)
        asyncio.run(_rank_days(Path(folder), Slices(data), _by_day(queries), rankings, server))
        subprocess.run([*shlex.split(judge), "score", name, "rolling", "--ranking", str(rankings)], check=True)


async def _rank_days(
    folder: Path, slices: Slices, days: dict[str, list[str]], rankings: Path, server: str | None
) -> None:
    async with AsyncExitStack() as stack:
        outside = Server(server, "neo4j", "") if server else None
        graph = await stack.enter_async_context(open_graph(folder / "home", outside))
        ranked: list[Row] = []
        for block, readers in days.items():
            day = datetime.fromisoformat(block).replace(tzinfo=UTC)
            slices.write(folder / block, day, readers)
            await _learn(graph, folder / block, day)
            part = folder / block / "part.csv"
            await export(graph, part, RANKED, day, readers, silent)
            ranked += [{"block": block, **row} for row in _rows(part)]
            console.print(f"{block}: {len(readers)} readers")
        _write(rankings, ranked)


async def _learn(graph: Graph, directory: Path, day: datetime) -> None:
    """Import what is new, and refresh as of the start of the day."""
    run = Run(graph, Board(Console(quiet=True)), Problems(), dataset.source_of(""), datetime.now(UTC))
    await dataset.import_dataset(run, directory)
    await refresh_interests.run(graph, day)
    await refresh_recommendation.run(graph, day)


def _by_day(queries: Path) -> dict[str, list[str]]:
    days: dict[str, list[str]] = defaultdict(list)
    for row in _rows(queries):
        days[row["block"]].append(row["user_id"])
    return dict(sorted(days.items()))


def _rows(path: Path) -> Iterator[Row]:
    """The rows of a CSV file, compressed or not; none if it isn't there."""
    if path.exists():
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as stream:
            yield from csv.DictReader(stream)


def _write(path: Path, rows: list[Row]) -> None:
    if rows:
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)


if __name__ == "__main__":
    typer.run(main)
