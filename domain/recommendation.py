"""Recommendation R(u,c) = Σ wᵢ·Fᵢ(u,c): what can be weighed, the rows of a ranking, and how a list is put together.

The features and weights of version 1 were found by coordinate ascent on the NDCG@10 of earlier days of two real
communities, one that reads articles and one that answers questions (docs/recommendation.md). Each feature is in [0,1]:
divided by its largest value among the candidates, unless it is a share or a yes already. Cypher computes them
(cypher/recommendation/rank.cypher); the weights sum to 1, so 0 ≤ R ≤ 1.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from math import fsum

from domain.ids import ContentId, ModelId, TagId, UserId
from domain.record import Record
from domain.scoring import Formula, KnownFeature, ScorePart, ScoringKind


class CandidateSource(StrEnum):
    """Where a candidate came from."""

    TAG_AFFINITY = "TAG_AFFINITY"
    FOLLOWED_AUTHOR = "FOLLOWED_AUTHOR"
    FOLLOWED_AREA = "FOLLOWED_AREA"
    CO_INTERACTION = "CO_INTERACTION"
    SIMILAR = "SIMILAR"
    FRESH = "FRESH"
    POPULAR = "POPULAR"
    EXPLORATION = "EXPLORATION"


_FRESH = "How new it is beside the newest candidate; halves every"
_TREND = "New readers above what all-time popularity predicts; one counts half after"
_PEERS = "What the 50 recent readers most like you did with it; an act counts half after"

FORMULA = Formula(
    ScoringKind.RECOMMENDATION,
    (
        KnownFeature("fresh_4h", f"{_FRESH} 4 hours."),
        KnownFeature("fresh_12h", f"{_FRESH} 12 hours.", 0.09),
        KnownFeature("fresh_3d", f"{_FRESH} 3 days.", 0.07),
        KnownFeature("fresh_14d", f"{_FRESH} 14 days.", 0.09),
        KnownFeature("fresh_60d", f"{_FRESH} 60 days."),
        KnownFeature("trend_2h", f"{_TREND} 2.4 hours."),
        KnownFeature("trend_6h", f"{_TREND} 6 hours.", 0.035),
        KnownFeature("trend_1d", f"{_TREND} a day.", 0.035),
        KnownFeature("trend_3d", f"{_TREND} 3 days."),
        KnownFeature("trend_14d", f"{_TREND} 14 days."),
        KnownFeature("peers_6h", f"{_PEERS} 6 hours.", 0.07),
        KnownFeature("peers_1d", f"{_PEERS} a day."),
        KnownFeature("peers_7d", f"{_PEERS} 7 days."),
        KnownFeature("walk", "Walks from what you read last to what its readers read besides (RP3β).", 0.07),
        KnownFeature("tag_affinity", "How close its tags are to yours: cosine, rare tags telling more.", 0.20),
        KnownFeature("unseen", "1 when it appeared after your last visit.", 0.17),
        KnownFeature("new_reader_1d", "How lately somebody came to it for the first time; halves every day.", 0.17),
        KnownFeature("active_1d", "How lately anybody did anything with it; halves every day."),
        KnownFeature("popularity", "ln(1 + readers)."),
        KnownFeature("quality", "Wilson lower bound (z = 1.28) of the share of readers who liked, kept or commented."),
        KnownFeature("author_affinity", "Share of your last 30 contents that its author wrote."),
        KnownFeature("area_fit", "Share of your last 30 contents that stand in its area."),
        KnownFeature("followed_author", "1 when you follow its author."),
        KnownFeature("followed_tag", "Share of its tags that you follow."),
        KnownFeature("followed_area", "1 when you follow its area."),
        KnownFeature("underexposed", "1/(1 + readers): helps what nobody has seen."),
    ),
)


class Weight(Record):
    """One active feature of the model a ranking was made by."""

    name: str
    weight: float


class Candidate(Record):
    """One candidate with its features, in the order of the ranking's weights, and their weighted sum."""

    content_id: ContentId
    external_id: str | None
    author_id: UserId | None
    tag_ids: tuple[TagId, ...]
    shared_tag_ids: tuple[TagId, ...]
    sources: tuple[CandidateSource, ...]
    values: tuple[float, ...]
    score: float

    def parts(self, weights: Sequence[Weight]) -> tuple[ScorePart, ...]:
        """The addends of the score. What shows a part are the tags or the author it speaks of."""
        evidence: Mapping[str, tuple[str, ...]] = {
            "tag_affinity": self.shared_tag_ids,
            "followed_author": (self.author_id,) if self.author_id else (),
            "author_affinity": (self.author_id,) if self.author_id else (),
        }
        return tuple(
            ScorePart(
                feature=weight.name,
                weight=weight.weight,
                value=value,
                contribution=weight.weight * value,
                evidence=evidence.get(weight.name, ()) if value > 0 else (),
            )
            for weight, value in zip(weights, self.values, strict=True)
        )


class Ranking(Record):
    """The best candidates for a user at a moment, by one model, the highest score first."""

    model_id: ModelId
    personalised: bool
    """Whether it is for that very user: only if they consented to it."""
    features: tuple[Weight, ...]
    divisors: Mapping[str, float | None]
    candidates: tuple[Candidate, ...]


def score(weights: Sequence[Weight], values: Sequence[float]) -> float:
    """The weighted sum: the reference for what Cypher adds up."""
    return fsum(weight.weight * value for weight, value in zip(weights, values, strict=True))
