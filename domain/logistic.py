"""How likely something happens, by features that each make it likelier or do nothing: logistic regression with bounds.

Weights w ≥ 0 and a constant b minimise the log loss of 1/(1 + e^−(b + w·F)) and a Gaussian prior around weights that
are given. It is convex, so there is one answer. Newton's steps find it, each the minimum of a quadratic, by coordinates
(Friedman, Hastie and Tibshirani, 2010); a step that goes too far is halved.
"""

import numpy as np

from domain.judging import Floats

STEEPEST = 30.0
"""The sum of weights at most, where those in use are brought to the scale on which they foretell: with more there would
be no doubt."""

ROUNDS, SWEEPS, EXACT = 30, 300, 1e-7


def chance(odds: Floats) -> Floats:
    """1/(1 + e^−odds)."""
    return np.asarray(1 / (1 + np.exp(-np.clip(odds, -30, 30))), dtype=np.float64)


def scaled(values: Floats, ones: Floats, zeros: Floats, weights: Floats) -> tuple[Floats, float]:
    """The weights on the scale on which they foretell best, and the constant beside them."""
    found, constant = fitted((values @ weights)[:, None], ones, zeros, np.zeros(1), 0.0)
    return min(STEEPEST, max(1e-3, float(found[0]))) * weights, constant


def fitted(values: Floats, ones: Floats, zeros: Floats, centre: Floats, held: float) -> tuple[Floats, float]:
    """w and b, where so many ones and zeros came of each row; the prior is ½·held·|w − centre|²."""
    total = ones + zeros
    middle = total @ values / max(EXACT, float(total.sum()))  # so that the constant moves apart from the weights
    rows = np.column_stack([values - middle, np.ones(len(total))])
    prior = np.append(np.full(len(centre), held), 0.0)
    ahead = np.append(centre, np.log((ones.sum() + 0.5) / (zeros.sum() + 0.5)))

    def loss(at: Floats) -> float:
        odds = np.clip(rows @ at, -30, 30)
        return float(total @ np.log1p(np.exp(odds)) - ones @ odds + prior @ (at - ahead) ** 2 / 2)

    found = ahead
    for _ in range(ROUNDS):
        likely = chance(rows @ found)
        curve = (rows.T * (total * likely * (1 - likely))) @ rows + np.diag(prior + 1e-6)
        stepped = _lowest(curve, curve @ found + rows.T @ (ones - total * likely) + prior * (ahead - found), found)
        while loss(stepped) > loss(found) + EXACT and float(np.abs(stepped - found).max()) > EXACT:
            stepped = (stepped + found) / 2
        moved, found = float(np.abs(stepped - found).max()), stepped
        if moved < 1e-5:
            break
    return found[:-1], float(found[-1] - middle @ found[:-1])


def _lowest(curve: Floats, pull: Floats, start: Floats) -> Floats:
    """What minimises ½·x·curve·x − pull·x, all but the last coordinate being 0 or more."""
    found = start.copy()
    for _ in range(SWEEPS):
        moved = 0.0
        for n, row in enumerate(curve):
            there = float(found[n] + (pull[n] - row @ found) / row[n])
            there = max(0.0, there) if n < len(found) - 1 else there
            moved, found[n] = max(moved, abs(there - found[n])), there
        if moved < EXACT:
            break
    return found
