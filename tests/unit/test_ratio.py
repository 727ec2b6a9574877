"""Ratios: what they rest on, and intervals that hold what they should."""

from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.ratio import Ratio, poisson, ratio, wilson


def test_nothing_tried_is_no_ratio() -> None:
    assert ratio(0, 0) == Ratio(value=None, low=None, high=None, n=0)


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [(1, 1, 0.20655, 1.0), (0, 10, 0.0, 0.27753), (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605)],
)
def test_intervals_are_those_of_the_literature(hits: int, n: int, low: float, high: float) -> None:
    """The last two are examples of Newcombe (1998), Statistics in Medicine 17:857, table I, method 3."""
    found = ratio(hits, n)
    assert [found.low, found.high] == pytest.approx([low, high], abs=5e-5)


@given(st.integers(1, 10**9), st.data())
def test_the_share_lies_in_its_interval(n: int, data: st.DataObject) -> None:
    hits = data.draw(st.integers(0, n))
    found = ratio(hits, n)
    assert found.low is not None and found.value is not None and found.high is not None
    assert 0 <= found.low <= found.value + 1e-12 and found.value <= found.high + 1e-12 <= 1 + 2e-12


def test_more_hits_than_trials_are_all() -> None:
    assert ratio(12, 10) == ratio(10, 10)


def test_nineteen_of_twenty_intervals_hold_the_truth() -> None:
    """Wilson's coverage at a click rate of 2 % in 500 views, added up over all outcomes."""
    truth, n = 0.02, 500
    chances = (comb(n, hits) * truth**hits * (1 - truth) ** (n - hits) for hits in range(n + 1))
    held = (low <= truth <= high for low, high in (wilson(hits, n) for hits in range(n + 1)))
    assert sum(chance for chance, holds in zip(chances, held, strict=True) if holds) > 0.94


def test_a_rate_without_a_top_has_an_interval_too() -> None:
    low, high = poisson(10, 2.0)
    assert low < 5 < high
    assert poisson(0, 2.0)[0] == 0
