"""Recommendation R(u,c) = Σ wᵢ·Fᵢ(u,c): what can be weighed, and where candidates come from.

The features and weights of version 1 were found by coordinate ascent on the NDCG@10 of earlier days of two real
communities, one that reads articles and one that answers questions (docs/recommendation.md). Each feature is in [0,1]:
divided by its largest value among the candidates, unless it is a share or a yes already. Cypher computes them
(cypher/recommendation/rank.cypher); the weights sum to 1, so 0 ≤ R ≤ 1.
"""

from enum import StrEnum

from domain.scoring import Formula, KnownFeature, ScoringKind


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
        KnownFeature("nearness", "How near its embedding is to yours: cosine of FastRP vectors."),
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
