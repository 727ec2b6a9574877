"""Ids of places in lists: what goes out comes back, and what others made up tells nothing."""

from datetime import UTC, datetime

import pytest

from domain.exposure import examined, exposure, place_of
from domain.ids import ModelId

MODEL = ModelId("mdl_01jz000000000000000000000m")
AT = datetime(2026, 11, 1, 12, tzinfo=UTC)


def test_a_place_is_read_from_its_id() -> None:
    assert [place_of(exposure(AT, MODEL, place)) for place in (1, 10, 300)] == [1, 10, 300]
    assert len(exposure(AT, MODEL, 300)) < 100


@pytest.mark.parametrize(
    "id", [None, "", "newsletter-7", exposure(AT, MODEL, 0), exposure(AT, MODEL, 301), exposure(AT, MODEL, 1) + "0000"]
)
def test_what_no_list_has_is_no_place(id: str | None) -> None:
    assert place_of(id) is None


def test_what_stands_lower_is_looked_at_less() -> None:
    assert [examined(place) for place in (1, 3, 7)] == pytest.approx([1, 1 / 2, 1 / 3])
