"""Rules of value segments as data: bars by size, what is refused, what may be put in use, and whom they'd move."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import segment
from domain.errors import Conflict, InvalidInput
from domain.ids import UserId
from domain.segment import LADDER, Measure, Standing, ValueSegment
from domain.segment_diff import SHOWN, Comparison, settled
from domain.segment_rules import COMPARED_FOR, FIRST, OPEN_FOR, SegmentRules, SizeBars, check, check_compared, is_open

NOW = datetime(2026, 6, 1, tzinfo=UTC)
HIGH, POTENTIAL, LOW = ValueSegment.HIGH_VALUE, ValueSegment.POTENTIAL, ValueSegment.LOW_VALUE
BY_SIZE = (
    SizeBars(members_from=0, high_value=None, potential=0.8),
    SizeBars(members_from=100, high_value=0.95, potential=0.7),
)
OLD = Measure(events=50, activity=10, activity_before=10, activity_percentile=0.9, member_for=timedelta(days=400))


def rules(**changes: Any) -> SegmentRules:
    return FIRST.model_copy(update={"version": 3, "active": False, "created_at": NOW, "sizes": BY_SIZE, **changes})


@pytest.mark.parametrize(("members", "high", "potential"), [(0, None, 0.8), (99, None, 0.8), (100, 0.95, 0.7)])
def test_bars_go_by_the_size_of_the_community(members: int, high: float | None, potential: float) -> None:
    bars = rules().at(members)
    assert (bars.version, bars.high_value, bars.potential) == (3, high, potential)


def test_where_there_are_too_few_nobody_carries_the_community() -> None:
    best, small = replace(OLD, activity_percentile=1.0), rules().at(99)
    for current in (None, *LADDER):
        assert segment.target(best, current, small) is POTENTIAL
    assert "POTENTIAL starts at 80%" in segment.reason(best, POTENTIAL, small, 99)
    assert segment.target(best, None, rules().at(100)) is HIGH


def size(members_from: int = 0, high_value: float | None = 0.9, potential: float = 0.6) -> SizeBars:
    return SizeBars(members_from=members_from, high_value=high_value, potential=potential)


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"sizes": ()}, "sizes"),
        ({"sizes": tuple(size(n) for n in range(11))}, "sizes"),
        ({"sizes": (size(1),)}, "sizes.0.membersFrom"),
        ({"sizes": (size(), size(5), size(5))}, "sizes.2.membersFrom"),
        ({"sizes": (size(high_value=1.1),)}, "sizes.0.highValue"),
        ({"sizes": (size(), size(5, high_value=0.6))}, "sizes.1.highValue"),
        ({"sizes": (size(potential=0.0),)}, "sizes.0.potential"),
        ({"sizes": (size(potential=float("nan")),)}, "sizes.0.potential"),
        ({"kept_down_to": 0.0}, "keptDownTo"),
        ({"rising": float("inf")}, "rising"),
        ({"new_for_days": -1}, "newForDays"),
        ({"min_events": 0}, "minEvents"),
    ],
)
def test_what_cannot_be_applied_is_refused(changes: dict[str, Any], path: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        check(rules(**changes))
    assert refused.value.path == ("input", *path.split("."))


def test_what_stoa_comes_with_can_be_proposed() -> None:
    check(FIRST)
    check(rules())


@pytest.mark.parametrize(
    ("changes", "beside", "age", "allowed"),
    [
        ({}, 2, timedelta(hours=1), True),
        ({}, 2, COMPARED_FOR, True),
        ({}, 2, COMPARED_FOR + timedelta(seconds=1), False),
        ({}, 1, timedelta(hours=1), False),
        ({}, None, None, False),
        ({"activated_at": NOW}, None, None, True),
        ({"created_at": None}, None, None, True),
    ],
)
def test_new_rules_are_put_in_use_after_a_look_at_whom_they_move(
    changes: dict[str, Any], beside: int | None, age: timedelta | None, allowed: bool
) -> None:
    at = NOW - age if age is not None else None
    if allowed:
        check_compared(rules(**changes), beside, at, NOW, used=2)
        return
    with pytest.raises(Conflict, match="isn't known: wait"):
        check_compared(rules(**changes), beside, at, NOW, used=2)


def test_a_proposal_is_compared_for_a_week() -> None:
    old = rules(created_at=NOW - OPEN_FOR - timedelta(seconds=1))
    assert is_open(rules(), NOW) and not is_open(old, NOW) and not is_open(rules(activated_at=NOW), NOW)
    with pytest.raises(Conflict, match="propose it anew"):
        check_compared(old, None, None, NOW, used=2)


def test_a_comparison_tells_what_the_rules_do_and_not_what_members_did() -> None:
    comparison = Comparison(FIRST.at(50), rules().at(50))
    for number in range(SHOWN + 3):
        comparison.add(UserId(f"usr_{number}"), Standing(HIGH), OLD)
    comparison.add(UserId("usr_low"), Standing(HIGH), replace(OLD, activity_percentile=0.1))
    comparison.add(UserId("usr_new"), None, replace(OLD, activity_percentile=0.75))
    assert [(way.previous, way.segment, way.users) for way in comparison.moves()] == [
        (HIGH, POTENTIAL, SHOWN + 3),
        (POTENTIAL, LOW, 1),
    ]
    shown = list(comparison.shown())
    assert len(shown) == SHOWN + 1 and shown[-1].user_id == "usr_new"


@given(
    st.none() | st.sampled_from(ValueSegment),
    st.floats(0, 1),
    st.floats(0, 100),
    st.integers(0, 60),
    st.sampled_from([2, 3]),
    st.integers(0, 200),
)
def test_what_is_settled_stays(
    current: ValueSegment | None, share: float, before: float, days: int, version: int, members: int
) -> None:
    bars = (FIRST if version == 2 else rules()).at(members)
    measure = replace(OLD, activity_percentile=share, activity_before=before, member_for=timedelta(days=days))
    found = settled(Standing(current) if current else None, measure, bars)
    assert segment.step(Standing(found), measure, bars) == Standing(found)
