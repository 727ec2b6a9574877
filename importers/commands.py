"""The commands `stoa import dataset` and `stoa import stackexchange`, and what `stoa demo` does.

Opening the graph and knowing where reports go are the caller's business, so that this stays free of settings.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from domain.consent import IMPORTED, ConsentPurpose
from domain.errors import Refused, Unavailable
from graph.database import Graph
from importers import dataset, stackexchange
from importers.audit import audited
from importers.board import Board
from importers.demo import load as demo
from importers.demo.plan import Plan
from importers.problems import Problems, reported
from importers.run import Run

Directory = Annotated[Path, typer.Argument(exists=True, file_okay=False, resolve_path=True, help="Their folder.")]
Prefix = Annotated[str, typer.Option(help="Put in front of every external id: keeps communities apart in one graph.")]
Report = Annotated[Path | None, typer.Option(help="CSV file for every problem; by default imports/ in STOA_HOME.")]
Area = Annotated[str, typer.Option(help="Name of the Q&A area; by default the directory's.")]
Jobs = Annotated[bool, typer.Option(help="Compute scores, interests, segments and candidates afterwards.")]
Consent = Annotated[
    bool,
    typer.Option(
        "--consent/--without-consent",
        help="Whether members consented there to ANALYTICS and PERSONALISATION; without, their lists are impersonal.",
    ),
]
OpenGraph = Callable[[], AbstractAsyncContextManager[Graph]]
Settle = Callable[[Graph, Console], Awaitable[None]]
"""Computes what follows from imported facts, with progress: scores, interests, segments, candidates."""


def import_app(open_graph: OpenGraph, reports: Callable[[], Path], settle: Settle) -> typer.Typer:
    """The commands below `stoa import`. Lists of problems go to the folder `reports`."""
    app = typer.Typer(no_args_is_help=True, help="Load a real community. What broke off goes on where it stopped.")

    @app.command("dataset")
    def dataset_command(
        directory: Directory, prefix: Prefix = "", report: Report = None, jobs: Jobs = True, consent: Consent = True
    ) -> None:
        """Read users.csv, items.csv, item_tags.csv and interactions.csv (or .csv.gz), as far as they are there."""
        source = dataset.source_of(prefix)
        target = report or _report(reports(), directory)
        work = partial(dataset.import_dataset, directory=directory, prefix=prefix)
        _run(open_graph, target, source, work, settle if jobs else None, _consents(consent))

    @app.command("stackexchange")
    def stackexchange_command(
        directory: Directory,
        area: Area = "",
        prefix: Prefix = "",
        report: Report = None,
        jobs: Jobs = True,
        consent: Consent = True,
    ) -> None:
        """Read a Stack Exchange data dump: Posts.xml and the files beside it, or the same as CSV."""
        source, name = stackexchange.source_of(prefix), area or directory.name
        target = report or _report(reports(), directory)
        work = partial(stackexchange.import_stackexchange, directory=directory, area=name, prefix=prefix)
        _run(open_graph, target, source, work, settle if jobs else None, _consents(consent))

    return app


async def fill_demo(
    graph: Graph,
    console: Console,
    *,
    users: int = 2_000,
    contents: float = 10,
    interactions: float = 100,
    seed: int = 7,
) -> None:
    """Fill the graph with a made-up community: so many contents and interactions for each of `users`, up to now."""
    plan = Plan(users, contents, interactions, seed, datetime.now(UTC))
    board = Board(console)
    run = Run(graph, board, Problems(), plan.source, plan.end)
    with board.live():
        async with audited(run):
            await demo.fill(run, plan)
    board.summary(run.problems, run.left_out)


async def carry_out(
    graph: Graph,
    console: Console,
    report: Path,
    source: str,
    work: Callable[[Run], Awaitable[None]],
    consents: Sequence[ConsentPurpose] = IMPORTED,
) -> Problems:
    """Do `work` with progress on `console`, problems in the file `report`, and a summary at the end.

    Raises:
        Unavailable: the database went away; what was done is kept, and the next run goes on from there.
        Refused: the input can't be imported at all.
    """
    board = Board(console)
    with reported(report) as problems:
        run = Run(graph, board, problems, source, datetime.now(UTC), consents)
        with board.live():
            async with audited(run):
                await work(run)
        board.summary(problems, run.left_out)
    if problems:
        console.print(f"All {len(problems):,} problems are in {report}", markup=False, highlight=False, soft_wrap=True)
    return problems


def _run(
    open_graph: OpenGraph,
    report: Path,
    source: str,
    work: Callable[[Run], Awaitable[None]],
    settle: Settle | None,
    consents: Sequence[ConsentPurpose],
) -> None:
    console = Console()

    async def main() -> None:
        async with open_graph() as graph:
            await carry_out(graph, console, report, source, work, consents)
            if settle is not None:
                await settle(graph, console)

    with _told(console):
        asyncio.run(main())


def _consents(given: bool) -> Sequence[ConsentPurpose]:
    return IMPORTED if given else ()


def _report(folder: Path, directory: Path) -> Path:
    return folder / f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{directory.name}.csv"


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
