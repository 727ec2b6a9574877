"""Weights of A(u) learned from who came back.

A member at a moment is one observation: the features F of A(u) then, in [0,1), and whether they did anything on one of
the 28 days after. Weights w ≥ 0 and a constant b minimise the log loss of 1/(1 + e^−(b + w·F)), with a Gaussian prior
around the weights in use, brought to the scale on which these foretell best. It weighs `PRIOR` observations' worth.
Then weights are divided by their sum, for A(u) orders members and foretells nothing by itself.

How well a score tells who comes back is its AUC.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from domain.judging import Beside, Floats, auc, beside
from domain.logistic import fitted, scaled

PRIOR = 0.25
FEWEST = 20
"""So many who came back, and so many who didn't, are needed to learn from and to judge by."""


@dataclass(frozen=True, slots=True)
class Returns:
    """Observations: a row of features each, and whether the member came back."""

    values: Floats
    came: NDArray[np.bool_]

    @property
    def enough(self) -> bool:
        """Whether anything can be told."""
        return min(int(self.came.sum()), int((~self.came).sum())) >= FEWEST


def decayed(counts: Floats, ages: Floats, half_lives: Floats, caps: Floats) -> Floats:
    """What days add to xᵢ (domain/activity.py): rows are days, columns features; a half-life may be infinite."""
    return np.minimum(counts, caps) * 0.5 ** (ages[:, None] / half_lives)


def fit(of: Returns, start: Floats) -> Floats:
    """Weights that sum to 1; `start` where the observations tell nothing."""
    came = of.came.astype(float)
    centre, _ = scaled(of.values, came, 1 - came, start)
    weights, _ = fitted(of.values, came, 1 - came, centre, PRIOR)
    return weights / weights.sum() if weights.sum() > 0 else start


def compared(of: Returns, learned: Floats, former: Floats) -> Beside:
    """The AUC of the former weights, and what the learned ones add."""
    came = of.came.astype(float)

    def figure(score: Floats, times: Floats) -> float:
        return auc(score, came * times, (1 - came) * times)

    return beside(figure, of.values @ learned, of.values @ former, np.arange(len(came)))
