"""Commercial pressure: who falls where, complete months, and a difference that isn't fooled by who reads much."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.effectiveness import EvidenceStatus
from domain.pressure import (
    PressedReader,
    PressureCell,
    ReaderKind,
    activity_band,
    cells,
    days_of,
    last_complete,
    pressure_band,
    to_count,
)
from domain.pressure_report import FEWEST, Arm, PressureSignal, difference, report

MAY = date(2026, 5, 1)


def cell(
    *, readers: int, left: int, paywalls: int = 0, ads: int = 0, activity: int = 0, month: date = MAY
) -> PressureCell:
    return PressureCell(
        month=month, activity=activity, kind=ReaderKind.OTHER, paywalls=paywalls, ads=ads, readers=readers, left=left,
        active_days=readers, met=2 * readers, viewed=readers,
    )  # fmt: skip


@pytest.mark.parametrize(("days", "place"), [(1, 0), (2, 1), (3, 1), (4, 2), (9, 2), (10, 3), (31, 3)])
def test_days_of_activity_fall_into_bands(days: int, place: int) -> None:
    assert activity_band(days) == place


@pytest.mark.parametrize(
    ("count", "days", "place"), [(0, 9, 0), (1, 9, 1), (8, 9, 1), (9, 9, 2), (26, 9, 2), (27, 9, 3), (1, 1, 2)]
)
def test_pressure_is_taken_by_day_of_activity(count: int, days: int, place: int) -> None:
    assert pressure_band(count, days) == place


def test_a_month_is_complete_when_all_days_on_which_to_stay_are_over() -> None:
    assert last_complete(date(2026, 6, 28)) == date(2026, 4, 1), "from 1 to 28 June"
    assert last_complete(date(2026, 6, 29)) == MAY
    assert to_count(date(2026, 3, 1), date(2026, 6, 29)) == [date(2026, 4, 1), MAY]
    assert to_count(MAY, date(2026, 6, 29)) == []
    assert (days_of(date(2028, 2, 1))[-1], len(days_of(MAY))) == (date(2028, 2, 29), 31)


@given(st.dates(date(2020, 1, 1), date(2040, 12, 31)))
def test_the_latest_complete_month_ended_28_days_ago_and_the_next_did_not(today: date) -> None:
    def ended(month: date) -> date:
        return days_of(month)[-1]

    month = last_complete(today)
    following = date.fromordinal(ended(month).toordinal() + 1)
    assert (today - ended(month)).days > 28 >= (today - ended(following)).days


def test_members_are_summed_up_by_what_they_are_and_what_they_met() -> None:
    def reader(id: str, stayed: bool, ads: int = 0) -> PressedReader:
        return PressedReader(user_id=id, days=2, ads=ads, kind=ReaderKind.OTHER, stayed=stayed)

    found = cells(MAY, [reader("a", True), reader("b", False), reader("c", True, 6)], Counter(a=1, b=1))
    told = [(one.paywalls, one.ads, one.readers, one.left, one.active_days, one.met, one.viewed) for one in found]
    assert told == [(0, 3, 1, 0, 2, 0, 6), (1, 0, 2, 1, 4, 2, 0)]


def test_of_one_stratum_it_is_what_newcombe_found() -> None:
    """Newcombe 1998, Statistics in Medicine 17, table II (a): 56/70 and 48/80 by method 10."""
    found = difference([(Arm(56, 70), Arm(48, 80))])
    assert (found.value, found.low, found.high) == (0.2, 0.0524, 0.3339)
    assert found.signal is PressureSignal.MORE_LEAVE


def test_who_reads_much_does_not_hide_that_pressed_readers_leave() -> None:
    """Those who read much see many ads and stay anyway: together, pressed readers seem to leave less often."""
    seldom = [cell(ads=0, readers=900, left=450), cell(ads=3, readers=100, left=70)]
    often = [cell(ads=0, readers=100, left=5, activity=3), cell(ads=3, readers=900, left=225, activity=3)]
    made = report([MAY], [*seldom, *often], MAY).total.ads
    none, *_, many = made.bands
    assert (none.left.value, many.left.value) == (0.455, 0.295)
    assert (made.difference.value, made.difference.signal) == (0.2, PressureSignal.MORE_LEAVE)


def test_ads_do_not_stand_for_paywalls() -> None:
    """Who meets paywalls sees ads too; among those with as many ads there is no difference."""
    both = [
        cell(ads=ads, paywalls=paywalls, readers=readers, left=readers * left // 10)
        for ads, left, few, many in ((0, 1, 200, 50), (3, 5, 50, 200))
        for paywalls, readers in ((0, few), (3, many))
    ]
    total = report([MAY], both, MAY).total
    assert (total.paywalls.difference.value, total.paywalls.difference.signal) == (0.0, PressureSignal.NO_DIFFERENCE)
    assert (total.ads.difference.value, total.ads.difference.signal) == (0.4, PressureSignal.MORE_LEAVE)


def test_of_few_nothing_is_told() -> None:
    total = report([MAY], [cell(ads=0, readers=50, left=9), cell(ads=3, readers=FEWEST - 1, left=9)], MAY).total
    many = total.ads.bands[3]
    assert (many.status, many.left.value, many.left.low, many.left.n) == (
        EvidenceStatus.INSUFFICIENT_DATA, None, None, FEWEST - 1,
    )  # fmt: skip
    assert total.ads.difference.signal is PressureSignal.INSUFFICIENT_DATA
    assert (total.ads.difference.value, total.ads.difference.low) == (None, None)
    empty = report([MAY], [], MAY).total
    assert (empty.left.n, empty.paywalls.by_day, empty.paywalls.difference.pressed) == (0, None, 0)


def test_who_has_nobody_alike_is_not_compared() -> None:
    apart = [cell(ads=0, readers=50, left=9), cell(ads=3, readers=50, left=40, activity=3)]
    found = report([MAY], apart, MAY).total.ads.difference
    assert (found.signal, found.pressed, found.others) == (PressureSignal.INSUFFICIENT_DATA, 0, 0)


def test_months_are_apart_and_members_are_compared_within_them() -> None:
    june = date(2026, 6, 1)
    found = report([MAY, june], [cell(ads=0, readers=50, left=5), cell(ads=3, readers=50, left=25, month=june)], MAY)
    assert [month.left.value for month in found.months] == [0.1, 0.5]
    assert found.total.left.value == 0.3 and found.total.ads.difference.pressed == 0
    assert (found.total.first, found.total.last, found.total.paywalls.by_day) == (MAY, date(2026, 6, 30), 2.0)


arms = st.integers(0, 300).flatmap(lambda n: st.integers(0, n).map(lambda left: Arm(left, n)))


@given(st.lists(st.tuples(arms, arms), max_size=8))
def test_an_interval_holds_its_value_and_is_never_empty(strata: list[tuple[Arm, Arm]]) -> None:
    found = difference(strata)
    if found.value is None or found.low is None or found.high is None:
        assert min(found.pressed, found.others) < FEWEST
        return
    assert -1 <= found.low <= found.value <= found.high <= 1
    assert found.low < found.high
