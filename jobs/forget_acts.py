"""The retention of what members did: in time an event names nobody, and old days become one when no formula minds.

Both are looked for where they have just become due, so that a run costs what is due and not what is kept: acts in the
span of time since the last run and on older days that were touched since then, sums once a UTC day.
"""

from datetime import UTC, datetime, time, timedelta

from domain.event import EARLIEST
from domain.record import day_of
from domain.retention import Retention
from graph import job, retention
from graph.database import Graph
from graph.queries import NoParams
from graph.retention import LateParams

ACTS, SUMS = "retention of acts", "retention of sums"
DAY = timedelta(days=1)

OVERLAP = timedelta(minutes=2)
"""Changes are stamped before they are committed, so the last minutes before a run are looked at again by the next."""


async def forget_acts(graph: Graph, as_of: datetime, kept: Retention) -> int:
    """Let acts name nobody whose time is over at `as_of`; how many."""
    if kept.acts is None:
        return 0
    started, state, before = datetime.now(UTC), await graph.read(job.state, ACTS), as_of - kept.acts
    reached = datetime.fromisoformat(state.position) if state.position else EARLIEST
    total = await retention.forget_acts(graph, reached, before)
    if state.watermark is not None:
        total += await _forget_late(graph, state.watermark, min(reached, before))
    note = job.AdvanceParams(
        name=ACTS, position=max(reached, before).isoformat(), watermark=started - OVERLAP, at=started
    )
    await graph.write(job.ADVANCE.run, note)
    return total


async def _forget_late(graph: Graph, since: datetime, before: datetime) -> int:
    total = 0
    for late in await graph.read(retention.LATE_DATES.all, LateParams(since=since, until=day_of(before))):
        start = datetime.combine(late.date, time.min, UTC)
        total += await retention.forget_acts(graph, start, min(start + DAY, before))
    return total


async def forget_sums(graph: Graph, as_of: datetime, kept: Retention) -> int:
    """Fold days whose time is over at `as_of`, once a UTC day; how many went."""
    slowest, acts = (await graph.read(retention.HALF_LIFE.one, NoParams())).days, await graph.read(job.state, ACTS)
    span = None if slowest is None else kept.sums_kept(slowest)
    if span is None or acts.watermark is None:
        return 0
    before = day_of(as_of) - span
    if (await graph.read(job.state, SUMS)).position == before.isoformat():
        return 0
    total = await retention.forget_sums(graph, before, acts.watermark)
    note = job.AdvanceParams(name=SUMS, position=before.isoformat(), watermark=as_of, at=as_of)
    await graph.write(job.ADVANCE.run, note)
    return total
