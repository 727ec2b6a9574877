"""Weights of E(a,C) learned from what was clicked within two weeks, judged on the last two weeks by other ads.

Delivery is kept by days, so E of a past moment is known from the days up to it, and the live graph can be read as it
stands. Each ad is one observation at a moment in each slice in which it had as many views as E is told from.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from domain.ad_products import Came, products
from domain.click_learning import FEWEST_ADS, FEWEST_CLICKS, Clicks, compared, crossed, fit
from domain.effectiveness import MIN_SPONSORS, MIN_VIEWS, RECENT, SHAPE, WINDOW
from domain.errors import Conflict
from domain.judging import Beside, Floats
from domain.off_policy import Ints
from domain.scoring import ScoringFeature, ScoringModel, Training, Weighting
from evaluation.ad_cells import CLICKS, VIEWS, Delivery
from evaluation.learn_activity import end_of, weighed

AFTER = 14
"""Days in which clicks are counted, and between two moments that are learned from."""

MOMENTS = 6
READ_DAYS = WINDOW.days + AFTER * (MOMENTS + 1)


@dataclass(frozen=True)
class AdLesson:
    """What was learned, how many ads told it, and how well it tells what is clicked beside the weights in use."""

    weightings: Sequence[Weighting]
    former: ScoringModel
    ads: int
    views: Beside
    """The AUC over views."""
    parts: Beside
    """The rank correlation with click rates over ads in parts."""
    training: Training


@dataclass(frozen=True)
class Observed:
    """Observations of a moment, and the slice that each is of, by number."""

    clicks: Clicks
    slices: Ints


def observed(of: Delivery, at: int, features: Sequence[ScoringFeature]) -> Observed:
    """What E looked at, at the end of a day, of every ad in every slice it is told of, and what was clicked later."""
    known = (of.days > at - WINDOW.days) & (of.days <= at)
    lately = known & (of.days > at - RECENT.days)
    sums, norms = of.by_ad(known), of.norms(known)
    told = (sums.rows[:, VIEWS] >= MIN_VIEWS) & norms.everybodys[0].any()
    later = of.by_ad((of.days > at) & (of.days <= at + AFTER)).at(sums.keys[told])
    chosen, later = sums.keys[told][later[:, VIEWS] > 0], later[later[:, VIEWS] > 0]
    ads, slices = np.divmod(chosen, len(of.slices))
    whole, everywhere = ads * len(of.slices), np.zeros_like(slices)
    own = Came(sums.at(whole), of.by_ad(lately).at(whole), sums.at(chosen))
    currencies = of.currency_of[ads]
    recent = of.norms(lately).at(everywhere, currencies)
    all_ads = Came(norms.at(everywhere, currencies), recent, norms.at(slices, currencies))
    scopes = np.array([scope for scope, _ in of.slices], dtype=np.str_)[slices]
    views, clicks = later[:, VIEWS], np.minimum(later[:, CLICKS], later[:, VIEWS])
    return Observed(Clicks(ads, products(features, scopes, own, all_ads), views, clicks, _share(ads, views)), slices)


def _share(ads: Ints, views: Floats) -> Floats:
    """An ad's views everywhere beside the sum of them over all its parts."""
    if not len(ads):
        return np.zeros(0)
    most = np.zeros(int(ads.max()) + 1)
    np.maximum.at(most, ads, views)
    return np.asarray((most / np.maximum(1.0, np.bincount(ads, views)))[ads], dtype=np.float64)


def learn_clicks(of: Delivery, former: ScoringModel) -> AdLesson:
    """Weights from all moments but the last, judged on the last by ads that they weren't learned from.

    Raises:
        Conflict: too few ads were viewed, or clicked, enough.
    """
    features = sorted((one for one in former.features if one.name in SHAPE), key=lambda one: one.name)
    last, first = int(of.days.max(initial=0)) - AFTER, int(of.days.min(initial=0))
    moments = [at for n in range(1, MOMENTS + 1) if (at := last - n * AFTER) >= first]
    taught = Clicks.of([observed(of, at, features).clicks for at in moments], len(features))
    judged = observed(of, last, features).clicks
    for what, one in (("learn from", taught), ("judge by", judged)):
        _require(what, one)
    start = np.array([one.weight for one in features])
    weights = fit(taught, start / start.sum())
    views, parts = compared(judged, crossed(taught, judged, start / start.sum()), judged.values @ start)
    training = Training(
        since=end_of(min(moments)),
        until=end_of(last),
        acts=int(of.counts[of.days <= last, VIEWS].sum()),
        queries=len(taught.ads),
        judged=len(judged.ads),
        gain=views.change.value,
        gain_low=views.change.low,
        gain_high=views.change.high,
        by_place=False,
        compared_version=former.version,
    )
    weightings = [weighed(*pair) for pair in zip(features, weights, strict=True)]
    return AdLesson(weightings, former, taught.distinct, views, parts, training)


def _require(what: str, of: Clicks) -> None:
    if not of.enough:
        raise Conflict(
            f"Too little to {what}: {of.distinct} ads had {MIN_VIEWS:,} views in {WINDOW.days} days, where "
            f"{MIN_SPONSORS} sponsors advertised, and {int(of.once[0].sum())} clicks in the {AFTER} days after; "
            f"{FEWEST_ADS} ads and {FEWEST_CLICKS} clicks are needed. Wait for more of them.",
            ("kind",),
        )
