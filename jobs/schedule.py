"""The schedule: runs each job when it is due, in one of the processes that share the database."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import structlog

from domain.errors import Unavailable
from graph import job as turns
from graph.background import in_background
from graph.database import Graph
from jobs.job import Job, silent
from jobs.registry import JOBS

TICK_SECONDS = 5.0
LONGEST_RUN = timedelta(minutes=10)
"""A process that is killed in its turn delays that job by this much."""

log = structlog.get_logger(__name__)


@asynccontextmanager
async def scheduled(graph: Graph, jobs: Sequence[Job] = JOBS, tick: float = TICK_SECONDS) -> AsyncIterator[None]:
    """Run the schedule while the block lasts. It stops between two statements; a job cut off is done again later."""
    async with in_background(_run_forever(graph, jobs, tick), "schedule"):
        yield


async def run_due(graph: Graph, jobs: Sequence[Job], now: datetime) -> list[str]:
    """Run, in order, the jobs that are due at `now` and that no other process took; their names."""
    ran = []
    for job in jobs:
        if await graph.write(turns.take_turn, job.name, now, now + LONGEST_RUN):
            await _run(graph, job, now)
            ran.append(job.name)
    return ran


async def _run(graph: Graph, job: Job, now: datetime) -> None:
    next_at = now + job.every
    try:
        await job.run(graph, now, silent)
    except asyncio.CancelledError:
        next_at = now  # this process is stopping: whoever comes next may begin at once
        raise
    finally:
        await graph.write(turns.END_TURN.run, turns.EndParams(name=job.name, next_at=next_at))


async def _run_forever(graph: Graph, jobs: Sequence[Job], tick: float) -> None:
    while True:
        try:
            await run_due(graph, jobs, datetime.now(UTC))
        except Unavailable as error:
            log.warning("schedule.waiting", reason=str(error))
        except Exception:  # a bug in one job must not end the schedule of all; the job is tried again later
            log.exception("schedule.failed")
        await asyncio.sleep(tick)
