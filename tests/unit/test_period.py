"""Billing periods: a day that a month lacks comes back, and leap years are kept to."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.period import MONTHS, boundary, end_of
from domain.product import BillingInterval

MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))
INTERVALS = st.sampled_from(sorted(MONTHS))


def ends(start: datetime, interval: BillingInterval, number: int) -> list[str]:
    """The days on which that many periods end, each found from the end of the one before."""
    found, at = [], start
    for _ in range(number):
        at = end_of(start, interval, at)
        found.append(f"{at:%m-%d}")
    return found


def test_an_end_of_month_comes_back_after_shorter_ones() -> None:
    start = datetime(2027, 12, 31, 12, tzinfo=UTC)
    days = ends(start, BillingInterval.MONTH, 12)
    assert " ".join(days) == "01-31 02-29 03-31 04-30 05-31 06-30 07-31 08-31 09-30 10-31 11-30 12-31"


def test_a_leap_day_comes_back_after_four_years() -> None:
    start = datetime(2028, 2, 29, tzinfo=UTC)
    assert ends(start, BillingInterval.YEAR, 5) == ["02-28", "02-28", "02-28", "02-29", "02-28"]


@given(MOMENTS, INTERVALS, st.integers(0, 60), st.timedeltas(timedelta(), timedelta(days=27)))
def test_an_end_is_the_first_boundary_behind(
    anchor: datetime, interval: BillingInterval, number: int, into: timedelta
) -> None:
    start = boundary(anchor, interval, number)
    assert end_of(anchor, interval, start + into) == boundary(anchor, interval, number + 1)


@given(MOMENTS, INTERVALS, st.timedeltas(timedelta(), timedelta(days=4_000)))
def test_periods_are_as_long_as_their_name(anchor: datetime, interval: BillingInterval, later: timedelta) -> None:
    start = anchor + later
    end = end_of(anchor, interval, start)
    assert timedelta() < end - start <= timedelta(days=31 if interval is BillingInterval.MONTH else 366)


@pytest.mark.parametrize("day", [29, 30, 31])
def test_a_short_february_takes_its_last_day(day: int) -> None:
    assert ends(datetime(2027, 1, day, tzinfo=UTC), BillingInterval.MONTH, 2) == ["02-28", f"03-{day}"]
