"""Which flights match a place: the reference by cases, the masks against the reference, and the catalogue's rules."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.ad import Ad
from domain.ad_catalogue import Advertiser, Candidate, Catalogue, ReservedPlace, RuleKind
from domain.ad_context import AdContext, AdReaderProfile
from domain.campaign import CampaignKind
from domain.content import ContentKind
from domain.flight import Flight, FlightState, Pricing
from domain.ids import AreaId, ContentId, TagId, UserId
from domain.masks import Masks
from domain.match import Criterion, asks, check
from domain.segment import ValueSegment
from domain.sponsor import SponsorState
from domain.targeting import Targeting

NOW = datetime(2026, 11, 29, 23, 30, tzinfo=UTC)
"""A Sunday in UTC, and half past midnight on Monday in Berlin."""

BERLIN, UTC_ZONE = ZoneInfo("Europe/Berlin"), ZoneInfo("UTC")
NOTHING = AdContext("top", NOW)
READER = AdReaderProfile(UserId("usr_1"), ValueSegment.HIGH_VALUE, (TagId("i1"), TagId("i2")), ("s1", "s2"))
PAGE = AdContext(
    placement="top",
    at=NOW,
    content_id=ContentId("c1"),
    area_id=AreaId("a1"),
    tag_ids=(TagId("t1"), TagId("t2"), TagId("t3")),
    kind=ContentKind.ARTICLE,
    words=frozenset({"graph", "index"}),
    device="mobile",
    country="DE",
    language="de",
    reader=READER,
)
ids = count()


@pytest.mark.parametrize(
    ("targeting", "criterion"),
    [
        ({"include_tags": ["t1", "t9"]}, Criterion.TAG),
        ({"interest_tags": ["i2"]}, Criterion.INTEREST),
        ({"areas": ["a1"]}, Criterion.AREA),
        ({"segments": ["HIGH_VALUE"]}, Criterion.SEGMENT),
        ({"content_kinds": ["ARTICLE"]}, Criterion.CONTENT_KIND),
        ({"saved_segments": ["s2", "s9"]}, Criterion.SAVED_SEGMENT),
        ({"countries": ["DE", "AT"]}, Criterion.COUNTRY),
        ({"languages": ["de"]}, Criterion.LANGUAGE),
        ({"devices": ["mobile"]}, Criterion.DEVICE),
        ({"keywords": ["graph"]}, Criterion.KEYWORD),
        ({"similar_to": ["c8"], "similar_tags": ["t2+t3+t9"]}, Criterion.SIMILAR),
        ({"similar_to": ["c1"], "similar_tags": [""]}, Criterion.SIMILAR),
    ],
)
def test_what_is_asked_for_must_be_known(targeting: dict[str, Any], criterion: Criterion) -> None:
    asked = Targeting.model_validate(targeting)
    assert check(asked, PAGE, BERLIN) == []
    (mismatch,) = check(asked, NOTHING, BERLIN)
    assert (mismatch.criterion, mismatch.excluded, mismatch.found) == (criterion, False, frozenset())


@pytest.mark.parametrize(
    "targeting",
    [
        {"exclude_tags": ["t1"]},
        {"exclude_interest_tags": ["i1"]},
        {"exclude_areas": ["a1"]},
        {"exclude_segments": ["HIGH_VALUE"]},
        {"exclude_saved_segments": ["s1"]},
        {"exclude_content_kinds": ["ARTICLE"]},
        {"exclude_countries": ["DE"]},
        {"exclude_languages": ["de"]},
        {"exclude_devices": ["mobile"]},
        {"exclude_keywords": ["index"]},
    ],
)
def test_what_is_ruled_out_must_not_be_known(targeting: dict[str, Any]) -> None:
    ruled_out = Targeting.model_validate(targeting)
    assert check(ruled_out, NOTHING, BERLIN) == []
    (mismatch,) = check(ruled_out, PAGE, BERLIN)
    assert mismatch.excluded and mismatch.asked & mismatch.found


def test_days_and_hours_are_those_of_the_flights_zone() -> None:
    monday, sunday = Targeting(weekdays=(1,), hours=(0,)), Targeting(weekdays=(7,), hours=(23,))
    assert check(monday, NOTHING, BERLIN) == check(sunday, NOTHING, UTC_ZONE) == []
    assert len(check(monday, NOTHING, UTC_ZONE)) == len(check(sunday, NOTHING, BERLIN)) == 2


def test_one_tag_in_common_is_no_similarity() -> None:
    assert check(Targeting.model_validate({"similar_to": ["c8"], "similar_tags": ["t2+t9"]}), PAGE, BERLIN)


VALUES = st.sampled_from(["1", "2", "3"])
SOME = st.frozensets(VALUES, max_size=3).map(lambda found: tuple(sorted(found)))
TARGETINGS = st.builds(
    Targeting,
    include_tags=SOME,
    exclude_tags=SOME,
    interest_tags=SOME,
    exclude_interest_tags=SOME,
    areas=SOME,
    exclude_areas=SOME,
    segments=st.just(()) | st.just((ValueSegment.HIGH_VALUE,)),
    saved_segments=SOME,
    exclude_saved_segments=SOME,
    exclude_content_kinds=st.just(()) | st.just((ContentKind.ARTICLE,)),
    countries=SOME,
    exclude_countries=SOME,
    exclude_devices=SOME,
    weekdays=st.just(()) | st.just((1,)),
    hours=st.just(()) | st.just((0, 23)),
    keywords=SOME,
    exclude_keywords=SOME,
    similar_to=SOME,
    similar_tags=st.just(()) | st.just(("1+2+9",)),
)
PLACES = st.builds(
    AdContext,
    placement=st.just("top"),
    at=st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)).map(lambda at: at.replace(tzinfo=UTC)),
    content_id=st.none() | VALUES,
    area_id=st.none() | VALUES,
    tag_ids=SOME,
    kind=st.none() | st.sampled_from([ContentKind.ARTICLE, ContentKind.TALK]),
    words=st.frozensets(VALUES),
    device=st.none() | VALUES,
    country=st.none() | VALUES,
    reader=st.none() | st.builds(AdReaderProfile, st.just("usr_1"), st.sampled_from(ValueSegment), SOME, SOME),
)
ZONES = st.sampled_from([UTC_ZONE, BERLIN, ZoneInfo("Pacific/Auckland")])


@given(flights=st.lists(st.tuples(TARGETINGS, ZONES), max_size=12), places=st.lists(PLACES, min_size=1, max_size=4))
def test_masks_answer_as_the_reference_does(flights: list[tuple[Targeting, ZoneInfo]], places: list[AdContext]) -> None:
    masks = Masks([(asks(targeting), zone) for targeting, zone in flights])
    for place in places:
        expected = [index for index, (targeting, zone) in enumerate(flights) if not check(targeting, place, zone)]
        assert [number for number, found in enumerate(masks.matching(place)) if found] == expected


def flight(**changes: Any) -> Flight:
    """A flight that runs, in 2026, without targeting."""
    id = f"flt_{next(ids)}"
    usual: dict[str, Any] = {
        "id": id,
        "campaign_id": "cmp_1",
        "sponsor_id": "spo_1",
        "name": id,
        "state": FlightState.LIVE,
        "state_reason": None,
        "pricing": Pricing.CPC,
        "price_minor": 100,
        "budget_minor": 1_000,
        "daily_cap_minor": None,
        "currency": "EUR",
        "starts_at": NOW - timedelta(days=1),
        "ends_at": NOW + timedelta(days=1),
        "time_zone": "Europe/Berlin",
        "targeting": Targeting(),
    }
    return Flight.model_validate(usual | changes)


def candidate(
    kind: CampaignKind = CampaignKind.PAID, sponsor: dict[str, Any] | None = None, **changes: Any
) -> Candidate:
    """A candidate with one ad."""
    owner = {"id": "spo_1", "name": "ACME", "state": SponsorState.APPROVED, "starts_at": None, "ends_at": None}
    of = flight(**changes)
    ad = Ad(id=f"ad_{of.id}", flight_id=of.id, headline="h", body="b", landing_url="https://a.test/", created_at=NOW)
    return Candidate(of, kind, Advertiser.model_validate(owner | (sponsor or {})), (ad,))


@pytest.mark.parametrize(
    ("changes", "spent", "today", "serves"),
    [
        ({}, 0, 0, True),
        ({"starts_at": NOW + timedelta(seconds=1)}, 0, 0, False),
        ({"ends_at": NOW}, 0, 0, False),
        ({}, 900_000_000, 0, True),
        ({}, 900_000_001, 0, False),
        ({"daily_cap_minor": 200}, 0, 100_000_000, True),
        ({"daily_cap_minor": 200}, 0, 100_000_001, False),
        ({"pricing": Pricing.CPM}, 999_900_000, 0, True),
        ({"pricing": Pricing.CPM}, 999_900_001, 0, False),
        ({"sponsor": {"state": SponsorState.SUSPENDED}}, 0, 0, False),
        ({"sponsor": {"ends_at": NOW}}, 0, 0, False),
        ({"sponsor": {"starts_at": NOW}}, 0, 0, True),
    ],
)
def test_only_what_runs_and_is_paid_for_serves(changes: dict[str, Any], spent: int, today: int, serves: bool) -> None:
    one = candidate(**changes)
    one.spent_micro, one.spent_today_micro = spent, today
    assert Catalogue([one], [], NOW).eligible(PAGE) == ([one] if serves else [])


def test_a_flight_without_ads_serves_nowhere() -> None:
    one = candidate()
    one.ads = ()
    assert Catalogue([one], [], NOW).eligible(PAGE) == []


@pytest.mark.parametrize(
    "excluded",
    [
        {"excluded_tags": ["t2"]},
        {"excluded_areas": ["a1"]},
        {"excluded_kinds": ["ARTICLE"]},
        {"excluded_words": ["graph"]},
    ],
)
def test_a_sponsor_stands_beside_nothing_it_excludes(excluded: dict[str, Any]) -> None:
    one, other = candidate(sponsor=excluded), candidate()
    catalogue = Catalogue([one, other], [], NOW)
    assert catalogue.eligible(PAGE) == [other] and catalogue.eligible(NOTHING) == [one, other]


def reserved(kind: RuleKind, sponsor_id: str, **changes: Any) -> ReservedPlace:
    """A place that is a sponsor's alone, or refuses it, without term."""
    usual: dict[str, Any] = {"starts_at": None, "ends_at": None, "tags": (), "areas": ()}
    return ReservedPlace(**(usual | {"kind": kind, "sponsor_id": sponsor_id} | changes))


def test_where_a_sponsor_stands_alone_no_other_does_but_the_house() -> None:
    own, other = candidate(), candidate(sponsor={"id": "spo_2"})
    house = candidate(CampaignKind.HOUSE, sponsor={"id": "spo_3"})
    for place in ({"tags": ("t1",)}, {"areas": ("a1",)}):
        alone = reserved(RuleKind.EXCLUSIVITY, "spo_1", **place)
        catalogue = Catalogue([own, other, house], [alone], NOW)
        assert catalogue.eligible(PAGE) == [own, house] and len(catalogue.eligible(NOTHING)) == 3
    over = reserved(RuleKind.EXCLUSIVITY, "spo_1", tags=("t1",), ends_at=NOW)
    assert len(Catalogue([own, other, house], [over], NOW).eligible(PAGE)) == 3


def test_an_area_that_refuses_a_sponsor_has_none_of_its_flights() -> None:
    own, other = candidate(), candidate(sponsor={"id": "spo_2"})
    veto = reserved(RuleKind.VETO, "spo_1", areas=("a1",))
    catalogue = Catalogue([own, other], [veto], NOW)
    assert catalogue.eligible(PAGE) == [other] and catalogue.eligible(NOTHING) == [own, other]
