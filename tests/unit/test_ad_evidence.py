"""What delivery has shown, as it is counted anew: sums of days, shares of sponsors, hours without gaps."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain.ad_value import Counts
from graph.ad_evidence import Asked, Delivered
from resolvers.ad_evidence import evidence_of, plans_of

MONDAY, TUESDAY = date(2026, 11, 16), date(2026, 11, 17)
FIRST = datetime(2026, 11, 2, tzinfo=UTC)


def delivered(ad_id: str, sponsor_id: str, views: int, clicks: int = 0) -> Delivered:
    """Counts of an ad in the sidebar on one day."""
    counts = {"views": views, "clicks": clicks, "conversions": 0}
    return Delivered(ad_id=ad_id, placement="sidebar", sponsor_id=sponsor_id, **counts)


def test_days_are_added_up_and_shares_are_of_the_latest() -> None:
    days = {
        MONDAY: [delivered("adv_a", "spo_a", 900, 9)],
        TUESDAY: [delivered("adv_a", "spo_a", 100, 2), delivered("adv_b", "spo_b", 300)],
    }
    evidence = evidence_of(days, [TUESDAY])
    assert evidence.of_ads["adv_a", "sidebar"] == Counts(1_000, 11, 0)
    assert evidence.everywhere == evidence.of_placements["sidebar"] == Counts(1_300, 11, 0)
    assert [evidence.share(sponsor, "sidebar") for sponsor in ("spo_a", "spo_b", "spo_c")] == [0.25, 0.75, 0]
    assert evidence_of({}, []).everywhere == Counts()


def test_hours_in_which_nothing_was_asked_for_count_too() -> None:
    asked = [Asked(at=FIRST + timedelta(days=day, hours=12), requests=480) for day in range(14)]
    curve = plans_of(asked, FIRST + timedelta(days=14)).curve(ZoneInfo("UTC"))
    assert curve.of_hour[12] > 20
    assert max(of for hour, of in enumerate(curve.of_hour) if hour != 12) < 0.1
    assert curve.of_weekday == pytest.approx([1] * 7, rel=0.1)
    flat = plans_of([], FIRST).curve(ZoneInfo("UTC"))
    assert set(flat.of_hour) == {1.0}
