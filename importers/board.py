"""What an import shows: a progress bar a step while it runs, and a table of what became of everything at the end."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from importers.problems import Problems


@dataclass(slots=True)
class StepReport:
    """What became of one step's rows."""

    name: str
    counts: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    @property
    def rows(self) -> int:
        return sum(self.counts.values())

    @property
    def rate(self) -> float:
        """Rows a second."""
        return self.rows / self.seconds if self.seconds else 0.0


@dataclass(frozen=True, slots=True)
class StepBar:
    """The bar of a running step."""

    report: StepReport
    progress: Progress
    task: TaskID
    started: float

    def move(self, completed: float) -> None:
        """Show what the report says by now, and the bar at `completed` of its total."""
        self.report.seconds = perf_counter() - self.started
        self.progress.update(self.task, completed=completed, rows=self.report.rows, rate=self.report.rate)


class Board:
    """Bars and tables on one console. `quiet` shows nothing."""

    def __init__(self, console: Console, *, quiet: bool = False) -> None:
        self.console, self.quiet = console, quiet
        self.steps: list[StepReport] = []
        self._progress = Progress(
            TextColumn("{task.description:<28}"),
            BarColumn(),
            TextColumn("{task.percentage:>3.0f} %"),
            TextColumn("{task.fields[rows]:>10,} rows"),
            TextColumn("{task.fields[rate]:>8,.0f}/s"),
            TimeElapsedColumn(),
            console=console,
            disable=quiet,
        )

    @contextmanager
    def live(self) -> Iterator[None]:
        """Show the bars while the block runs."""
        with self._progress:
            yield

    @contextmanager
    def step(self, name: str, total: float) -> Iterator[StepBar]:
        """A bar that ends full when the block does."""
        report = StepReport(name)
        self.steps.append(report)
        task = self._progress.add_task(name, total=max(total, 1), rows=0, rate=0.0)
        bar = StepBar(report, self._progress, task, perf_counter())
        yield bar
        bar.move(max(total, 1))

    def summary(self, problems: Problems, left_out: Counter[str]) -> None:
        """Print the table of steps, what was left out on purpose, and the first problems."""
        if self.quiet:
            return
        table = Table()
        table.add_column("step", no_wrap=True)
        for name in ("new", "already here", "linked", "refused", "seconds", "rows/s"):
            table.add_column(name, justify="right")
        for step in self.steps:
            counts = (f"{step.counts[key]:,}" for key in ("new", "known", "linked", "refused"))
            table.add_row(step.name, *counts, f"{step.seconds:.1f}", f"{step.rate:,.0f}")
        self.console.print(table)
        for why, rows in left_out.most_common():
            self.console.print(f"left out, {why}: {rows:,}", markup=False, highlight=False)
        for problem in problems.first:
            where = f"{problem.place.file}:{problem.place.line}"
            self.console.print(f"{where}: {problem.reason}", markup=False, highlight=False)
        if len(problems) > len(problems.first):
            self.console.print(f"… and {len(problems) - len(problems.first):,} more")
