"""Keep users' interests up to date: the tags of what they read. Once a day tags and everyone are weighed anew."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from graph import refresh_interests, user
from graph.database import Graph
from graph.refresh import every_user
from jobs.extent import batches, extent, note
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
        done = await _refresh(graph, wanted.changes.users if only is None else only, as_of)
    await note(graph, NAME, wanted, as_of, started)
    return JobReport({"users": done})


async def refresh_everyone(
    graph: Graph, as_of: datetime, progress: Progress = silent, only: Sequence[str] | None = None
) -> int:
    """Weigh every tag and store everyone's interests; how many there are."""
    await graph.write(refresh_interests.store_idf, as_of)
    if only is not None:
        return await _refresh(graph, only, as_of)
    done, total = 0, await graph.read(user.count, None)
    async for ids in every_user(graph, USERS):
        await graph.write(refresh_interests.store, ids, as_of)
        progress(done := done + len(ids), total)
    return done


async def _refresh(graph: Graph, users: Sequence[str], as_of: datetime) -> int:
    for ids in batches(users, USERS):
        await graph.write(refresh_interests.store, ids, as_of)
    return len(users)


JOB = Job(NAME, "Find the tags that users are drawn to, of everyone once a day.", timedelta(seconds=30), run)
