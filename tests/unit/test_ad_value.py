"""What an ad is worth: rates that little evidence doesn't move, prices that compare, parts that add up."""

from math import fsum
from random import Random
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.ad_value import (
    FIRST_CTR,
    Belief,
    Counts,
    Evidence,
    Factors,
    diversity,
    fatigue,
    paid_acts,
    relevance,
    share,
    unit_price,
)
from domain.flight import Pricing

positive = st.floats(1e-6, 1e3)


@given(before=st.floats(1e-4, 0.5), tries=st.integers(0, 100_000), share=st.floats(0, 1))
def test_a_belief_lies_between_what_was_expected_and_what_was_counted(before: float, tries: int, share: float) -> None:
    hits = int(tries * share)
    belief = Belief.of(hits, tries, before)
    counted = hits / tries if tries else before
    assert min(before, counted) - 1e-12 <= belief.mean <= max(before, counted) + 1e-12
    assert belief.hopeful >= belief.mean
    assert 0 <= belief.drawn(Random(0)) <= 1


def test_one_click_of_one_view_says_little_and_a_thousand_say_it_all() -> None:
    assert Belief.of(1, 1, 0.01).mean < 0.0121
    assert Belief.of(1_000, 10_000, 0.01).mean == pytest.approx(0.1, rel=0.06)
    many = [Belief.of(30, 1_000, 0.01).drawn(Random(seed)) for seed in range(2_000)]
    assert fmean(many) == pytest.approx(Belief.of(30, 1_000, 0.01).mean, rel=0.02)


def test_an_ad_nobody_saw_is_believed_to_do_as_its_placement_does() -> None:
    counts = {("adv_a", "sidebar"): Counts(10_000, 200, 10), ("adv_b", "footer"): Counts(10_000, 10, 0)}
    evidence = Evidence(counts)
    new = {placement: evidence.believed("adv_new", placement)[0].mean for placement in ("sidebar", "footer", "top")}
    assert new["sidebar"] == pytest.approx(0.02, rel=0.05)
    assert new["footer"] < 0.002
    assert new["footer"] < new["top"] < new["sidebar"]
    assert evidence.believed("adv_a", "sidebar")[0].hopeful < evidence.believed("adv_new", "sidebar")[0].hopeful
    assert Evidence().believed("adv_new", "top")[0].mean == pytest.approx(FIRST_CTR)


def test_prices_of_views_clicks_and_actions_compare_and_so_do_currencies() -> None:
    rates = {"EUR": 1.0, "JPY": 0.006}
    assert unit_price(Pricing.CPM, 400, "EUR", rates) == pytest.approx(0.004)
    assert unit_price(Pricing.CPC, 50, "EUR", rates) == 0.5
    assert unit_price(Pricing.CPC, 100, "JPY", rates) == pytest.approx(0.6)
    assert unit_price(Pricing.CPA, 1_500, "KWD", rates) == 1.5
    assert paid_acts(Pricing.CPC, 0.01, 0.1, 0.01) == 0.01
    assert paid_acts(Pricing.CPA, 0.01, 0.1, 0.01) == pytest.approx(0.001)
    assert [paid_acts(Pricing.CPM, click, 0.1, 0.01) for click in (0.0001, 0.01, 0.015, 0.9)] == [0.5, 1, 1.5, 2]


@given(st.builds(Factors, *[positive] * 7))
def test_parts_add_up_to_the_value(factors: Factors) -> None:
    parts = factors.parts()
    assert [part.feature for part in parts] == [
        "expected_value",
        "exploration",
        "relevance",
        "pacing",
        "diversity",
        "fatigue",
    ]
    total = fsum(part.contribution for part in parts)
    assert total == pytest.approx(factors.value, rel=1e-9, abs=1e-9 * max(abs(part.contribution) for part in parts))
    assert all(part.contribution == part.weight * part.value for part in parts)


def test_relevance_counts_what_is_asked_for_and_is_there() -> None:
    assert [share((), ("tag_a",)), share(("tag_a",), ()), share(("tag_a", "tag_c"), ("tag_a", "tag_b"))] == [0, 0, 0.5]
    assert [relevance(0, False, 0), relevance(0.5, True, 0), relevance(1, True, 1)] == [1, 1.5, 2]


def test_a_sponsor_that_is_everywhere_and_a_flight_seen_often_are_worth_less() -> None:
    assert [diversity(share) for share in (0, 0.5, 1)] == [1, 0.75, 0.5]
    assert [round(fatigue(views), 3) for views in (0, 1, 10)] == [1, 0.769, 0.25]
