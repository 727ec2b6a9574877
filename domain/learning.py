"""Weights of R(u,c) learned from what members went on to do.

An example is one query: its candidates with the values of all features in [0,1], and which of them turned out relevant.
Weights w ≥ 0 minimise the listwise loss of ListNet (Cao, Qin, Liu, Tsai and Li, 2007): the cross entropy between the
softmax of the scores w·F over a query's candidates and an even share for each relevant one. It is convex, so there is
one answer and no start to choose, and it was no worse than ascent on NDCG@10 itself, which chases chance where there
are few hundred queries. A Gaussian prior around the default weights keeps those of which the examples tell nothing
where they were: it weighs `PRIOR` examples' worth, whatever their number.

Whether learned weights are better is judged by five-fold cross-fitting: each fifth of the users is ranked by weights
learned from the others, beside the default. They are, when the gain in NDCG@10 less one standard error is above 0.

What stands higher is looked at more often, and so clicked more often than it is worth. Where the place is known that a
relevant candidate was found at, it can be weighed by 1 over the chance that this place is looked at (Joachims,
Swaminathan and Schnabel, 2017), in the loss as in NDCG@10; these weights are divided by their mean (Swaminathan and
Joachims, 2015).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from domain.examples import Example, Examples
from domain.judging import Floats, resampled
from domain.off_policy import Interval

PRIOR = 0.25
SHARPNESS = 12.0
"""The sum of the default weights in the softmax: what that of learned ones came to on two communities."""

FOLDS = 5
FEWEST = 10
"""With fewer users nothing can be told from chance."""

STEPS, TOLERANCE = 150, 1e-4


@dataclass(frozen=True, slots=True)
class Learned:
    """Learned weights, which sum to 1, and what they would gain."""

    weights: Mapping[str, float]
    default: Mapping[str, float]
    examples: int
    users: int
    """Those who came to something that was a candidate: with fewer than `FEWEST` nothing was learned."""
    gain: Interval
    """In NDCG@10 on users they weren't learned from; the ends are one standard error away."""

    @property
    def better(self) -> bool:
        """Whether they should be used."""
        return self.gain.low > 0


def learn(
    examples: Sequence[Example], names: Sequence[str], default: Mapping[str, float], by_place: bool = False
) -> Learned:
    """Weights for the features `names`, in the order of the examples' values; the default where nothing can be told."""
    start = np.array([default[name] for name in names])
    start = start / start.sum()
    usable = Examples.of([one for one in examples if len(one.hits)], len(names), by_place)
    taught = usable.hits.any(axis=1) if len(usable.hits) else np.zeros(0, dtype=bool)
    users = len(set(usable.users[taught]))
    if users < FEWEST:
        return _as_told(start, start, names, len(usable.users), users, Interval(0.0, 0.0, 0.0))
    crossed = _cross_fitted(usable, start) - usable.ndcg(start)
    means = resampled(zip(usable.users.tolist(), crossed.tolist(), strict=True))
    mean, spread = float(crossed.mean()), float(means.std())
    weights = fit(usable, start)
    return _as_told(weights, start, names, len(usable.users), users, Interval(mean, mean - spread, mean + spread))


def _as_told(
    weights: Floats, start: Floats, names: Sequence[str], examples: int, users: int, gain: Interval
) -> Learned:
    named = {name: float(weight) for name, weight in zip(names, weights, strict=True)}
    return Learned(named, dict(zip(names, map(float, start), strict=True)), examples, users, gain)


def _cross_fitted(examples: Examples, start: Floats) -> Floats:
    """NDCG@10 of each query by weights learned from other users."""
    _, of = np.unique(examples.users, return_inverse=True)
    fold = np.random.default_rng(0).permutation(of.max() + 1)[of] % FOLDS
    found = np.zeros(len(examples.users))
    for one in range(FOLDS):
        found[fold == one] = examples.those(fold == one).ndcg(fit(examples.those(fold != one), start))
    return found


def fit(examples: Examples, start: Floats) -> Floats:
    """The weights of the smallest loss, which sum to 1: projected gradients with momentum (FISTA, Beck and Teboulle,
    2009), started anew when the momentum points uphill."""
    told = np.asarray(examples.hits.any(axis=1), dtype=bool)
    loss = Loss(examples.those(told), SHARPNESS * start)
    weights = ahead = loss.centre
    momentum, curve = 1.0, 1.0
    for _ in range(STEPS):
        found, slope = loss.at(ahead)
        while True:
            stepped = np.maximum(ahead - slope / curve, 0.0)
            step = stepped - ahead
            if loss.at(stepped)[0] <= found + slope @ step + curve / 2 * (step @ step) + 1e-7:
                break
            curve *= 2
        moved = float(np.abs(stepped - weights).sum())
        grown = (1 + np.sqrt(1 + 4 * momentum**2)) / 2
        uphill = slope @ (stepped - weights) > 0
        ahead = stepped if uphill else stepped + (momentum - 1) / grown * (stepped - weights)
        weights, momentum, curve = stepped, 1.0 if uphill else float(grown), curve * 0.9
        if moved < TOLERANCE * max(1.0, float(weights.sum())):
            break
    total = weights.sum()
    return weights / total if total > 0 else start


class Loss:
    """The listwise loss with its prior around `centre`, and its slope."""

    def __init__(self, examples: Examples, centre: Floats) -> None:
        self.centre = centre
        self._values = examples.values
        self._flat = examples.values.reshape(-1, examples.values.shape[-1])
        self._absent = np.where(examples.real, 0.0, -np.inf).astype(np.float32)
        self._queries = max(1, len(examples.users))
        wanted = examples.hits / np.maximum(1, (examples.hits > 0).sum(axis=1, keepdims=True))
        self._pull = wanted.sum(axis=1, keepdims=True).astype(np.float32)
        self._wanted = wanted.reshape(-1).astype(np.float32) @ self._flat / self._queries
        self._prior = PRIOR / self._queries

    def at(self, weights: Floats) -> tuple[float, Floats]:
        """Loss and slope at these weights."""
        scores = self._values @ weights.astype(np.float32) + self._absent
        top = scores.max(axis=1, keepdims=True)
        likely = np.exp(scores - top)
        total = likely.sum(axis=1, keepdims=True)
        away = weights - self.centre
        even = float(np.mean(self._pull * (np.log(total) + top)))
        loss = even - float(self._wanted @ weights) + self._prior / 2 * float(away @ away)
        likely *= self._pull / total
        slope = likely.reshape(-1) @ self._flat / self._queries - self._wanted + self._prior * away
        return loss, np.asarray(slope, dtype=np.float64)
