"""The policy: chances that sum to one, favour the best, never forget anybody, and are those that are drawn."""

from collections import Counter
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.ad_policy import EXPLORED, MOST, chances, drawn
from domain.ad_value import Belief

worths = st.lists(st.just(0.0) | st.floats(1e-9, 1e6), min_size=1, max_size=MOST)


@given(worths)
def test_chances_sum_to_one_in_the_order_of_worth_and_none_is_forgotten(values: list[float]) -> None:
    found = chances(values)
    worthy = [chance for value, chance in zip(values, found, strict=True) if value > 0]
    assert sum(found) == pytest.approx(1.0 if worthy else 0.0)
    assert all(chance >= EXPLORED / len(worthy) for chance in worthy)
    assert all(chance == 0 for value, chance in zip(values, found, strict=True) if value == 0)
    ranked = sorted(range(len(values)), key=lambda index: values[index])
    assert all(found[one] <= found[other] for one, other in pairwise(ranked))


@given(worths, st.floats(1e-3, 1e3))
def test_chances_dont_mind_the_unit_of_money(values: list[float], factor: float) -> None:
    assert chances([value * factor for value in values]) == pytest.approx(chances(values), abs=1e-9)


def test_what_is_drawn_has_the_chance_that_is_told() -> None:
    values, random, rounds = [0.0, 5.0, 4.9, 4.0, 0.1], Random(1), 100_000
    told = chances(values)
    counted = Counter(drawn(told, random.random()) for _ in range(rounds))
    for index, chance in enumerate(told):
        assert counted[index] / rounds == pytest.approx(chance, abs=4 * (chance * (1 - chance) / rounds) ** 0.5)


def test_luck_at_its_ends_falls_on_what_has_a_chance() -> None:
    assert drawn([0.0, 1.0, 0.0], 0.0) == 1
    assert drawn([0.0, 1 - 1e-12, 0.0], 1 - 1e-16) == 1
    with pytest.raises(ValueError, match="nothing"):
        drawn(chances([0.0, 0.0]), 0.5)


def test_the_best_of_new_ads_is_found_and_shown() -> None:
    """20 ads with rates the policy doesn't know: the best one is found while they are shown."""
    random, rounds = Random(7), 30_000
    truth = [random.uniform(0.005, 0.05) for _ in range(20)]
    views, clicks, expected = [0] * 20, [0] * 20, 0.0
    for _ in range(rounds):
        beliefs = [Belief.of(hits, tries, 0.02) for hits, tries in zip(clicks, views, strict=True)]
        shown = drawn(chances([belief.drawn(random) for belief in beliefs]), random.random())
        views[shown] += 1
        clicks[shown] += random.random() < truth[shown]
        expected += truth[shown]
    assert expected / rounds >= 0.85 * max(truth)
    assert min(views) > 0
