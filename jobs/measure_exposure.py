"""Measure who comes before readers, hold versions that aren't in use against it, and count how unequal weeks were."""

import asyncio
from datetime import datetime, timedelta

from domain.errors import Conflict
from domain.fair_share import Exposure, inequality, shares
from domain.model_check import check_usable
from domain.popularity import to_count, weeks
from domain.record import day_of
from domain.scoring import ScoringKind, ScoringModel
from domain.shown import MAX_SHOWN
from graph import fairness, popularity, scoring
from graph.database import Graph
from jobs.extent import batches
from jobs.fairness import Sample, Shown, check, draw, groups, shown
from jobs.job import Job, JobReport, Progress, silent

MODELS = 3
"""So many versions are held against the one in use in one run."""

WEEKS_AT_ONCE = 4
"""So many weeks are counted by one statement, which holds a sum for each content of each of them."""


async def run(graph: Graph, as_of: datetime, progress: Progress = silent) -> JobReport:
    """Rank for some members by each model, and count the weeks that are over since the last run."""
    counted = await _count_weeks(graph, as_of)
    used = await graph.read(scoring.find, ScoringKind.RECOMMENDATION, None)
    sample = await draw(graph, as_of)
    if used is None or not sample.enough:
        told = {"weeks counted": counted, "members ranked for": 0, "versions checked": 0}
        return JobReport(told, f"{len(sample.members)} members have candidates: too few to tell who comes before them.")
    models = await _unchecked(graph, used, as_of)
    before = await shown(graph, sample, used.id, MAX_SHOWN)
    await _keep(graph, used, sample, before)
    for number, model in enumerate(models, 1):
        progress(number, len(models) + 1)
        await check(graph, sample, before.lists, model.id, used.version)
    progress(len(models) + 1, len(models) + 1)
    told = {"weeks counted": counted, "members ranked for": len(before.lists), "versions checked": len(models)}
    return JobReport(told)


async def _keep(graph: Graph, used: ScoringModel, sample: Sample, before: Shown) -> None:
    of = await groups(graph, sample, before.lists, before.scores)
    found = await asyncio.to_thread(shares, before.lists, sample.contents, of, before.scores)  # half a second
    measured = Exposure(
        as_of=sample.now,
        model_id=used.id,
        members=len(before.lists),
        contents=len(sample.contents),
        inequality=inequality(before.lists),
        shares=tuple(found),
    )
    await graph.write(fairness.keep, measured)


async def _unchecked(graph: Graph, used: ScoringModel, as_of: datetime) -> list[ScoringModel]:
    """The newest versions that weren't held against the one in use yet, as far as they may be put in use."""
    params = fairness.UncheckedParams(kind=used.kind, version=used.version)
    ids = [row.id for row in await graph.read(fairness.UNCHECKED.all, params)]
    models = await graph.read(scoring.by_ids, ids)
    return [models[id] for id in ids if _usable(models[id], as_of)][:MODELS]


def _usable(model: ScoringModel, as_of: datetime) -> bool:
    try:
        check_usable(model, as_of)
    except Conflict:
        return False
    return True


async def _count_weeks(graph: Graph, as_of: datetime) -> int:
    latest = await graph.read(popularity.LATEST.all, popularity.LatestParams(limit=1))
    wanted = to_count(latest[0].week if latest else None, day_of(as_of))
    for some in batches(wanted, WEEKS_AT_ONCE):
        counted = await graph.read(popularity.count, some)
        await graph.write(popularity.keep, weeks(some, counted))
    return len(wanted)


JOB = Job(
    "measure-exposure",
    "Measure who comes before readers, what other weights would change, and how unequal weeks were.",
    timedelta(days=1),
    run,
)
