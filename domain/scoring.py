"""Scoring models: the versioned weights of a formula, what may be weighed, and the parts a score is made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import fsum, isfinite
from typing import NamedTuple

from domain.errors import InvalidInput
from domain.ids import ModelId
from domain.record import Moment, Record

MAX_PARAMETER = 1_000_000
"""Half-lives, caps and saturations above it are mistakes of unit."""


class ScoringKind(StrEnum):
    """The formulas: A(u), R(u,c) and E(a,C)."""

    ACTIVITY = "ACTIVITY"
    RECOMMENDATION = "RECOMMENDATION"
    AD_EFFECTIVENESS = "AD_EFFECTIVENESS"


class ScorePart(NamedTuple):
    """One addend of a score. contribution = weight · preference (1 when null) · value; together they are the score.

    A feed has hundreds, hence no model: they would be a tenth of its CPU time.
    """

    feature: str
    weight: float
    value: float
    contribution: float
    preference: float | None = None
    evidence: tuple[str, ...] = ()
    """Ids of the nodes that show it."""


class ScoringFeature(Record):
    """One feature of a model, with the parameters that shape its value; a parameter it doesn't use is None."""

    kind: ScoringKind
    name: str
    weight: float
    half_life_days: float | None
    daily_cap: int | None
    saturation: float | None

    @property
    def active(self) -> bool:
        """Whether it counts at all."""
        return self.weight > 0


class Training(Record):
    """What the weights of a model were learned from, and what they gained on later days beside those in use."""

    since: Moment
    until: Moment
    """Nothing at or after it was known to them."""
    acts: int
    queries: int
    judged: int
    """Queries of the days after, of members who may be among those learned from."""
    gain: float
    """In NDCG@10; `gain_low` and `gain_high` are the ends of its 95 % interval, members drawn anew, paired."""
    gain_low: float
    gain_high: float
    by_place: bool
    """Whether what was clicked was weighed by how likely its place was looked at."""
    compared_version: int


class ScoringModel(Record):
    """One version of the weights of a formula. Never changed once made: a change is a new version."""

    id: ModelId
    kind: ScoringKind
    version: int
    active: bool
    created_at: Moment
    features: tuple[ScoringFeature, ...]
    activated_at: Moment | None = None
    """When it was last put in use."""
    training: Training | None = None
    """None when its weights were chosen by somebody."""


@dataclass(frozen=True, slots=True)
class KnownFeature:
    """A feature that can be computed: what it means, and the weight and parameters it has in version 1."""

    name: str
    description: str
    weight: float = 0.0
    half_life_days: float | None = None
    daily_cap: int | None = None
    saturation: float | None = None


@dataclass(frozen=True, slots=True)
class Weighting:
    """What a proposal says of one feature; a parameter left out is as in version 1."""

    feature: str
    weight: float
    half_life_days: float | None = None
    daily_cap: int | None = None
    saturation: float | None = None


@dataclass(frozen=True)
class Formula:
    """All that can be weighed in one kind of score."""

    kind: ScoringKind
    features: tuple[KnownFeature, ...]

    def defaults(self) -> tuple[ScoringFeature, ...]:
        """The features of version 1."""
        return self.propose([Weighting(known.name, known.weight) for known in self.features])

    def propose(self, weightings: Sequence[Weighting]) -> tuple[ScoringFeature, ...]:
        """The features of a new version: every known one; those that aren't named weigh 0.

        Weights may be on any scale: they are divided by their sum, so that raising one needs no recomputing of the
        others, and scores keep their range.

        Raises:
            InvalidInput: a name is unknown or twice there, a number is out of range, or nothing has weight.
        """
        self._check(weightings)
        total = fsum(weighting.weight for weighting in weightings)
        if not (isfinite(total) and total > 0):
            raise InvalidInput("At least one feature needs a weight above 0.", ("input", "weights"))
        named = {weighting.feature: weighting for weighting in weightings}
        return tuple(self._weigh(known, named.get(known.name), total) for known in self.features)

    def describe(self, name: str) -> str:
        """What the feature of that name means."""
        for known in self.features:
            if known.name == name:
                return known.description
        return "A feature of an earlier release; it is no longer computed."

    def _weigh(self, known: KnownFeature, said: Weighting | None, total: float) -> ScoringFeature:
        said = said or Weighting(known.name, 0.0)
        return ScoringFeature(
            kind=self.kind,
            name=known.name,
            weight=said.weight / total,
            half_life_days=said.half_life_days or known.half_life_days,
            daily_cap=said.daily_cap or known.daily_cap,
            saturation=said.saturation or known.saturation,
        )

    def _check(self, weightings: Sequence[Weighting]) -> None:
        known = {feature.name: feature for feature in self.features}
        seen: set[str] = set()
        for index, said in enumerate(weightings):
            path = ("input", "weights", str(index))
            if said.feature not in known:
                names = ", ".join(known)
                raise InvalidInput(f"There is no such feature of {self.kind}; there are {names}.", (*path, "feature"))
            if said.feature in seen:
                raise InvalidInput(f"`{said.feature}` is named twice; name it once.", (*path, "feature"))
            seen.add(said.feature)
            _check_numbers(said, known[said.feature], path)


def _check_numbers(said: Weighting, known: KnownFeature, path: tuple[str, ...]) -> None:
    if not (isfinite(said.weight) and 0 <= said.weight <= MAX_PARAMETER):
        raise InvalidInput(f"A weight is a number from 0 to {MAX_PARAMETER:,}.", (*path, "weight"))
    parameters = (
        ("halfLifeDays", said.half_life_days, known.half_life_days),
        ("dailyCap", said.daily_cap, known.daily_cap),
        ("saturation", said.saturation, known.saturation),
    )
    for name, value, default in parameters:
        if value is None:
            continue
        if default is None:
            raise InvalidInput(f"`{known.name}` has no `{name}`; leave it out.", (*path, name))
        if not (isfinite(value) and 0 < value <= MAX_PARAMETER):
            raise InvalidInput(f"`{name}` is a number above 0, at most {MAX_PARAMETER:,}.", (*path, name))
