"""Bring together what is left of accounts that were merged into another, a small batch at a time, by one process.

A run that is cut off is taken up by the next: a batch is one transaction, which counts what it did and may be repeated.
"""

from collections import Counter
from datetime import datetime, timedelta
from time import monotonic

from graph import merge as graph
from graph.database import Graph
from graph.lock import locked
from graph.merge import Open
from graph.merge_steps import STEPS
from graph.queries import NoParams
from jobs.job import Job, JobReport, Progress, silent

NAME = "merge-users"
TURN_SECONDS = 30.0
"""After so long the other jobs have their turn; the next run goes on."""

SETTLING = timedelta(minutes=1)
"""Whoever had the former account in hand when it was cut off is done by then. All steps are gone through once more."""


async def run(db: Graph, as_of: datetime, progress: Progress = silent) -> JobReport:
    """Go on with every merge, until all are done or the turn is over."""
    ends = monotonic() + TURN_SECONDS
    counts: Counter[str] = Counter({"accounts merged": 0, "batches": 0})
    if not await db.read(graph.OPEN.all, NoParams()):
        return JobReport(counts)
    async with locked(db, NAME):
        merges = await db.read(graph.OPEN.all, NoParams())
        for number, merge in enumerate(merges):
            if not await _merge(db, merge, as_of, ends, counts):
                break
            progress(number + 1, len(merges))
    return JobReport(counts)


async def _merge(db: Graph, merge: Open, as_of: datetime, ends: float, counts: Counter[str]) -> bool:
    """Go on with one merge; whether there is time for the next."""
    for step in STEPS:
        while await db.write(graph.batch, step, merge, as_of):
            counts["batches"] += 1
            if monotonic() > ends:
                return False
    if as_of >= merge.started_at + SETTLING:
        counts["accounts merged"] += await db.write(graph.finish, merge, as_of)
    return True


JOB = Job(NAME, "Bring together accounts that were merged into one.", timedelta(seconds=5), run)
