"""How unequal a week was, and which weeks are counted when."""

from datetime import date, timedelta

import pytest

from domain.popularity import AT_FIRST, LEAST, Counted, to_count, weeks

MONDAY = date(2026, 6, 1)
WEEK = timedelta(days=7)


def counted(**contents: int) -> list[Counted]:
    return [Counted(week=MONDAY, acts=int(acts[1:]), contents=n) for acts, n in contents.items()]


def test_a_week_in_which_all_had_as_many_is_even() -> None:
    (found,) = weeks([MONDAY], counted(_3=40))
    assert (found.week, found.acts, found.contents) == (MONDAY, 120, 40)
    assert found.gini == pytest.approx(0) and found.top_tenth == pytest.approx(0.1)


def test_a_week_in_which_one_had_nearly_all_isnt() -> None:
    (found,) = weeks([MONDAY], counted(_1=39, _961=1))
    assert (found.acts, found.contents) == (1_000, 40)
    assert found.gini == pytest.approx(0.936, abs=1e-3) and found.top_tenth == pytest.approx(0.964)


def test_of_few_contents_nothing_is_told_but_how_many() -> None:
    (found,) = weeks([MONDAY], counted(_5=LEAST - 1))
    assert (found.contents, found.gini, found.top_tenth) == (LEAST - 1, None, None)


def test_quiet_weeks_are_weeks() -> None:
    before, found = weeks([MONDAY - WEEK, MONDAY], counted(_1=LEAST))
    assert (before.week, before.acts, before.contents, before.gini) == (MONDAY - WEEK, 0, 0, None)
    assert found.acts == LEAST


@pytest.mark.parametrize(
    ("latest", "today", "first", "many"),
    [
        (None, MONDAY, MONDAY - AT_FIRST * WEEK, AT_FIRST),
        (None, MONDAY + timedelta(days=6), MONDAY - AT_FIRST * WEEK, AT_FIRST),
        (MONDAY - WEEK, MONDAY + timedelta(days=3), MONDAY - WEEK, 1),
        (MONDAY - WEEK, MONDAY + WEEK, MONDAY - WEEK, 2),
        (MONDAY - 80 * WEEK, MONDAY, MONDAY - AT_FIRST * WEEK, AT_FIRST),
    ],
    ids=["at first, on a Monday", "at first, on a Sunday", "the last one again", "and the next", "after a long time"],
)
def test_weeks_that_are_over_are_counted(latest: date | None, today: date, first: date, many: int) -> None:
    found = to_count(latest, today)
    assert found == [first + WEEK * n for n in range(many)]


def test_for_an_earlier_moment_nothing_is() -> None:
    assert to_count(MONDAY, MONDAY) == []
