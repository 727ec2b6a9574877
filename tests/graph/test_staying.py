"""Who stays, counted on the real server: what the cells hold, however often the job runs."""

from datetime import UTC, date, datetime, timedelta

from domain.staying import StayingPeriod
from graph import staying
from graph.database import Graph
from graph.staying import CellsParams
from jobs import count_staying, refresh_churn
from tests.graph.days import Days, add_day, add_users

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
MONDAY = date(2026, 4, 6)
CELLS = CellsParams(by=StayingPeriod.WEEK, first=date(2026, 1, 1), last=date(2026, 12, 31))


def on(*days: int) -> Days:
    return {MONDAY + timedelta(days=day): {"view": 1} for day in days}


async def cells(graph: Graph, by: StayingPeriod = StayingPeriod.WEEK) -> list[tuple[date, int, int]]:
    params = CELLS.model_copy(update={"by": by})
    return sorted((cell.cohort, cell.after, cell.members) for cell in await graph.read(staying.CELLS.all, params))


async def test_members_are_counted_by_the_week_and_month_in_which_they_began(graph: Graph) -> None:
    await add_users(graph, on(0, 1, 6, 7), on(2, 20), on(13), {MONDAY: {"view": 0}})
    await count_staying.run(graph, NOW)
    second = MONDAY + timedelta(days=7)
    assert await cells(graph) == [(MONDAY, 0, 2), (MONDAY, 1, 1), (MONDAY, 2, 1), (second, 0, 1)]
    assert await cells(graph, StayingPeriod.MONTH) == [(date(2026, 4, 1), 0, 3)]
    assert await graph.read(staying.counted, StayingPeriod.WEEK) == date(2026, 5, 25)


async def test_week_by_week_and_at_once_are_the_same(graph: Graph) -> None:
    ids = await add_users(graph, on(0), on(1, 15), on(3))
    for week in range(9):
        await add_day(graph, ids[week % 3], MONDAY + timedelta(days=7 * week + week % 5), view=1)
        for _ in range(2):
            await count_staying.run(graph, datetime.combine(MONDAY, NOW.time(), UTC) + timedelta(days=7 * week + 6))
    weekly = await cells(graph)
    assert len(weekly) > 3
    await count_staying.run(graph, datetime.combine(MONDAY, NOW.time(), UTC) + timedelta(days=62), anew=True)
    assert await cells(graph) == weekly


async def test_the_job_of_churn_counts_them(graph: Graph) -> None:
    await add_users(graph, on(0, 7))
    await refresh_churn.run(graph, NOW)
    assert await cells(graph) == [(MONDAY, 0, 1), (MONDAY, 1, 1)]
