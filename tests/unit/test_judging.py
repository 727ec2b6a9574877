"""How well a score tells ones from zeros, and ranks as another figure does."""

import numpy as np
import pytest

from domain.judging import auc, rank_correlation


def test_the_auc_counts_pairs_and_halves_ties() -> None:
    came = np.array([1.0, 0.0, 1.0, 0.0])
    assert auc(np.array([3.0, 1.0, 2.0, 2.0]), came, 1 - came) == pytest.approx(3.5 / 4)
    assert auc(np.array([1.0, 2.0]), np.array([1.0, 5.0]), np.zeros(2)) == 0.5


def test_ranks_that_are_alike_correlate() -> None:
    one, evenly = np.array([1.0, 2.0, 3.0, 4.0]), np.ones(4)
    assert rank_correlation(one, one**3, evenly) == pytest.approx(1)
    assert rank_correlation(one, -one, evenly) == pytest.approx(-1)
    assert rank_correlation(one, np.zeros(4), evenly) == 0
    twice = np.array([1.0, 2.0, 2.0, 3.0, 4.0]), np.array([2.0, 1.0, 1.0, 4.0, 3.0])
    assert rank_correlation(one, np.array([2.0, 1.0, 4.0, 3.0]), np.array([1.0, 2.0, 1.0, 1.0])) == pytest.approx(
        rank_correlation(*twice, np.ones(5))
    ), "a weight of two is to be there twice"
