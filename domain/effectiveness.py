"""Effectiveness E(a,C) = Σ wᵢ·Dᵢ(a)·Fᵢ(C): how well an ad does in a part of the community.

A feature is a measure, such as clicks by views, taken in one slice of delivery, such as the area asked for. There Dᵢ is
the ad beside all ads, and Fᵢ the slice beside the whole community:

    x̄  = N / M                       of all ads in the whole community: hits by trials
    x̄ₛ = (Nₛ + k·x̄) / (Mₛ + k)       of all ads in the slice
    p  = the same in the slice of the prior: the tag asked for, else the placement, else the community
    x  = (nₛ + k·p) / (mₛ + k)        of this ad in the slice: the mean of a Beta prior with k trials
    Dᵢ = x / (x + x̄ₛ)    Fᵢ = x̄ₛ / (x̄ₛ + x̄)

Both lie in [0,1] and are ½ where all is as usual, so that an ordinary ad in an ordinary part has E = ¼. Where the
community has no such hits at all, both are ½: that tells nothing. k is the `saturation` of the feature. The measures
and slices are what `cypher/effectiveness/score.cypher` computes; this module is its reference.
"""

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum
from itertools import product
from typing import NamedTuple

from domain.ids import ModelId
from domain.ratio import poisson, wilson
from domain.record import Moment, Record
from domain.scoring import Formula, KnownFeature, ScorePart, ScoringFeature, ScoringKind

MIN_VIEWS = 1_000
"""Valid views of the ad where it is asked about; below, nothing is said."""

WINDOW, RECENT = timedelta(days=90), timedelta(days=14)
"""How far back delivery is looked at, and what of that is recent."""

MIN_SPONSORS = 3
"""Sponsors a slice must have had, and of these who paid in a currency, for ads to be measured by what ads did there: of
fewer, one could work out another's. In a community that has fewer altogether nothing is said of any ad."""


class Measure(NamedTuple):
    """Hits by trials. `proportion`: a trial has one hit at most; else hits come at a rate without a top."""

    description: str
    prior: float
    """Trials that the prior weighs as much as."""
    proportion: bool = True


MEASURES: Mapping[str, Measure] = {
    "click_rate": Measure("Clicks by views", 1_000),
    "conversion_rate": Measure("Conversions by clicks", 100),
    "action_rate": Measure("Conversions by views", 5_000),
    "viewability": Measure("Views by decisions", 200),
    "validity": Measure("Acts that counted by all acts", 200),
    "click_yield": Measure("Clicks for what was paid, in minor units of the currency", 1_000, proportion=False),
    "action_yield": Measure("Conversions for what was paid, in minor units of the currency", 5_000, proportion=False),
}

EVERYWHERE, RECENTLY, ASKED = "everywhere", "recent", "asked"
SCOPES: Mapping[str, str] = {
    EVERYWHERE: "all over the community",
    RECENTLY: f"in the last {RECENT.days} days",
    "area": "in the area asked for",
    "tag": "beside the tag asked for",
    "segment": "by readers of the segment asked for",
    "placement": "at the placement asked for",
    "device": "on the device asked for",
    "country": "in the country asked for",
}
"""Slices of delivery. One that isn't named in the question is everything."""

WEIGHTS: Mapping[tuple[str, str], float] = {
    ("click_rate", EVERYWHERE): 0.08,
    ("click_rate", RECENTLY): 0.04,
    ("click_rate", "area"): 0.05,
    ("click_rate", "tag"): 0.06,
    ("click_rate", "segment"): 0.05,
    ("click_rate", "placement"): 0.04,
    ("click_rate", "device"): 0.03,
    ("conversion_rate", EVERYWHERE): 0.10,
    ("conversion_rate", "area"): 0.03,
    ("conversion_rate", "tag"): 0.07,
    ("conversion_rate", "segment"): 0.06,
    ("conversion_rate", "placement"): 0.04,
    ("action_yield", EVERYWHERE): 0.10,
    ("action_yield", RECENTLY): 0.03,
    ("action_yield", "tag"): 0.04,
    ("action_yield", "segment"): 0.03,
    ("validity", EVERYWHERE): 0.05,
    ("validity", "placement"): 0.03,
    ("viewability", EVERYWHERE): 0.04,
    ("viewability", "placement"): 0.03,
}
"""Of version 1: what is clicked .35, what comes of it .30, what that costs .20, whether it is real and seen .15."""

