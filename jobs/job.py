"""What a job is to the schedule and to the command line."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from graph.database import Graph

Progress = Callable[[int, int], None]
"""Told, while a job runs, how much is done and of how much."""


def silent(done: int, total: int) -> None:
    """Show no progress."""


@dataclass(frozen=True, slots=True)
class JobReport:
    """What a run did: counts by a few words, such as `{"users scored": 120}`; `note` is why it could do no more."""

    counts: Mapping[str, int]
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """A job. `run` may be repeated, and be cut off anywhere; `every` is how often it is due.

    One that may take minutes is `long`: others don't wait for it, and of the long ones one runs at a time.
    """

    name: str
    purpose: str
    every: timedelta
    run: Callable[[Graph, datetime, Progress], Awaitable[JobReport]]
    long: bool = False
