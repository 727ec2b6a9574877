"""Put every user into a value segment, once a UTC day, by the rules that are in use."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any

from domain import segment as rules
from domain.ids import IdPrefix, UserId, new_id
from domain.outbox import EventType, OutboxEvent, outbox_event
from domain.record import day_of
from domain.segment import Measure, Standing
from domain.segment_rules import Bars, SegmentRules
from graph import segment, segment_rules, user
from graph.database import Graph
from graph.segment import Due, DueParams
from jobs import refresh_activity
from jobs.job import Job, JobReport, Progress, silent
from jobs.segment_figures import Others, measures, others, standing

NAME = "assign-segments"
BATCH = 1_000
Row = dict[str, Any]


async def run(graph: Graph, as_of: datetime, progress: Progress = silent) -> JobReport:
    """Look at every user who wasn't looked at on that UTC day yet (nor later), after scoring their activity.

    A user who was is passed over, so that a run done twice confirms nothing; one that was cut off goes on where it was.
    Rules that are put in use meanwhile hold from the next run on.

    Raises:
        NotFound: there is no active model of activity yet.
    """
    await refresh_activity.run(graph, as_of)
    total = await graph.read(user.count, None)
    used = await graph.read(segment_rules.in_use)
    counts: Counter[str] = Counter({"users looked at": 0, "moved": 0})
    after, beside = "", None
    while due := await graph.read(segment.DUE.all, _page(after, as_of)):
        # Read once a run, and only where somebody is due: most runs of a day find nobody.
        beside = beside or await others(graph, as_of)
        counts.update(await _assign(graph, due, beside, used, as_of))
        after = due[-1].user_id
        progress(counts["users looked at"], total)
    return JobReport(counts)


def _page(after: str, as_of: datetime) -> DueParams:
    day = day_of(as_of)
    return DueParams(after_id=after, checked_before=datetime.combine(day, time.min, UTC), day=day, limit=BATCH)


async def _assign(graph: Graph, due: Sequence[Due], beside: Others, used: SegmentRules, as_of: datetime) -> Row:
    bars = used.at(len(beside.activities))
    kept: list[Row] = []
    moved: list[Row] = []
    events: dict[UserId, OutboxEvent] = {}
    for row, measure in zip(due, await measures(graph, due, beside, as_of), strict=True):
        before = standing(row)
        after = rules.step(before, measure, bars)
        found = _found(after, measure, bars, len(beside.activities))
        written = {"user_id": row.user_id, "assignment_id": row.assignment_id}
        if before is not None and after.segment is before.segment:
            kept.append({**written, "found": found})
        else:
            moved.append({**written, "id": new_id(IdPrefix.SEGMENT), "found": found})
            events[row.user_id] = _told(row, after, as_of)
    await graph.write(segment.store, kept, moved, events, as_of)
    return {"users looked at": len(due), "moved": len(moved)}


def _told(row: Due, after: Standing, as_of: datetime) -> OutboxEvent:
    told = {"userId": row.user_id, "segment": after.segment, "previous": row.segment, "since": as_of.isoformat()}
    return outbox_event(EventType.SEGMENT_CHANGED, as_of, told)


def _found(standing: Standing, measure: Measure, bars: Bars, population: int) -> Row:
    """What is written on the assignment: while a move is pending, the figures stay those that spoke for the segment."""
    if standing.pending:
        return {"pending": standing.pending.value}
    return {
        "segment": standing.segment.value,
        "pending": None,
        "reason": rules.reason(measure, standing.segment, bars, population),
        "activity_percentile": measure.activity_percentile,
        "revenue_percentile": measure.revenue_percentile,
        "trend": measure.trend,
        "events": measure.events,
        "rule_version": bars.version,
    }


JOB = Job(NAME, "Look at every user's value segment, once a day.", timedelta(hours=1), run)