SHAPE: Mapping[str, tuple[str, str]] = {
    (measure if scope == EVERYWHERE else f"{measure}_{scope}"): (measure, scope)
    for measure, scope in product(MEASURES, SCOPES)
}
"""The measure and the slice of each feature."""

FORMULA = Formula(
    ScoringKind.AD_EFFECTIVENESS,
    tuple(
        KnownFeature(
            name,
            f"{MEASURES[measure].description}, {SCOPES[scope]}.",
            WEIGHTS.get((measure, scope), 0.0),
            saturation=MEASURES[measure].prior,
        )
        for name, (measure, scope) in SHAPE.items()
    ),
)


class Pair(NamedTuple):
    """Hits and trials."""

    hits: float = 0.0
    trials: float = 0.0


Pairs = Mapping[str, Mapping[str, Pair]]
"""By slice and measure."""


class CommunityPart(NamedTuple):
    """The part of the community that is asked about; '' for what isn't named."""

    area_id: str = ""
    tag_id: str = ""
    segment: str = ""
    placement: str = ""
    device: str = ""
    country: str = ""

    @property
    def slices(self) -> dict[str, str]:
        """What is named of each slice."""
        return dict(zip(list(SCOPES)[2:], self, strict=True))

    @property
    def prior(self) -> str:
        """The slice that an ad is expected to be like before anything is known of it."""
        return "tag" if self.tag_id else "placement" if self.placement else EVERYWHERE


class Factor(NamedTuple):
    """D and F of one feature, and the ends of the interval of D."""

    ad: float
    community: float
    low: float
    high: float


NOTHING = Factor(0.5, 0.5, 0.5, 0.5)
"""Of what the community has no hits of: it tells nothing."""


class EvidenceStatus(StrEnum):
    """Whether enough is known to say something."""

    MEASURED = "MEASURED"
    INSUFFICIENT_DATA = "INSUFFICIENT_DATA"


class AdEffectiveness(Record):
    """E of an ad where it was asked about, or that too little is known: then `value` is None and there are no parts."""

    ad_id: str
    value: float | None
    n: int
    """Valid views there; 0 when fewer than READERS people had them, who aren't to be singled out."""
    low: float | None
    high: float | None
    """E with every rate at that end of its interval of 95 %; None when `n` is 0 or there are no norms."""
    parts: tuple[ScorePart, ...]
    model_id: ModelId
    as_of: Moment

    @property
    def status(self) -> EvidenceStatus:
        """Whether enough is known."""
        return EvidenceStatus.INSUFFICIENT_DATA if self.value is None else EvidenceStatus.MEASURED


def factor(measure: str, k: float, own: Pair, here: Pair, prior: Pair, everywhere: Pair) -> Factor:
    """One feature: what the ad came to in the slice, and all ads there, in the slice of the prior, and everywhere."""
    if everywhere.hits <= 0 or everywhere.trials <= 0:
        return NOTHING
    usual = everywhere.hits / everywhere.trials
    norm = (here.hits + k * usual) / (here.trials + k)
    hits = own.hits + k * (prior.hits + k * usual) / (prior.trials + k)
    trials = own.trials + k
    low, high = wilson(hits, trials) if MEASURES[measure].proportion else poisson(hits, trials)
    rate = min(1.0, hits / trials) if MEASURES[measure].proportion else hits / trials
    return Factor(rate / (rate + norm), norm / (norm + usual), low / (low + norm), high / (high + norm))


def score(
    features: tuple[ScoringFeature, ...], own: Pairs, norms: Pairs, prior: str
) -> tuple[tuple[ScorePart, ...], float, float]:
    """The parts of E, heaviest first as in the model, and its ends."""
    parts, low, high = [], 0.0, 0.0
    for feature in features:
        if not feature.active or feature.name not in SHAPE:
            continue
        measure, scope = SHAPE[feature.name]
        k = feature.saturation or MEASURES[measure].prior
        pairs = (of.get(at, {}).get(measure, Pair()) for of, at in _sources(own, norms, scope, prior))
        found = factor(measure, k, *pairs)
        value = feature.weight * found.ad * found.community
        parts.append(ScorePart(feature.name, feature.weight, found.community, value, found.ad))
        low += feature.weight * found.low * found.community
        high += feature.weight * found.high * found.community
    return tuple(parts), low, high


def _sources(own: Pairs, norms: Pairs, scope: str, prior: str) -> tuple[tuple[Pairs, str], ...]:
    return (own, scope), (norms, scope), (norms, prior), (norms, EVERYWHERE)
