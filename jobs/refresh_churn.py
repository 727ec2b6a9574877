"""Keep up what members go through between active and gone, by the rules of `domain/churn_path.py`.

Looked at are those whose days changed, and those with whom something changes because they stay away; everyone at
first, and after more changed than fits in memory. How far it came is noted last, so a run that
was cut off is simply done again.
"""

from collections.abc import AsyncIterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any
from zlib import crc32

from domain.churn_path import SETTLED, STEP, Followed, Passage, follow
from domain.ids import IdPrefix, UserId, stable_id
from domain.outbox import EventType, OutboxEvent, outbox_event
from domain.record import day_of
from domain.rhythm import Rhythms
from graph import activity, churn, job, rhythm, user
from graph.churn import Basis, BasisParams, DueParams, Touched
from graph.database import Graph
from graph.segment import CurrentParams
from jobs import count_gaps, count_staying
from jobs.extent import batches
from jobs.job import Job, JobReport, Progress, silent
from jobs.refresh_activity import FEW, OVERLAP

NAME = "refresh-churn"
BATCH = 200
OLD = 200
"""When of so many members days changed that were told long ago, as after an import, what lies between days is counted
anew."""

BEGINNING = datetime(1, 1, 1, tzinfo=UTC)
Row = dict[str, Any]


async def run(graph: Graph, as_of: datetime, progress: Progress = silent) -> JobReport:
    """Bring everyone to where they are at `as_of`."""
    started = datetime.now(UTC)
    watermark = (await graph.read(job.state, NAME)).watermark
    touched: list[Touched] = []
    if watermark is not None:
        touched = await graph.read(churn.TOUCHED.all, activity.TouchedParams(since=watermark, limit=FEW + 1))
    settled = day_of(as_of) - timedelta(days=SETTLED)
    anew = sum(one.earliest < settled for one in touched) >= OLD
    for counting in (count_gaps, count_staying):
        await counting.run(graph, as_of, anew=anew)
    whole = watermark is None or len(touched) > FEW
    total, done = await graph.read(user.count, None) if whole else len(touched), 0
    rhythms: Rhythms | None = None
    async for rows in _everyone(graph) if whole else _some(graph, touched, as_of):
        if rhythms is None:
            rhythms = await graph.read(rhythm.rhythms)
        await _refresh(graph, rows, rhythms, as_of)
        done += len(rows)
        progress(done, max(done, total))
    note = job.AdvanceParams(name=NAME, position=as_of.isoformat(), watermark=started - OVERLAP, at=started)
    await graph.write(job.ADVANCE.run, note)
    return JobReport({"users looked at": done})


async def _everyone(graph: Graph) -> AsyncIterator[list[Row]]:
    after = ""
    while ids := await graph.read(activity.everyone, after, BATCH):
        yield [{"id": id, "whole": True, "earliest": None} for id in ids]
        after = ids[-1]


async def _some(graph: Graph, touched: Sequence[Touched], as_of: datetime) -> AsyncIterator[list[Row]]:
    """Those whose days changed, and then those who are due: they aren't any more once they were looked at."""
    for batch in batches(touched, BATCH):
        yield [{"id": one.id, "whole": False, "earliest": one.earliest} for one in batch]
    while due := await graph.read(churn.DUE.all, DueParams(now=as_of, limit=BATCH)):
        yield [{"id": one.id, "whole": False, "earliest": None} for one in due]


async def _refresh(graph: Graph, rows: list[Row], rhythms: Rhythms, as_of: datetime) -> None:
    today = day_of(as_of)
    found = await graph.read(churn.BASIS.all, BasisParams(rows=rows, today=today))
    if gone := [basis.user_id for basis in found if not basis.days]:
        await graph.write(churn.FORGET.run, CurrentParams(user_ids=gone))
    written: list[Row] = []
    events: dict[str, OutboxEvent] = {}
    for basis in found:
        if basis.days:
            row = _row(basis, _followed(basis, rhythms, today.toordinal()), today)
            written.append(row)
            events |= _told(basis, row["spans"])
    await graph.write(churn.store, written, events)


def _followed(basis: Basis, rhythms: Rhythms, today: int) -> Followed:
    settled = basis.settled.toordinal() if basis.settled else None
    held = basis.begun
    begun = Passage(held.state, day_of(held.since).toordinal(), held.reason) if held else None
    return follow(basis.days, rhythms, today, settled, begun)


def _row(basis: Basis, followed: Followed, today: date) -> Row:
    spans = [_span(basis.user_id, passage) for passage in followed.passages]
    for one, next_ in pairwise(spans):
        one["until"] = next_["since"]
    due = followed.due(today.toordinal())
    settled = today - timedelta(days=SETTLED)
    rhythm_ = followed.rhythm
    return {
        "user_id": basis.user_id,
        "settled": _midnight(basis.settled.toordinal()) if basis.settled else BEGINNING,
        "ids": [span["id"] for span in spans],
        "spans": spans,
        "found": {
            "churn": followed.state.value,
            "churn_order": followed.order(today.toordinal()) + _apart(basis.user_id),
            "churn_due_at": _midnight(due) if due else None,
            "churn_settled_on": settled if settled.toordinal() >= followed.passages[0].since else None,
            "last_active_on": date.fromordinal(followed.last),
            "usual_gap": rhythm_.days if rhythm_ else None,
            "rhythm": rhythm_.of.value if rhythm_ else None,
            "gaps": rhythm_.gaps if rhythm_ else None,
        },
    }


def _span(user_id: UserId, passage: Passage) -> Row:
    since = _midnight(passage.since)
    id = stable_id(IdPrefix.CHURN, since, user_id, passage.state)
    return {"id": id, "state": passage.state.value, "since": since, "until": None, "reason": passage.reason}


def _told(basis: Basis, spans: Sequence[Row]) -> dict[str, OutboxEvent]:
    """What partners are told: what came after the state that was present; of one who was never looked at the last."""
    events = {}
    for before, span in pairwise([None, *spans]):
        if span is not None and (span["since"] > basis.present.since if basis.present else span is spans[-1]):
            previous = before["state"] if before else None
            told = {"userId": basis.user_id, "state": span["state"], "previous": previous}
            events[span["id"]] = outbox_event(
                EventType.CHURN_CHANGED, span["since"], told | {"since": span["since"].isoformat()}
            )
    return events


def _apart(user_id: UserId) -> float:
    """A part of a step, by the id: so a page of a list needn't pass all who are at the same step."""
    return crc32(user_id.encode()) / 2**32 * STEP * 0.999


def _midnight(day: int) -> datetime:
    return datetime.combine(date.fromordinal(day), time.min, UTC)


JOB = Job(NAME, "Follow who is about to leave, who left, and who came back.", timedelta(hours=1), run)
