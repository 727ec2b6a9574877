"""Conditions of saved segments: who meets them, and which are refused."""

from datetime import UTC, datetime
from typing import Any

import pytest

from domain.churn import ChurnState
from domain.errors import InvalidInput
from domain.reach import ReachGap
from domain.saved_segment import Conditions, Facts, SavedSegment, check, fits
from domain.saved_segment_report import SavedSegmentReport, Tally, report
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
    activity=10.0,
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


def counted(members: int) -> SavedSegment:
    """So many members like MEMBER and one whom no run has looked at, of a hundred users."""
    tally = Tally()
    for _ in range(members - 1):
        tally.add(MEMBER)
    tally.add(MEMBER.model_copy(update={"segment": None, "churn": None, "activity": 30.0}))
    said = {"id": "sgs_1", "slug": "a", "name": "A", "created_at": JOINED, "changed_at": JOINED, "refreshed_at": JOINED}
    return SavedSegment.model_validate({**said, **tally.found(100)})


def test_a_report_tells_what_a_segment_is_made_of() -> None:
    found = report(counted(20))
    assert (found.gap, found.share, found.average_activity) == (None, 0.2, 11.0)
    assert {part.segment: part.users for part in found.segments if part.users} == {ValueSegment.HIGH_VALUE: 19}
    assert {part.state: part.users for part in found.churn if part.users} == {ChurnState.COOLING: 19}
    assert (len(found.segments), len(found.churn)) == (4, 6)


def test_of_few_members_nothing_is_reported() -> None:
    assert report(counted(19)) == SavedSegmentReport(gap=ReachGap.TOO_FEW)
    new = counted(20).model_copy(update={"members": None, "users": None})
    assert report(new) == SavedSegmentReport(gap=ReachGap.NOT_COUNTED)
