"""The minimum of logistic regression with weights that are 0 or more."""

import numpy as np
import pytest

from domain.logistic import fitted


def test_the_minimum_is_found_within_its_bounds() -> None:
    values = np.random.default_rng(1).random((400, 3))
    likely = 1 / (1 + np.exp(3 - values @ np.array([4.0, 0.0, 1.5])))
    weights, constant = fitted(values, 100 * likely, 100 * (1 - likely), np.zeros(3), 0.0)
    assert [*weights, constant] == pytest.approx([4, 0, 1.5, -3], abs=1e-3), "what made exactly these chances"
    likely = 1 / (1 + np.exp(3 - values @ np.array([4.0, -3.0, 1.5])))
    weights, constant = fitted(values, likely, 1 - likely, np.zeros(3), 0.0)
    left = likely - 1 / (1 + np.exp(-(values @ weights + constant)))
    slope = left @ np.column_stack([values, np.ones(400)])
    assert weights[1] == 0 and slope[1] < 0, "what makes it less likely does nothing"
    assert slope[[0, 2, 3]] == pytest.approx([0, 0, 0], abs=1e-3)
