"""Keep what recommendation goes by up to date: signals of contents, neighbourhoods, and everyone's candidates.

Whoever did something gets new candidates at the next run, a few seconds later. What others read changes everyone's
candidates a little, so all are made again once an hour. How far a run came is noted last, and every step stores what it
computes from acts alone: one that was cut off is simply done again.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from graph import community, refresh, refresh_candidates, refresh_neighbours, refresh_signals
from graph.database import Graph
from graph.refresh import Changes, Instant, every_content
from graph.refresh_signals import Totals
from jobs.extent import batches, extent, note, spread, users_of
from jobs.job import Job, JobReport, Progress, silent

NAME = "refresh-recommendation"
EVERYONE_EVERY = timedelta(hours=1)
REMEMBERED = 50
"""So many last contents of each user are kept. Walks start at them; peers are sought among readers of the last 30."""

CONTENTS = 2_000
USERS = 500
NEIGHBOURHOODS = 1_000
"""How many of each a transaction takes."""


async def run(
    graph: Graph, as_of: datetime, progress: Progress = silent, only: Sequence[str] | None = None
) -> JobReport:
    """Bring everything up to `as_of`. A moment before the last run's shows everyone the community as it was then.

    `only` names the users whose candidates are wanted, where nobody else will be ranked for before the next run: what
    alone others' candidates need isn't computed then.
    """
    started = datetime.now(UTC)
    at = await graph.read(refresh.instant, as_of)
    wanted = await extent(graph, NAME, as_of, EVERYONE_EVERY)
    if wanted.changes is None:
        report = await refresh_everyone(graph, at, progress, only)
    else:
        report = await _refresh_changes(graph, wanted.changes, at, only)
    await note(graph, NAME, wanted.everyone_at, as_of, started)
    return report


async def _refresh_changes(graph: Graph, changes: Changes, at: Instant, only: Sequence[str] | None) -> JobReport:
    """Look at those who acted: at all their candidates depend on, so that these are what a run for everyone makes."""
    near = await _refresh_acts(graph, changes, at)
    if only is None:
        for contents in batches(near, NEIGHBOURHOODS):
            await graph.write(refresh_neighbours.store_related, contents, at)
    else:
        for users in batches(only, USERS):
            found = await graph.read(refresh_neighbours.recent_contents, users, REMEMBERED)
            await _refresh_neighbourhoods(graph, [*found], at)
    wanted = changes.users if only is None else only
    if wanted:
        hot = await graph.read(refresh_candidates.hot_readers, at)
        for users in batches(wanted, USERS):
            await graph.write(refresh_candidates.store, users, hot, at)
    return JobReport({"contents": len(changes.contents), "users": len(wanted)})


async def _refresh_acts(graph: Graph, changes: Changes, at: Instant) -> list[str]:
    """Refresh what follows directly from acts; the contents whose related ones may have changed with them."""
    near: set[str] = set()
    for contents in batches(changes.contents, NEIGHBOURHOODS):
        await graph.write(refresh_signals.store_changes, contents, at)
        await graph.write(refresh_neighbours.store_readers, contents, at)
    for users in batches(changes.users, USERS):
        await graph.write(refresh_neighbours.store_recent, users, at)
        near.update(await graph.read(refresh_neighbours.recent_contents, users, REMEMBERED))
    return sorted(near)


async def refresh_everyone(
    graph: Graph, at: Instant, progress: Progress = silent, only: Sequence[str] | None = None
) -> JobReport:
    """Compute everything anew. Memory: the id of each content that stands among somebody's last ones."""
    size = await graph.read(community.size)
    asked = size.users if only is None else len(only)
    done, total = 0, size.contents + size.users + 2 * asked

    totals: list[Totals] = []
    near: set[str] = set()

    def count(ids: Sequence[str]) -> None:
        nonlocal done
        done += len(ids)
        progress(done, total)

    async def signals(contents: Sequence[str]) -> None:
        totals.append(await graph.write(refresh_signals.store, contents, at))
        count(contents)

    async def recent(users: Sequence[str]) -> None:
        await graph.write(refresh_neighbours.store_recent, users, at)
        count(users)

    async def neighbourhoods(users: Sequence[str]) -> None:
        found = set(await graph.read(refresh_neighbours.recent_contents, users, REMEMBERED)) - near
        near.update(found)
        await _refresh_neighbourhoods(graph, sorted(found), at)
        count(users)

    async def candidates(users: Sequence[str]) -> None:
        await graph.write(refresh_candidates.store, users, hot, at)
        count(users)

    await spread(every_content(graph, CONTENTS), signals)
    await graph.write(refresh_signals.store_totals, totals, at)
    await spread(users_of(graph, USERS), recent)
    await spread(users_of(graph, USERS, only), neighbourhoods)
    hot = await graph.read(refresh_candidates.hot_readers, at)
    await spread(users_of(graph, USERS, only), candidates)
    return JobReport({"contents": size.contents, "users": asked, "neighbourhoods": len(near)})


async def _refresh_neighbourhoods(graph: Graph, content_ids: list[str], at: Instant) -> None:
    for contents in batches(content_ids, NEIGHBOURHOODS):
        await graph.write(refresh_neighbours.store_readers, contents, at)
        await graph.write(refresh_neighbours.store_related, contents, at)


JOB = Job(NAME, "Find candidates for who did something, and for everyone once an hour.", timedelta(seconds=30), run)
