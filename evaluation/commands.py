"""`stoa evaluate`: how good recommendations would have been on a community's own log."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from domain.errors import InvalidInput
from evaluation import report
from evaluation.community import fresh
from evaluation.log import Log, read
from evaluation.outcome import Outcome
from evaluation.plan import Plan, day, plan, read_queries
from evaluation.progress import shown
from evaluation.run import evaluate
from evaluation.splits import Protocol
from graph.database import Server

Directory = Annotated[
    Path, typer.Argument(exists=True, file_okay=False, help="A data set as `stoa import dataset` reads it.")
]
Cut = Annotated[str | None, typer.Option(metavar="DATE", help="The first UTC day that is judged.")]
Valid = Annotated[
    str | None, typer.Option(metavar="DATE", help="Learn from this day to the cut; by default four weeks.")
]
ProtocolOption = Annotated[
    str | None, typer.Option(help="`rolling` by day, or `random`; by default what fits: rolling where acts have times.")
]
Queries = Annotated[
    Path | None,
    typer.Option(exists=True, dir_okay=False, help="Rank these: a CSV file with block, user_id, known_until."),
]
Out = Annotated[Path, typer.Option(dir_okay=False, help="The file to write: block, user_id, item_id, rank.")]


def add_evaluate(cli: typer.Typer, outside: Callable[[], Server | None] = lambda: None) -> None:
    """The command. It runs on a Neo4j of its own, or on an empty one that is given."""

    @cli.command("evaluate")
    def evaluate_command(
        directory: Directory,
        out: Out,
        cut: Cut = None,
        valid: Valid = None,
        protocol: ProtocolOption = None,
        queries: Queries = None,
    ) -> None:
        """Learn weights before the cut, live through the days after it, and judge what would have been shown.

        Nothing that happened after a moment is used to rank for it. Beside OUT come figures as CSV and plots as SVG.
        """
        log = read(directory)
        asked = read_queries(queries) if queries else None
        days = [day(text) if text else None for text in (cut, valid)]
        chosen = plan(log, _protocol(protocol, log), days[0], days[1], asked)
        if not out.parent.is_dir():
            raise InvalidInput(f"There is no folder {out.parent} to write to.", ("out",))
        console = Console()
        _tell_problems(console, log)
        _tell(console, out, asyncio.run(_evaluate(log, chosen, console, outside())))


def _protocol(named: str | None, log: Log) -> Protocol:
    if named is None:
        return Protocol.ROLLING if log.dated else Protocol.RANDOM
    try:
        return Protocol(named)
    except ValueError:
        raise InvalidInput(f"There is no protocol {named!r}: rolling or random.", ("protocol",)) from None


async def _evaluate(log: Log, chosen: Plan, console: Console, outside: Server | None) -> Outcome:
    with shown(console, chosen.learning) as show:
        async with fresh(log, outside) as community:
            return await evaluate(community, chosen, show)


def _tell_problems(console: Console, log: Log) -> None:
    for problem in log.problems.first[:5]:
        where = f"{problem.place.file}:{problem.place.line}"
        console.print(f"{where}: {problem.reason}", markup=False, highlight=False)
    if len(log.problems) > 5:
        console.print(f"… and {len(log.problems) - 5:,} more rows that can't be used")


def _tell(console: Console, out: Path, outcome: Outcome) -> None:
    rows = report.write_rankings(out, outcome.written)
    for sentence in report.said(outcome.learned):
        console.print(sentence, markup=False, highlight=False, soft_wrap=True)
    summaries = outcome.summaries()
    if summaries:
        figures = out.with_suffix(".figures.csv")
        report.write_figures(figures, summaries)
        plots = report.write_plots(out, outcome, summaries)
        console.print(report.table(summaries))
        console.print(f"Figures in {figures}, plots in {', '.join(map(str, plots))}", soft_wrap=True, highlight=False)
    else:
        console.print("The data set tells nothing of what came after: there is nothing to judge by.")
    console.print(f"{rows:,} places for {len(outcome.written):,} queries in {out}", soft_wrap=True, highlight=False)
