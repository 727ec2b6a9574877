"""The schedule: runs each job when it is due, in one of the processes that share the database."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from time import monotonic

import structlog

from domain.errors import Unavailable
from graph import job as turns
from graph.background import in_background
from graph.database import Graph
from jobs.job import Job
from jobs.registry import JOBS

TICK_SECONDS = 5.0
TURN = timedelta(minutes=10)
"""A process that is killed in its turn delays that job by this much."""

HOLD_SECONDS = 15.0
"""So often a run says how far it has come, and that it goes on."""

log = structlog.get_logger(__name__)


class _Run:
    """One run of a job: since when, and how far it has come."""

    def __init__(self, job: Job, now: datetime) -> None:
        self.job, self._now, self._began = job, now, monotonic()
        self._done: int | None = None
        self._total: int | None = None

    def told(self, done: int, total: int) -> None:
        self._done, self._total = done, total

    @property
    def at(self) -> datetime:
        """What time it is, when it was `now` at the beginning."""
        return self._now + timedelta(seconds=monotonic() - self._began)

    async def hold(self, graph: Graph) -> None:
        """Go on saying how far it is. When the database can't be told, another process may join in the end."""
        while True:
            await asyncio.sleep(HOLD_SECONDS)
            params = turns.HoldParams(name=self.job.name, until=self.at + TURN, done=self._done, total=self._total)
            try:
                await graph.write(turns.HOLD_TURN.run, params)
            except Unavailable as error:
                log.warning("schedule.not_told", job=self.job.name, reason=str(error))


@asynccontextmanager
async def scheduled(graph: Graph, jobs: Sequence[Job] = JOBS, tick: float = TICK_SECONDS) -> AsyncIterator[None]:
    """Run the schedule while the block lasts. It stops between two statements; a job cut off is done again later.

    Long jobs run one after another beside the others, so that these wait for none of them, and what two of them take of
    the database isn't taken at the same time.
    """
    short, long = ([job for job in jobs if job.long is wanted] for wanted in (False, True))
    async with (
        in_background(_run_forever(graph, short, tick), "schedule"),
        in_background(_run_forever(graph, long, tick), "schedule of long jobs"),
    ):
        yield


async def run_due(graph: Graph, jobs: Sequence[Job], now: datetime) -> list[str]:
    """Run, in order, the jobs that are due at `now` and that no other process took; their names."""
    ran = []
    for job in jobs:
        if await graph.write(turns.take_turn, job.name, now, now + TURN):
            await _run(graph, job, now)
            ran.append(job.name)
    return ran


async def _run(graph: Graph, job: Job, now: datetime) -> None:
    run, next_at, note = _Run(job, now), now + job.every, None
    try:
        async with in_background(run.hold(graph), f"turn of {job.name}"):
            note = (await job.run(graph, now, run.told)).note
    except asyncio.CancelledError:
        next_at = now  # this process is stopping: whoever comes next may begin at once
        raise
    except Exception as error:
        note = f"Failed: {type(error).__name__}; the log has the rest."
        raise
    finally:
        end = turns.EndParams(name=job.name, next_at=next_at, ended_at=run.at, note=note)
        await graph.write(turns.END_TURN.run, end)


async def _run_forever(graph: Graph, jobs: Sequence[Job], tick: float) -> None:
    while True:
        try:
            await run_due(graph, jobs, datetime.now(UTC))
        except Unavailable as error:
            log.warning("schedule.waiting", reason=str(error))
        except Exception:  # a bug in one job must not end the schedule of all; the job is tried again later
            log.exception("schedule.failed")
        await asyncio.sleep(tick)
