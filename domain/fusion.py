"""Reciprocal rank fusion: one order of several lists, whose scores can't be compared, by the places in them.

After Cormack, Clarke and Büttcher (2009), *Reciprocal rank fusion outperforms Condorcet and individual rank learning
methods*: score = Σ over the lists an item is in of 1 / (60 + its place, from 1).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.record import Record

K = 60
"""How little the first places weigh more than the next; the paper found 60 on a pilot, and it matters little."""


class SearchList(StrEnum):
    """The lists that a search is made of."""

    WORDS = "WORDS"
    MEANING = "MEANING"


class SearchPart(Record):
    """What one list adds to a result: its place there, by which value, and how much of the score that is."""

    source: SearchList
    place: int
    value: float
    score: float


@dataclass(frozen=True, slots=True)
class Fused:
    """An item, its score, and the parts that add up to it."""

    id: str
    parts: tuple[SearchPart, ...]

    @property
    def score(self) -> float:
        """The sum of the parts."""
        return sum(part.score for part in self.parts)


def fused(lists: Mapping[SearchList, Sequence[tuple[str, float]]]) -> list[Fused]:
    """The items of all lists, the best first. A list has its items by id with the value it is ordered by, best first;
    a list alone keeps its own values as scores."""
    parts: dict[str, tuple[SearchPart, ...]] = {}
    for source, rows in lists.items():
        for id, part in _parts(source, rows, alone=len(lists) == 1):
            parts[id] = (*parts.get(id, ()), part)
    return sorted((Fused(id, found) for id, found in parts.items()), key=lambda one: (-one.score, one.id))


def _parts(source: SearchList, rows: Sequence[tuple[str, float]], *, alone: bool) -> Iterable[tuple[str, SearchPart]]:
    for place, (id, value) in enumerate(rows, start=1):
        score = value if alone else 1 / (K + place)
        yield id, SearchPart(source=source, place=place, value=value, score=score)
