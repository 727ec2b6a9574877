"""The reference of the features, held to what it promises of their range and direction."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.features import DIVIDED, FRESH, TREND, Community, Item, Reader, normalised, quality, raw, tag_affinity
from domain.ranking import Weight, score
from domain.recommendation import FORMULA
from domain.scoring import KnownFeature
from tests.graph.worlds import NOW, World, items, worlds

NAMES = {known.name for known in FORMULA.features}


def values_of(world: World) -> dict[str, dict[str, float]]:
    """The features in [0,1] of everything in a world, by id."""
    contents = [written.item for written in world.contents]
    values, _ = normalised(raw(contents, world.community, world.reader))
    return {item.id: row for item, row in zip(contents, values, strict=True)}


@given(worlds())
def test_every_feature_of_the_formula_lies_between_0_and_1(world: World) -> None:
    for row in values_of(world).values():
        assert row.keys() == NAMES
        assert all(0 <= value <= 1 for value in row.values())


@given(worlds())
def test_the_score_lies_between_0_and_1(world: World) -> None:
    weights = [Weight(name=known.name, weight=known.weight) for known in FORMULA.features]
    for row in values_of(world).values():
        assert 0 <= score(weights, [row[weight.name] for weight in weights]) <= 1 + 1e-12


@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_of_the_candidates_changes_nothing(world: World, random: Random) -> None:
    contents = [written.item for written in world.contents]
    shuffled = random.sample(contents, len(contents))
    values, divisors = normalised(raw(contents, world.community, world.reader))
    others, as_before = normalised(raw(shuffled, world.community, world.reader))
    by_id = {item.id: row for item, row in zip(contents, values, strict=True)}
    assert {item.id: row for item, row in zip(shuffled, others, strict=True)} == by_id
    assert divisors == as_before


@given(items(0), items(1))
def test_the_newer_is_the_fresher_by_every_half_life(one: Item, other: Item) -> None:
    older, newer = sorted((one, other), key=lambda item: item.published_at)
    below, above = raw([older, newer], None)
    for name in FRESH:
        assert below[name] <= above[name] == 1


@given(items(0), st.integers(1, 100))
def test_who_is_read_more_lately_trends_more(item: Item, more: int) -> None:
    known = replace(item, trends=dict.fromkeys(TREND, 3.0), signals_at=NOW)
    rising = replace(known, trends=dict.fromkeys(TREND, 3.0 + more))
    below, above = raw([known, rising], Community(NOW, 100, dict.fromkeys(TREND, 20.0)))
    assert all(below[name] < above[name] for name in TREND)


def test_a_community_in_which_everybody_is_read_alike_has_no_trends() -> None:
    """As on undated data: every trend is what popularity predicts."""
    contents = [
        Item(f"{n}", NOW, readers=n, trends=dict.fromkeys(TREND, float(n)), signals_at=NOW) for n in range(1, 9)
    ]
    measured = raw(contents, Community(NOW, 36, dict.fromkeys(TREND, 36.0)))
    assert all(row[name] == pytest.approx(0, abs=1e-12) for row in measured for name in TREND)


@given(st.integers(1, 500), st.data())
def test_quality_rises_with_those_who_liked_it_and_stays_below_their_share(readers: int, data: st.DataObject) -> None:
    positive = data.draw(st.integers(0, readers - 1))
    assert quality(positive, readers) < quality(positive + 1, readers)
    assert -1e-12 <= quality(positive, readers) <= positive / readers + 1e-12


@given(st.integers(1, 50), st.integers(0, 50))
def test_the_same_share_of_more_readers_is_worth_more(positive: int, others: int) -> None:
    assert quality(positive, positive + others) < quality(3 * positive, 3 * (positive + others))


def test_quality_by_hand() -> None:
    """Eight of ten, z = 1.2816: (.8 + .0821 - 1.2816·√(.016 + .0041)) / 1.1642."""
    assert quality(8, 10) == pytest.approx(0.6015, abs=1e-4)


@given(st.dictionaries(st.sampled_from("abcd"), st.floats(0.1, 9), min_size=1))
def test_nothing_is_closer_to_an_interest_than_content_about_that_alone(tags: dict[str, float]) -> None:
    assert tag_affinity(tags, {"a": 1.0}) <= tag_affinity({"a": 2.0}, {"a": 1.0}) + 1e-12
    assert tag_affinity({}, {"a": 1.0}) == 0 == tag_affinity(tags, {})


def test_what_appeared_after_the_last_visit_is_unseen() -> None:
    contents = [Item("old", NOW - timedelta(days=2)), Item("new", NOW)]
    assert [row["unseen"] for row in raw(contents, None, Reader(last_visit_at=NOW - timedelta(days=1)))] == [0, 1]
    assert [row["unseen"] for row in raw(contents, None)] == [0, 0], "who never came has seen nothing of it all"


def test_a_divisor_is_the_largest_of_the_candidates() -> None:
    contents = [Item("a", NOW, found={"walk": 2.0}), Item("b", NOW, found={"walk": 8.0}), Item("c", NOW)]
    values, divisors = normalised(raw(contents, None))
    assert [row["walk"] for row in values] == [0.25, 1, 0] and divisors["walk"] == 8
    assert divisors.keys() == DIVIDED


def test_there_is_nothing_to_measure_among_no_candidates() -> None:
    assert normalised(raw([], None)) == ([], {})


def test_the_page_on_recommendation_says_what_the_formula_says(root: Path) -> None:
    page = (root / "docs" / "recommendation.md").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in page.splitlines() if line.startswith("| `")]
    told = {cells[0].strip("`"): tuple(cells[3:]) for cells in rows if len(cells) == 5}
    assert told == {known.name: _told(known) for known in FORMULA.features}


def _told(known: KnownFeature) -> tuple[str, str]:
    weight = f"{known.weight:.3f}"[1:]
    shown = weight[:3] if weight.endswith("0") else weight
    return "of the largest" if known.name in DIVIDED else "as is", shown if known.weight else "0"
