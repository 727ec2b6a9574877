"""Draws for a reader who is known: without what is capped, and by exact chances when what was drawn can't be had."""

from collections import Counter
from random import Random

import pytest

from domain.ad_choice import Appraiser, Choice, NoFill
from domain.ad_draw import Draw
from domain.ad_history import AdHistory
from domain.ad_policy import EXPLORED, MOST, chances
from domain.ad_value import Counts, Evidence, fatigue
from domain.campaign import CampaignKind
from domain.pacing_plans import Plans
from domain.targeting import Targeting
from tests.unit.test_ad_choice import NOON, SCENE, Live, live
from tests.unit.test_ad_history import shown

NEW = AdHistory([], NOON)
ONCE = Targeting(frequency_cap_per_day=1)


def sure(*lives: Live) -> Appraiser:
    """One who knows so much of the ads that what is drawn of their rates is what is expected."""
    return Appraiser(Evidence({(ad.id, "sidebar"): Counts(10**9, 10**7) for one in lives for ad in one.ads}), Plans())


def draw(lives: list[Live], random: Random) -> Draw:
    return Draw(sure(*lives), lives, SCENE, NOON, random)


def test_what_is_capped_has_no_chance_and_fatigue_is_in_the_others() -> None:
    capped, tired, fresh = live(120, targeting=ONCE), live(101), live(100)
    history = AdHistory([shown(1, capped.flight.id), *(shown(n, tired.flight.id) for n in (2, 3))], NOON)
    found = draw([capped, tired, fresh], Random(1)).pick(history)
    assert isinstance(found, Choice)
    assert found.option.candidate is fresh
    assert found.propensity == pytest.approx(chances([1.01 * fatigue(2), 1.0])[1], rel=0.05)
    other = draw([tired], Random(1)).pick(history)
    assert isinstance(other, Choice)
    assert other.option.factors.fatigue == pytest.approx(fatigue(2))
    assert other.propensity == 1


def test_where_some_cant_be_had_the_chance_told_is_how_often_the_others_are_drawn() -> None:
    """Whether at once or after one or both of them: p/(1 − Σp), with exploration and flights of several ads."""
    lives = [live(100), live(99, ads=2), live(98), live(97), live(60)]
    gone = {lives[0].flight.id, lives[1].flight.id}
    random, rounds, counted = Random(5), 15_000, Counter[str]()
    appraiser = sure(*lives)
    for _ in range(rounds):
        tried = Draw(appraiser, lives, SCENE, NOON, random)
        while isinstance(found := tried.pick(NEW), Choice) and found.option.candidate.flight.id in gone:
            tried.leave_out(found.option.candidate.flight.id)
        assert isinstance(found, Choice)
        counted[found.option.ad.id] += 1
    whole = chances([100, 99, 99, 98, 97, 60])
    for one, chance in zip(lives[2:], whole[3:], strict=True):
        exact, id = chance / (1 - sum(whole[:3])), one.ads[0].id
        assert counted[id] / rounds == pytest.approx(exact, abs=4 * (exact * (1 - exact) / rounds) ** 0.5 + 0.01)


def test_chances_after_leaving_out_are_those_of_the_rest() -> None:
    lives = [live(price, ads=1 + price % 2) for price in (100, 99, 98)]
    tried = draw(lives, Random(2))
    first = tried.pick(NEW)
    assert isinstance(first, Choice)
    before = {option.ad.id: chance for option, chance in zip(tried._options, tried._chances, strict=True)}
    flight = first.option.candidate.flight.id
    tried.leave_out(flight)
    second = tried.pick(NEW)
    assert isinstance(second, Choice)
    gone = sum(before[ad.id] for one in lives if one.flight.id == flight for ad in one.ads)
    assert second.option.candidate.flight.id != flight
    assert second.propensity == pytest.approx(before[second.option.ad.id] / (1 - gone))


def test_when_the_best_are_all_capped_the_others_have_their_turn_and_then_the_next_kind() -> None:
    best = [live(1_000, targeting=ONCE) for _ in range(3 * MOST)]
    small, house = live(1), live(9_000, kind=CampaignKind.HOUSE)
    saw = [shown(number, one.flight.id) for number, one in enumerate(best)]
    tried = draw([*best, small, house], Random(3))
    found = tried.pick(AdHistory(saw, NOON))
    assert isinstance(found, Choice)
    assert (found.option.candidate, found.propensity) == (small, 1.0)
    tried.leave_out(small.flight.id)
    last = tried.pick(AdHistory(saw, NOON))
    assert isinstance(last, Choice)
    assert last.option.candidate is house
    tried.leave_out(house.flight.id)
    assert tried.pick(AdHistory(saw, NOON)) is NoFill.CAPPED


def test_there_is_a_reason_for_nothing() -> None:
    capped = live(targeting=ONCE)
    half = capped.flight.budget_minor * 1_000_000 // 2
    ahead = live(spent_micro=round(1.2 * half), spent_today_micro=round(1.2 * half))
    assert draw([], Random(1)).pick(NEW) is NoFill.NO_MATCH
    assert draw([ahead], Random(1)).pick(NEW) is NoFill.PACED
    assert draw([capped], Random(1)).pick(AdHistory([shown(1, capped.flight.id)], NOON)) is NoFill.CAPPED


def test_a_readers_draws_never_forget_what_is_left() -> None:
    lives = [live(1_000 - 50 * number) for number in range(MOST)]
    random, least = Random(4), 1.0
    for _ in range(2_000):
        found = draw(lives, random).pick(NEW)
        assert isinstance(found, Choice)
        least = min(least, found.propensity)
    assert least >= EXPLORED / MOST
