"""What weights are learned from: queries with their candidates, one by one and as arrays."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from domain.judging import DISCOUNTS, FIRST, IDEAL, Floats


@dataclass(frozen=True, slots=True)
class Example:
    """One query: a row of values for each candidate, whether it was relevant, and how many were relevant in all."""

    user: str
    values: NDArray[np.float32]
    hits: NDArray[np.bool_]
    relevant: int
    chances: NDArray[np.float32] | None = None
    """Of each candidate, how likely it was looked at where it was shown; 1 where that isn't known."""


@dataclass(frozen=True, slots=True)
class Examples:
    """Examples as arrays: queries × candidates (× features), with places that aren't `real` behind the real ones."""

    values: NDArray[np.float32]
    hits: NDArray[np.float32]
    """What each candidate counts: 0 when it wasn't relevant, else 1, or about 1 when weighed by its place."""
    real: NDArray[np.bool_]
    ideal: Floats
    users: NDArray[np.str_]

    @classmethod
    def of(cls, examples: Sequence[Example], features: int, by_place: bool = False) -> "Examples":
        """Examples with a candidate at least; what is no number counts as 0."""
        width = max((len(one.hits) for one in examples), default=0)
        values = np.zeros((len(examples), width, features), dtype=np.float32)
        hits, real = np.zeros(values.shape[:2], dtype=np.float32), np.zeros(values.shape[:2], dtype=bool)
        for row, one in enumerate(examples):
            size = len(one.hits)
            chances = one.chances if by_place and one.chances is not None else 1.0
            values[row, :size], hits[row, :size], real[row, :size] = one.values, one.hits / chances, True
        np.nan_to_num(values, copy=False, nan=0.0, posinf=0.0, neginf=0.0)
        hits /= hits[hits > 0].mean() if hits.any() else 1.0
        ideal = IDEAL[np.clip([one.relevant for one in examples], 1, FIRST).astype(int) - 1]
        return cls(values, hits, real, ideal, np.array([one.user for one in examples], dtype=np.str_))

    def those(self, rows: NDArray[np.bool_]) -> "Examples":
        return Examples(self.values[rows], self.hits[rows], self.real[rows], self.ideal[rows], self.users[rows])

    def ndcg(self, weights: Floats) -> Floats:
        """NDCG@10 of each query, ranked by these weights."""
        scores = np.where(self.real, self.values @ weights.astype(np.float32), -np.inf)
        order = np.argsort(-scores, axis=1, kind="stable")[:, :FIRST]
        hits = np.take_along_axis(self.hits, order, axis=1)
        return np.asarray(hits @ DISCOUNTS[: hits.shape[1]] / self.ideal, dtype=np.float64)
