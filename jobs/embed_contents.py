"""The meanings of contents that are new, or say something else than before: made beside the server, in a process of
its own that gives way to all others."""

import asyncio
import os
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from multiprocessing import get_context, parent_process
from threading import Thread
from time import monotonic

from domain import embedder
from graph import meaning
from graph.database import Graph
from jobs.job import Job, JobReport, Progress, silent

NAME = "embed-contents"
BATCH = 32
SPELL = timedelta(seconds=30)
"""So long a run of the schedule lasts at most, for other jobs wait for it; the next run goes on from there."""
LOWEST = 19
"""The priority of the process, as `nice` counts."""


@contextmanager
def beside() -> Iterator[Executor]:
    """A process that has the model and waits for whoever needs a core."""
    pool = ProcessPoolExecutor(1, get_context("spawn"), _begin)
    try:
        yield pool
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _begin() -> None:
    """In that process: give way to others, and end with the one that it works for, however that ends."""
    os.nice(LOWEST)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := parent_process():
        parent.join()
    os._exit(1)


async def run(graph: Graph, as_of: datetime, progress: Progress = silent, spell: timedelta | None = None) -> JobReport:
    """Make what is due, or as much as `spell` allows. Each batch is kept at once, so that a run cut off loses one."""
    left = await graph.read(meaning.waiting)
    if not embedder.installed():
        return JobReport({"meanings": 0, "contents wait for a model, and none is installed": left})
    if not left:
        return JobReport({"meanings": 0})
    ends = monotonic() + spell.total_seconds() if spell is not None else float("inf")
    made = 0
    with beside() as pool:
        while monotonic() < ends and (due := await graph.read(meaning.due, BATCH)):
            texts = [row.said for row in due]
            vectors = await asyncio.get_running_loop().run_in_executor(pool, embedder.embed_all, texts)
            made += await graph.write(meaning.store, list(zip(due, vectors, strict=True)))
            progress(made, max(left, made))
    return JobReport({"meanings": made})


def job(spell: timedelta | None = None) -> Job:
    """The job; `spell` is how long one run lasts at most, without end by default."""
    return Job(
        NAME, "Make the meanings of new contents, for the search.", timedelta(minutes=1), partial(run, spell=spell)
    )
