"""Put every user into a value segment, once a UTC day, by the rules of `domain/segment.py`."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

from domain import segment as rules
from domain.ids import IdPrefix, UserId, new_id
from domain.outbox import EventType, OutboxEvent, outbox_event
from domain.record import day_of
from domain.segment import Measure, Standing
from graph import activity, segment, user
from graph.database import Graph
from graph.segment import Due, DueParams
from jobs import refresh_activity
from jobs.job import Job, JobReport, Progress, silent

NAME = "assign-segments"
BATCH = 1_000
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Others:
    """Whom members are compared with: activities, ascending, and the percentiles of who brought something."""

    activities: Sequence[float]
    revenue: Mapping[UserId, float]


async def run(graph: Graph, as_of: datetime, progress: Progress = silent) -> JobReport:
    """Look at every user who wasn't looked at on that UTC day yet (nor later), after scoring their activity.

    A user who was is passed over, so that a run done twice confirms nothing; one that was cut off goes on where it was.

    Raises:
        NotFound: there is no active model of activity yet.
    """
    await refresh_activity.run(graph, as_of)
    total = await graph.read(user.count, None)
    counts: Counter[str] = Counter({"users looked at": 0, "moved": 0})
    after, others = "", None
    while due := await graph.read(segment.DUE.all, _page(after, as_of)):
        others = others or await _others(graph, as_of)
        counts.update(await _assign(graph, due, others, as_of))
        after = due[-1].user_id
        progress(counts["users looked at"], total)
    return JobReport(counts)


async def _others(graph: Graph, as_of: datetime) -> Others:
    """Read once a run, and only where somebody is due: most runs of a day find nobody."""
    brought = await graph.read(segment.payers, as_of)
    return Others(await graph.read(segment.population), rules.revenue_percentiles(brought))


def _page(after: str, as_of: datetime) -> DueParams:
    day = day_of(as_of)
    return DueParams(after_id=after, checked_before=datetime.combine(day, time.min, UTC), day=day, limit=BATCH)


async def _assign(graph: Graph, due: Sequence[Due], others: Others, as_of: datetime) -> Row:
    before = await graph.read(activity.values, [row.user_id for row in due], as_of - rules.TREND_SPAN)
    kept: list[Row] = []
    moved: list[Row] = []
    events: dict[UserId, OutboxEvent] = {}
    for row in due:
        measure = _measure(row, before[row.user_id], others, as_of)
        standing = Standing(row.segment, row.pending) if row.segment else None
        after = rules.step(standing, measure)
        found = _found(after, measure, len(others.activities))
        written = {"user_id": row.user_id, "assignment_id": row.assignment_id}
        if standing is not None and after.segment is standing.segment:
            kept.append({**written, "found": found})
        else:
            moved.append({**written, "id": new_id(IdPrefix.SEGMENT), "found": found})
            events[row.user_id] = _told(row, after, as_of)
    await graph.write(segment.store, kept, moved, events, as_of)
    return {"users looked at": len(due), "moved": len(moved)}


def _told(row: Due, after: Standing, as_of: datetime) -> OutboxEvent:
    told = {"userId": row.user_id, "segment": after.segment, "previous": row.segment, "since": as_of.isoformat()}
    return outbox_event(EventType.SEGMENT_CHANGED, as_of, told)


def _measure(row: Due, before: float, others: Others, as_of: datetime) -> Measure:
    now = max(row.activity, 0.0)
    return Measure(
        events=row.events,
        activity=now,
        activity_before=before,
        activity_percentile=rules.percentile(now, others.activities),
        member_for=as_of - row.joined_at,
        revenue_percentile=others.revenue.get(row.user_id),
    )


def _found(standing: Standing, measure: Measure, population: int) -> Row:
    """What is written on the assignment: while a move is pending, the figures stay those that spoke for the segment."""
    if standing.pending:
        return {"pending": standing.pending.value}
    return {
        "segment": standing.segment.value,
        "pending": None,
        "reason": rules.reason(measure, standing.segment, population),
        "activity_percentile": measure.activity_percentile,
        "revenue_percentile": measure.revenue_percentile,
        "trend": measure.trend,
        "events": measure.events,
        "rule_version": rules.RULE_VERSION,
    }


JOB = Job(NAME, "Look at every user's value segment, once a day.", timedelta(hours=1), run)
