"""Activity A(u): how much a member does, from what they did day by day. The reference; Cypher computes the same.

For each feature i, over the days d up to `asOf`, with ages in whole UTC days:

    xᵢ = Σ_d min(count_d, capᵢ) · 0.5^(age_d / hᵢ)      decayed acts, in acts
    Fᵢ = xᵢ / (xᵢ + sᵢ)                                 saturating, 0 ≤ Fᵢ < 1; one half at xᵢ = sᵢ
    A  = 100 · Σ wᵢ·Fᵢ                                  0 ≤ A < 100, as Σ wᵢ = 1

A part shows 100·Fᵢ as its value, so that its contribution is weight · value and the contributions add up to A. The
score is a function of the day counts alone: neither the order nor the hour in which events came can change it.
Half-lives, caps and saturations start from the community scores of Discourse, crowd.dev and Orbit, put on one scale.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from domain.ids import ModelId, UserId
from domain.record import Day, Moment, Record, day_of
from domain.scoring import Formula, KnownFeature, ScorePart, ScoringFeature, ScoringKind

SCALE = 100.0

FORMULA = Formula(
    ScoringKind.ACTIVITY,
    (
        KnownFeature("publish", "Published something of their own.", 0.28, 45, 5, 6),
        KnownFeature("answer", "Answered a question, or accepted an answer to their own.", 0.28, 45, 10, 8),
        KnownFeature("comment", "Commented.", 0.20, 30, 15, 15),
        KnownFeature("like", "Liked something.", 0.12, 30, 20, 15),
        KnownFeature("view", "Opened something.", 0.12, 14, 30, 40),
        KnownFeature("read", "Stayed long enough to have read something.", 0, 14, 30, 40),
        KnownFeature("share", "Shared something.", 0, 30, 10, 8),
        KnownFeature("bookmark", "Kept something for later.", 0, 30, 15, 10),
        KnownFeature("follow", "Followed a person, a tag or an area.", 0, 30, 10, 8),
        KnownFeature("vote", "Voted, up or down.", 0, 30, 20, 15),
    ),
)
"""Ten behaviours. Version 1 weighs five that every kind of community records some of: articles, Q&A, talk."""

COUNTERS: Mapping[str, tuple[str, ...]] = {
    **{known.name: (known.name,) for known in FORMULA.features},
    "vote": ("vote_up", "vote_down"),
    "answer": ("answer", "accept"),
}
"""Which counters of a day a feature sums, before the cap. Accepting is an act of the asker that completes an answer, so
it counts beside answering; that an answer *was* accepted is nothing its author did, and is left to points."""


class DayCounts(Record):
    """What one user did on one UTC day, by the counters of `InteractionType`."""

    date: Day
    counts: Mapping[str, int]


class ActivityScore(Record):
    """A(u) at a moment, 0 ≤ value < 100, and the parts that add up to it (to 1e-9), the features by name."""

    user_id: UserId
    value: float
    as_of: Moment
    model_id: ModelId
    parts: tuple[ScorePart, ...]


def parts(days: Iterable[DayCounts], as_of: datetime, features: Sequence[ScoringFeature]) -> tuple[ScorePart, ...]:
    """The parts of A(u), one for each active feature, by name."""
    counted = sorted((day for day in days if day.date <= day_of(as_of)), key=lambda day: day.date)
    active = sorted((feature for feature in features if feature.active), key=lambda feature: feature.name)
    return tuple(_part(feature, counted, day_of(as_of)) for feature in active)


def value(of: Iterable[ScorePart]) -> float:
    """The score that parts add up to."""
    return sum(part.contribution for part in of)


def _part(feature: ScoringFeature, days: Sequence[DayCounts], today: date) -> ScorePart:
    observed = sum((_decayed(feature, day, today) for day in days), 0.0)
    saturation = feature.saturation or 0.0
    shown = SCALE * observed / (observed + saturation) if observed else 0.0
    return ScorePart(feature=feature.name, weight=feature.weight, value=shown, contribution=feature.weight * shown)


def _decayed(feature: ScoringFeature, day: DayCounts, today: date) -> float:
    count = sum(day.counts.get(counter, 0) for counter in COUNTERS[feature.name])
    capped = count if feature.daily_cap is None else min(count, feature.daily_cap)
    if feature.half_life_days is None:
        return float(capped)
    return float(capped * 0.5 ** ((today - day.date).days / feature.half_life_days))
