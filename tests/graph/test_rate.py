"""Shared buckets of points: as the reference has them, never overdrawn by workers at once, asked for seldom."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from domain.errors import TooFast, Unavailable
from domain.rate import Rate, Rates
from graph import rate as graph_rate
from graph.database import Graph, Transaction
from graph.rate import Wish
from jobs.forget import forget
from jobs.job import silent
from resolvers.meter import Meter

NOW = datetime(2026, 1, 1, tzinfo=UTC)
STEPS = st.lists(st.tuples(st.integers(-2, 40), st.integers(0, 900), st.integers(-300, 900)), min_size=1, max_size=6)


@given(steps=STEPS)
@example(steps=[(-1, 0, 1), (1, 0, 0)])
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_a_bucket_is_as_the_reference_has_it(graph: Graph, steps: list[tuple[int, int, int]]) -> None:
    await graph.write(_forget)
    rate, held, now = Rate(600), 600.0, NOW
    at = NOW + timedelta(seconds=steps[0][0])  # a bucket is full when it is first asked
    for seconds, need, want in steps:
        now += timedelta(seconds=seconds)
        wish = Wish("user:u", rate, float(need), float(want))
        got = (await graph.write(graph_rate.lease, [wish], now))["user:u"]
        held, at = rate.refilled(held, (now - at).total_seconds()), max(at, now)
        granted = 0.0 if held < need else min(held, float(want))
        held = min(600.0, held - granted)
        assert [got.granted, got.left] == pytest.approx([granted, held])


async def _forget(tx: Transaction) -> None:
    await (await tx.run("MATCH (bucket:RateBucket) DELETE bucket")).consume()


async def test_workers_at_once_never_overdraw_a_bucket(graph: Graph) -> None:
    rate = Rate(1_000)

    async def greedy(worker: int) -> float:
        wishes = [Wish("user:u", rate, 1.0, 90.0), Wish(f"user:{worker % 3}", rate, 1.0, 1.0)]
        return (await graph.write(graph_rate.lease, wishes, NOW))["user:u"].granted

    granted = await asyncio.gather(*(greedy(worker) for worker in range(30)))
    assert sum(granted) == 1_000 and granted.count(90.0) == 11 and max(granted) == 90


async def spend(meter: Meter, account: str, points: int) -> bool:
    """Whether so many points could be spent."""
    lease = meter.lease(account)
    assert lease is not None
    try:
        await meter.take(lease, points)
    except TooFast:
        return False
    return True


def meters(graph: Graph, number: int, points: int = 6_000) -> list[Meter]:
    return [Meter(lambda: graph, Rates(user=Rate(points))) for _ in range(number)]


async def test_what_workers_let_spend_is_what_was_in_the_bucket(graph: Graph) -> None:
    workers = meters(graph, 3)
    started = datetime.now(UTC)
    spent = sum(await asyncio.gather(*(spend(workers[n % 3], "user:u", 10) for n in range(900))))
    filled = 100 * (datetime.now(UTC) - started).total_seconds()
    assert 6_000 - 3 * 300 <= spent * 10 <= 6_000 + filled


async def test_the_database_is_asked_seldom(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    (worker,) = meters(graph, 1)
    asked = 0
    write = graph.write

    async def counted(*args: object) -> object:
        nonlocal asked
        asked += 1
        return await write(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(graph, "write", counted)
    assert all([await spend(worker, "user:u", 1) for _ in range(300)])
    assert asked == 1, "a lease is a twentieth of the bucket"
    while await spend(worker, "user:u", 100):
        pass
    asked = 0
    assert not any([await spend(worker, "user:u", 90) for _ in range(100)])
    assert asked <= 1, "who has spent everything can't make the database work by asking on"


async def test_what_is_not_spent_is_given_back(graph: Graph) -> None:
    one, two = meters(graph, 2)
    assert await spend(one, "user:u", 10)
    assert not await spend(two, "user:u", 5_900), "the lease of the first worker is out of the bucket"
    await one.give_back(0)
    three = meters(graph, 1)[0]
    assert await spend(three, "user:u", 5_900)
    lease = three.lease("user:u")
    assert lease is not None and lease.quota().remaining < 200
    assert (await forget(graph, datetime.now(UTC) + timedelta(hours=2), silent)).counts["buckets"] == 1


async def test_an_outage_of_the_database_limits_nobody(graph: Graph) -> None:
    def away() -> Graph:
        raise Unavailable("away")

    meter = Meter(away, Rates(user=Rate(100)))
    assert all([await spend(meter, "user:u", 60) for _ in range(5)])
