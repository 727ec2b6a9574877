"""E(a,C): what it knows, how it moves, and that its ends hold it."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.effectiveness import FORMULA, MEASURES, NOTHING, SHAPE, CommunityPart, Pair, factor, score

rates = st.sampled_from(list(MEASURES))
pairs = st.builds(
    lambda trials, missed: Pair(float(trials - min(trials, missed)), float(trials)),
    st.integers(0, 10**6),
    st.integers(0, 10**6),
)
FEATURES = FORMULA.defaults()


def test_it_knows_fifty_features_and_weighs_twenty() -> None:
    assert len(FEATURES) == len(SHAPE) >= 50
    assert sum(feature.active for feature in FEATURES) == 20
    assert math.fsum(feature.weight for feature in FEATURES) == pytest.approx(1, abs=1e-12)


def test_an_ordinary_ad_in_an_ordinary_part_has_a_quarter() -> None:
    usual = {measure: Pair(50, 1_000) for measure in MEASURES}
    everywhere = dict.fromkeys({scope for _, scope in SHAPE.values()}, usual)
    parts, low, high = score(FEATURES, everywhere, everywhere, "tag")
    value = math.fsum(part.contribution for part in parts)
    assert value == pytest.approx(0.25, abs=1e-9)
    assert low < value < high


def test_an_ad_of_which_nothing_is_known_is_what_the_prior_expects() -> None:
    found = factor("click_rate", 1_000, Pair(), Pair(10, 1_000), Pair(40, 1_000), Pair(20, 1_000))
    expected, norm = (40 + 20) / 2_000, (10 + 20) / 2_000
    assert (found.ad, found.community) == (expected / (expected + norm), norm / (norm + 0.02))


def test_where_nobody_ever_did_it_nothing_is_told() -> None:
    assert factor("conversion_rate", 100, Pair(0, 50), Pair(0, 90), Pair(), Pair(0, 900)) == NOTHING


def test_one_click_of_one_view_is_not_everything() -> None:
    found = factor("click_rate", 1_000, Pair(1, 1), Pair(20, 1_000), Pair(20, 1_000), Pair(20, 1_000))
    assert 0.5 < found.ad < 0.52


@given(rates, st.floats(0.1, 1e5), pairs, pairs, pairs, pairs)
def test_sides_lie_between_0_and_1_and_the_ends_hold_the_ad(
    measure: str, k: float, own: Pair, here: Pair, prior: Pair, everywhere: Pair
) -> None:
    found = factor(measure, k, own, here, prior, everywhere)
    assert 0 <= found.low <= found.ad + 1e-9 and found.ad <= found.high + 1e-9 <= 1 + 2e-9
    assert 0 <= found.community <= 1


@given(rates, pairs, pairs, st.floats(1, 1e4))
def test_more_hits_of_as_many_trials_never_lower_an_ad(measure: str, own: Pair, norm: Pair, more: float) -> None:
    one = factor(measure, 100, own, norm, norm, norm)
    other = factor(measure, 100, own._replace(hits=own.hits + more), norm, norm, norm)
    assert other.ad >= one.ad - 1e-12


def test_more_evidence_of_the_same_rate_narrows_the_interval() -> None:
    norm = Pair(200, 10_000)
    few, many = (factor("click_rate", 1_000, Pair(3 * n, 100 * n), norm, norm, norm) for n in (10, 1_000))
    assert many.high - many.low < few.high - few.low


@pytest.mark.parametrize(
    ("context", "prior"),
    [
        (CommunityPart(), "everywhere"),
        (CommunityPart(placement="sidebar"), "placement"),
        (CommunityPart(tag_id="tag_1", placement="sidebar"), "tag"),
    ],
)
def test_the_prior_is_that_of_the_tag_else_of_the_placement(context: CommunityPart, prior: str) -> None:
    assert context.prior == prior
