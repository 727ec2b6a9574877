"""Experts for a question: who answered such questions well, and stands near it in the graph.

    score = Σ wᵢ·vᵢ / Σ wᵢ      accepted .5, upvoted .3, nearness .2

`accepted` and `upvoted` are s / (s + 3), where s sums over the member's answers to questions that share tags the weight
of these tags (their idf): once for one that was accepted, and times ln(1 + votes). `nearness` is (1 + cosine) / 2 in
the embedding. Where none is known, the other two are all there is, and their weights are divided by their sum.
"""

from collections.abc import Mapping

from domain.ids import ContentId, UserId
from domain.record import Record
from domain.scoring import ScorePart

WEIGHTS: Mapping[str, float] = {"accepted": 0.5, "upvoted": 0.3, "nearness": 0.2}
SATURATION = 3.0


class Answers(Record):
    """What is known of one who may know the answer."""

    user_id: UserId
    accepted: float
    upvoted: float
    nearness: float | None
    answer_ids: list[ContentId]


class Ranked(Record):
    """A member with the parts that add up to their score."""

    user_id: UserId
    score: float
    parts: tuple[ScorePart, ...]


def ranked(found: Answers) -> Ranked:
    """The score of one member, and why."""
    sums = {"accepted": found.accepted, "upvoted": found.upvoted}
    values = {name: sum_ / (sum_ + SATURATION) for name, sum_ in sums.items()}
    if found.nearness is not None:
        values["nearness"] = found.nearness
    total = sum(WEIGHTS[name] for name in values)
    parts = tuple(
        ScorePart(
            feature=name,
            weight=WEIGHTS[name] / total,
            value=value,
            contribution=WEIGHTS[name] / total * value,
            evidence=tuple(found.answer_ids) if value > 0 and name != "nearness" else (),
        )
        for name, value in values.items()
    )
    return Ranked(user_id=found.user_id, score=sum(part.contribution for part in parts), parts=parts)
