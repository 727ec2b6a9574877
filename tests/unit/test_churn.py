"""Churn: the risk, the states, and that they are the same however often somebody looks."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from math import exp, fsum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import churn
from domain.churn import ChurnState
from domain.churn_path import SETTLED, Followed, Passage, follow
from domain.rhythm import GAPS, WEEK, GapCount, RhythmOf, Rhythms, median_of, monday_of, weeks_to_count

MONDAY = date(2026, 1, 5).toordinal()
NOTHING = Rhythms([])
S = ChurnState


def known(days: int, first: int = -14, weeks: int = 40, gaps: int = 30, newcomer: bool = True) -> Rhythms:
    """A community in which so many days usually lie between two visits."""
    return Rhythms(
        GapCount(week=date.fromordinal(MONDAY + WEEK * n), newcomer=newcomer, days=days, gaps=gaps)
        for n in range(first, first + weeks)
    )


def path(followed: Followed) -> list[tuple[ChurnState, int]]:
    return [(passage.state, passage.since - MONDAY) for passage in followed.passages]


def visits(*days: int) -> list[int]:
    return [MONDAY + day for day in days]


def test_a_member_goes_through_every_state_by_their_own_rhythm() -> None:
    found = follow(visits(0, 10, 20, 30, 200, 201, 202, 203), NOTHING, MONDAY + 203)
    assert path(found) == [
        (S.INSUFFICIENT_DATA, 0),
        (S.ACTIVE, 30),
        (S.COOLING, 52),
        (S.AT_RISK, 62),
        (S.CHURNED, 92),
        (S.RETURNED, 200),
        (S.ACTIVE, 203),
    ]
    assert found.passages[2].reason == (
        "21 days without them, where 10 usually lie between their active days (median of 3): "
        "COOLING begins above 2 times that."
    )
    assert "and above 60 days" in found.passages[4].reason and "after 170 days" in found.passages[5].reason


def test_nobody_has_left_before_sixty_days() -> None:
    found = follow(visits(0, 1, 2, 3), NOTHING, MONDAY + 70)
    assert path(found)[-1] == (S.CHURNED, 3 + 60 + 2)


def test_today_is_not_held_against_them() -> None:
    days = visits(0, 1, 2, 3)
    assert follow(days, NOTHING, MONDAY + 6).state is S.ACTIVE, "of the third day without them it isn't known yet"
    assert follow(days, NOTHING, MONDAY + 7).state is S.COOLING
    assert path(follow([*days, MONDAY + 7], NOTHING, MONDAY + 7))[-2:] == [(S.COOLING, 7), (S.ACTIVE, 7)]


def test_who_has_no_rhythm_is_compared_with_newcomers_then_with_everybody() -> None:
    newcomers = follow(visits(0), known(3), MONDAY + 8).rhythm
    assert newcomers and (newcomers.days, newcomers.of, newcomers.gaps) == (3, RhythmOf.NEWCOMERS, 360)
    everybody = follow(visits(0), known(5, newcomer=False), MONDAY).rhythm
    assert everybody and (everybody.days, everybody.of) == (5, RhythmOf.COMMUNITY)
    assert path(follow(visits(0), known(3), MONDAY + 12)) == [(S.ACTIVE, 0), (S.COOLING, 8), (S.AT_RISK, 11)]


def test_where_nothing_is_known_nothing_is_told_until_it_is() -> None:
    alone = follow(visits(0, 4), NOTHING, MONDAY + 300)
    assert (path(alone), alone.rhythm, alone.order(MONDAY + 300)) == ([(S.INSUFFICIENT_DATA, 0)], None, -1)
    late = known(3, first=2)
    assert path(follow(visits(0), late, MONDAY + 27)) == [(S.INSUFFICIENT_DATA, 0)]
    # of states that begin together the deepest alone
    assert path(follow(visits(0), late, MONDAY + 28)) == [(S.INSUFFICIENT_DATA, 0), (S.AT_RISK, 28)], (
        "the deepest alone"
    )
    assert follow(visits(0), known(3, gaps=1), MONDAY + 40).rhythm is None, "of twelve gaps nothing is told"


@given(st.integers(0, 2000), st.integers(1, 180).map(lambda halves: halves / 2 + 0.5))
def test_parts_add_up_to_the_risk(days: int, usual: float) -> None:
    told = churn.risk(days, usual)
    assert 0 <= told <= 1
    assert told == pytest.approx(1 - exp(-max(0.0, days / usual - 1) / 2), abs=1e-12)
    assert fsum(part.contribution for part in churn.parts(days, usual)) == pytest.approx(told, abs=1e-9)
    assert churn.risk(days + 1, usual) >= told


histories = st.lists(st.sampled_from((1, 1, 1, 2, 3, 7, 14, 40, 90)), max_size=80).map(
    lambda gaps: [MONDAY + sum(gaps[:place]) for place in range(len(gaps) + 1)]
)
counts = st.lists(
    st.builds(
        GapCount,
        week=st.integers(-20, 60).map(lambda n: date.fromordinal(MONDAY + WEEK * n)),
        newcomer=st.booleans(),
        days=st.sampled_from((1, 2, 5, 9)),
        gaps=st.integers(1, 40),
    ),
    max_size=40,
)


def looked(days: Sequence[int], gaps: Sequence[GapCount], schedule: Sequence[int]) -> tuple[list[Passage], Followed]:
    """What is stored after looking on these days, each time with what was known by then."""
    stored: list[Passage] = []
    settled: int | None = None
    found = None
    for today in schedule:
        past, rhythms = [day for day in days if day <= today], told_by(gaps, today)
        before = [passage for passage in stored if settled is not None and passage.since <= settled]
        window = past if settled is None else past[-GAPS - 1 - sum(day > settled for day in past) :]
        found = follow(window, rhythms, today, settled, before[-1] if before else None)
        stored = [*before[:-1], *found.passages]
        settled = today - SETTLED if today - SETTLED >= days[0] else None
    assert found
    return stored, found


def told_by(gaps: Sequence[GapCount], today: int) -> Rhythms:
    """What was counted by that day."""
    last = weeks_to_count(None, today)
    return Rhythms(count for count in gaps if last and count.week.toordinal() < last[1])


@given(histories, counts, st.lists(st.integers(1, 60), max_size=60), st.integers(0, 150))
def test_it_is_the_same_whatever_the_schedule_of_runs(
    days: list[int], gaps: list[GapCount], apart: list[int], after: int
) -> None:
    end = days[-1] + after
    often = sorted({min(end, MONDAY + sum(apart[:place])) for place in range(len(apart) + 1)} | {end})
    stored, now = looked(days, gaps, often)
    once, then = looked(days, gaps, [end])
    assert stored == once
    assert (now.last, now.rhythm, now.order(end)) == (then.last, then.rhythm, then.order(end))


@given(histories, counts, st.integers(0, 300))
def test_nothing_changes_before_they_are_due_and_something_does_then(
    days: list[int], gaps: list[GapCount], after: int
) -> None:
    today = days[-1] + after
    found = follow(days, told_by(gaps, today), today)
    due = found.due(today)
    if due is None or found.rhythm is None:
        assert due is None or due == monday_of(today) + WEEK
        return
    for day in range(today + 1, due):
        later = follow(days, told_by(gaps, day), day)
        assert (later.state, later.order(day)) == (found.state, found.order(today))
    then = follow(days, told_by(gaps, due), due)
    assert (then.state, then.order(due)) != (found.state, found.order(today))


def test_states_follow_each_other_without_gaps_and_each_differs_from_the_one_before() -> None:
    found = follow(visits(0, 1, 3, 9, 20, 90, 200, 210, 400), known(4), MONDAY + 500)
    states = [passage.state for passage in found.passages]
    assert all(one is not two for one, two in pairwise(states))
    assert [passage.since for passage in found.passages] == sorted(passage.since for passage in found.passages)


def test_medians_and_weeks() -> None:
    assert (median_of({1: 2, 5: 1}), median_of({1: 1, 4: 1}), median_of({7: 3})) == (1, 2.5, 7)
    assert weeks_to_count(None, MONDAY + 6) == (1, MONDAY - WEEK)
    assert weeks_to_count(MONDAY - WEEK, MONDAY + 6) is None
    assert weeks_to_count(MONDAY - WEEK, MONDAY + WEEK) == (MONDAY - WEEK, MONDAY)
