"""The churn job on the real server: what it stores, that no schedule of runs changes it, and what a look costs."""

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from benchmarks.hits import profile
from domain import churn as rules
from domain.churn import ChurnState
from domain.ids import UserId
from domain.outbox import EventType
from domain.segment import ValueSegment
from domain.user import Choice, UserOrder
from graph import churn, outbox, rhythm, user_list
from graph.database import Graph
from graph.queries import NoParams
from jobs import refresh_churn
from tests.graph.days import Days, add_day, add_users
from tests.graph.privacy import rows
from tests.graph.test_segment import share
from tests.profiling import replan

NOW = datetime(2026, 6, 1, 0, 30, tzinfo=UTC)
DAY = timedelta(days=1)
SPANS = """
MATCH (user:User)-[:PASSED_THROUGH]->(span:ChurnSpan)
RETURN user.id AS user, span.state AS state, span.since AS since, span.until AS until, span.reason AS reason
ORDER BY user, since, state
"""
FORGET = "MATCH (n) WHERE n:ChurnSpan OR n:GapCount OR n:JobRun DETACH DELETE n"
FORGET_USERS = """
MATCH (user:User) SET user.churn = null, user.churn_order = null, user.churn_due_at = null, user.churn_settled_on = null
"""


def on(*ages: int) -> Days:
    """Active so many days before `NOW`."""
    return {NOW.date() - timedelta(days=age): {"view": 1} for age in ages}


async def state(graph: Graph, id: UserId) -> ChurnState:
    return (await graph.read(churn.current, [id]))[id].state


async def test_states_and_figures_of_members(graph: Graph) -> None:
    daily, weekly, gone, back = await add_users(
        graph, on(1, 2, 3, 4, 5), on(16, 23, 30, 37, 44), on(101, 102, 103, 104), on(1, 101, 102, 103, 104)
    )
    await refresh_churn.run(graph, NOW)
    found = await graph.read(churn.current, [daily, weekly, gone, back])
    assert [found[id].state for id in (daily, weekly, gone, back)] == [
        ChurnState.ACTIVE, ChurnState.COOLING, ChurnState.CHURNED, ChurnState.RETURNED,
    ]  # fmt: skip
    told = rules.assessed(weekly, found[weekly], NOW)
    assert (told.gap_days, told.usual_gap_days, told.gaps) == (15, 7, 4)
    assert told.risk == pytest.approx(1 - 2.718281828459045 ** (-(15 / 7 - 1) / 2))
    assert told.last_active_at == datetime(2026, 5, 16, tzinfo=UTC)
    assert {size.state: size.users for size in await graph.read(churn.sizes)} == {
        ChurnState.ACTIVE: 1, ChurnState.COOLING: 1, ChurnState.CHURNED: 1, ChurnState.RETURNED: 1,
    }  # fmt: skip
    last = (await graph.read(churn.history, gone, 1))[0]
    assert (last.state, last.until) == (ChurnState.CHURNED, None) and "60 days" in last.reason


async def test_nightly_runs_and_one_that_catches_up_store_the_same(graph: Graph) -> None:
    rng = random.Random(8)
    ids = await add_users(
        graph,
        on(130, 131, 132, 133),
        *(on(*{rng.randrange(40, 160) for _ in range(rng.randrange(1, 25))}) for _ in range(20)),
    )
    coming = {(id, rng.randrange(0, 28)) for id in ids for _ in range(rng.randrange(4))} | {(ids[0], 9)}
    for age in range(27, -1, -1):
        for id in sorted(id for id, then in coming if then == age):
            await add_day(graph, id, NOW.date() - timedelta(days=age), view=1)
        if age % 4 != 1:
            await refresh_churn.run(graph, NOW - age * DAY)
    nightly, gaps = await rows(graph, SPANS), await graph.read(rhythm.COUNTS.all, NoParams())
    assert len({row["state"] for row in nightly}) >= 5 and gaps, "the sample must go through most states"
    await rows(graph, FORGET)
    await rows(graph, FORGET_USERS)
    await refresh_churn.run(graph, NOW)
    assert await rows(graph, SPANS) == nightly


async def test_only_who_is_due_is_looked_at(graph: Graph) -> None:
    daily, _, _ = await add_users(graph, on(1, 2, 3, 4, 5), on(1, 31, 61, 91), on(300, 301, 302, 303))
    await refresh_churn.run(graph, NOW)
    seen = []
    for later in (0, 2, 3):
        await rows(graph, "MATCH (run:JobRun) SET run.watermark = datetime() + duration('PT1H')")  # nothing changed
        seen.append((await refresh_churn.run(graph, NOW + later * DAY)).counts["users looked at"])
    assert seen == [0, 1, 1]
    assert await state(graph, daily) is ChurnState.COOLING


