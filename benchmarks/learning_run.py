"""How long `stoa learn` takes on a large community, and how much memory beside Neo4j: goal 10 minutes, 4 GiB.

    .venv/bin/python -m benchmarks.learning_run [--users 10000] [--home FOLDER]

A demo with ten contents and a hundred interactions for each member is filled into a Neo4j of its own, and learned from
in a process of its own, which reads the log and lives it through again on another Neo4j, as the command does by
--dry-run. With --home, or NEO4J_URI set, the community there is learned from, as it is: `stoa demo` with STOA_HOME
fills one beforehand. Memory is that of the learning process at its peak.
"""

import asyncio
import os
import resource
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from app import outside_server
from domain.scoring import ScoringKind
from evaluation import learn_report
from evaluation.community import fresh
from evaluation.learn import Lesson, in_use, learn_beside
from evaluation.live import Live, read_live
from evaluation.live_plan import plan_live
from evaluation.plan import Plan
from graph.database import Graph, Server, instrument
from graph.embedded import embedded
from graph.opening import open_graph
from importers.commands import fill_demo
from settings import Settings
from settings.part import ROOT

GOAL_MINUTES, GOAL_MEGABYTES = 10.0, 4096.0
SHOWN = 8
"""Statements that are listed, those that took longest in all."""

DAYS, JUDGED = 28, 7
"""As the command has them by default."""

console = Console()


class Watch:
    """Seconds of each step and of each statement."""

    def __init__(self) -> None:
        self.steps: dict[str, float] = defaultdict(float)
        self.statements: dict[str, float] = defaultdict(float)
        self._since = perf_counter()

    def done(self, step: str) -> None:
        """What was done since the last call was that."""
        now = perf_counter()
        self.steps[step] += now - self._since
        self._since = now

    @contextmanager
    def statement(self, name: str) -> Iterator[None]:
        started = perf_counter()
        yield
        self.statements[name] += perf_counter() - started


def main(
    users: Annotated[int, typer.Option(min=100, help="Members of the demo.")] = 10_000,
    home: Annotated[Path | None, typer.Option(exists=True, file_okay=False, help="Of a Stoa that is filled.")] = None,
) -> None:
    """Measure and print."""
    if outside := outside_server(Settings()):
        asyncio.run(_measure(outside))
    elif home:
        with embedded(home) as server:
            _measure_apart(server)
    else:
        with TemporaryDirectory(prefix="stoa-benchmark-") as folder, embedded(Path(folder)) as server:
            asyncio.run(_fill(Path(folder), server, users))
            _measure_apart(server)


async def _fill(home: Path, server: Server, users: int) -> None:
    async with open_graph(home, server) as graph:
        await fill_demo(graph, Console(stderr=True), users=users)


def _measure_apart(server: Server) -> None:
    """In a process of its own, for its memory."""
    named = {
        "NEO4J_URI": server.uri,
        "NEO4J_USERNAME": server.username,
        "NEO4J_PASSWORD": server.password,
        "NEO4J_DATABASE": server.database,
    }
    command = [sys.executable, "-m", "benchmarks.learning_run"]
    subprocess.run(command, cwd=ROOT, env=os.environ | named, check=True)


async def _measure(server: Server) -> None:
    watch = Watch()
    instrument(watch.statement)
    async with Graph.connect(server) as graph:
        former = await in_use(graph, ScoringKind.RECOMMENDATION, datetime.now(UTC))
        live = await read_live(graph)
    plan = plan_live(live.log, DAYS, JUDGED)
    watch.done("reading the log")
    async with fresh(live.log) as community:
        watch.done("starting another Neo4j")
        lesson = await learn_beside(former, live, plan, community, lambda step, *_: watch.done(step))
    watch.done("comparing, and stopping it")
    instrument()
    _print(watch, live, plan, lesson)


def _print(watch: Watch, live: Live, plan: Plan, lesson: Lesson) -> None:
    title = f"{len(live.log.acts):,} acts, {len(live.log.items):,} contents; {len(plan.learning)} days teach, "
    table = Table("what", "minutes", "goal", title=title + f"{len(plan.judged)} judge")
    for step, seconds in watch.steps.items():
        table.add_row(step, f"{seconds / 60:.2f}", "")
    for name, seconds in sorted(watch.statements.items(), key=itemgetter(1), reverse=True)[:SHOWN]:
        table.add_row(f"  {name}", f"{seconds / 60:.2f}", "")
    table.add_row("all", f"{sum(watch.steps.values()) / 60:.2f}", f"≤ {GOAL_MINUTES:g}")
    console.print(table, f"Peak memory beside Neo4j: {peak_megabytes():,.0f} MB (goal: ≤ {GOAL_MEGABYTES:,.0f})")
    for sentence in learn_report.sentences(lesson):
        console.print(sentence, soft_wrap=True, highlight=False, markup=False)


def peak_megabytes() -> float:
    """The most memory that this process held at a time. Linux tells the maximum of who started it as ours, so it is
    asked for that of our own pages."""
    status = Path("/proc/self/status")
    if status.exists():
        (line,) = (line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


if __name__ == "__main__":
    typer.run(main)
