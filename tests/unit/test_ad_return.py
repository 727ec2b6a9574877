"""Who comes back after days with many ads: bands, days that are complete, and what isn't said of few."""

from datetime import date

import pytest

from domain.ad_return import BANDS, MIN_READER_DAYS, ReaderDays, band_of, check_span, folded, last_complete, report
from domain.effectiveness import EvidenceStatus
from domain.errors import InvalidInput

DAY = date(2026, 6, 1)


def test_every_number_of_views_is_in_one_band() -> None:
    for views in range(100):
        holding = [n for n, (least, most) in enumerate(BANDS) if least <= views <= (views if most is None else most)]
        assert holding == [band_of(views)]


def test_reader_days_are_summed_by_date_and_band() -> None:
    counted = [
        ReaderDays(date=DAY, views=1, readers=3, returned=1),
        ReaderDays(date=DAY, views=2, readers=2, returned=2),
        ReaderDays(date=DAY, views=0, readers=1, returned=0),
    ]
    assert folded(counted) == [
        {"date": DAY, "band": 0, "readers": 1, "returned": 0},
        {"date": DAY, "band": 1, "readers": 5, "returned": 3},
    ]


def test_a_day_is_complete_when_all_on_which_to_return_are_over() -> None:
    assert last_complete(date(2026, 6, 9)) == DAY, "from 2 to 8 June"


def test_of_few_only_the_interval_is_told() -> None:
    found = report({0: (MIN_READER_DAYS, 80), 1: (MIN_READER_DAYS - 1, 80)}, DAY)
    known, few, none = found.bands[0], found.bands[1], found.bands[2]
    assert (known.status, known.returned.value) == (EvidenceStatus.MEASURED, 0.8)
    assert (few.status, few.returned.value, few.returned.n) == (EvidenceStatus.INSUFFICIENT_DATA, None, 99)
    assert few.returned.low is not None and few.returned.high is not None and few.returned.low < 80 / 99
    assert (none.returned.n, none.returned.low) == (0, None)


@pytest.mark.parametrize("until", [date(2026, 5, 31), date(2026, 9, 1)])
def test_a_span_is_of_some_days_and_not_too_many(until: date) -> None:
    with pytest.raises(InvalidInput):
        check_span(DAY, until)