async def test_what_is_told_late_mends_what_was_stored(graph: Graph) -> None:
    (id,) = await add_users(graph, on(5, 6, 7, 8, 9))
    await refresh_churn.run(graph, NOW)
    assert await state(graph, id) is ChurnState.AT_RISK
    await add_day(graph, id, NOW.date() - 3 * DAY, view=1)
    await add_day(graph, id, NOW.date() - DAY, view=1)
    await refresh_churn.run(graph, NOW)
    assert [span.state for span in await graph.read(churn.history, id, 9)] == [
        ChurnState.ACTIVE, ChurnState.INSUFFICIENT_DATA,
    ]  # fmt: skip
    await rows(graph, "MATCH (day:UserDay) SET day.view = 0, day.touched_at = datetime()")
    await refresh_churn.run(graph, NOW)
    assert await graph.read(churn.current, [id]) == {} and await rows(graph, "MATCH (n:ChurnSpan) RETURN n") == []


async def test_partners_hear_of_each_state_once_whatever_the_schedule(graph: Graph) -> None:
    one, other = await add_users(graph, on(1, 2, 3, 4, 5), on(1, 2, 3, 4, 5))
    await share(graph, one)
    await refresh_churn.run(graph, NOW)
    for later in (2, 3, 4, 4, 5, 8, 80):
        await refresh_churn.run(graph, NOW + later * DAY)
    told = [event.payload for event in await graph.read(outbox.after, 0) if event.type == EventType.CHURN_CHANGED]
    assert [(row["userId"], row["state"], row["previous"]) for row in told] == [
        (one, "ACTIVE", "INSUFFICIENT_DATA"), (one, "COOLING", "ACTIVE"), (one, "AT_RISK", "COOLING"),
        (one, "CHURNED", "AT_RISK"),
    ]  # fmt: skip
    assert told[1]["since"] == "2026-06-04T00:00:00+00:00" and other != one


CROWD = """
UNWIND range(1, $n) AS n
CREATE (:User {id: 'usr_' + toString(100000 + n), churn: ['ACTIVE', 'AT_RISK'][n % 2], activity: 100.0 * n / $n,
               churn_order: toFloat(n) / $n, influence: toFloat(n) / $n,
               segment: ['HIGH_VALUE', 'LOW_VALUE'][n % 2], points: n,
               joined_at: datetime('2026-01-01T00:00:00Z') + duration({seconds: n})})
"""
CHOICES = (Choice(), Choice(segment=ValueSegment.LOW_VALUE), Choice(churn=ChurnState.AT_RISK))


def middle(order: UserOrder, choice: Choice, n: int) -> tuple[Any, Any]:
    """The query for a page in the middle of so many, and its parameters."""
    listing = user_list.LISTINGS[order]
    query = listing.of_churn if choice.churn else listing.of_segment if choice.segment else listing.everyone
    at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=n / 2)
    keys = {"activity": 50.0, "points": n // 2, "at": at, "risk": 0.5, "influence": 0.5}
    before = {f"before_{listing.key}": keys[listing.key], "before_id": "usr_9"}
    return query, query.params(limit=20, **choice.filters, **before)


async def test_a_page_costs_the_same_however_many_there_are(graph: Graph) -> None:
    lists = [(order, choice) for order in UserOrder for choice in CHOICES]
    lists.remove((UserOrder.POINTS, CHOICES[1]))  # has no index of its own
    costs: list[list[int]] = []
    for n in (400, 4_000):
        await rows(graph, "MATCH (user:User) DELETE user")
        await rows(graph, CROWD, n=n)
        await graph.bulk(replan)
        costs.append([await graph.read(profile, *middle(*one, n)) for one in lists])
    for one, few, many in zip(lists, *costs, strict=True):
        assert many <= few + 20, f"{one}: {few} hits of 400 users, {many} of 4,000"


async def test_gaps_are_counted_by_the_week_in_which_they_ended(graph: Graph) -> None:
    monday = date(2026, 5, 4)
    days = {monday + timedelta(days=n): {"view": 1} for n in (-9, 0, 1, 2, 3, 13)} | {monday + 5 * DAY: {"view": 0}}
    await add_users(graph, days)
    await refresh_churn.run(graph, NOW)
    counts = await graph.read(rhythm.COUNTS.all, NoParams())
    assert sorted((count.week, count.newcomer, count.days, count.gaps) for count in counts) == [
        (monday, False, 1, 1), (monday, True, 1, 2), (monday, True, 9, 1), (monday + 7 * DAY, False, 10, 1),
    ]  # fmt: skip
