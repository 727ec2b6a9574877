"""NDCG@10 and how sure a mean of it is: shared by what judges rankings and by what learns their weights.

NDCG@10 (Järvelin and Kekäläinen, 2002) with gains of 1 is Σ 1/log₂(place + 1) over the relevant among the first ten,
divided by the largest sum there could be. Queries of one user are alike, so the bootstrap (Efron, 1979) draws users.
"""

from collections import defaultdict
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from domain.off_policy import Interval

Floats = NDArray[np.float64]

FIRST = 10
"""So many places are looked at."""

DISCOUNTS: Floats = 1 / np.log2(np.arange(2, FIRST + 2))
IDEAL: Floats = np.cumsum(DISCOUNTS)
"""The sum when the first place, the first two, … are relevant."""

DRAWS = 1_000


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
