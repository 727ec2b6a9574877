"""NDCG@10, and how sure a mean of it is; how well a score tells one thing from another: for judging and for learning.

NDCG@10 (Järvelin and Kekäläinen, 2002) with gains of 1 is Σ 1/log₂(place + 1) over the relevant among the first ten,
divided by the largest sum there could be. Queries of one user are alike, so the bootstrap (Efron, 1979) draws users.
The AUC is how often, of a one and a zero, the one has the higher score (Mann and Whitney, 1947), ties being half.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from domain.off_policy import Interval, Ints

Floats = NDArray[np.float64]

FIRST = 10
"""So many places are looked at."""

DISCOUNTS: Floats = 1 / np.log2(np.arange(2, FIRST + 2))
IDEAL: Floats = np.cumsum(DISCOUNTS)
"""The sum when the first place, the first two, … are relevant."""

DRAWS, FEW_DRAWS = 1_000, 300


def resampled(figures: Iterable[tuple[str, float]]) -> Floats:
    """Means of (user, figure) with the users drawn anew; the same draws whenever it is asked. 0 where there is none."""
    of_user: dict[str, list[float]] = defaultdict(list)
    for user, figure in figures:
        of_user[user].append(figure)
    if not of_user:
        return np.zeros(DRAWS)
    sums = np.array([[sum(some), len(some)] for some in of_user.values()], dtype=np.float64)
    draw = np.random.default_rng(0)
    picked = [sums[draw.integers(0, len(sums), len(sums))].sum(axis=0) for _ in range(DRAWS)]
    means = np.array(picked)
    return np.asarray(means[:, 0] / means[:, 1], dtype=np.float64)


def interval(figures: Iterable[tuple[str, float]]) -> Interval:
    """The mean of (user, figure), and the percentiles between which 95 of 100 draws put it."""
    known = list(figures)
    low, high = np.percentile(resampled(known), (2.5, 97.5))
    return Interval(float(np.mean([figure for _, figure in known])) if known else 0.0, float(low), float(high))


def error(figures: Iterable[tuple[str, float]]) -> float:
    """The standard error of the mean of (user, figure)."""
    return float(resampled(figures).std())


def gini(counts: Sequence[int] | Floats) -> float:
    """Gini's coefficient of inequality; 0 where there is nothing to share."""
    ordered = np.sort(np.array(counts, dtype=np.float64))
    total = ordered.sum()
    if not total:
        return 0.0
    ranks = np.arange(1, len(ordered) + 1)
    return float((2 * ranks - len(ordered) - 1) @ ordered / (len(ordered) * total))


def below(scores: Floats, weights: Floats) -> Floats:
    """How much weight has a lower score than each, with half of what has the same: a rank, where all weigh 1."""
    _, group = np.unique(scores, return_inverse=True)
    held = np.bincount(group, weights)
    return np.asarray((np.cumsum(held) - held / 2)[group], dtype=np.float64)


def auc(scores: Floats, ones: Floats, zeros: Floats) -> float:
    """The AUC where so many ones and zeros have each score; 0.5 where one of the two is missing."""
    pairs = float(ones.sum() * zeros.sum())
    return float(ones @ below(scores, zeros)) / pairs if pairs else 0.5


def rank_correlation(one: Floats, other: Floats, weights: Floats) -> float:
    """Spearman's ρ (1904) of two figures of the same things: 1 when they rank alike, 0 when one ranks nothing."""
    ranks = [below(figures, weights) for figures in (one, other)]
    first, second = (rank - rank @ weights / weights.sum() for rank in ranks)
    spread = float(np.sqrt((weights @ first**2) * (weights @ second**2)))
    return float(weights @ (first * second)) / spread if spread > 1e-9 else 0.0


class Beside(NamedTuple):
    """A figure by the former weights, and what the learned ones change."""

    former: float
    change: Interval


def beside(figure: Callable[[Floats, Floats], float], learned: Floats, former: Floats, of: Ints) -> Beside:
    """Two scores of the same rows by a figure of (score, times), and 95 % of what it is with those drawn anew that rows
    are `of`; `times` is how often each row counts."""
    _, whose = np.unique(of, return_inverse=True)
    size, draw = len(np.unique(of)), np.random.default_rng(0)
    once = np.ones(len(learned))
    was, now = figure(former, once), figure(learned, once)
    changes = []
    for _ in range(FEW_DRAWS):
        times = np.bincount(draw.integers(0, size, size), minlength=size)[whose].astype(float)
        changes.append(figure(learned, times) - figure(former, times))
    low, high = np.percentile(changes, (2.5, 97.5))
    return Beside(was, Interval(now - was, float(low), float(high)))
