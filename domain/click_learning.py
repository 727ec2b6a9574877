"""Weights of E(a,C) learned from what is clicked.

An ad in a part of the community at a moment is one observation: the products D·F of E(a,C) then, and on how many of its
views there in the days after it was clicked. Weights w ≥ 0 and a constant b minimise the log loss over these views of
1/(1 + e^−(b + w·DF)), with a Gaussian prior around the weights in use, brought to the scale on which these foretell
best. It weighs `PRIOR` views' worth, times the over-dispersion: views of one ad are alike, so they tell less than as
many apart would (McCullagh and Nelder, 1989). A view is in several parts, and counts once. Then weights are divided by
their sum, for E compares ads and foretells no rate by itself.

Whether they are better is told by ads they weren't learned from: five-fold cross-fitting over ads, on later days, by
how often a view that was clicked has a higher E than one that wasn't, and by how far E ranks ads in parts as their
click rates do.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from domain.effectiveness import MEASURES
from domain.judging import Beside, Floats, auc, beside, rank_correlation
from domain.logistic import chance, fitted, scaled
from domain.off_policy import Ints

PRIOR = 0.25
FOLDS = 5
FEWEST_ADS, FEWEST_CLICKS = 10, 100
"""So many are needed to learn from and to judge by."""


@dataclass(frozen=True, slots=True)
class Clicks:
    """Observations: of which ad, a row of D·F each, and the views and clicks in the days after."""

    ads: Ints
    values: Floats
    views: Floats
    clicks: Floats
    share: Floats
    """What a view counts, so that it counts once however many parts it is in."""

    @classmethod
    def of(cls, some: Sequence["Clicks"], features: int) -> "Clicks":
        """All together."""
        none = cls(np.zeros(0, dtype=np.int64), np.zeros((0, features)), *(np.zeros(0) for _ in range(3)))
        columns = ("ads", "values", "views", "clicks", "share")
        return cls(*(np.concatenate([getattr(one, name) for one in (none, *some)]) for name in columns))

    def those(self, rows: NDArray[np.bool_]) -> "Clicks":
        """Some of them."""
        return Clicks(self.ads[rows], self.values[rows], self.views[rows], self.clicks[rows], self.share[rows])

    @property
    def distinct(self) -> int:
        """How many ads."""
        return len(np.unique(self.ads))

    @property
    def once(self) -> tuple[Floats, Floats]:
        """Views that were clicked and that weren't, each counted once altogether."""
        return self.clicks * self.share, (self.views - self.clicks) * self.share

    @property
    def enough(self) -> bool:
        """Whether anything can be told."""
        return self.distinct >= FEWEST_ADS and bool(self.once[0].sum() >= FEWEST_CLICKS)


def fit(of: Clicks, start: Floats) -> Floats:
    """Weights that sum to 1; `start` where the observations tell nothing."""
    centre, constant = scaled(of.values, *of.once, start)
    held = PRIOR * _dispersion(of, chance(of.values @ centre + constant))
    weights, _ = fitted(of.values, *of.once, centre, held)
    return weights / weights.sum() if weights.sum() > 0 else start


def _dispersion(of: Clicks, likely: Floats) -> float:
    """How much farther clicks are from what is foretold than by chance: Pearson's X² an observation; 1 at least."""
    away = (of.clicks - of.views * likely) ** 2 / (of.views * likely * (1 - likely))
    return max(1.0, float(away.mean()))


def crossed(taught: Clicks, judged: Clicks, start: Floats) -> Floats:
    """The score of each judged observation by weights that were learned from other ads."""
    ads = np.unique(np.concatenate([taught.ads, judged.ads]))
    fold = np.random.default_rng(0).permutation(len(ads)) % FOLDS
    teaching, judging = (fold[np.searchsorted(ads, one.ads)] for one in (taught, judged))
    found = np.zeros(len(judged.ads))
    for one in range(FOLDS):
        found[judging == one] = judged.values[judging == one] @ fit(taught.those(teaching != one), start)
    return found


def compared(of: Clicks, learned: Floats, former: Floats) -> tuple[Beside, Beside]:
    """The AUC of two scores over views, and their rank correlation with click rates over ads in parts."""
    k = MEASURES["click_rate"].prior
    clicked, missed = of.once
    rates = (of.clicks + k * clicked.sum() / (clicked + missed).sum()) / (of.views + k)

    def over_views(score: Floats, times: Floats) -> float:
        return auc(score, clicked * times, missed * times)

    def over_parts(score: Floats, times: Floats) -> float:
        return rank_correlation(score, rates, times)

    first, second = (beside(figure, learned, former, of.ads) for figure in (over_views, over_parts))
    return first, second
