"""Conditions of saved segments: who meets them, and which are refused."""

from datetime import UTC, datetime
from typing import Any

import pytest

from domain.churn import ChurnState
from domain.errors import InvalidInput
from domain.saved_segment import Conditions, Facts, check, fits
from domain.segment import ValueSegment

JOINED = datetime(2026, 3, 1, tzinfo=UTC)
MEMBER = Facts(
    user_id="usr_1",
    segment=ValueSegment.HIGH_VALUE,
    churn=ChurnState.COOLING,
    activity_percentile=0.7,
    revenue_percentile=None,
    joined_at=JOINED,
    tags=frozenset({"rust"}),
    areas=frozenset({"help"}),
    tier="gold",
)


@pytest.mark.parametrize(
    ("wanted", "met"),
    [
        ({"segments": ("HIGH_VALUE", "POTENTIAL")}, True),
        ({"segments": ("LOW_VALUE",)}, False),
        ({"churn": ("COOLING",)}, True),
        ({"churn": ("ACTIVE",)}, False),
        ({"activity_percentile_from": 0.7, "activity_percentile_to": 0.7}, True),
        ({"activity_percentile_from": 0.71}, False),
        ({"activity_percentile_to": 0.69}, False),
        ({"revenue_percentile_from": 0.0}, False),
        ({"joined_from": JOINED}, True),
        ({"joined_to": JOINED}, False),
        ({"tags": ("go", "rust")}, True),
        ({"tags": ("go",)}, False),
        ({"areas": ("blog",)}, False),
        ({"tiers": ("gold",)}, True),
        ({"tiers": ("silver",)}, False),
        ({"tags": ("rust",), "churn": ("ACTIVE",)}, False),
    ],
)
def test_who_meets_all_that_is_given(wanted: dict[str, Any], met: bool) -> None:
    assert fits(Conditions(**wanted), MEMBER) is met


@pytest.mark.parametrize(
    ("slug", "name", "wanted", "path"),
    [
        ("No Slug", "Name", {"tags": ("a",)}, "slug"),
        ("slug", " ", {"tags": ("a",)}, "name"),
        ("slug", "Name", {}, "conditions"),
        ("slug", "Name", {"activity_percentile_from": 1.5}, "activityPercentileFrom"),
        ("slug", "Name", {"activity_percentile_to": float("nan")}, "activityPercentileTo"),
        ("slug", "Name", {"activity_percentile_from": 0.5, "activity_percentile_to": 0.4}, "conditions"),
        ("slug", "Name", {"joined_from": JOINED, "joined_to": JOINED}, "conditions"),
        ("slug", "Name", {"tags": tuple(map(str, range(21)))}, "tags"),
    ],
)
def test_what_cannot_be_is_refused(slug: str, name: str, wanted: dict[str, Any], path: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        check(slug, name, Conditions(**wanted))
    assert refused.value.path[-1] == path
