"""Tables of cohorts: what is told of each, what isn't, and that together they are what happened."""

from datetime import date, timedelta

import pytest

from domain.effectiveness import EvidenceStatus
from domain.errors import InvalidInput
from domain.staying import StayingCell, StayingPeriod, check, table

WEEK, MONTH = StayingPeriod.WEEK, StayingPeriod.MONTH
MONDAY = date(2026, 1, 5)


def cells(*counts: tuple[int, int, int], by: StayingPeriod = WEEK) -> list[StayingCell]:
    """Of the cohort so many periods after the first Monday so many were active so much later."""
    return [StayingCell(cohort=MONDAY + by.step * place, after=after, members=n) for place, after, n in counts]


def test_shares_with_their_intervals_and_small_cohorts_without() -> None:
    found = table(
        WEEK,
        [MONDAY, MONDAY + timedelta(days=7)],
        cells((0, 0, 40), (0, 1, 10), (1, 0, 5), (1, 1, 5)),
        MONDAY + timedelta(days=21),
    )
    first, second = found.cohorts
    assert (first.members, first.status) == (40, EvidenceStatus.MEASURED)
    assert [share.after for share in first.shares] == [1, 2]
    one, two = (share.stayed for share in first.shares)
    assert (one.value, one.n, two.value) == (0.25, 40, 0.0) and one.low is not None and one.low < 0.25 < (one.high or 0)
    assert (second.members, second.status) == (5, EvidenceStatus.INSUFFICIENT_DATA)
    assert [(share.stayed.value, share.stayed.n) for share in second.shares] == [(None, 5)]
    assert [(share.stayed.value, share.stayed.n) for share in found.total] == [(0.25, 40), (0, 40)]
    assert found.counted_until == MONDAY + timedelta(days=20)


def test_what_is_not_counted_yet_is_not_told() -> None:
    assert table(WEEK, [MONDAY], cells((0, 0, 40)), MONDAY).cohorts == ()
    assert table(WEEK, [MONDAY], [], None).counted_until is None


@pytest.mark.parametrize(
    ("by", "day", "first", "counted"),
    [
        (WEEK, date(2026, 3, 1), date(2026, 2, 23), date(2026, 2, 16)),
        (MONTH, date(2026, 3, 7), date(2026, 3, 1), date(2026, 2, 1)),
    ],
)
def test_periods(by: StayingPeriod, day: date, first: date, counted: date) -> None:
    assert (by.first(day), by.counted(day)) == (first, counted)
    assert by.between(first, first + by.step * 15) == 15


def test_a_time_that_cannot_be_told_of_is_refused() -> None:
    today = date(2026, 6, 1)
    assert check(MONTH, date(2026, 1, 15), date(2026, 3, 1), today) == [date(2026, n, 1) for n in (1, 2, 3)]
    assert check(MONTH, date(2026, 5, 1), date(2030, 1, 1), today)[-1] == today
    for first, last in (
        (date(2026, 3, 1), date(2026, 2, 1)),
        (date(2026, 7, 1), date(2026, 8, 1)),
        (date(1, 1, 1), today),
    ):
        with pytest.raises(InvalidInput):
            check(MONTH, first, last, today)
    with pytest.raises(InvalidInput, match="at most 53"):
        check(WEEK, date(2025, 1, 1), today, today)
