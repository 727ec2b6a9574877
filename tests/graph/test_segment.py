"""The segment job on the real server, run for run against the rules in domain/segment.py."""

import random
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from domain import segment as rules
from domain.ids import UserId
from domain.outbox import EventType
from domain.segment import Measure, SegmentAssignment, Standing, ValueSegment
from domain.segment_rules import FIRST
from graph import activity, consent, outbox, scoring, segment
from graph.database import Graph
from jobs import assign_segments
from tests.graph.days import JOINED, Days, add_day, add_users, stored
from tests.graph.privacy import rows

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
RUNS = 6
APART = timedelta(days=6)


def histories(count: int) -> list[Days]:
    """People who came for some days, early or late, and did much or little of this and that."""
    rng = random.Random(count)
    found: list[Days] = []
    for number in range(count):
        start = rng.randrange(-RUNS * APART.days, 60)
        kinds = ["publish", "comment", "like", "view"][: 1 + number % 4]
        ages = range(start, start + 1 + number % 20)
        found.append({NOW.date() - timedelta(days=age): {kind: 1 + age % 3 for kind in kinds} for age in ages})
    return found


async def values(graph: Graph, ids: Sequence[UserId], as_of: datetime) -> dict[str, float]:
    return await graph.read(activity.values, ids, as_of)


def measure(days: Days, value: float, before: float, population: Sequence[float], as_of: datetime) -> Measure:
    return Measure(
        events=sum(sum(counts.values()) for day, counts in days.items() if day <= as_of.date()),
        activity=value,
        activity_before=before,
        activity_percentile=rules.percentile(value, population),
        member_for=as_of - JOINED,
    )


async def test_the_job_does_what_the_rules_say(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assign_segments, "BATCH", 7)
    await scoring.ensure_default_models(graph)
    people = histories(40)
    ids = await add_users(graph, *people)
    standings: dict[UserId, Standing | None] = dict.fromkeys(ids)
    moves: list[bool] = []
    for number in range(RUNS):
        as_of = NOW + number * APART
        now, before = await values(graph, ids, as_of), await values(graph, ids, as_of - rules.TREND_SPAN)
        population = sorted(value for value in now.values() if value > 0)
        bars = FIRST.at(len(population))
        for id, days in zip(ids, people, strict=True):
            was = standings[id]
            standings[id] = after = rules.step(was, measure(days, now[id], before[id], population, as_of), bars)
            moves.append(was is not None and was.segment is not after.segment)
        await assign_segments.run(graph, as_of)
        found = await graph.read(segment.current, ids)
        assert {id: Standing(held.segment, held.pending) for id, held in found.items()} == standings
        assert {id: row["segment"] for id, row in (await stored(graph)).items()} == {
            id: held.segment for id, held in found.items()
        }
    assert sum(moves) > 5, "the sample must make some move"
    assert {standing.segment for standing in standings.values() if standing} == set(ValueSegment)


async def community(graph: Graph) -> list[UserId]:
    """Ten members, each a little more active today than the one before."""
    await scoring.ensure_default_models(graph)
    today = NOW.date()
    return await add_users(graph, *({today: {"publish": 1, "view": 2 * n + 3}} for n in range(1, 11)))


async def current(graph: Graph, id: UserId) -> SegmentAssignment:
    return (await graph.read(segment.current, [id]))[id]


async def test_first_assignments_come_at_once_with_a_reason(graph: Graph) -> None:
    ids = await community(graph)
    report = await assign_segments.run(graph, NOW)
    assert report.counts == {"users looked at": 10, "moved": 10}
    best = await current(graph, ids[-1])
    assert (best.segment, best.since, best.until, best.pending) == (ValueSegment.HIGH_VALUE, NOW, None, None)
    assert best.activity_percentile == 1 and best.revenue_percentile is None
    assert "100.0%" in best.reason and "HIGH_VALUE starts at 90%" in best.reason
    assert (await current(graph, ids[0])).segment is ValueSegment.LOW_VALUE


PAID = """
UNWIND $paid AS row
CREATE (:Order {id: 'ord_' + row[0] + '-' + row[1] + '-' + row[4], user_id: row[0], currency: 'EUR',
                total_minor: row[1], tax_minor: row[2], refunded_minor: row[3],
                paid_at: datetime($now) - duration({days: row[4]})})
"""


async def test_who_brings_most_is_of_high_value_however_little_they_do(graph: Graph) -> None:
    ids = await community(graph)
    a, b, c, d, e = ids[:5]
    paid = [(a, 1_000, 0, 0, 9), (a, 1_000, 0, 0, 89), (b, 2_100, 200, 0, 1), (c, 9_000, 0, 9_000, 1),
            (c, 1_900, 0, 0, 90), (d, 3_000, 0, 1_500, 1)]  # fmt: skip
    await rows(graph, PAID, paid=[list(row) for row in paid], now=NOW)
    await assign_segments.run(graph, NOW)
    found = await graph.read(segment.current, ids)
    assert [found[id].revenue_percentile for id in (a, b, c, d, e)] == [1.0, 0.5, None, 0.0, None]
    best = found[a]
    assert best.segment is ValueSegment.HIGH_VALUE and "brought more than 100.0%" in best.reason


