"""How good rankings are: the first ten of each query against what turned out relevant.

NDCG@10 as in domain/judging.py. Recall@10: the share of what is relevant among the ten. MAP: the precision at each
relevant place, summed up and divided by the largest number of hits there could be. MRR: 1/place of the first hit. A
query counts once, whoever it is of.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2
from typing import NamedTuple

import numpy as np

from domain.exposure import examined
from domain.judging import DISCOUNTS, FIRST, IDEAL, error, gini
from evaluation.splits import Block

COLD = 5
"""Who had to do with fewer items is cold."""


class Judged(NamedTuple):
    """What one query's list is worth."""

    block: str
    user: str
    history: int
    ndcg: float
    recall: float
    map: float
    mrr: float
    popularity: float | None
    """Mean percentile of the shown items by readers among the candidates; None when nothing was shown."""
    novelty: float | None = None
    """Mean of −log₂ of the share of users who had read what was shown, in bits; None when nothing was shown."""
    by_place: float = 0.0
    """NDCG with each relevant item weighed by 1 over the chance that the place it was found at was looked at."""
    weight: float = 1.0
    """The mean of these weights over what was relevant."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What all lists together are worth."""

    queries: int
    ndcg: float
    ndcg_error: float
    recall: float
    map: float
    mrr: float
    warm: float | None
    cold: float | None
    cold_queries: int
    coverage: float
    """Share of all candidates that stood in some list."""
    live_coverage: float
    """The same of those that somebody touched within the window."""
    gini: float
    """How unequally places went to what was live: 0 when all had as many, 1 when one had them all."""
    popularity: float
    novelty: float


def judge(block: Block, lists: Mapping[str, Sequence[str]], percentiles: "Percentiles") -> list[Judged]:
    """One row a query; who has no list gets 0."""
    rows = []
    for user, relevant in sorted(block.relevant.items()):
        if relevant:
            shown = lists.get(user, ())[:FIRST]
            popularity = mean_of([percentiles.of(item) for item in shown])
            novelty = mean_of([percentiles.novelty(item) for item in shown])
            known = block.history.length(user, block.until)
            placed = by_place(block, user, shown)
            rows.append(Judged(block.label, user, known, *worth(shown, relevant), popularity, novelty, *placed))
    return rows


def by_place(block: Block, user: str, shown: Sequence[str]) -> tuple[float, float]:
    """NDCG by place (Joachims, Swaminathan and Schnabel, 2017), and the mean weight of what was relevant."""
    weights = {item: 1 / examined(block.places.get((user, item), 1)) for item in block.relevant[user]}
    found = sum(DISCOUNTS[place] * weights.get(item, 0.0) for place, item in enumerate(shown))
    return float(found / IDEAL[min(FIRST, len(weights)) - 1]), sum(weights.values()) / len(weights)


def worth(shown: Sequence[str], relevant: frozenset[str]) -> tuple[float, float, float, float]:
    """NDCG, recall, MAP and MRR of at most ten items."""
    places = [place for place, item in enumerate(shown) if item in relevant]
    best = min(FIRST, len(relevant))
    ndcg = float(DISCOUNTS[places].sum() / IDEAL[best - 1])
    precision = sum((n + 1) / (place + 1) for n, place in enumerate(places)) / best
    return ndcg, len(places) / len(relevant), precision, 1 / (places[0] + 1) if places else 0.0


class Percentiles:
    """Where the items of a block stand by their number of readers, in ]0, 1]; equal ones share a mean rank."""

    def __init__(self, block: Block) -> None:
        self._block = block
        counts = [block.history.readers(item, block.until) for item in block.history.candidates(block.until, block.end)]
        self._counts = np.sort(np.array(counts))
        self._users = block.history.users(block.until)

    def of(self, item: str) -> float:
        """The percentile of a candidate."""
        readers = self._block.history.readers(item, self._block.until)
        low, high = np.searchsorted(self._counts, [readers, readers + 1])
        return float((low + high + 1) / 2 / max(1, len(self._counts)))

    def novelty(self, item: str) -> float:
        """−log₂ of the share of users who had read an item, in bits (Zhou et al., 2010), one more having read it."""
        return log2((self._users + 1) / (self._block.history.readers(item, self._block.until) + 1))


def summary(rows: Sequence[Judged], shown: Counter[str], candidates: set[str], live: set[str]) -> Summary:
    """What rows and lists amount to; `shown` counts the places that each item had."""
    cold = [row.ndcg for row in rows if row.history < COLD]
    return Summary(
        queries=len(rows),
        ndcg=mean_of([row.ndcg for row in rows]) or 0.0,
        ndcg_error=error((row.user, row.ndcg) for row in rows),
        recall=mean_of([row.recall for row in rows]) or 0.0,
        map=mean_of([row.map for row in rows]) or 0.0,
        mrr=mean_of([row.mrr for row in rows]) or 0.0,
        warm=mean_of([row.ndcg for row in rows if row.history >= COLD]),
        cold=mean_of(cold),
        cold_queries=len(cold),
        coverage=len(shown.keys() & candidates) / max(1, len(candidates)),
        live_coverage=len(shown.keys() & live) / max(1, len(live)),
        gini=gini([shown[item] for item in live]),
        popularity=mean_of([row.popularity for row in rows if row.popularity is not None]) or 0.0,
        novelty=mean_of([row.novelty for row in rows if row.novelty is not None]) or 0.0,
    )


def mean_of(figures: Sequence[float]) -> float | None:
    """The mean; None of nothing."""
    return sum(figures) / len(figures) if figures else None
