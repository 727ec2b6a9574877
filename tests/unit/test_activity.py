"""The reference of A(u): its range, what moves it and what can't."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import activity
from domain.activity import COUNTERS, FORMULA, DayCounts
from domain.scoring import ScoringFeature, Weighting

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
DEFAULT = FORMULA.defaults()
EVERYTHING = FORMULA.propose([Weighting(known.name, 1) for known in FORMULA.features])
counters = sorted({counter for counted in COUNTERS.values() for counter in counted})
day_counts = st.builds(
    DayCounts,
    date=st.integers(-5, 400).map(lambda age: NOW.date() - timedelta(days=age)),
    counts=st.dictionaries(st.sampled_from(counters), st.integers(0, 60)),
)
histories = st.lists(day_counts, max_size=12, unique_by=lambda day: day.date)


def score(days: list[DayCounts], as_of: datetime = NOW) -> float:
    return activity.value(activity.parts(days, as_of, EVERYTHING))


@given(histories)
def test_it_lies_between_0_and_100_and_its_parts_add_up(days: list[DayCounts]) -> None:
    parts = activity.parts(days, NOW, EVERYTHING)
    assert 0 <= activity.value(parts) <= 100
    assert all(0 <= part.value < 100 and part.contribution == part.weight * part.value for part in parts)
    assert [part.feature for part in parts] == sorted(COUNTERS)


@given(histories, st.randoms())
def test_the_order_of_days_changes_nothing(days: list[DayCounts], random: Random) -> None:
    assert score(random.sample(days, len(days))) == score(days)


@given(histories, st.sampled_from(counters), st.integers(1, 50), st.data())
def test_doing_more_never_lowers_it(days: list[DayCounts], counter: str, more: int, data: st.DataObject) -> None:
    day = data.draw(day_counts)
    without = [other for other in days if other.date != day.date]
    increased = DayCounts(date=day.date, counts={**day.counts, counter: day.counts.get(counter, 0) + more})
    assert score([*without, increased]) >= score([*without, day])


@given(histories, st.integers(1, 50))
def test_days_after_the_moment_do_not_count(days: list[DayCounts], ahead: int) -> None:
    later = DayCounts(date=NOW.date() + timedelta(days=ahead), counts={"publish": 5})
    before = [day for day in days if day.date <= NOW.date()]
    assert score([*before, later]) == score(before)


@given(histories, st.integers(0, 23), st.integers(0, 23))
def test_the_hour_does_not_matter(days: list[DayCounts], one: int, other: int) -> None:
    assert score(days, NOW.replace(hour=one)) == score(days, NOW.replace(hour=other))


@pytest.mark.parametrize("feature", DEFAULT, ids=lambda feature: feature.name)
def test_a_day_counts_up_to_its_cap(feature: ScoringFeature) -> None:
    counter = COUNTERS[feature.name][0]
    assert feature.daily_cap is not None
    at_cap = DayCounts(date=NOW.date(), counts={counter: feature.daily_cap})
    above = DayCounts(date=NOW.date(), counts={counter: feature.daily_cap + 1})
    below = DayCounts(date=NOW.date(), counts={counter: feature.daily_cap - 1})
    assert score([below]) < score([at_cap]) == score([above])


def test_counters_of_one_feature_share_its_cap() -> None:
    up = DayCounts(date=NOW.date(), counts={"vote_up": 20})
    both = DayCounts(date=NOW.date(), counts={"vote_up": 15, "vote_down": 15})
    assert score([up]) == score([both])


def test_a_worked_example() -> None:
    """Two articles today and one a half-life (45 days) ago: x = 2.5, F = 2.5 / 8.5, weighed .28."""
    days = [
        DayCounts(date=date(2026, 6, 1), counts={"publish": 2}),
        DayCounts(date=date(2026, 4, 17), counts={"publish": 1}),
    ]
    parts = {part.feature: part for part in activity.parts(days, NOW, DEFAULT)}
    assert parts["publish"].value == pytest.approx(100 * 2.5 / 8.5, abs=1e-12)
    assert activity.value(parts.values()) == pytest.approx(0.28 * 100 * 2.5 / 8.5, abs=1e-12)


def test_the_page_about_it_says_what_version_1_is(root: Path) -> None:
    page = (root / "docs" / "activity.md").read_text(encoding="utf-8")
    for feature in DEFAULT:
        counted = ", ".join(counter.upper() for counter in COUNTERS[feature.name])
        weight = f"{feature.weight:.2f}"[1:] if feature.active else "0"
        half_life, saturation = f"{feature.half_life_days:g}", f"{feature.saturation:g}"
        cells = (f"`{feature.name}`", counted, weight, str(feature.daily_cap), half_life, saturation)
        assert f"| {' | '.join(cells)} |" in page
