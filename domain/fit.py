"""How well a sponsor fits the community: what it offers against what is read there.

The community's reading is shared out in four dimensions, each summing to 1: tags (a view of a content with n tags
counts 1/n for each), kinds of content, areas, and segments of the members who read. In each dimension in which a
sponsor offers something, the value is

    what it reaches / the most that as many could reach = Σ share(offered) / Σ the largest |offered| shares

so 1 is to offer just what is read most, 0 what nobody reads, and naming everything gains nothing over naming the right.
The weights of the dimensions offered are brought to sum 1; fit = Σ weight · value, in [0, 1].
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from math import fsum

from domain.record import Moment, Record
from domain.scoring import ScorePart

WINDOW = timedelta(days=28)
"""What was viewed in it, up to the day before the job runs, is what the community reads."""

MOST = 200
"""Of one dimension, so many offered things are looked at."""


class Reading(StrEnum):
    """In what the community's reading is shared out."""

    TAG = "TAG"
    KIND = "KIND"
    AREA = "AREA"
    SEGMENT = "SEGMENT"


@dataclass(frozen=True, slots=True)
class Dimension:
    """A dimension: its weight, and the properties of sponsors and of their flights that offer something in it."""

    reading: Reading
    weight: float
    offered: str
    targeted: str

    @property
    def feature(self) -> str:
        """Its name among the parts."""
        return f"{self.reading.lower()}s"


DIMENSIONS = (
    Dimension(Reading.TAG, 0.4, "offered_tags", "include_tags"),
    Dimension(Reading.KIND, 0.2, "offered_kinds", "content_kinds"),
    Dimension(Reading.AREA, 0.2, "offered_areas", "areas"),
    Dimension(Reading.SEGMENT, 0.2, "offered_segments", "segments"),
)


class FitPart(Record):
    """One dimension of a fit, as Cypher computes it."""

    feature: str
    weight: float
    value: float
    contribution: float


class Fit(Record):
    """How well one sponsor fits, and on how much reading that rests."""

    sponsor_id: str
    score: float
    fit_parts: tuple[FitPart, ...]
    views: int
    as_of: Moment

    @property
    def parts(self) -> tuple[ScorePart, ...]:
        """The dimensions as parts of a score."""
        return tuple(ScorePart(part.feature, part.weight, part.value, part.contribution) for part in self.fit_parts)


def fit(
    offered: Mapping[Reading, Collection[str]], shares: Mapping[Reading, Mapping[str, float]]
) -> dict[Reading, tuple[float, float]] | None:
    """Weight and value by dimension; None when nothing is offered in a dimension in which anything is read.

    The reference of `cypher/sponsor_rules/fit.cypher`.
    """
    values: dict[Dimension, float] = {}
    for dimension in DIMENSIONS:
        ids, read = set(offered.get(dimension.reading, ())), shares.get(dimension.reading, {})
        best = fsum(sorted(read.values(), reverse=True)[: len(ids)])
        if best > 0:
            values[dimension] = min(1.0, fsum(read.get(id, 0.0) for id in ids) / best)
    total = fsum(dimension.weight for dimension in values)
    return {each.reading: (each.weight / total, value) for each, value in values.items()} or None
