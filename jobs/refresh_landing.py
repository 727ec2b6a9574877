"""Keep the landing lists up to date: HOT and TOP of the community, of each area and of each kind.

A list's best are among its former best and what somebody acted on since, as scores of all else only sink alike or
stay. So a run looks at these. Once a day, when days drop out of periods, and after a change of weights, it looks at
everything.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

from domain.hot import Scored, arrange
from domain.ids import ContentId, UserId
from domain.landing import EVERYTHING, LONGEST, TopPeriod, list_name
from domain.record import day_of
from graph import community, landing, refresh_landing
from graph.database import Graph
from graph.queries import NoParams
from graph.refresh import every_content
from graph.refresh_landing import HotRow, Kept, KeptParams, People, StoreParams, TopRow
from jobs.extent import batches, extent, note
from jobs.job import Job, JobReport, Progress, silent

NAME = "refresh-landing"
EVERYONE_EVERY = timedelta(days=1)
CONTENTS = 1_000
"""How many a transaction looks at."""
LISTS = 20
"""How many a transaction reads or stores."""

DIGITS = 6
"""Sums depend in their last digits on the order of their addends; what is worth the same stands by id."""

Found = dict[str, dict[ContentId, Scored]]
"""The candidates of each list."""


async def run(graph: Graph, as_of: datetime, progress: Progress = silent) -> JobReport:
    """Bring the lists up to `as_of`."""
    started = datetime.now(UTC)
    wanted = await extent(graph, NAME, as_of, EVERYONE_EVERY)
    if wanted.changes is None:
        report = await refresh_everything(graph, as_of, progress)
        wanted = replace(wanted, everyone_at=datetime.combine(day_of(as_of), time(), UTC))
    else:
        report = await _refresh_changes(graph, wanted.changes.contents, as_of)
    await note(graph, NAME, wanted.everyone_at, as_of, started)
    return report


async def refresh_everything(graph: Graph, as_of: datetime, progress: Progress = silent) -> JobReport:
    """Make all lists anew. Memory: LONGEST contents a list, and a batch."""
    size = await graph.read(community.size)
    people = await graph.write(refresh_landing.count_people, as_of)
    names = [row.name for row in await graph.read(refresh_landing.LISTS.all, NoParams())]
    found: Found = {name: {} for name in names}
    done = 0
    async for ids in every_content(graph, CONTENTS):
        await _look_at(graph, ids, as_of, found)
        found = {name: _best(name, rows.values(), people) for name, rows in found.items()}
        progress(done := done + len(ids), size.contents)
    return await _store(graph, found, await _editions(graph, names, as_of), people, as_of)


async def _refresh_changes(graph: Graph, ids: Sequence[ContentId], as_of: datetime) -> JobReport:
    found: Found = {}
    for some in batches(ids, CONTENTS):
        await _look_at(graph, some, as_of, found)
    people = await graph.read(refresh_landing.counted_people)
    former = await _editions(graph, sorted(found), as_of)
    touched = set(ids)
    for name, edition in former.items():
        kept = {row.content_id: row for row in edition.rows if row.content_id not in touched}
        found[name] = kept | found[name]
    return await _store(graph, found, former, people, as_of)


async def _look_at(graph: Graph, ids: Sequence[ContentId], as_of: datetime, found: Found) -> None:
    """Add contents to the candidates of their lists, and see which of them are questions that nobody answered."""
    await graph.write(landing.mark_unanswered, ids)
    for row in await graph.read(refresh_landing.hot, ids, as_of):
        _add(found, None, row, UserId(row.author_id) if row.author_id else None, row.score, row.score_in_area)
    for top in await graph.read(refresh_landing.top, ids, as_of):
        for period, score, in_area in zip(TopPeriod, top.scores, top.scores_in_area, strict=True):
            _add(found, period, top, None, score, in_area)


def _add(
    found: Found, period: TopPeriod | None, row: HotRow | TopRow, author: UserId | None, score: float, in_area: float
) -> None:
    """A content that is worth nothing over a period isn't among its best, but its list has to be looked at."""
    scores = {EVERYTHING: score, row.kind: score} | ({row.area_id: in_area} if row.area_id else {})
    for scope, value in scores.items():
        rows = found.setdefault(list_name(period, scope), {})
        if period is None or value > 0:
            rows[row.content_id] = Scored(row.content_id, author, row.area_id, round(value, DIGITS))


def _best(name: str, rows: Iterable[Scored], people: People) -> dict[ContentId, Scored]:
    ranked = arrange(rows, people) if name.startswith("HOT") else sorted(rows, key=_by_score, reverse=True)
    return {row.content_id: row for row in ranked[:LONGEST]}


def _by_score(row: Scored) -> tuple[float, ContentId]:
    return row.score, row.content_id


async def _editions(graph: Graph, names: Sequence[str], as_of: datetime) -> dict[str, Kept]:
    rows: list[Kept] = []
    for some in batches(names, LISTS):
        rows += await graph.read(refresh_landing.KEPT.all, KeptParams(lists=some, as_of=as_of))
    return {row.list: row for row in rows}


async def _store(graph: Graph, found: Found, former: Mapping[str, Kept], people: People, as_of: datetime) -> JobReport:
    made = [_edition(name, _best(name, rows.values(), people), former.get(name)) for name, rows in found.items()]
    for some in batches(made, LISTS):
        await graph.write(refresh_landing.STORE.run, StoreParams(rows=some, at=as_of))
    return JobReport({"lists": len(made), "new editions": sum(row["made_at"] is None for row in made)})


def _edition(name: str, best: Mapping[ContentId, Scored], former: Kept | None) -> dict[str, Any]:
    """What is stored of a list; in the order it had before, it stays the same edition."""
    ids = list(best)
    same = former is not None and list(former.ids) == ids
    scores = [row.score for row in best.values()]
    return {"list": name, "made_at": former.made_at if former and same else None, "ids": ids, "scores": scores}


JOB = Job(NAME, "Rank what is hot and on top, of all once a day.", timedelta(seconds=30), run)
