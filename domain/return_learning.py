"""Weights of A(u) learned from who came back.

A member at a moment is one observation: the features F of A(u) then, in [0,1), and whether they did anything on one of
the 28 days after. Weights w ≥ 0 and a constant b minimise the log loss of 1/(1 + e^−(b + w·F)), with a Gaussian prior
around the weights in use, brought to the scale on which these foretell best. It weighs `PRIOR` observations' worth. The
loss is convex; it is minimised by projected gradients with momentum (FISTA, Beck and Teboulle, 2009). Then weights are
divided by their sum, for A(u) orders members and foretells nothing by itself.

How well a score tells who comes back is the AUC: how often, of one who did and one who didn't, the first has the higher
score, ties being half (Mann and Whitney, 1947).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from domain.judging import Floats
from domain.off_policy import Interval

PRIOR = 0.25
STEPS = 2_000
DRAWS = 300
STEEPEST = 30.0
"""The sum of the weights in use at most: with more there would be no doubt of who comes back."""

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
    told = np.column_stack([of.values @ start, np.ones(len(of.came))])
    scale = min(STEEPEST, max(1e-3, float(_descend(told, of.came, np.zeros(2), np.zeros(2))[0])))
    rows = np.column_stack([of.values, np.ones(len(of.came))])
    held = np.append(np.full(len(start), PRIOR / len(of.came)), 0.0)
    weights = _descend(rows, of.came, np.append(scale * start, 0.0), held)[:-1]
    return weights / weights.sum() if weights.sum() > 0 else start


def _descend(rows: Floats, came: NDArray[np.bool_], centre: Floats, held: Floats) -> Floats:
    """The minimum of the log loss and ½·held·(w − centre)²; all but the last coefficient are 0 or more."""
    steepest = float(np.linalg.norm(rows, 2)) ** 2 / 4 / len(rows) + float(held.max())
    found = ahead = centre
    momentum = 1.0
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-np.clip(rows @ ahead, -30, 30)))
        stepped = ahead - (rows.T @ (chance - came) / len(rows) + held * (ahead - centre)) / steepest
        stepped[:-1] = np.maximum(stepped[:-1], 0.0)
        grown = (1 + np.sqrt(1 + 4 * momentum**2)) / 2
        ahead = stepped + (momentum - 1) / grown * (stepped - found)
        found, momentum = stepped, float(grown)
    return found


def auc(scores: Floats, came: NDArray[np.bool_]) -> float:
    """How often who came back has the higher score; 0.5 where all or nobody did."""
    ones, zeros = int(came.sum()), int((~came).sum())
    if not ones or not zeros:
        return 0.5
    ordered = np.sort(scores)
    ranks = (np.searchsorted(ordered, scores) + np.searchsorted(ordered, scores, side="right") + 1) / 2
    return float((ranks[came].sum() - ones * (ones + 1) / 2) / (ones * zeros))


def compared(of: Returns, learned: Floats, former: Floats) -> tuple[float, Interval]:
    """The AUC of the former weights, and what the learned ones add: 95 % of draws of members lie between its ends."""
    now, before = of.values @ learned, of.values @ former
    draw = np.random.default_rng(0)
    picks = (draw.integers(0, len(of.came), len(of.came)) for _ in range(DRAWS))
    drawn = [auc(now[pick], of.came[pick]) - auc(before[pick], of.came[pick]) for pick in picks]
    low, high = np.percentile(drawn, (2.5, 97.5))
    was = auc(before, of.came)
    return was, Interval(auc(now, of.came) - was, float(low), float(high))
