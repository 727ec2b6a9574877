"""Keep the stored activity of users up to date, by which lists are ordered.

A score ages by whole UTC days. So everyone is scored once a day, and whenever another model is activated; in between
only those whose days changed. How far it came is noted last, so a run that was cut off is simply done again.
"""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

from domain.errors import NotFound
from domain.ids import UserId
from domain.record import day_of
from domain.scoring import ScoringKind
from graph import activity, job, scoring, user
from graph.database import Graph
from jobs.job import Job, JobReport, Progress, silent

NAME = "refresh-activity"
BATCH = 1_000
FEW = 10_000
"""When more users than this were touched, everyone is scored, as their ids needn't be held."""

OVERLAP = timedelta(minutes=2)
"""Changes are stamped before they are committed, so the last minutes before a run are looked at again by the next."""


async def run(graph: Graph, as_of: datetime, progress: Progress = silent) -> JobReport:
    """Bring the stored activity up to `as_of`. A moment in the past scores everyone as they were then.

    Raises:
        NotFound: there is no active model yet.
    """
    started = datetime.now(UTC)
    model = await graph.read(scoring.find, ScoringKind.ACTIVITY, None)
    if model is None:
        raise NotFound("There is no active model of activity; `ensure_default_models` makes it.")
    basis = f"{day_of(as_of)} by {model.id}"
    scored = await _refresh(graph, as_of, basis, progress)
    note = job.AdvanceParams(name=NAME, position=basis, watermark=started - OVERLAP, at=started)
    await graph.write(job.ADVANCE.run, note)
    return JobReport({"users scored": scored})


async def _refresh(graph: Graph, as_of: datetime, basis: str, progress: Progress) -> int:
    state = await graph.read(job.state, NAME)
    if state.position == basis and state.watermark is not None:
        touched = await graph.read(activity.touched, state.watermark, FEW + 1)
        if len(touched) <= FEW:
            batches = [touched[start : start + BATCH] for start in range(0, len(touched), BATCH)]
            return await _refresh_few(graph, as_of, batches, progress)
    return await refresh_everyone(graph, as_of, progress)


async def _refresh_few(graph: Graph, as_of: datetime, batches: list[list[UserId]], progress: Progress) -> int:
    done, total = 0, sum(map(len, batches))
    for ids in batches:
        await graph.write(activity.refresh, ids, as_of)
        done += len(ids)
        progress(done, total)
    return done


async def refresh_everyone(graph: Graph, as_of: datetime, progress: Progress) -> int:
    """Store the activity of all users; how many there were."""
    done, total = 0, await graph.read(user.count, None)
    async for ids in _everyone(graph):
        await graph.write(activity.refresh, ids, as_of)
        done += len(ids)
        progress(done, total)
    return done


async def _everyone(graph: Graph) -> AsyncIterator[list[UserId]]:
    after = ""
    while ids := await graph.read(activity.everyone, after, BATCH):
        yield ids
        after = ids[-1]


JOB = Job(NAME, "Score the activity of who did something, and of everyone once a day.", timedelta(seconds=15), run)
