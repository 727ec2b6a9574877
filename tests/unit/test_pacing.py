"""Pacing: a day's money follows the day's traffic, whatever the clocks do, and is neither rushed nor left over."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from math import exp, sin, tau
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.pacing import MOST_URGENT, DayPlan, DayShape, HourCurve, filled, plan_day

BERLIN, KOLKATA, LORD_HOWE, BEIRUT = map(
    ZoneInfo, ("Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe", "Asia/Beirut")
)
MICRO = 1_000_000
GOAL = 0.05
"""How far spending may be from its plan at any moment of a day, as a share of the day's money."""


def busy(at: datetime) -> float:
    """How much is read at a local time: little at night and at weekends."""
    return exp(1.2 * sin(tau * (at.hour - 9) / 24)) * (0.5 if at.weekday() >= 5 else 1.0)


def history(zone: ZoneInfo, until: datetime, level: float, random: Random) -> tuple[datetime, list[int]]:
    """Requests by hour of the four weeks before a moment, with the noise of chance."""
    first = until.astimezone(UTC).replace(minute=0) - timedelta(days=28)
    means = [level * busy((first + timedelta(hours=hour)).astimezone(zone)) for hour in range(28 * 24)]
    return first, [max(0, round(random.gauss(mean, mean**0.5))) for mean in means]


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        (BERLIN, date(2026, 3, 29), 23),
        (BERLIN, date(2026, 10, 25), 25),
        (BERLIN, date(2026, 10, 26), 24),
        (LORD_HOWE, date(2026, 10, 4), 23.5),
        (KOLKATA, date(2026, 10, 25), 24),
        (BEIRUT, date(2026, 3, 29), 23),
    ],
)
def test_days_have_the_hours_they_have(zone: ZoneInfo, day: date, hours: float) -> None:
    shape = HourCurve(zone).day(day)
    assert (shape.ends - shape.begins) / 3600 == hours
    assert shape.traffic == pytest.approx(hours)
    assert shape.until(shape.begins + 1800) == pytest.approx(0.5)
    assert HourCurve(zone).day(day + timedelta(days=1)).begins == shape.ends
    assert [shape.until(shape.begins - 1), shape.until(shape.ends + 1)] == [0, shape.traffic]


@pytest.mark.parametrize("zone", [BERLIN, KOLKATA, LORD_HOWE])
def test_a_curve_is_learned_in_its_zone_and_little_traffic_says_little(zone: ZoneInfo) -> None:
    until = datetime(2026, 11, 9, tzinfo=UTC)
    curve = HourCurve.learned(zone, *history(zone, until, 100, Random(1)))
    means = [sum(busy(datetime(2026, 6, day, hour)) for day in range(1, 8)) / 7 for hour in range(24)]
    mean = sum(means) / 24
    for hour, found in enumerate(curve.of_hour):
        assert found == pytest.approx(means[hour] / mean, rel=0.12, abs=0.03), hour
    assert curve.of_weekday[6] / curve.of_weekday[1] == pytest.approx(0.5, rel=0.1)
    sparse = HourCurve.learned(zone, until, [0] * 23 + [3])
    assert max(sparse.of_hour) < 1.2
    assert HourCurve.learned(zone, until, [0] * 100) == HourCurve(zone)


def simulated(day: date, zone: ZoneInfo, price: int, target: int, seed: int) -> tuple[float, float]:
    """How far a flight is from its plan in one day at most, and what it has spent at its end, as shares of the target.

    Requests come by a curve of their own; the plan goes by one that was learned. Three times as many would pay as are
    paid for, and what was spent is known two seconds late, as it is to a process.
    """
    random = Random(seed)
    whole = HourCurve(zone).day(day)
    first = datetime.fromtimestamp(whole.begins, UTC)
    curve = HourCurve.learned(zone, *history(zone, first, 60, random))
    plan = plan_day(curve, first, datetime.fromtimestamp(whole.ends, UTC), target, None, first)
    at, spent, known, known_at, worst = whole.begins, 0, 0, 0.0, 0.0
    paying = min(1.0, 3 * target / price / 14_000)
    while (at := at + random.expovariate(busy(datetime.fromtimestamp(at, zone)) / 6)) < whole.ends:
        if at - known_at >= 2:
            known, known_at = spent, at
        if plan.urgency(known, at) > 0 and random.random() < paying and spent + price <= target:
            spent += price
        worst = max(worst, abs(spent - plan.planned(at)) / target)
    return worst, spent / target


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25), date(2026, 11, 18)])
@pytest.mark.parametrize("units", [50, 500, 4_000])
def test_a_simulated_day_is_paced(day: date, units: int) -> None:
    for seed in range(3):
        worst, spent = simulated(day, BERLIN, MICRO, units * MICRO, seed)
        assert worst <= max(GOAL, 1.1 / units)
        assert spent >= 0.99


def test_urgency_is_nothing_ahead_one_on_plan_and_grows_with_what_is_lacking() -> None:
    plan = DayPlan(1_000.0, 0.0, 1_000.0, DayShape(0.0, 1_000.0, (0.0, 1.0)))
    assert plan.planned(250) == pytest.approx(250)
    assert plan.urgency(250.1, 250) == 0
    assert plan.urgency(250, 250) == 1
    lacking = [plan.urgency(spent, 500) for spent in (500, 400, 200, 0)]
    assert all(less < more for less, more in pairwise(lacking))
    assert plan.urgency(0, 900) == MOST_URGENT
    assert plan.urgency(0, 2_000) == MOST_URGENT
    assert plan.urgency(1_000, 2_000) == 1


def test_a_plan_goes_by_what_is_left_and_ends_with_the_flight() -> None:
    curve = HourCurve(BERLIN)
    start, end = datetime(2026, 11, 1, 11, tzinfo=UTC), datetime(2026, 11, 4, 11, tzinfo=UTC)
    first = plan_day(curve, start, end, 72_000, None, start)
    assert first.target == pytest.approx(72_000 * 12 / 72)
    assert first.planned(start.timestamp()) == 0
    second = plan_day(curve, start, end, 60_000, None, start + timedelta(days=1))
    assert second.target == pytest.approx(60_000 * 24 / 60)
    last = plan_day(curve, start, end, 5_000, None, end - timedelta(minutes=1))
    assert last.target == 5_000
    assert last.planned(end.timestamp()) == 5_000


def test_what_a_cap_keeps_from_busy_days_goes_to_the_quiet_ones() -> None:
    week = [10.0] * 5 + [2.0] * 2
    assert filled(week, 540, None) == pytest.approx([100] * 5 + [20] * 2)
    assert filled(week, 540, 90) == pytest.approx([90] * 5 + [45] * 2)
    assert filled(week, 540, 50) == pytest.approx([50] * 7)


@given(
    traffic=st.lists(st.floats(0.01, 100), min_size=1, max_size=30),
    left=st.floats(0, 10_000),
    cap=st.floats(1, 2_000) | st.none(),
)
def test_money_is_shared_out_to_the_last_as_far_as_caps_let_it(
    traffic: list[float], left: float, cap: float | None
) -> None:
    days = filled(traffic, left, cap)
    assert all(0 <= day <= (cap or left) * (1 + 1e-9) + 1e-9 for day in days)
    assert sum(days) == pytest.approx(left if cap is None else min(left, cap * len(days)), rel=1e-6, abs=1e-6)
    order = sorted(range(len(traffic)), key=lambda number: traffic[number])
    assert all(days[one] <= days[other] + 1e-6 for one, other in pairwise(order))
