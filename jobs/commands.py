"""`stoa jobs …`: run a job now, or all of them, with a progress bar."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from time import perf_counter
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from domain.audit import by_command_line
from domain.errors import Refused, Unavailable
from graph import audit
from graph.database import Graph
from jobs.job import Job
from jobs.registry import JOBS

PROGRESS = (TextColumn("{task.description:<18}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
"""What a progress bar shows: the work, how much of how much, and since when."""

OpenGraph = Callable[[], AbstractAsyncContextManager[Graph]]


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter("Write the time as 2026-01-31 or 2026-01-31T12:00:00Z.") from None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


AsOf = Annotated[
    datetime | None,
    typer.Option(parser=_moment, metavar="TIME", help="The moment to compute for, in UTC; now by default."),
]


def jobs_app(open_graph: OpenGraph, all_jobs: Sequence[Job] = JOBS) -> typer.Typer:
    """The sub-commands, one a job and `all`, over a graph that `open_graph` opens."""
    app = typer.Typer(help="Run the jobs that the server runs by schedule.", no_args_is_help=True)

    def command(jobs: Sequence[Job]) -> Callable[..., None]:
        def run(as_of: AsOf = None) -> None:
            try:
                asyncio.run(_run(open_graph, jobs, as_of))
            except (Refused, Unavailable) as error:
                Console(stderr=True).print(str(error), style="red", markup=False, highlight=False, soft_wrap=True)
                raise typer.Exit(1) from error

        return run

    for job in all_jobs:
        app.command(job.name, help=job.purpose)(command([job]))
    app.command("all", help="Run every job, in order.")(command(all_jobs))
    return app


async def run_jobs(graph: Graph, console: Console, jobs: Sequence[Job] = JOBS, as_of: datetime | None = None) -> None:
    """Run jobs in order with their progress on `console`, for the present unless another moment is named."""
    with Progress(*PROGRESS, console=console) as progress:
        for job in jobs:
            await _run_one(graph, job, as_of or datetime.now(UTC), progress)


async def _run(open_graph: OpenGraph, jobs: Sequence[Job], as_of: datetime | None) -> None:
    """Run jobs by hand, which the audit log tells of before they begin: a job may be cut off."""
    async with open_graph() as graph:
        for job in jobs:
            entry = by_command_line("job.started", job.name, datetime.now(UTC), {"asOf": as_of})
            await graph.write(audit.append, entry)
        await run_jobs(graph, Console(), jobs, as_of)


async def _run_one(graph: Graph, job: Job, as_of: datetime, progress: Progress) -> None:
    task = progress.add_task(job.name, total=None)
    started = perf_counter()
    report = await job.run(graph, as_of, lambda done, total: progress.update(task, completed=done, total=total))
    seconds = perf_counter() - started
    counts = ", ".join(f"{count:,} {word}" for word, count in report.counts.items())
    done = max(1, progress.tasks[task].completed)
    progress.update(task, completed=done, total=done)
    progress.console.print(f"{job.name}: {counts} in {seconds:.1f} s")
    if report.note:
        progress.console.print(f"{job.name}: {report.note}", style="yellow", markup=False, soft_wrap=True)
