"""Two models beside each other on the same queries: each figure with the interval of its difference.

Members are drawn anew (bootstrap, paired: both models have the same queries of the same members), and an interval
leaves out the lowest and highest 2.5 of 100 draws.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from domain.judging import gini, interval
from domain.off_policy import Interval
from evaluation.metrics import Judged
from evaluation.outcome import Method

DRAWS = 300
BUCKETS = (
    (0, "no item before"),
    (1, "1 to 4 items before"),
    (5, "5 to 19 items before"),
    (20, "20 items or more before"),
)

Pair = tuple[Judged, Judged]
Figure = Callable[[Judged], float]


@dataclass(frozen=True, slots=True)
class Compared:
    """One figure of both models; `queries` is of how many lists it is."""

    figure: str
    queries: int
    former: float
    learned: float
    difference: Interval
    """Of learned and former."""


def compare(learned: Method, former: Method, live: set[str], segments: Mapping[str, str]) -> list[Compared]:
    """All figures: of everybody, of what was shown, and NDCG by length of history and by segment."""
    pairs = list(zip(learned.rows, former.rows, strict=True))
    found = [_of_queries(name, figure, pairs) for name, figure in _figures(pairs).items()]
    found += _of_lists(learned, former, sorted(live))
    for name, group in _groups(pairs, segments):
        if group:
            found.append(_of_queries(f"NDCG@10, {name}", _ndcg, group))
    return found


def _ndcg(row: Judged) -> float:
    return row.ndcg


def _figures(pairs: Sequence[Pair]) -> dict[str, Figure]:
    figures: dict[str, Figure] = {"NDCG@10": _ndcg}
    mean = sum(row.weight for row, _ in pairs) / max(1, len(pairs))
    if mean > 1:
        figures["NDCG@10 by place"] = lambda row: row.by_place / mean
    figures["recall@10"] = lambda row: row.recall
    figures["novelty"] = lambda row: row.novelty or 0.0
    figures["popularity"] = lambda row: row.popularity or 0.0
    return figures


def _of_queries(name: str, figure: Figure, pairs: Sequence[Pair]) -> Compared:
    both = [(row.user, figure(row), figure(before)) for row, before in pairs]
    former = sum(before for _, _, before in both) / len(both)
    difference = interval((user, now - before) for user, now, before in both)
    return Compared(name, len(both), former, former + difference.value, difference)


def _groups(pairs: Sequence[Pair], segments: Mapping[str, str]) -> Iterable[tuple[str, list[Pair]]]:
    ends = [start for start, _ in BUCKETS[1:]] + [np.inf]
    for (start, name), end in zip(BUCKETS, ends, strict=True):
        yield name, [pair for pair in pairs if start <= pair[0].history < end]
    for segment in sorted(set(segments.values())):
        yield segment, [pair for pair in pairs if segments.get(pair[0].user) == segment]


def _of_lists(learned: Method, former: Method, live: Sequence[str]) -> list[Compared]:
    """Coverage of what was live, and how unequally its places were dealt: of all lists together, so drawn together."""
    users = sorted({user for user, _ in learned.lists})
    if not users or not live:
        return []
    places = [_places(method, users, live) for method in (learned, former)]
    draw = np.random.default_rng(0)
    counts = [np.ones(len(users))]
    drawn_users = (draw.integers(0, len(users), len(users)) for _ in range(DRAWS))
    counts += [np.bincount(some, minlength=len(users)).astype(np.float64) for some in drawn_users]
    found = []
    for name, of in (("coverage of live items", _coverage), ("Gini", gini)):
        now, before = (np.array([of(dealt(count)) for count in counts]) for dealt in places)
        drawn = (now - before)[1:]
        low, high = np.percentile(drawn - drawn.mean(), (2.5, 97.5)) + (now - before)[0]
        difference = Interval(float((now - before)[0]), float(low), float(high))
        found.append(Compared(name, len(learned.lists), float(before[0]), float(now[0]), difference))
    return found


Dealt = Callable[[NDArray[np.float64]], NDArray[np.float64]]


def _places(method: Method, users: Sequence[str], live: Sequence[str]) -> Dealt:
    """The places that each live item had, when each user counts so often."""
    user_at, item_at = {user: n for n, user in enumerate(users)}, {item: n for n, item in enumerate(live)}
    shown = [(user_at[user], item_at[item]) for user, items in method.lists for item in items if item in item_at]
    owners, items = np.array(shown, dtype=np.int64).reshape(-1, 2).T
    return lambda counts: np.bincount(items, weights=counts[owners], minlength=len(live)).astype(np.float64)


def _coverage(places: NDArray[np.float64]) -> float:
    return float((places > 0).mean())