async def test_a_day_is_looked_at_once_however_often_the_job_runs(graph: Graph) -> None:
    ids = await community(graph)
    await assign_segments.run(graph, NOW)
    await add_day(graph, ids[0], (NOW + DAY).date(), publish=5, answer=10, comment=15, like=20)
    for _ in range(3):
        await assign_segments.run(graph, NOW + DAY)
        held = await current(graph, ids[0])
        assert (held.segment, held.pending) == (ValueSegment.LOW_VALUE, ValueSegment.HIGH_VALUE)
    await assign_segments.run(graph, NOW + 2 * DAY)
    assert (await current(graph, ids[0])).segment is ValueSegment.HIGH_VALUE


async def test_a_run_for_an_earlier_day_leaves_later_findings_alone(graph: Graph) -> None:
    await community(graph)
    await assign_segments.run(graph, NOW)
    assert (await assign_segments.run(graph, NOW - DAY)).counts["users looked at"] == 0


async def test_history_is_kept_without_gaps(graph: Graph) -> None:
    ids = await community(graph)
    for number in range(3):
        if number:
            await add_day(graph, ids[0], (NOW + number * DAY).date(), publish=5, answer=10, comment=15, like=20)
        await assign_segments.run(graph, NOW + number * DAY)
    latest, first = await graph.read(segment.history, ids[0], 10)
    assert (first.segment, first.since, first.until) == (ValueSegment.LOW_VALUE, NOW, NOW + 2 * DAY)
    assert (latest.segment, latest.since, latest.until) == (ValueSegment.HIGH_VALUE, NOW + 2 * DAY, None)
    assert "POTENTIAL starts at 60%" in first.reason


async def test_little_evidence_and_newcomers(graph: Graph) -> None:
    await community(graph)
    today: date = NOW.date()
    (quiet,) = await add_users(graph, {today: {"view": 4}})
    (risen,) = await add_users(graph, {today: {"view": 5}}, joined_at=NOW - 3 * DAY)
    await assign_segments.run(graph, NOW)
    held = await current(graph, quiet)
    assert held.segment is ValueSegment.INSUFFICIENT_DATA
    assert held.reason == "4 of the 5 events it takes to say anything."
    held = await current(graph, risen)
    assert held.segment is ValueSegment.POTENTIAL and held.trend is None
    assert "member for 3 days" in held.reason


async def share(graph: Graph, *ids: UserId) -> None:
    """Let partners know of these members."""
    for id in ids:
        decision = {"purpose": "PARTNER_SHARING", "granted": True, "version": "v1", "key_id": None, "request_id": "r"}
        await graph.write(consent.decide, consent.DecideParams.model_validate({**decision, "user_id": id, "at": NOW}))


async def told(graph: Graph) -> list[dict[str, Any]]:
    return [event.payload for event in await graph.read(outbox.after, 0) if event.type == EventType.SEGMENT_CHANGED]


async def test_a_move_is_told_in_its_transaction_of_members_who_share(graph: Graph) -> None:
    ids = await community(graph)
    await share(graph, *ids[:2])
    for number in range(3):
        if number:
            await add_day(graph, ids[0], (NOW + number * DAY).date(), publish=5, answer=10, comment=15, like=20)
        for _ in range(2):
            await assign_segments.run(graph, NOW + number * DAY)
    moved = NOW + 2 * DAY
    first = {"segment": "LOW_VALUE", "previous": None, "since": NOW.isoformat()}
    assert await told(graph) == [
        {"userId": ids[0], **first},
        {"userId": ids[1], **first},
        {"userId": ids[0], "segment": "HIGH_VALUE", "previous": "LOW_VALUE", "since": moved.isoformat()},
    ]


async def test_a_move_that_cannot_be_told_does_not_happen(graph: Graph) -> None:
    ids = await community(graph)
    await share(graph, ids[0])
    await rows(graph, "CREATE (:OutboxEvent {seq: 1, id: 'evt_in_the_way'})")
    with pytest.raises(Exception, match="already exists"):
        await assign_segments.run(graph, NOW)
    assert await graph.read(segment.current, ids) == {}


async def test_sizes(graph: Graph) -> None:
    ids = await community(graph)
    await assign_segments.run(graph, NOW)
    sizes = {size.segment: size for size in await graph.read(segment.sizes)}
    assert {segment: size.users for segment, size in sizes.items()} == {
        ValueSegment.HIGH_VALUE: 1,
        ValueSegment.POTENTIAL: 3,
        ValueSegment.LOW_VALUE: 6,
    }
    best = (await values(graph, ids[-1:], NOW))[ids[-1]]
    assert sizes[ValueSegment.HIGH_VALUE].average_activity == pytest.approx(best)
