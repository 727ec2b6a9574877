"""Keep users' interests up to date: the tags of what they read. Once a day tags and everyone are weighed anew."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from graph import refresh_interests, user
from graph.database import Graph
from jobs.extent import extent, note, users_of
from jobs.job import Job, JobReport, Progress, silent

NAME = "refresh-interests"
EVERYONE_EVERY = timedelta(days=1)
USERS = 500
"""How many a transaction takes."""


async def run(
    graph: Graph, as_of: datetime, progress: Progress = silent, only: Sequence[str] | None = None
) -> JobReport:
    """Store the interests of who did something, or of everyone when that is due; of `only` those users, if given."""
    started = datetime.now(UTC)
    wanted = await extent(graph, NAME, as_of, EVERYONE_EVERY)
    if wanted.changes is None:
        done = await refresh_everyone(graph, as_of, progress, only)
    else:
        done = await _refresh(graph, wanted.changes.users if only is None else only, as_of, progress)
    await note(graph, NAME, wanted.everyone_at, as_of, started)
    return JobReport({"users": done})


async def refresh_everyone(
    graph: Graph, as_of: datetime, progress: Progress = silent, only: Sequence[str] | None = None
) -> int:
    """Weigh every tag and store everyone's interests, or those of `only` some; how many they are."""
    await graph.write(refresh_interests.store_idf, as_of)
    return await _refresh(graph, only, as_of, progress)


async def _refresh(graph: Graph, only: Sequence[str] | None, as_of: datetime, progress: Progress) -> int:
    """Store the interests of everyone, or of `only` those; how many there are."""
    done, total = 0, await graph.read(user.count, None) if only is None else len(only)
    async for ids in users_of(graph, USERS, only):
        await graph.write(refresh_interests.store, ids, as_of)
        progress(done := done + len(ids), total)
    return done


JOB = Job(NAME, "Find the tags that users are drawn to, of everyone once a day.", timedelta(seconds=30), run)
