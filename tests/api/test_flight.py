"""Campaigns, flights and ads over the API: written, handed in, reviewed, and taken from state to state."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from domain.access import Role
from tests import sample
from tests.api.conftest import Api

STATE = "flight { id state stateReason } userErrors { code path message }"
CAMPAIGN = """mutation ($input: CreateCampaignInput!) {
  createCampaign(input: $input) { campaign { id kind } userErrors { code path } } }"""
FLIGHT = """mutation ($input: CreateFlightInput!) { createFlight(input: $input) {
  flight { id state price { amountMinor currency } dailyCap { amountMinor } timeZone
    targeting { includeTags { slug } areas { slug } countries languages segments frequencyCapPerDay } }
  userErrors { code path message } } }"""
EDIT = f"mutation ($input: EditFlightInput!) {{ editFlight(input: $input) {{ {STATE} }} }}"
CHANGE = f"mutation ($input: ChangeFlightStateInput!) {{ changeFlightState(input: $input) {{ {STATE} }} }}"
AD = """mutation ($input: CreateAdInput!) {
  createAd(input: $input) { ad { id headline flight { id } } userErrors { code path } } }"""
FUND = "mutation ($input: FundSponsorInput!) { fundSponsor(input: $input) { userErrors { code } } }"
BUDGET = f"""mutation ($input: ChangeFlightBudgetInput!) {{ changeFlightBudget(input: $input) {{
  flight {{ budget {{ amountMinor }} dailyCap {{ amountMinor }} spent {{ amountMinor currency }} }} {STATE} }} }}"""
START = datetime.now(UTC).replace(microsecond=0) + timedelta(days=1)
TERMS = {
    "campaignId": sample.CAMPAIGN,
    "name": "Autumn",
    "pricing": "CPM",
    "price": {"amountMinor": 400, "currency": "EUR"},
    "budget": {"amountMinor": 100_000, "currency": "EUR"},
    "startsAt": START.isoformat(),
    "endsAt": (START + timedelta(days=30)).isoformat(),
}
ONE = {"headline": "Graphs at speed", "body": "A database of relations.", "landingUrl": "https://acme.example/x"}


async def change(api: Api, document: str, **input: Any) -> dict[str, Any]:
    (payload,) = (await api.data(document, role=Role.OPERATOR, input=input)).values()
    found: dict[str, Any] = payload
    return found


async def made(api: Api, **terms: Any) -> str:
    payload = await change(api, FLIGHT, **{**TERMS, **terms})
    assert payload["userErrors"] == []
    id: str = payload["flight"]["id"]
    return id


async def taken(api: Api, id: str, *states: str) -> dict[str, Any]:
    for state in states:
        payload = await change(api, CHANGE, id=id, state=state, reason=f"To {state}.")
        assert payload["userErrors"] == [], payload
    return payload


async def test_a_flight_is_written_handed_in_approved_paused_and_ended(api: Api) -> None:
    campaign = await change(api, CAMPAIGN, sponsorId=sample.ACME, name="Graphs")
    targeting = {
        "includeTags": ["python", "python"],
        "areas": ["blog"],
        "countries": ["DE"],
        "languages": ["en", "zh"],
        "segments": ["HIGH_VALUE"],
        "frequencyCapPerDay": 3,
    }
    cap = {"amountMinor": 10_000, "currency": "EUR"}
    new = {**TERMS, "campaignId": campaign["campaign"]["id"], "targeting": targeting, "dailyCap": cap}
    flight = (await change(api, FLIGHT, **new, timeZone="Europe/Berlin"))["flight"]
    assert flight["targeting"] == {
        "includeTags": [{"slug": "python"}],
        "areas": [{"slug": "blog"}],
        "countries": ["DE"],
        "languages": ["en", "zh"],
        "segments": ["HIGH_VALUE"],
        "frequencyCapPerDay": 3,
    }
    assert (flight["state"], flight["dailyCap"], flight["timeZone"]) == (
        "DRAFT",
        {"amountMinor": 10_000},
        "Europe/Berlin",
    )
    ad = (await change(api, AD, flightId=flight["id"], **ONE))["ad"]
    assert ad["flight"] == {"id": flight["id"]}
    await taken(api, flight["id"], "IN_REVIEW")
    unpaid = await change(api, CHANGE, id=flight["id"], state="LIVE")
    assert [(error["code"], error["path"]) for error in unpaid["userErrors"]] == [
        ("PAYMENT_REQUIRED", ["input", "state"])
    ]
    await change(api, FUND, id=sample.ACME, amount={"amountMinor": 200_000, "currency": "EUR"}, reference="T-1")
    await taken(api, flight["id"], "LIVE", "PAUSED", "LIVE")
    assert (await taken(api, flight["id"], "ENDED"))["flight"]["state"] == "ENDED"
    log = (await api.data("{ auditLog { nodes { action } } }", role=Role.OPERATOR))["auditLog"]["nodes"]
    assert [row["action"] for row in log][:6] == [
        "flight.state_changed",
        "flight.reviewed",
        "flight.state_changed",
        "flight.reviewed",
        "sponsor.funded",
        "flight.state_changed",
    ]


async def test_what_was_handed_in_stays_as_it_is_reviewed(api: Api) -> None:
    await taken(api, sample.FLIGHT, "IN_REVIEW")
    price = {"amountMinor": 1, "currency": "EUR"}
    assert (await change(api, EDIT, id=sample.FLIGHT, price=price))["userErrors"][0]["code"] == "CONFLICT"
    assert (await change(api, AD, flightId=sample.FLIGHT, **ONE))["userErrors"][0]["code"] == "CONFLICT"
    assert (await taken(api, sample.FLIGHT, "REJECTED"))["flight"]["stateReason"] == "To REJECTED."
    end = (START + timedelta(days=3)).isoformat()
    assert (await change(api, EDIT, id=sample.FLIGHT, price=price, endsAt=end))["userErrors"] == []


async def test_a_flight_without_ads_is_not_reviewed(api: Api) -> None:
    id = await made(api)
    payload = await change(api, CHANGE, id=id, state="IN_REVIEW")
    assert [(error["code"], error["path"]) for error in payload["userErrors"]] == [("CONFLICT", ["input", "state"])]


@pytest.mark.parametrize("state", ["LIVE", "PAUSED", "EXHAUSTED", "REJECTED"])
async def test_a_draft_is_not_taken_past_its_review(api: Api, state: str) -> None:
    payload = await change(api, CHANGE, id=sample.FLIGHT, state=state, reason="Now.")
    assert [error["code"] for error in payload["userErrors"]] == ["CONFLICT"]


async def test_the_budget_of_a_flight_that_is_live_is_changed_with_the_money_behind_it(api: Api) -> None:
    await taken(api, sample.FLIGHT, "IN_REVIEW", "LIVE")
    balance = f'{{ node(id: "{sample.ACME}") {{ ... on Sponsor {{ balance {{ amountMinor }} }} }} }}'
    assert (await api.data(balance, role=Role.OPERATOR))["node"]["balance"] == {"amountMinor": 0}
    euros = [{"amountMinor": amount, "currency": "EUR"} for amount in (300, 80, 501)]
    payload = await change(api, BUDGET, id=sample.FLIGHT, budget=euros[0], dailyCap=euros[1])
    assert payload["userErrors"] == [] and payload["flight"] == {
        "budget": {"amountMinor": 300},
        "dailyCap": {"amountMinor": 80},
        "spent": {"amountMinor": 0, "currency": "EUR"},
        "id": sample.FLIGHT,
        "state": "LIVE",
        "stateReason": "To LIVE.",
    }
    assert (await api.data(balance, role=Role.OPERATOR))["node"]["balance"] == {"amountMinor": 200}
    log = (await api.data("{ auditLog { nodes { action } } }", role=Role.OPERATOR))["auditLog"]["nodes"]
    assert log[0] == {"action": "flight.budget_changed"}
    refused: list[tuple[dict[str, Any], str, list[str]]] = [
        ({"budget": euros[2]}, "PAYMENT_REQUIRED", ["input", "budget"]),
        ({"budget": {"amountMinor": 300, "currency": "USD"}}, "CONFLICT", ["input", "budget", "currency"]),
        ({"budget": euros[1], "dailyCap": euros[0]}, "INVALID_INPUT", ["input", "dailyCap", "amountMinor"]),
        ({"budget": {"amountMinor": -5, "currency": "EUR"}}, "CONFLICT", ["input", "budget", "amountMinor"]),
        ({"budget": {"amountMinor": 49, "currency": "EUR"}}, "INVALID_INPUT", ["input", "budget", "amountMinor"]),
    ]
    for given, code, path in refused:
        errors = (await change(api, BUDGET, id=sample.FLIGHT, **given))["userErrors"]
        assert [(error["code"], error["path"]) for error in errors] == [(code, path)]


async def test_a_suspended_sponsor_has_no_live_flight(api: Api) -> None:
    await taken(api, sample.FLIGHT, "IN_REVIEW")
    decide = "mutation ($input: DecideSponsorInput!) { decideSponsor(input: $input) { userErrors { code } } }"
    await change(api, decide, id=sample.ACME, state="SUSPENDED", reason="Unpaid.")
    payload = await change(api, CHANGE, id=sample.FLIGHT, state="LIVE")
    assert [error["code"] for error in payload["userErrors"]] == ["CONFLICT"]


@pytest.mark.parametrize(
    ("terms", "code", "path"),
    [
        ({"name": ""}, "INVALID_INPUT", ["input", "name"]),
        ({"price": {"amountMinor": 0, "currency": "EUR"}}, "INVALID_INPUT", ["input", "price", "amountMinor"]),
        ({"price": {"amountMinor": -4, "currency": "EUR"}}, "INVALID_INPUT", ["input", "price", "amountMinor"]),
        ({"price": {"amountMinor": 10**9, "currency": "EUR"}}, "INVALID_INPUT", ["input", "price", "amountMinor"]),
        ({"price": {"amountMinor": 4, "currency": "USD"}}, "CONFLICT", ["input", "price", "currency"]),
        ({"dailyCap": {"amountMinor": 4, "currency": "USD"}}, "CONFLICT", ["input", "dailyCap", "currency"]),
        ({"budget": {"amountMinor": 399, "currency": "EUR"}}, "INVALID_INPUT", ["input", "budget", "amountMinor"]),
        (
            {"dailyCap": {"amountMinor": 100_001, "currency": "EUR"}},
            "INVALID_INPUT",
            ["input", "dailyCap", "amountMinor"],
        ),
        (
            {"budget": {"amountMinor": 10**13, "currency": "EUR"}},
            "INVALID_INPUT",
            ["input", "budget", "amountMinor"],
        ),
        (
            {"pricing": "CPC", "dailyCap": {"amountMinor": 399, "currency": "EUR"}},
            "INVALID_INPUT",
            ["input", "dailyCap", "amountMinor"],
        ),
        ({"endsAt": TERMS["startsAt"]}, "INVALID_INPUT", ["input", "endsAt"]),
        ({"startsAt": "2020-01-01T00:00:00Z", "endsAt": "2020-02-01T00:00:00Z"}, "INVALID_INPUT", ["input", "endsAt"]),
        ({"timeZone": "Mars/Base"}, "INVALID_INPUT", ["input", "timeZone"]),
        ({"targeting": {"countries": ["Germany"]}}, "INVALID_INPUT", ["input", "targeting", "countries"]),
        ({"targeting": {"languages": ["xx"]}}, "INVALID_INPUT", ["input", "targeting", "languages"]),
        ({"targeting": {"devices": ["fridge"]}}, "INVALID_INPUT", ["input", "targeting", "devices"]),
        ({"targeting": {"frequencyCapPerDay": 0}}, "INVALID_INPUT", ["input", "targeting", "frequencyCapPerDay"]),
        ({"targeting": {"includeTags": ["nothing"]}}, "NOT_FOUND", ["input", "targeting", "includeTags", "0"]),
        ({"targeting": {"areas": ["nowhere"]}}, "NOT_FOUND", ["input", "targeting", "areas", "0"]),
        (
            {"targeting": {"includeTags": ["python"], "excludeTags": ["python"]}},
            "INVALID_INPUT",
            ["input", "targeting", "excludeTags"],
        ),
    ],
)
async def test_terms_that_nobody_could_deliver_are_refused(api: Api, terms: Any, code: str, path: list[str]) -> None:
    payload = await change(api, FLIGHT, **{**TERMS, **terms})
    assert [(error["code"], error["path"]) for error in payload["userErrors"]] == [(code, path)]
    flights = f'{{ node(id: "{sample.CAMPAIGN}") {{ ... on Campaign {{ flights {{ id }} }} }} }}'
    assert (await api.data(flights, role=Role.OPERATOR))["node"]["flights"] == [{"id": sample.FLIGHT}]


@pytest.mark.parametrize(
    ("input", "path"),
    [
        ({"headline": " "}, ["input", "headline"]),
        ({"headline": "x" * 81}, ["input", "headline"]),
        ({"body": "x" * 201}, ["input", "body"]),
        ({"landingUrl": "javascript:alert(1)"}, ["input", "landingUrl"]),
        ({"landingUrl": "http://acme.example"}, ["input", "landingUrl"]),
        ({"landingUrl": "//acme.example"}, ["input", "landingUrl"]),
    ],
)
async def test_an_ad_that_could_harm_is_refused(api: Api, input: dict[str, str], path: list[str]) -> None:
    payload = await change(api, AD, flightId=sample.FLIGHT, **{**ONE, **input})
    assert [(error["code"], error["path"]) for error in payload["userErrors"]] == [("INVALID_INPUT", path)]


async def test_a_sponsors_key_writes_its_own_flights_and_reviews_none(api: Api) -> None:
    create = """mutation ($sponsor: ID!) { createApiKey(input: {name: "Portal", scopes: ["sponsor:manage"],
      sponsorId: $sponsor}) { secret } }"""
    key = (await api.data(create, role=Role.OPERATOR, sponsor=sample.ACME))["createApiKey"]["secret"]
    sponsor = "mutation ($input: CreateSponsorInput!) { createSponsor(input: $input) { sponsor { id } } }"
    other = (await change(api, sponsor, name="Other", currency="EUR"))["sponsor"]["id"]
    theirs = (await change(api, CAMPAIGN, sponsorId=other, name="Theirs"))["campaign"]["id"]
    api.http.headers["Authorization"] = f"Bearer {key}"
    own = (await api.data(FLIGHT, input=TERMS))["createFlight"]["flight"]["id"]
    assert (await api.data(AD, input={"flightId": own, **ONE}))["createAd"]["userErrors"] == []
    assert (await api.data(CHANGE, input={"id": own, "state": "IN_REVIEW"}))["changeFlightState"]["userErrors"] == []
    for state in ("LIVE", "REJECTED"):
        refused = (await api.data(CHANGE, input={"id": own, "state": state, "reason": "Mine."}))["changeFlightState"]
        assert [error["code"] for error in refused["userErrors"]] == ["CONFLICT"]
    foreign = (await api.data(FLIGHT, input={**TERMS, "campaignId": theirs}))["createFlight"]
    assert [error["code"] for error in foreign["userErrors"]] == ["NOT_FOUND"]
    house = await api.data(CAMPAIGN, input={"sponsorId": sample.ACME, "name": "House", "kind": "HOUSE"})
    assert [error["code"] for error in house["createCampaign"]["userErrors"]] == ["NOT_ALLOWED"]
    assert (await api.data(f'{{ node(id: "{theirs}") {{ id }} }}'))["node"] is None
