"""Random histories of money on the real server: books, access and subscriptions right after every step, or what failed.

    .venv/bin/python -m benchmarks.money_histories [--histories 1000] [--steps 25] [--first 0]

Each is drawn from its number. One that fails is made as short as it goes, and printed with its steps; `--first NUMBER
--histories 1` plays it again.
"""

import asyncio
import time
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, TimeRemainingColumn
from rich.table import Table

from graph.database import Graph, Server
from graph.embedded import embedded
from graph.opening import open_graph
from tests.histories.history import KILLED, KINDS, NOTHING, REFUSED, STEPS, Failure, drawn, failure, play


def main(
    histories: Annotated[int, typer.Option(min=1, help="How many.")] = 1_000,
    steps: Annotated[int, typer.Option(min=1, help="Of each, before everything is told.")] = STEPS,
    first: Annotated[int, typer.Option(min=0, help="The number of the first.")] = 0,
) -> None:
    """Play them and print what happened in them."""
    with TemporaryDirectory(prefix="stoa-benchmark-") as home, embedded(Path(home)) as server:
        failed = asyncio.run(_played(Path(home), server, range(first, first + histories), steps))
    if failed is not None:
        Console().print(str(failed), markup=False, soft_wrap=True)
        raise typer.Exit(1)


async def _played(home: Path, server: Server, numbers: range, steps: int) -> Failure | None:
    counts: Counter[str] = Counter()
    started = time.perf_counter()
    columns = (*Progress.get_default_columns()[:2], MofNCompleteColumn(), TimeRemainingColumn())
    async with open_graph(home, server) as graph:
        with Progress(*columns) as progress:
            for number in progress.track(numbers, description="histories"):
                if failed := await _one(graph, number, steps, counts):
                    return failed
    Console().print(_table(counts, len(numbers), time.perf_counter() - started))
    return None


async def _one(graph: Graph, number: int, steps: int, counts: Counter[str]) -> Failure | None:
    history = drawn(number, steps)
    try:
        await play(graph, history, counts)
    except Exception as error:
        return await failure(graph, number, history) or Failure(number, history, f"only once: {error!r}")
    return None


def _table(counts: Counter[str], histories: int, seconds: float) -> Table:
    done = sum(counts[kind] for kind in KINDS)
    title = f"{histories:,} histories, {done:,} steps, {seconds / max(1, done) * 1000:.0f} ms each: all right"
    table = Table("step", "times", title=title)
    for kind in KINDS:
        table.add_row(kind, f"{counts[kind]:,}")
    table.add_section()
    for what in (REFUSED, KILLED, NOTHING):
        table.add_row(what, f"{counts[what]:,}")
    return table


if __name__ == "__main__":
    typer.run(main)
