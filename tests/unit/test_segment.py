"""The rules of value segments: bars, grace below them, two-run confirmation, and what never happens."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import segment
from domain.ids import UserId
from domain.segment import LADDER, Brought, Measure, Standing, ValueSegment
from domain.segment_rules import FIRST

HIGH, POTENTIAL, LOW = ValueSegment.HIGH_VALUE, ValueSegment.POTENTIAL, ValueSegment.LOW_VALUE
UNKNOWN = ValueSegment.INSUFFICIENT_DATA
BARS = FIRST.at(1_000)
OLD = Measure(events=50, activity=10, activity_before=10, activity_percentile=0.5, member_for=timedelta(days=400))
NEW = replace(OLD, member_for=timedelta(days=10))

percentiles = st.floats(0, 1)
measures = st.builds(
    Measure,
    events=st.integers(0, 20),
    activity=st.floats(0, 100),
    activity_before=st.floats(0, 100),
    activity_percentile=st.none() | percentiles,
    member_for=st.integers(0, 100).map(lambda days: timedelta(days=days)),
)
segments = st.sampled_from(ValueSegment)


def at(percentile: float) -> Measure:
    return replace(OLD, activity_percentile=percentile)


def run(measures: Sequence[Measure], start: Standing | None = None) -> list[ValueSegment]:
    """The segments after each run."""
    standing, passed = start, []
    for measure in measures:
        standing = segment.step(standing, measure, BARS)
        passed.append(standing.segment)
    return passed


@pytest.mark.parametrize(
    ("measure", "current", "expected"),
    [
        (at(0.90), None, HIGH),
        (at(0.8999), None, POTENTIAL),
        (at(0.60), None, POTENTIAL),
        (at(0.5999), None, LOW),
        (replace(OLD, activity_percentile=None), None, LOW),
        (at(0.81), HIGH, HIGH),
        (at(0.8099), HIGH, POTENTIAL),
        (at(0.55), HIGH, POTENTIAL),
        (at(0.81), POTENTIAL, POTENTIAL),
        (at(0.54), POTENTIAL, POTENTIAL),
        (at(0.5399), POTENTIAL, LOW),
        (at(0.54), LOW, LOW),
        (replace(at(0.99), events=4), HIGH, UNKNOWN),
        (replace(NEW, activity=12.5), None, POTENTIAL),
        (replace(NEW, activity=12.4), None, LOW),
        (replace(NEW, activity=11.25), POTENTIAL, POTENTIAL),
        (replace(NEW, activity=11.24), POTENTIAL, LOW),
        (replace(NEW, activity=0.1, activity_before=0), None, POTENTIAL),
        (replace(OLD, activity=99), None, LOW),
        (replace(at(0.1), revenue_percentile=0.95), None, HIGH),
    ],
)
def test_bars(measure: Measure, current: ValueSegment | None, expected: ValueSegment) -> None:
    assert segment.target(measure, current, BARS) is expected


@pytest.mark.parametrize(
    ("percentiles", "expected"),
    [
        ([0.95], [HIGH]),
        ([0.95, 0.7, 0.95, 0.7, 0.95], [HIGH] * 5),
        ([0.95, 0.7, 0.7], [HIGH, HIGH, POTENTIAL]),
        ([0.95, 0.1, 0.7], [HIGH, HIGH, POTENTIAL]),
        ([0.95, 0.7, 0.1], [HIGH, HIGH, POTENTIAL]),
        ([0.1, 0.95, 0.7], [LOW, LOW, POTENTIAL]),
        ([0.7, 0.95, 0.1, 0.95, 0.95], [POTENTIAL, POTENTIAL, POTENTIAL, POTENTIAL, HIGH]),
    ],
)
def test_moves_take_two_runs_that_point_the_same_way(percentiles: list[float], expected: list[ValueSegment]) -> None:
    assert run([at(percentile) for percentile in percentiles]) == expected


@given(st.none() | segments, measures)
def test_too_few_events_are_said_at_once_and_unsaid_at_once(current: ValueSegment | None, measure: Measure) -> None:
    start = Standing(current) if current else None
    few, enough = replace(measure, events=4), replace(measure, events=5)
    assert run([few], start) == [UNKNOWN]
    assert run([enough], Standing(UNKNOWN))[0] is segment.target(enough, UNKNOWN, BARS)


@given(st.sampled_from(LADDER), measures, percentiles)
def test_more_value_never_means_less(current: ValueSegment, measure: Measure, other: float) -> None:
    measure = replace(measure, events=9)
    low, high = sorted((measure.activity_percentile or 0.0, other))
    worse, better = (segment.target(replace(measure, activity_percentile=p), current, BARS) for p in (low, high))
    assert LADDER.index(worse) <= LADDER.index(better)


@given(measures)
def test_what_is_held_is_never_harder_to_hold(measure: Measure) -> None:
    targets = [segment.target(replace(measure, events=9), current, BARS) for current in LADDER]
    assert all(LADDER.index(one) <= LADDER.index(next) for one, next in pairwise(targets))


@given(st.none() | segments, measures)
def test_figures_that_stay_settle_within_two_runs(current: ValueSegment | None, measure: Measure) -> None:
    passed = run([measure] * 6, Standing(current) if current else None)
    assert len(set(passed[1:])) == 1


@given(st.lists(st.floats(0.811, 1), min_size=1, max_size=20))
def test_who_stays_above_the_exit_bar_never_leaves(values: list[float]) -> None:
    assert set(run([at(value) for value in values], Standing(HIGH))) == {HIGH}


@given(st.lists(measures, min_size=2, max_size=12).map(lambda runs: [replace(m, events=9) for m in runs]))
def test_labels_never_change_in_two_runs_in_a_row(runs: list[Measure]) -> None:
    passed = run(runs)
    changes = [one is not next for one, next in pairwise(passed)]
    assert not any(one and next for one, next in pairwise(changes))


@pytest.mark.parametrize(
    ("activity", "population", "expected"),
    [
        (5.0, [1.0, 2.0, 5.0], 1.0),
        (1.0, [1.0, 2.0, 5.0], 0.0),
        (2.0, [1.0, 2.0, 2.0, 5.0], 1 / 3),
        (0.0, [1.0, 2.0], 0.0),
        (3.0, [3.0], None),
        (0.0, [], None),
    ],
)
def test_percentiles(activity: float, population: list[float], expected: float | None) -> None:
    assert segment.percentile(activity, population) == expected


def brought(**amounts: float) -> list[Brought]:
    """In euros, or in dollars when in capitals."""
    return [
        Brought(user_id=UserId(name.lower()), currency="USD" if name.isupper() else "EUR", net_minor=net)
        for name, net in amounts.items()
    ]


def test_what_members_brought_is_compared_within_a_currency() -> None:
    found = segment.revenue_percentiles(brought(a=10, b=20, c=30, A=9_000, B=1, D=5))
    assert found == {"a": 1.0, "b": 0.5, "c": 1.0, "d": 0.5}
    assert segment.revenue_percentiles(brought(a=10)) == {}, "there is nobody to compare with"


def test_a_reason_says_that_it_is_for_what_they_brought() -> None:
    measure = replace(at(0.1), revenue_percentile=0.95)
    assert "brought more than 95.0% of who paid in 90 days; HIGH_VALUE" in segment.reason(measure, HIGH, BARS, 10)
    assert "brought" not in segment.reason(replace(at(0.96), revenue_percentile=0.95), HIGH, BARS, 10)


@given(st.sampled_from(LADDER), measures)
def test_a_reason_names_the_bar_it_speaks_of(current: ValueSegment, measure: Measure) -> None:
    measure = replace(measure, events=9)
    target = segment.target(measure, current, BARS)
    text = segment.reason(measure, target, BARS, 1234)
    assert "1,234" in text
    assert ("POTENTIAL" in text) if target is LOW else (target.value in text or "went from" in text)
