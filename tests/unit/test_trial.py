"""Trials: who is dealt to which model, who counts when, and bounds that hold however often they are looked at."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from domain.errors import InvalidInput
from domain.ids import IdPrefix, ModelId, UserId, new_id
from domain.scoring import ScoringKind
from domain.trial import ModelTrial, Reader, TrialId, challenged, check_share, terms
from domain.trial_count import ENOUGH, MOST, Counted, Finding, Term, count

FIRST, SECOND = (TrialId(new_id(IdPrefix.MODEL_TRIAL)) for _ in range(2))
USERS = [UserId(f"usr_{n}") for n in range(20_000)]
START = datetime(2026, 6, 1, tzinfo=UTC)


def drawn(more: float, seed: int, members: int = 2_000, share: int = 50) -> list[Term]:
    """Members who read 8 contents on average, and `more` by the challenger; most read few, some very many."""
    draw = np.random.default_rng(seed)
    arms = draw.random(members) < share / 100
    reads = draw.poisson(draw.gamma(1.0, 8.0, members) * np.where(arms, 1 + more / 8, 1.0))
    return [Term(bool(arm), int(read)) for arm, read in zip(arms, reads, strict=True)]


def looked_at(of: list[Term], share: int = 50) -> list[Counted]:
    """What was told each time somebody looked, after every hundredth member."""
    return [count(of[:n], share) for n in range(100, len(of) + 1, 100)]


def test_members_stay_where_they_were_dealt_whatever_else_is_tried() -> None:
    arms = [challenged(FIRST, 20, user) for user in USERS]
    assert arms == [challenged(FIRST, 20, user) for user in USERS]
    assert sum(arms) / len(arms) == pytest.approx(0.2, abs=0.01)
    both = sum(arm and challenged(SECOND, 20, user) for arm, user in zip(arms, USERS, strict=True))
    assert both / len(arms) == pytest.approx(0.04, abs=0.005), "one trial says nothing of another"
    grown = [challenged(FIRST, 30, user) for user in USERS]
    assert all(after for before, after in zip(arms, grown, strict=True) if before)


@pytest.mark.parametrize("percent", [0, 100, -1, 1_000])
def test_a_share_leaves_both_arms_somebody(percent: int) -> None:
    with pytest.raises(InvalidInput) as refused:
        check_share(percent)
    assert refused.value.path == ("input", "sharePercent")


@pytest.mark.parametrize("share", [50, 20])
def test_what_makes_no_difference_is_seldom_found_to_make_one_at_any_look(share: int) -> None:
    """Were each look a test of its own at 5 %, six of these sixty would end wrongly where both arms are alike."""
    trials = [looked_at(drawn(0.0, seed, share=share), share) for seed in range(60)]
    wrong = [looks for looks in trials if any(one.finding in (Finding.BETTER, Finding.WORSE) for one in looks)]
    assert len(wrong) <= 3, "5 % of 60"


@pytest.mark.parametrize(("more", "finding"), [(3.0, Finding.BETTER), (-3.0, Finding.WORSE)])
def test_what_makes_a_difference_is_found(more: float, finding: Finding) -> None:
    ends = [count(drawn(more, seed), 50) for seed in range(10)]
    assert [one.finding for one in ends].count(finding) >= 9
    assert all(one.gain is not None and one.gain.low <= more <= one.gain.high for one in ends)
    assert np.mean([one.gain.value for one in ends if one.gain is not None]) == pytest.approx(more, abs=0.4)


def test_nothing_is_told_of_too_few() -> None:
    few = count(drawn(20.0, 1, members=2 * ENOUGH - 20), 50)
    assert few.finding is Finding.TOO_FEW and few.gain is None
    assert few.arm(challenger=True).read_each is None and few.arm(challenger=True).members == few.challengers > 0
    lopsided = count([Term(False, 5)] * 5_000 + [Term(True, 50)] * (ENOUGH - 1), 50)
    assert lopsided.finding is Finding.TOO_FEW and lopsided.arm(challenger=False).read_each == 5
    assert count([], 50).finding is Finding.TOO_FEW


def test_one_who_reads_everything_counts_like_one_who_reads_much() -> None:
    assert count([Term(True, 1_000_000)], 50) == count([Term(True, MOST)], 50)


def test_who_entered_counts_when_their_days_are_over_in_that_order() -> None:
    trial = ModelTrial(
        id=FIRST,
        kind=ScoringKind.RECOMMENDATION,
        model_id=ModelId("mdl_a"),
        former_id=ModelId("mdl_b"),
        share_percent=50,
        started_at=START,
        ended_at=None,
        counted=Counted(),
    )
    readers = [Reader(f"usr_{n}", START + timedelta(days=5 - n), set("abcdef"[: n + 1])) for n in range(5)]
    found = list(terms(trial, readers, START + timedelta(days=10)))
    assert [term.read for term in found] == [5, 4, 3], "those of the last two days aren't over"
    assert [term.challenger for term in found] == [challenged(FIRST, 50, UserId(f"usr_{n}")) for n in (4, 3, 2)]
