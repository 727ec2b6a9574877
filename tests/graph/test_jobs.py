"""Jobs on the real server: done twice they change nothing, cut off they go on, and several processes share them."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from domain.errors import NotFound, Unavailable
from domain.formulas import FORMULAS
from domain.ids import IdPrefix, ModelId, UserId, new_id
from domain.job import JobStatus
from domain.outbox import outbox_event
from domain.scoring import ScoringKind, Weighting
from graph import activity, scoring
from graph import job as turns
from graph.database import Graph
from jobs import refresh_activity, schedule
from jobs.job import Job, JobReport, Progress
from tests.graph.days import Days, add_day, add_users, stored

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
DAYS: list[Days] = [{}, {NOW.date(): {"publish": 1}}, {NOW.date() - timedelta(days=9): {"view": 40}}]


async def scored(graph: Graph, as_of: datetime) -> int:
    return (await refresh_activity.run(graph, as_of)).counts["users scored"]


async def as_computed(graph: Graph, ids: list[UserId], as_of: datetime) -> dict[str, float]:
    return {id: score.value for id, score in (await graph.read(activity.by_users, ids, as_of)).items()}


async def as_stored(graph: Graph) -> dict[str, float]:
    return {id: row["activity"] for id, row in (await stored(graph)).items()}


async def test_everyone_is_scored_once_a_day_then_only_who_acted(graph: Graph) -> None:
    await scoring.ensure_default_models(graph)
    ids = await add_users(graph, *DAYS, touched_at=LONG_AGO)
    assert await scored(graph, NOW) == 3
    assert await as_stored(graph) == await as_computed(graph, ids, NOW)
    assert await scored(graph, NOW + timedelta(hours=1)) == 0
    await add_day(graph, ids[0], NOW.date(), answer=2)
    assert await scored(graph, NOW + timedelta(hours=2)) == 1
    assert await as_stored(graph) == await as_computed(graph, ids, NOW)
    tomorrow = NOW + timedelta(days=1)
    assert await scored(graph, tomorrow) == 3
    assert await as_stored(graph) == await as_computed(graph, ids, tomorrow)


async def test_another_model_scores_everyone_again(graph: Graph) -> None:
    await scoring.ensure_default_models(graph)
    ids = await add_users(graph, *DAYS, touched_at=LONG_AGO)
    await scored(graph, NOW)
    features = FORMULAS[ScoringKind.ACTIVITY].propose([Weighting("view", 1)])
    id = ModelId(new_id(IdPrefix.MODEL))
    await graph.write(scoring.propose, id, ScoringKind.ACTIVITY, features, NOW)
    await graph.write(scoring.activate, id, outbox_event("scoring_model.activated", NOW, {"scoringModelId": id}))
    assert await scored(graph, NOW) == 3
    after = await as_stored(graph)
    assert after == await as_computed(graph, ids, NOW)
    assert after[ids[1]] == 0 < after[ids[2]]


async def test_many_touched_users_and_pages_of_everyone(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refresh_activity, "BATCH", 2)
    monkeypatch.setattr(refresh_activity, "FEW", 4)
    await scoring.ensure_default_models(graph)
    ids = await add_users(graph, *({NOW.date(): {"view": n}} for n in range(1, 6)), touched_at=LONG_AGO)
    assert await scored(graph, NOW) == 5
    for id in ids[:3]:
        await add_day(graph, id, NOW.date(), publish=1)
    assert await scored(graph, NOW) == 3
    for id in ids:
        await add_day(graph, id, NOW.date(), comment=1)
    seen: list[tuple[int, int]] = []
    await refresh_activity.run(graph, NOW, lambda done, total: seen.append((done, total)))
    assert seen == [(2, 5), (4, 5), (5, 5)]
    assert await as_stored(graph) == await as_computed(graph, ids, NOW)


async def test_a_refresh_cut_off_is_done_again(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refresh_activity, "BATCH", 1)
    await scoring.ensure_default_models(graph)
    ids = await add_users(graph, *DAYS, touched_at=LONG_AGO)

    def cut(done: int, total: int) -> None:
        raise Unavailable("as if the server had died")

    with pytest.raises(Unavailable):
        await refresh_activity.run(graph, NOW, cut)
    assert sorted((await as_stored(graph)).values()).count(-1.0) == 2
    assert await scored(graph, NOW) == 3
    assert await as_stored(graph) == await as_computed(graph, ids, NOW)


async def test_a_refresh_without_a_model_says_what_is_missing(graph: Graph) -> None:
    with pytest.raises(NotFound, match="ensure_default_models"):
        await refresh_activity.run(graph, NOW)


async def test_one_of_several_processes_takes_a_turn(graph: Graph) -> None:
    until = NOW + timedelta(minutes=10)
    taken = await asyncio.gather(*(graph.write(turns.take_turn, "sweep", NOW, until) for _ in range(8)))
    assert taken.count(True) == 1
    assert not await graph.write(turns.take_turn, "sweep", until - timedelta(seconds=1), until)
    assert await graph.write(turns.take_turn, "sweep", until, until + timedelta(minutes=10))


class Counting:
    """A job that counts its runs, and fails in those of `failures`."""

    def __init__(self, *failures: int) -> None:
        self.runs, self.failures, self.twice = 0, failures, asyncio.Event()
        self.job = Job("counting", "Count.", timedelta(minutes=1), self.run)

    async def run(self, graph: Graph, as_of: datetime, progress: Progress) -> JobReport:
        self.runs += 1
        if self.runs in self.failures:
            raise RuntimeError("a bug in this job")
        if self.runs == 2:
            self.twice.set()
        return JobReport({"runs": 1})


async def test_a_job_is_run_when_it_is_due(graph: Graph) -> None:
    counting = Counting()
    for seconds, runs in ((0, 1), (59, 1), (60, 2), (61, 2)):
        await schedule.run_due(graph, [counting.job], NOW + timedelta(seconds=seconds))
        assert counting.runs == runs


async def test_a_job_that_fails_waits_and_is_tried_again(graph: Graph) -> None:
    counting = Counting(1)
    with pytest.raises(RuntimeError):
        await schedule.run_due(graph, [counting.job], NOW)
    assert await schedule.run_due(graph, [counting.job], NOW + timedelta(seconds=59)) == []
    assert await schedule.run_due(graph, [counting.job], NOW + timedelta(seconds=60)) == ["counting"]


async def test_a_job_that_was_stopped_is_due_at_once(graph: Graph) -> None:
    begun = asyncio.Event()

    async def hang(graph: Graph, as_of: datetime, progress: Progress) -> JobReport:
        begun.set()
        await asyncio.Event().wait()
        raise AssertionError("nobody sets that event")

    hanging = Job("counting", "Hang.", timedelta(minutes=1), hang)
    async with schedule.scheduled(graph, [hanging]):
        await begun.wait()
    assert await schedule.run_due(graph, [Counting().job], datetime.now(UTC)) == ["counting"]


async def test_the_schedule_outlives_a_failing_job_and_ends_with_its_block(graph: Graph) -> None:
    counting, failing = Counting(), Counting(1, 2, 3)
    failing.job = Job("failing", "Fail.", timedelta(), failing.run)
    counting.job = Job("counting", "Count.", timedelta(), counting.run)
    async with schedule.scheduled(graph, [counting.job, failing.job], tick=0.01):
        await asyncio.wait_for(counting.twice.wait(), 20)
    runs = counting.runs
    await asyncio.sleep(0.1)
    assert counting.runs == runs


async def test_others_do_not_wait_for_a_long_job_and_operators_see_how_far_it_is(
    graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schedule, "HOLD_SECONDS", 0.01)
    counting = Counting()
    counting.job = Job("counting", "Count.", timedelta(), counting.run)

    async def hang(graph: Graph, as_of: datetime, progress: Progress) -> JobReport:
        progress(3, 10)
        await asyncio.Event().wait()
        raise AssertionError("nobody sets that event")

    async def told() -> JobStatus:
        while True:
            found = [row for row in await graph.read(turns.scheduled, datetime.now(UTC)) if row.total]
            if found and found[0].due_at > (found[0].started_at or found[0].due_at) + schedule.TURN:
                return found[0]

    hanging = Job("hanging", "Hang.", timedelta(minutes=1), hang, long=True)
    async with schedule.scheduled(graph, [hanging, counting.job], tick=0.01):
        await asyncio.wait_for(counting.twice.wait(), 20)
        status = await asyncio.wait_for(told(), 20)
    assert (status.name, status.done, status.total, status.ended_at) == ("hanging", 3, 10, None)


async def test_what_a_run_came_to_is_kept_until_the_next(graph: Graph) -> None:
    counting = Counting(1)
    with pytest.raises(RuntimeError):
        await schedule.run_due(graph, [counting.job], NOW)
    (status,) = await graph.read(turns.scheduled, NOW)
    assert status.note == "Failed: RuntimeError; the log has the rest." and status.started_at is None
    await schedule.run_due(graph, [counting.job], NOW + timedelta(minutes=1))
    (status,) = await graph.read(turns.scheduled, NOW)
    assert status.note is None and status.ended_at is not None and status.ended_at >= NOW + timedelta(minutes=1)
    assert status.due_at == NOW + timedelta(minutes=2)
