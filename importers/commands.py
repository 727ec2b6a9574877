"""The commands `stoa import dataset`, `stoa import stackexchange` and `stoa demo`: what they ask for and how they end.

Opening the graph and knowing where reports go are the caller's business, so that this stays free of settings.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from domain.errors import Refused, Unavailable
from graph.database import Graph
from importers import dataset, stackexchange
from importers.board import Board
from importers.demo import load as demo
from importers.demo.plan import Plan
from importers.problems import Problems, reported
from importers.run import Run

Directory = Annotated[Path, typer.Argument(exists=True, file_okay=False, resolve_path=True, help="Their folder.")]
Prefix = Annotated[str, typer.Option(help="Put in front of every external id: keeps communities apart in one graph.")]
Report = Annotated[Path | None, typer.Option(help="CSV file for every problem; by default imports/ in STOA_HOME.")]
Area = Annotated[str, typer.Option(help="Name of the Q&A area; by default the directory's.")]
Users = Annotated[int, typer.Option(min=1, max=1_000_000, help="How many members.")]
Contents = Annotated[float, typer.Option(min=1, max=100, help="Contents per member.")]
Acts = Annotated[float, typer.Option(min=1, max=1_000, help="Interactions per member, about.")]
Seed = Annotated[int, typer.Option(help="Another seed makes another community.")]


@dataclass(frozen=True)
class Host:
    """What the command line gives to importers: an open graph, and the folder for reports."""

    open_graph: Callable[[], AbstractAsyncContextManager[Graph]]
    reports: Callable[[], Path]


def import_app(host: Host) -> typer.Typer:
    """The commands below `stoa import`."""
    app = typer.Typer(no_args_is_help=True, help="Load a real community. A broken-off import goes on where it stopped.")

    @app.command("dataset")
    def dataset_command(directory: Directory, prefix: Prefix = "", report: Report = None) -> None:
        """Read users.csv, items.csv, item_tags.csv and interactions.csv (or .csv.gz), as far as they are there."""
        source = dataset.source_of(prefix)
        _run(host, source, report, lambda run: dataset.import_dataset(run, directory, prefix))

    @app.command("stackexchange")
    def stackexchange_command(
        directory: Directory, area: Area = "", prefix: Prefix = "", report: Report = None
    ) -> None:
        """Read a Stack Exchange data dump: Posts.xml and the files beside it, or the same as CSV."""
        source, name = stackexchange.source_of(prefix), area or directory.name
        _run(host, source, report, lambda run: stackexchange.import_stackexchange(run, directory, name, prefix))

    return app


def demo_command(host: Host) -> Callable[[int, float, float, int], None]:
    """The command `stoa demo`."""

    def command(users: Users = 2_000, contents: Contents = 10, interactions: Acts = 100, seed: Seed = 1) -> None:
        """Fill the graph with a made-up community and some 18 months of its life, up to now."""
        plan = Plan(users, contents, interactions, seed, datetime.now(UTC))
        _run(host, plan.source, None, lambda run: demo.fill(run, plan))

    return command


async def carry_out(
    graph: Graph, console: Console, report: Path, source: str, work: Callable[[Run], Awaitable[None]]
) -> Problems:
    """Do `work` with progress on `console`, problems in the file `report`, and a summary at the end.

    Raises:
        Unavailable: the database went away; what was done is kept, and the next run goes on from there.
        Refused: the input can't be imported at all.
    """
    board = Board(console)
    with reported(report) as problems:
        run = Run(graph, board, problems, source, datetime.now(UTC))
        with board.live():
            await work(run)
        board.summary(problems, run.left_out)
    if problems:
        console.print(f"All {len(problems):,} problems are in {report}", markup=False, highlight=False, soft_wrap=True)
    return problems


def _run(host: Host, source: str, report: Path | None, work: Callable[[Run], Awaitable[None]]) -> None:
    console = Console()
    default = host.reports() / f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{source.replace(':', '-')}.csv"

    async def main() -> None:
        async with host.open_graph() as graph:
            await carry_out(graph, console, report or default, source, work)

    with _told(console):
        asyncio.run(main())


@contextmanager
def _told(console: Console) -> Iterator[None]:
    """Failures a person can mend end the command with a sentence, not with a traceback."""
    try:
        yield
    except (Refused, Unavailable) as error:
        console.print(str(error), style="red", markup=False, highlight=False, soft_wrap=True)
        if isinstance(error, Unavailable):
            console.print("What was imported is kept: run the same command again to go on.")
        raise typer.Exit(1) from error
