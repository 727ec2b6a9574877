"""Bars of what living through a log has done, the first for learning."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from evaluation.plan import Stage

PROGRESS = (TextColumn("{task.description:<10}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())

Show = Callable[[str, int, int], None]
"""Tells how much of what is done: its name, so many of so many."""


@contextmanager
def shown(console: Console, learning: Sequence[Stage]) -> Iterator[Show]:
    """A bar for each name that is told; that of learning stands there at once."""
    with Progress(*PROGRESS, console=console) as progress:
        tasks: dict[str, TaskID] = {}

        def show(name: str, done: int, total: int) -> None:
            if name not in tasks:
                tasks[name] = progress.add_task(name)
            progress.update(tasks[name], completed=done, total=total)

        show("learning", 0, sum(len(stage.block.relevant) for stage in learning))
        yield show
