"""Influence: weighted PageRank over who reads, likes, follows and answers whom; the reference of what Neo4j computes.

    PR(b) = (1 − d) + d · Σ over a of PR(a) · w(a,b) / Σ over c of w(a,c)          d = 0.85

after Brin and Page (Computer Networks 1998), with the weights of Xing and Ghorbani (CNSR 2004) on the edges that go
out: w(a,b) is what a did with contents of b, decayed with a half-life of 30 days, and 3 more while a follows b. A
reader hands on no more than they have, so that one who reads a lot, or one author only, counts once.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from domain.event import INTEREST_HALF_LIFE_DAYS, LANDMARK
from domain.ids import UserId
from domain.interaction import INTEREST_WEIGHT, InteractionType
from domain.record import Moment, Record

DAMPING = 0.85
ROUNDS = 50
TOLERANCE = 1e-7
FOLLOW_WEIGHT = INTEREST_WEIGHT[InteractionType.FOLLOW]


class Influence(Record):
    """How influential a member is among those who did something with others' contents, or had that done."""

    user_id: UserId
    score: float
    """PageRank over its mean: 1 is average."""
    percentile: float
    givers: int
    among: int
    as_of: Moment

    @property
    def reason(self) -> str:
        """Why, in words with the figures."""
        if self.givers == 0:
            return f"Nobody read, liked or followed them of late, among {self.among:,} members."
        by = "1 member" if self.givers == 1 else f"{self.givers:,} members"
        return (
            f"Read, liked, answered or followed by {by}; "
            f"more influential than {self.percentile:.0%} of {self.among:,} members."
        )


def scale(as_of: datetime) -> float:
    """What forward-decayed interest is divided by to be the interest at `as_of`, see domain/event.py."""
    return float(2.0 ** ((as_of - LANDMARK).total_seconds() / 86_400 / INTEREST_HALF_LIFE_DAYS))


def page_rank(weights: Mapping[tuple[str, str], float]) -> dict[str, float]:
    """PageRank by reader and author, in plain Python. Who hands on nothing keeps what they have."""
    members = {member for pair in weights for member in pair}
    out: dict[str, float] = defaultdict(float)
    for (reader, _), weight in weights.items():
        out[reader] += weight
    ranks = dict.fromkeys(members, 1.0 - DAMPING)
    for _ in range(ROUNDS):
        handed: dict[str, float] = defaultdict(float)
        for (reader, author), weight in weights.items():
            handed[author] += ranks[reader] * weight / out[reader]
        ranks = {member: 1.0 - DAMPING + DAMPING * handed[member] for member in members}
    return ranks


def influences(ranks: Mapping[UserId, float], givers: Mapping[UserId, int], as_of: datetime) -> list[Influence]:
    """Each member's influence: percentile is the share of the others with less, 0 for who is alone."""
    ascending: Sequence[float] = sorted(ranks.values())
    mean, others = sum(ascending) / max(1, len(ascending)), max(1, len(ascending) - 1)
    return [
        Influence(
            user_id=user,
            score=rank / mean,
            percentile=bisect_left(ascending, rank) / others,
            givers=givers.get(user, 0),
            among=len(ascending),
            as_of=as_of,
        )
        for user, rank in ranks.items()
    ]


class Handed(Record):
    """What those whom a whole run has ranked hand on to a member whom it hasn't, and how many had to do with them."""

    user_id: UserId
    handed: float
    givers: int


class Spread(Record):
    """How influence is spread: that of whom nobody hands anything, and the quantiles in hundredths."""

    base: float
    quantiles: list[float]
    among: int


def spread(ranks: Iterable[float]) -> Spread | None:
    """How influence is spread among members of these ranks; None of nobody."""
    ascending = sorted(ranks)
    if not ascending:
        return None
    mean, last = sum(ascending) / len(ascending), len(ascending) - 1
    quantiles = [ascending[last * hundredths // 100] / mean for hundredths in range(101)]
    return Spread(base=(1 - DAMPING) / mean, quantiles=quantiles, among=len(ascending))


def stepped(found: Handed, spread: Spread, as_of: datetime) -> Influence:
    """The influence of a newcomer by one step of PageRank; the percentile is that of the whole run, to a hundredth."""
    score = spread.base + DAMPING * found.handed
    return Influence(
        user_id=found.user_id,
        score=score,
        percentile=min(1.0, bisect_left(spread.quantiles, score * (1 - TOLERANCE)) / 100),
        givers=found.givers,
        among=spread.among,
        as_of=as_of,
    )
