"""D·F of many ads in many parts of the community at once: the formula of domain/effectiveness.py over arrays.

A part names one slice of delivery at most. So three rows of counts say what an ad came to: everywhere, there of late,
and in the slice that the part names; and three more what all ads came to. Tests hold this against the reference and
against Cypher.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from domain.effectiveness import MEASURES, RECENTLY, SHAPE
from domain.judging import Floats
from domain.scoring import ScoringFeature

VALID = ("views", "clicks", "conversions")
COUNTS = ("decisions", *VALID, "invalid", "paid_clicks", "paid_conversions", "spend")
"""The columns. The last three are of one currency, spend in its minor units; of an ad itself, all its acts are paid."""

MADE_OF: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "click_rate": (("clicks",), ("views",)),
    "conversion_rate": (("conversions",), ("clicks",)),
    "action_rate": (("conversions",), ("views",)),
    "viewability": (("views",), ("decisions",)),
    "validity": (VALID, (*VALID, "invalid")),
    "click_yield": (("paid_clicks",), ("spend",)),
    "action_yield": (("paid_conversions",), ("spend",)),
}
"""Hits and trials of each measure: sums of columns."""

PRIORS = ("tag", "placement")
"""Where a part names one of these, an ad is expected to be like all ads there, before anything is known of it."""


class Came(NamedTuple):
    """Rows of counts, one for each ad and part; where a part names no slice, the last is the first."""

    whole: Floats
    lately: Floats
    named: Floats


def products(features: Sequence[ScoringFeature], scopes: NDArray[np.str_], own: Came, norms: Came) -> Floats:
    """D·F of each feature, a column each; `scopes` are those of the slices that the parts name."""
    like = np.where(np.isin(scopes, PRIORS)[:, None], norms.named, norms.whole)
    columns = []
    for feature in features:
        measure, scope = SHAPE[feature.name]
        k = feature.saturation or MEASURES[measure].prior
        usual_hits, usual_trials = _pair(measure, norms.whole)
        told = (usual_hits > 0) & (usual_trials > 0)
        usual = np.divide(usual_hits, usual_trials, out=np.ones_like(usual_hits), where=told)
        here, trials_here = _pair(measure, _at(norms, scope, scopes))
        before, trials_before = _pair(measure, like)
        hits, trials = _pair(measure, _at(own, scope, scopes))
        norm = (here + k * usual) / (trials_here + k)
        rate = (hits + k * (before + k * usual) / (trials_before + k)) / (trials + k)
        if MEASURES[measure].proportion:
            rate = np.minimum(rate, 1.0)
        columns.append(np.where(told, rate / (rate + norm) * norm / (norm + usual), 0.25))
    return np.column_stack(columns)


def _at(of: Came, scope: str, scopes: NDArray[np.str_]) -> Floats:
    """The rows that a feature of that slice looks at."""
    return of.lately if scope == RECENTLY else np.where((scopes == scope)[:, None], of.named, of.whole)


def _pair(measure: str, rows: Floats) -> tuple[Floats, Floats]:
    hits, trials = (rows[:, [COUNTS.index(name) for name in names]].sum(axis=1) for names in MADE_OF[measure])
    return hits, trials
