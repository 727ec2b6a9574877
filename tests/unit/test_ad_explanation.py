"""Explaining: nothing is in the way exactly of flights that may serve, and each obstacle is told in words."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.ad import Ad
from domain.ad_catalogue import Advertiser, Candidate, Catalogue, ReservedPlace, RuleKind
from domain.ad_context import AdContext, AdReaderProfile
from domain.ad_explanation import Obstacle, explain, worded
from domain.campaign import CampaignKind
from domain.flight import Flight, FlightState, Pricing
from domain.ids import AreaId, TagId, UserId
from domain.sponsor import SponsorState
from domain.targeting import Targeting

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
SOME = st.lists(st.sampled_from("ab"), max_size=2, unique=True).map(tuple)


def candidate(**changes: Any) -> Candidate:
    """A flight that may serve anywhere, but for what is changed of it, of its sponsor, or of its spend."""
    flight = {
        "id": "flt_a", "campaign_id": "cmp_a", "sponsor_id": "spo_a", "name": "One", "state": FlightState.LIVE,
        "state_reason": None, "pricing": Pricing.CPC, "price_minor": 50, "budget_minor": 500, "daily_cap_minor": 100,
        "currency": "EUR", "starts_at": NOW - DAY, "ends_at": NOW + DAY, "time_zone": "Europe/Berlin",
        "targeting": Targeting(),
    }  # fmt: skip
    sponsor = {"id": "spo_a", "name": "Acme", "state": SponsorState.APPROVED, "starts_at": None, "ends_at": None}
    ad = Ad(id="adv_a", flight_id="flt_a", headline="x", body="x", landing_url="https://a.example", created_at=NOW)
    spent = {name: changes.pop(name, 0) for name in ("spent_micro", "spent_today_micro")}
    kind, ads = changes.pop("kind", CampaignKind.PAID), changes.pop("ads", (ad,))
    of_sponsor = changes.pop("sponsor", {})
    return Candidate(
        flight=Flight.model_validate(flight | changes),
        kind=kind,
        sponsor=Advertiser.model_validate(sponsor | of_sponsor),
        ads=ads,
        **spent,
    )


def place(kind: RuleKind, sponsor_id: str, *tags: str, areas: tuple[str, ...] = ()) -> ReservedPlace:
    return ReservedPlace(kind=kind, sponsor_id=sponsor_id, starts_at=None, ends_at=None, tags=tags, areas=areas)


PAGE = AdContext(
    "top", NOW, area_id=AreaId("area_a"), tag_ids=(TagId("tag_a"), TagId("tag_b")), country="DE",
    words=frozenset({"graph", "slow"}),
)  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "obstacle", "text"),
    [
        ({"state": FlightState.PAUSED}, Obstacle.STATE, "It is PAUSED: only a live flight serves."),
        ({"starts_at": NOW + DAY}, Obstacle.TIME, "It begins on 2026-06-02 at 12:00 UTC."),
        ({"ends_at": NOW}, Obstacle.TIME, "It ended on 2026-06-01 at 12:00 UTC."),
        ({"sponsor": {"state": SponsorState.SUSPENDED}}, Obstacle.SPONSOR, "Its sponsor is SUSPENDED: only an app"),
        ({"sponsor": {"ends_at": NOW}}, Obstacle.CONTRACT, "The contract of its sponsor doesn't run then."),
        ({"ads": ()}, Obstacle.NO_AD, "It has no ad to show."),
        ({"spent_micro": 450_000_001}, Obstacle.BUDGET, "Its budget has no room for one more act."),
        ({"spent_today_micro": 50_000_001}, Obstacle.DAILY_CAP, "Its daily cap has no room for one more act on tha"),
        ({"targeting": Targeting(countries=("AT", "CH"))}, Obstacle.TARGETING, "It asks for country AT or CH; here i"),
        ({"targeting": Targeting(devices=("mobile",))}, Obstacle.TARGETING, "It asks for device mobile; here it isn't"),
        ({"targeting": Targeting(exclude_countries=("DE",))}, Obstacle.TARGETING, "It keeps away from country DE."),
        ({"targeting": Targeting(weekdays=(2,))}, Obstacle.TARGETING, "It asks for day Tuesday; here it is Monday."),
        ({"targeting": Targeting(hours=(9, 10))}, Obstacle.TARGETING, "It asks for hour 9 or 10; here it is 14."),
        ({"targeting": Targeting(keywords=("rust",))}, Obstacle.TARGETING, "It asks for word rust; here is none of t"),
        ({"sponsor": {"excluded_words": ("slow",)}}, Obstacle.EXCLUSION, "Its sponsor doesn't stand beside word slow."),
        ({"sponsor": {"excluded_tags": ("tag_b",)}}, Obstacle.EXCLUSION, "Its sponsor doesn't stand beside tag slug."),
    ],
)
def test_each_obstacle_is_told_in_words(changes: dict[str, Any], obstacle: Obstacle, text: str) -> None:
    (found,) = explain(candidate(**changes), [], PAGE)
    reason = worded(found, {"tag_b": "slug"})
    assert reason.obstacle is obstacle and reason.text.startswith(text)


def test_what_is_anothers_alone_and_who_refuses_is_told_of_this_place_only() -> None:
    others = [place(RuleKind.EXCLUSIVITY, "spo_b", "tag_a", "tag_z"), place(RuleKind.VETO, "spo_a", areas=("area_a",))]
    found = [worded(each, {}) for each in explain(candidate(), others, PAGE)]
    assert [(each.obstacle, each.asked, each.text) for each in found] == [
        (Obstacle.EXCLUSIVITY, ("tag_a",), "Another sponsor alone stands with tag tag_a."),
        (Obstacle.VETO, ("area_a",), "Its sponsor is refused by area area_a."),
    ]
    assert explain(candidate(kind=CampaignKind.HOUSE), others[:1], PAGE) == []


def test_where_no_ads_stand_none_of_it_does() -> None:
    assert [each.obstacle for each in explain(candidate(), [], PAGE, closed=True)] == [Obstacle.NO_ADS_HERE]


def test_pages_that_are_similar_share_two_tags_with_a_content() -> None:
    asked = Targeting.model_validate({"similar_to": ("cnt_a",), "similar_tags": ("tag_a+tag_c",)})
    (found,) = explain(candidate(targeting=asked), [], PAGE)
    told = "It asks for similarity to cnt_a; here is neither one of them nor a page that shares two tags with one."
    assert worded(found, {}).text == told
    assert worded(found, {}).asked == ("cnt_a",)


@given(
    targeting=st.builds(
        Targeting.model_construct, include_tags=SOME, exclude_tags=SOME, interest_tags=SOME, exclude_areas=SOME,
        countries=SOME, weekdays=st.sampled_from([(), (1,), (2,)]), hours=st.sampled_from([(), (14,), (12,)]),
    ),
    excluded=SOME, alone=SOME, refused=SOME, tags=SOME, area=st.none() | st.sampled_from("ab"),
    country=st.none() | st.sampled_from("ab"), interests=st.none() | SOME,
    spent=st.sampled_from([0, 450_000_000, 450_000_001]), kind=st.sampled_from(CampaignKind), late=st.booleans(),
)  # fmt: skip
def test_nothing_is_in_the_way_of_just_those_who_are_eligible(
    targeting: Targeting, excluded: Any, alone: Any, refused: Any, tags: Any, area: Any, country: Any, interests: Any,
    spent: int, kind: CampaignKind, late: bool,
) -> None:  # fmt: skip
    one = candidate(targeting=targeting, sponsor={"excluded_tags": excluded}, spent_micro=spent, kind=kind)
    reader = None if interests is None else AdReaderProfile(UserId("u"), tag_ids=interests)
    at = NOW + DAY if late else NOW
    context = AdContext("top", at, area_id=area, tag_ids=tags, country=country, reader=reader)
    others = [place(RuleKind.EXCLUSIVITY, "spo_b", *alone), place(RuleKind.VETO, "spo_a", areas=refused)]
    eligible = Catalogue([one], others, at).eligible(context)
    assert (explain(one, others, context) == []) == (eligible == [one])
