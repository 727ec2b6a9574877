"""Proposals of weights: what is refused, and what a new version consists of."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import InvalidInput
from domain.formulas import FORMULAS, formula_of
from domain.scoring import Formula, ScoringKind, Weighting

ACTIVITY = FORMULAS[ScoringKind.ACTIVITY]


@pytest.mark.parametrize("formula", FORMULAS.values(), ids=lambda formula: formula.kind)
def test_first_versions_sum_to_one(formula: Formula) -> None:
    assert math.fsum(feature.weight for feature in formula.defaults()) == pytest.approx(1, abs=1e-12)
    names = [feature.name for feature in formula.features]
    assert len(names) == len(set(names))
    assert all(known.description for known in formula.features)


def test_activity_knows_ten_behaviours_and_weighs_five() -> None:
    features = ACTIVITY.defaults()
    assert (len(features), sum(feature.active for feature in features)) == (10, 5)


weights = st.dictionaries(
    st.sampled_from([known.name for known in ACTIVITY.features]), st.floats(0, 1000, allow_subnormal=False), min_size=1
).filter(lambda named: math.fsum(named.values()) > 1e-6)


@given(weights)
def test_weights_are_divided_by_their_sum(named: dict[str, float]) -> None:
    features = ACTIVITY.propose([Weighting(name, weight) for name, weight in named.items()])
    assert [feature.name for feature in features] == [known.name for known in ACTIVITY.features]
    assert math.fsum(feature.weight for feature in features) == pytest.approx(1, abs=1e-9)
    total = math.fsum(named.values())
    for feature in features:
        assert feature.weight == pytest.approx(named.get(feature.name, 0) / total, abs=1e-12)


def test_parameters_left_out_are_those_of_version_1() -> None:
    (publish, *_) = ACTIVITY.propose([Weighting("publish", 3, half_life_days=7)])
    assert (publish.weight, publish.half_life_days, publish.daily_cap, publish.saturation) == (1, 7, 5, 6)


@pytest.mark.parametrize(
    ("weightings", "path"),
    [
        ([], ("input", "weights")),
        ([Weighting("view", 0)], ("input", "weights")),
        ([Weighting("karma", 1)], ("input", "weights", "0", "feature")),
        ([Weighting("view", 1), Weighting("view", 1)], ("input", "weights", "1", "feature")),
        ([Weighting("view", -0.1)], ("input", "weights", "0", "weight")),
        ([Weighting("view", math.nan)], ("input", "weights", "0", "weight")),
        ([Weighting("view", math.inf)], ("input", "weights", "0", "weight")),
        ([Weighting("view", 1, half_life_days=0)], ("input", "weights", "0", "halfLifeDays")),
        ([Weighting("view", 1, half_life_days=math.nan)], ("input", "weights", "0", "halfLifeDays")),
        ([Weighting("view", 1, daily_cap=-1)], ("input", "weights", "0", "dailyCap")),
        ([Weighting("view", 1, saturation=1e9)], ("input", "weights", "0", "saturation")),
    ],
)
def test_bad_proposals_are_refused_where_they_are_wrong(weightings: list[Weighting], path: tuple[str, ...]) -> None:
    with pytest.raises(InvalidInput) as refused:
        ACTIVITY.propose(weightings)
    assert refused.value.path == path


def test_every_kind_has_a_formula() -> None:
    assert [formula_of(kind).kind for kind in ScoringKind] == list(ScoringKind)
