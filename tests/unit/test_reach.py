"""Reach: samples that stand for the whole, and nothing told of few people."""

import random
from datetime import UTC, datetime
from math import fsum

import pytest

from domain.ad_context import AdContext, AdReaderProfile
from domain.ids import TagId, UserId
from domain.match import Criterion
from domain.reach import CONTENTS, LEAST, MEMBERS, ReachGap, Sampled, by_views, estimate, rounded, some_of
from domain.segment import ValueSegment
from domain.targeting import Targeting

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


def readers(high: int, low: int, unknown: int = 0) -> list[AdContext]:
    """So many readers of a segment, and so many of whom nothing is known."""
    profiles = [
        *[AdReaderProfile(UserId("u"), ValueSegment.HIGH_VALUE)] * high,
        *[AdReaderProfile(UserId("u"), ValueSegment.LOW_VALUE)] * low,
        *[None] * unknown,
    ]
    return [AdContext("", NOW, reader=profile) for profile in profiles]


def page(views: float, *tags: str) -> Sampled:
    return Sampled(AdContext("", NOW, tag_ids=tuple(map(TagId, tags))), views)


HIGH = Targeting(segments=(ValueSegment.HIGH_VALUE,))


def test_a_sample_of_members_is_as_large_as_it_may_be_and_stays() -> None:
    ids = [f"usr_{number}" for number in range(3 * MEMBERS)]
    taken = some_of(ids)
    assert len(taken) == len(set(taken)) == MEMBERS and taken == some_of(ids[::-1])
    assert set(some_of(ids[:-50])) >= set(taken) - set(ids[-50:])
    assert sorted(some_of(ids[:7])) == sorted(ids[:7])


def test_a_sample_of_contents_stands_for_all_views() -> None:
    rng = random.Random(7)
    views = {f"cnt_{number}": int(rng.paretovariate(1.1)) for number in range(30_000)}
    taken = by_views(views)
    total = sum(views.values())
    assert len(taken) <= 2 * CONTENTS
    assert fsum(taken.values()) == pytest.approx(total, rel=0.02)
    tenth = {id for id in views if id.endswith("3")}
    part = fsum(count for id, count in taken.items() if id in tenth)
    assert part == pytest.approx(sum(views[id] for id in tenth), rel=0.25)
    few = {id: views[id] for id in list(views)[:10]}
    assert by_views(few) == few


def test_of_few_people_nothing_is_told() -> None:
    assert estimate(HIGH, 100, readers(LEAST, 80), [page(300)], NOW).members == LEAST
    told = estimate(HIGH, 100, readers(LEAST - 1, 81), [page(300)], NOW)
    assert (told.members, told.views_per_day, told.gap) == (None, None, ReachGap.TOO_FEW)
    assert estimate(Targeting(), LEAST - 1, None, [page(300)], NOW).gap is ReachGap.TOO_FEW


def test_a_sample_of_many_is_told_of_many() -> None:
    assert estimate(HIGH, 50_000, readers(500, 1_500), [], NOW).members == 12_000  # a quarter, to two digits


def test_of_whom_nothing_is_known_passes_what_is_ruled_out_and_is_not_asked_for() -> None:
    some = readers(30, 0, unknown=70)
    assert estimate(HIGH, 100, some, [], NOW).members == 30
    assert estimate(Targeting(exclude_segments=(ValueSegment.HIGH_VALUE,)), 100, some, [], NOW).members == 70


def test_views_are_those_of_pages_it_stands_beside() -> None:
    pages = [page(3_000, "a"), page(900, "a", "b"), page(600)]
    assert estimate(Targeting(include_tags=(TagId("a"),)), 100, None, pages, NOW).views_per_day == 130
    assert estimate(Targeting(exclude_tags=(TagId("b"),)), 100, None, pages, NOW).views_per_day == 120
    assert estimate(Targeting(similar_tags=("a+b+c",)), 100, None, pages, NOW).views_per_day == 30


def test_what_nobody_keeps_is_named_and_not_counted() -> None:
    asked = Targeting(countries=("DE",), exclude_devices=("mobile",), hours=(9,), weekdays=(1,))
    told = estimate(asked, 100, None, [page(300)], NOW)
    assert (told.members, told.views_per_day) == (100, 10)
    assert set(told.not_counted) == {Criterion.COUNTRY, Criterion.DEVICE, Criterion.HOUR, Criterion.WEEKDAY}


@pytest.mark.parametrize(
    ("count", "step", "told"),
    [(0, 1, 0), (7.4, 1, 7), (99, 1, 99), (123, 1, 120), (24, 10, 20), (97, 10, 100), (1_234, 10, 1_200)],
)
def test_numbers_have_two_digits(count: float, step: int, told: int) -> None:
    assert rounded(count, step) == told
    assert rounded(98_765, step) == 99_000
