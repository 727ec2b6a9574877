"""What a reader was shown: caps of a day and a week, how many ads they bear, and fatigue since they clicked."""

from datetime import timedelta

import pytest

from domain.ad_history import AdHistory, Shown
from domain.ad_load import NO_CAP, AdLoad
from domain.ad_value import fatigue
from domain.ids import IdPrefix, first_id
from domain.targeting import Targeting
from tests.unit.test_ad_choice import NOON, live

HOUR = timedelta(hours=1)


def shown(number: int, flight: str, ago: timedelta = HOUR, clicked: bool = False, placement: str = "sidebar") -> Shown:
    """A decision of so long ago; of two that are as old the later one has the higher number."""
    return Shown(first_id(IdPrefix.DECISION, NOON - ago) + f"{number:03}", flight, placement, clicked)


@pytest.mark.parametrize(
    ("caps", "capped"),
    [
        ({}, False),
        ({"frequency_cap_per_day": 2}, True),
        ({"frequency_cap_per_day": 3}, False),
        ({"frequency_cap_per_week": 5}, True),
        ({"frequency_cap_per_week": 6, "frequency_cap_per_day": 3}, False),
        ({"frequency_cap_per_week": 5, "frequency_cap_per_day": 3}, True),
    ],
)
def test_caps_are_of_one_flight_over_24_hours_and_seven_days(caps: dict[str, int], capped: bool) -> None:
    one = live(targeting=Targeting.model_validate(caps)).flight
    seen = [shown(number, one.id, 25 * HOUR) for number in range(3)]
    seen += [shown(number, one.id, 23 * HOUR) for number in (3, 4)] + [shown(9, "another")]
    assert AdHistory(seen, NOON).capped(one) is capped


def test_fatigue_counts_views_since_the_last_click_whatever_their_order() -> None:
    seen = [shown(number, "flt_1", clicked=number in (1, 3)) for number in range(6)]
    for order in (seen, seen[::-1]):
        found = AdHistory([*order, shown(7, "flt_2")], NOON)
        assert found.tired("flt_1") == pytest.approx(fatigue(2))
        assert found.tired("flt_2") == pytest.approx(fatigue(1))
        assert found.tired("flt_3") == 1


def test_a_decision_that_is_told_of_twice_counts_once() -> None:
    """One that was written while it was still counted as waiting."""
    found = AdHistory([shown(1, "flt_1"), shown(1, "flt_1")], NOON)
    assert found.tired("flt_1") == pytest.approx(fatigue(1))
    assert not found.borne(AdLoad(per_day=2, per_placement=None), "sidebar")


def test_how_many_ads_a_reader_bears_is_of_24_hours_in_all_or_in_one_place() -> None:
    seen = [shown(1, "flt_1", placement="footer"), shown(2, "flt_2"), shown(3, "flt_3", 25 * HOUR)]
    found = AdHistory(seen, NOON)
    assert not found.borne(NO_CAP, "sidebar")
    assert [found.borne(AdLoad(per_day=cap, per_placement=None), "x") for cap in (2, 3)] == [True, False]
    assert [found.borne(AdLoad(per_day=None, per_placement=1), at) for at in ("footer", "x")] == [True, False]
    assert AdHistory([], NOON).borne(AdLoad(per_day=0, per_placement=None), "sidebar")
