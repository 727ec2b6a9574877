"""The choice of an ad: paid ones first, none that is ahead of its plan, by chances that are those that are told."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from random import Random

import pytest

from domain.ad import Ad
from domain.ad_choice import Appraiser, Choice, NoFill, Scene
from domain.ad_policy import EXPLORED, MOST
from domain.ad_value import Counts, Evidence
from domain.campaign import CampaignKind
from domain.flight import Flight, FlightState, Pricing
from domain.ids import AreaId, TagId
from domain.money import MICROS
from domain.pacing import LAST_DAY_BY
from domain.pacing_plans import Plans
from domain.targeting import Targeting

NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)
SCENE = Scene("sidebar", ("tag_a", "tag_b"), "area_a")
numbers = count(1)


@dataclass(frozen=True, eq=False)
class Live:
    """A flight as the catalogue has it."""

    flight: Flight
    ads: tuple[Ad, ...]
    kind: CampaignKind = CampaignKind.PAID
    sponsor_id: str = "spo_a"
    sponsor_name: str = "Acme"
    spent_micro: int = 0
    spent_today_micro: int = 0


def live(price: int = 100, pricing: Pricing = Pricing.CPC, ads: int = 1, **more: object) -> Live:
    """A flight of one day that began at midnight."""
    number = next(numbers)
    targeting = more.pop("targeting", Targeting())
    flight = Flight.model_validate(
        {
            "id": f"flt_{number}",
            "campaign_id": "cmp_a",
            "sponsor_id": "spo_a",
            "name": "A flight",
            "state": FlightState.LIVE,
            "state_reason": None,
            "pricing": pricing,
            "price_minor": price,
            "budget_minor": 100_000,
            "daily_cap_minor": None,
            "currency": "EUR",
            "starts_at": NOON - timedelta(hours=12),
            "ends_at": NOON + timedelta(hours=12),
            "time_zone": "UTC",
            "targeting": targeting,
        }
    )
    made = tuple(
        Ad(
            id=f"adv_{number}_{index}",
            flight_id=flight.id,
            headline="Graphs",
            body="In a box",
            landing_url="https://a.example/",
            created_at=NOON,
        )
        for index in range(ads)
    )
    return replace(Live(flight, made), **more)  # type: ignore[arg-type]


def chosen(lives: list[Live], scene: Scene = SCENE, evidence: Evidence | None = None, seed: int = 0) -> Choice | NoFill:
    """What is picked."""
    return Appraiser(evidence or Evidence(), Plans()).choose(lives, scene, NOON, Random(seed))


def test_paid_ones_come_first_then_the_communitys_then_the_houses() -> None:
    paid, community, house = live(1), live(kind=CampaignKind.COMMUNITY), live(9_000, kind=CampaignKind.HOUSE)
    for lives in ([house, community, paid], [house, community], [house]):
        found = chosen(lives)
        assert isinstance(found, Choice)
        assert found.option.candidate is lives[-1]
        assert found.propensity == pytest.approx(1)


def test_what_is_ahead_of_its_plan_rests_and_there_is_a_reason_for_nothing() -> None:
    half = 100_000 * MICROS // 2
    ahead = live(spent_micro=round(1.04 * half), spent_today_micro=round(1.04 * half))
    assert chosen([]) is NoFill.NO_MATCH
    assert chosen([ahead]) is NoFill.PACED
    found = chosen([ahead, live(kind=CampaignKind.HOUSE, spent_micro=half * 2 - 1, spent_today_micro=half * 2 - 1)])
    assert isinstance(found, Choice)
    assert found.option.candidate.kind is CampaignKind.HOUSE
    behind = chosen([live(spent_micro=half // 2, spent_today_micro=half // 2)])
    assert isinstance(behind, Choice)
    assert behind.option.factors.pacing == pytest.approx(0.75 / (1 - 0.5 / LAST_DAY_BY))


def test_what_is_told_as_chance_is_how_often_it_is_picked() -> None:
    lives = [live(100), live(110, ads=2), live(90, targeting=Targeting(include_tags=(TagId("tag_a"),)))]
    evidence = Evidence({(ad.id, "sidebar"): Counts(1_000_000, 5_000, 0) for one in lives for ad in one.ads})
    appraiser, random, rounds = Appraiser(evidence, Plans()), Random(3), 20_000
    picked, weights = Counter[str](), dict.fromkeys([ad.id for one in lives for ad in one.ads], 0.0)
    for _ in range(rounds):
        found = appraiser.choose(lives, SCENE, NOON, random)
        assert isinstance(found, Choice)
        assert found.propensity > EXPLORED / MOST
        picked[found.option.ad.id] += 1
        weights[found.option.ad.id] += 1 / found.propensity
    assert max(picked, key=lambda ad_id: picked[ad_id]) == lives[2].ads[0].id, "it fits the page, so it is worth more"
    for ad_id, weight in weights.items():
        assert weight / rounds == pytest.approx(1, abs=0.35), f"{ad_id}: a log must weigh each ad alike"


def test_relevance_area_and_diversity_are_in_the_factors() -> None:
    fit = live(
        targeting=Targeting(include_tags=(TagId("tag_a"),), areas=(AreaId("area_a"),), interest_tags=(TagId("tag_a"),))
    )
    found = chosen([fit], SCENE._replace(interests=("tag_a",)), Evidence(shares={("spo_a", "sidebar"): 0.5}))
    assert isinstance(found, Choice)
    assert found.option.factors.relevance == 1.75
    assert found.option.factors.diversity == 0.75


def test_new_ads_are_shown_beside_proven_ones() -> None:
    proven, new = live(100), live(100)
    evidence = Evidence({(proven.ads[0].id, "sidebar"): Counts(100_000, 600, 0)})
    shown = Counter(
        found.option.candidate.flight.id
        for seed in range(400)
        if isinstance(found := chosen([proven, new], SCENE, evidence, seed), Choice)
    )
    assert shown[new.flight.id] > 60


def test_of_a_thousand_the_best_are_found() -> None:
    lives = [live(price) for price in range(1, 1_001)]
    evidence = Evidence({(one.ads[0].id, "sidebar"): Counts(10_000_000, 50_000, 0) for one in lives})
    (options, *_) = Appraiser(evidence, Plans()).options(lives, SCENE, NOON, Random(1))
    assert len(options) == MOST
    assert min(option.candidate.flight.price_minor for option in options) > 960
