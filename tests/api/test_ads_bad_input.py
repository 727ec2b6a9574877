"""What no sponsor, key or clock should be able to do to ads and money: refused with a path, and nothing is changed."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from domain.access import Role
from domain.ad_token import AdTokenKey
from domain.invalid import AdAct
from graph.database import Graph
from tests import sample
from tests.api.conftest import SECRET, Api
from tests.api.test_conversion import INVALIDATE
from tests.api.test_flight import AD, BUDGET, CHANGE, EDIT, ONE, START, TERMS, taken
from tests.api.test_sponsor import DECIDE, RETURN, change, funded, made
from tests.api.test_sponsor_rules import DELETE, alone
from tests.graph.flights import account, fund, live, rows, ticket
from tests.graph.test_ad_act import act, agreed
from tests.graph.test_conversion import clicked

CAMPAIGN = """mutation ($input: CreateCampaignInput!) { createCampaign(input: $input) {
  campaign { id } userErrors { code path } } }"""
SPAN = {"since": "2026-06-01T00:00:00Z", "until": "2030-01-01T00:00:00Z"}
EUROS = {"currency": "EUR"}


def refused(payload: dict[str, Any]) -> list[tuple[str, list[str]]]:
    """The codes and paths of what a payload refuses."""
    return [(error["code"], error["path"]) for error in payload["userErrors"]]


@pytest.mark.parametrize(
    "url",
    [
        "data:text/html,<script>alert(1)</script>",
        "JavaScript:alert(1)",
        "https:javascript:alert(1)",
        "javascript://acme.example/%0aalert(1)",
        "ftp://acme.example/",
        "vbscript:x",
        "https://acme.example@evil.example/",
        "https://evil.example\\@acme.example/",
        "https://acme.example\\.evil.example/",
        "https://acme.example/\r\nSet-Cookie: a=b",
        "https://acme.example/\x00",
        "https://acme.example/\x7f",
        "https://acme.example/\u202egnp.exe",
        "https://acme.example:0/",
        "https://acme.example:99999/",
        "https://acme.example:port/",
        "https:///etc/passwd",
        "https://[::1/",
        "/a/c/token",
        "",
        "https://acme.example/" + "x" * 500,
    ],
)
async def test_a_landing_page_that_a_browser_could_take_for_something_else_is_refused(api: Api, url: str) -> None:
    payload = await change(api, AD, flightId=sample.FLIGHT, **{**ONE, "landingUrl": url})
    assert refused(payload) == [("INVALID_INPUT", ["input", "landingUrl"])]


@pytest.mark.parametrize(
    ("given", "code", "path"),
    [
        ({"price": {"amountMinor": -1, **EUROS}}, "INVALID_INPUT", ["input", "price", "amountMinor"]),
        ({"price": {"amountMinor": 10**15, **EUROS}}, "INVALID_INPUT", ["input", "price", "amountMinor"]),
        ({"price": {"amountMinor": 5, "currency": "USD"}}, "CONFLICT", ["input", "price", "currency"]),
        ({"budget": {"amountMinor": -1, **EUROS}}, "INVALID_INPUT", ["input", "budget", "amountMinor"]),
        ({"budget": {"amountMinor": 500, "currency": "USD"}}, "CONFLICT", ["input", "budget", "currency"]),
        ({"dailyCap": {"amountMinor": 501, **EUROS}}, "INVALID_INPUT", ["input", "dailyCap", "amountMinor"]),
        ({"endsAt": "2026-05-31T00:00:00Z"}, "INVALID_INPUT", ["input", "endsAt"]),
        ({"startsAt": "2099-02-01T00:00:00Z", "endsAt": "2099-01-01T00:00:00Z"}, "INVALID_INPUT", ["input", "endsAt"]),
    ],
)
async def test_a_draft_is_not_edited_into_what_nobody_could_deliver(
    api: Api, graph: Graph, given: dict[str, Any], code: str, path: list[str]
) -> None:
    kept = "MATCH (flight:Flight {id: $id}) RETURN flight {.*} AS flight"
    before = await rows(graph, kept, id=sample.FLIGHT)
    assert refused(await change(api, EDIT, id=sample.FLIGHT, **given)) == [(code, path)]
    assert await rows(graph, kept, id=sample.FLIGHT) == before


@pytest.mark.parametrize(
    "moment", ["2026-12-01T00:00:00", "2026-12-01", "0000-00-00T00:00:00Z", "+010000-01-01T00:00Z"]
)
async def test_a_time_without_a_zone_or_sense_is_no_bug_of_ours(api: Api, moment: str) -> None:
    document = """mutation ($input: CreateFlightInput!) { createFlight(input: $input) { userErrors { code } } }"""
    answer = await api.ask(document, role=Role.OPERATOR, input={**TERMS, "startsAt": moment})
    codes = [error["extensions"]["code"] for error in answer.get("errors", [])]
    codes += [error["code"] for error in ((answer.get("data") or {}).get("createFlight") or {}).get("userErrors", [])]
    assert codes and set(codes) <= {"INVALID_INPUT", "BAD_USER_INPUT", "VALIDATION_FAILED"}


async def test_a_budget_is_never_taken_below_what_clicks_spend_meanwhile(api: Api, graph: Graph) -> None:
    await fund(graph, 10_000)
    id = await live(graph, pricing="CPC", price_minor=1_000, budget_minor=8_000)
    shown = [await ticket(graph, id) for _ in range(6)]
    for seen in shown:
        await act(graph, AdAct.VIEW, seen, client=seen.id)
    for seen in shown[:2]:
        await act(graph, AdAct.CLICK, seen, client=seen.id)

    async def lower() -> list[dict[str, Any]]:
        budgets = [{"amountMinor": amount, **EUROS} for amount in (6_000, 4_000, 3_000, 2_000)]
        return [await change(api, BUDGET, id=id, budget=budget) for budget in budgets]

    done, *_ = await asyncio.gather(lower(), *(act(graph, AdAct.CLICK, seen, client=seen.id) for seen in shown[2:]))
    sums = await account(graph, id)
    assert 2_000 <= sums.spent_minor <= sums.reserved_minor
    for payload in done:
        assert refused(payload) in ([], [("CONFLICT", ["input", "budget", "amountMinor"])])
    below = {"amountMinor": sums.spent_minor - 1, **EUROS}
    assert refused(await change(api, BUDGET, id=id, budget=below)) == [("CONFLICT", ["input", "budget", "amountMinor"])]
    await agreed(graph)


async def test_a_sponsor_is_deleted_or_funded_and_never_both(api: Api) -> None:
    for n in range(4):
        id = await made(api)
        deleted, paid = await asyncio.gather(change(api, DELETE, id=id), funded(api, id, 500, f"R{n}"))
        assert sorted(map(len, (deleted["userErrors"], paid["userErrors"]))) == [0, 1]
        if paid["userErrors"]:
            assert refused(paid) == [("NOT_FOUND", ["input", "id"])]


async def test_a_sponsor_whose_money_went_back_is_still_not_deleted(api: Api) -> None:
    id = await made(api)
    await funded(api, id, 500, "R1")
    assert (await funded(api, id, 500, "B1", document=RETURN))["userErrors"] == []
    assert refused(await change(api, DELETE, id=id)) == [("CONFLICT", ["input", "id"])], "its books stay"


async def test_a_sponsor_that_was_refused_gets_nothing_back_that_another_holds_alone(api: Api) -> None:
    apply = """mutation ($input: ApplyForSponsorshipInput!) { applyForSponsorship(input: $input) {
      application { sponsorId } userErrors { code } } }"""
    wish = {"name": "Late", "currency": "EUR", "text": "We teach."}
    first = (await api.data(apply, as_=sample.ADA, input=wish))["applyForSponsorship"]["application"]["sponsorId"]
    assert (await alone(api, first, "python"))["userErrors"] == []
    assert (await change(api, DECIDE, id=first, state="REJECTED", reason="No."))["userErrors"] == []
    second = await made(api, name="Other")
    assert (await alone(api, second, "python"))["userErrors"] == []
    again = await change(api, DECIDE, id=first, state="APPROVED", reason="After all.")
    assert refused(again) == [("CONFLICT", ["input", "state"])]


@pytest.mark.parametrize(
    ("given", "code", "path"),
    [
        ({"since": SPAN["until"], "until": SPAN["since"]}, "INVALID_INPUT", ["input", "since"]),
        ({"until": SPAN["since"]}, "INVALID_INPUT", ["input", "since"]),
        ({"reason": " "}, "INVALID_INPUT", ["input", "reason"]),
        ({"flightId": "flt_01jz000000000000000000000z"}, "NOT_FOUND", ["input", "flightId"]),
        ({"sameClientAs": sample.DECISION}, "NOT_FOUND", ["input", "sameClientAs"]),
        ({"sameClientAs": sample.ADA}, "INVALID_INPUT", ["sameClientAs"]),
    ],
)
async def test_what_cannot_be_invalidated_changes_nothing(
    api: Api, graph: Graph, given: dict[str, Any], code: str, path: list[str]
) -> None:
    await fund(graph, 10_000)
    id = await live(graph)
    await clicked(graph, id)
    document = """mutation ($input: InvalidateDeliveryInput!) { invalidateDelivery(input: $input) {
      views userErrors { code path } } }"""
    told = {"flightId": id, "reason": "A farm.", **SPAN, **given}
    payload = (await api.data(document, role=Role.OPERATOR, input=told))["invalidateDelivery"]
    assert (refused(payload), payload["views"]) == ([(code, path)], 0)
    assert (await account(graph, id)).spent_micro == 1_000_000


async def test_the_client_of_another_flight_is_not_invalidated_here(api: Api, graph: Graph) -> None:
    await fund(graph, 10_000)
    own, other = await live(graph), await live(graph)
    theirs = await clicked(graph, other)
    await clicked(graph, own)
    payload = (await api.data(INVALIDATE, role=Role.OPERATOR, flight=own, click=theirs.id))["invalidateDelivery"]
    assert [error["path"] for error in payload["userErrors"]] == [["input", "sameClientAs"]]


@pytest.mark.parametrize("skew", [timedelta(minutes=-3), timedelta(minutes=3)])
async def test_workers_whose_clocks_differ_count_one_view_and_one_click(
    api: Api, graph: Graph, skew: timedelta
) -> None:
    await fund(graph, 10_000)
    now = datetime.now(UTC)
    made_ = await ticket(graph, await live(graph, pricing="CPC", price_minor=50), now)
    read = AdTokenKey(SECRET.encode()).read(AdTokenKey(SECRET.encode()).sign(made_))
    assert await act(graph, AdAct.VIEW, read, now + skew) is None
    assert await act(graph, AdAct.CLICK, read, now) is None, "by another worker, before the view by its clock"
    assert str(await act(graph, AdAct.CLICK, read, now + skew)) == "REPLAYED"
    assert (await account(graph, made_.flight_id)).spent_minor == 50


@pytest.mark.parametrize(("early", "counts"), [(timedelta(minutes=4), True), (timedelta(minutes=6), False)])
async def test_an_order_may_be_told_by_a_clock_that_is_five_minutes_slow(
    api: Api, graph: Graph, early: timedelta, counts: bool
) -> None:
    await fund(graph, 10_000)
    now = datetime.now(UTC)
    shown = await clicked(graph, await live(graph, pricing="CPA", price_minor=900), now)
    document = """mutation ($input: RecordConversionInput!) { recordConversion(input: $input) {
      invalidReason userErrors { code } } }"""
    told = {"orderId": "A-1", "clickIds": [shown.id], "orderedAt": (now - early).isoformat()}
    payload = (await api.data(document, role=Role.OPERATOR, input=told))["recordConversion"]
    assert payload == {"invalidReason": None if counts else "EXPIRED", "userErrors": []}


async def test_an_absurd_value_of_an_order_is_refused(api: Api, graph: Graph) -> None:
    await fund(graph, 10_000)
    shown = await clicked(graph, await live(graph, pricing="CPA", price_minor=900), datetime.now(UTC))
    document = """mutation ($input: RecordConversionInput!) { recordConversion(input: $input) {
      userErrors { code path } } }"""
    told = {"orderId": "A-1", "clickIds": [shown.id], "value": {"amountMinor": 10**16, **EUROS}}
    payload = (await api.data(document, role=Role.OPERATOR, input=told))["recordConversion"]
    assert refused(payload) == [("INVALID_INPUT", ["input", "value", "amountMinor"])]


async def test_a_contract_is_not_made_with_prices_of_another_currency(api: Api, graph: Graph) -> None:
    id = await made(api, name="Dollars", currency="USD")
    campaign = (await change(api, CAMPAIGN, sponsorId=id, name="Autumn"))["campaign"]["id"]
    flight = """mutation ($input: CreateFlightInput!) { createFlight(input: $input) { userErrors { code path } } }"""
    payload = await change(api, flight, **{**TERMS, "campaignId": campaign})
    assert refused(payload) == [("CONFLICT", ["input", "price", "currency"])]


async def test_an_ended_flight_is_not_brought_back(api: Api) -> None:
    await taken(api, sample.FLIGHT, "IN_REVIEW", "LIVE", "ENDED")
    for state in ("LIVE", "PAUSED", "IN_REVIEW"):
        assert [code for code, _ in refused(await change(api, CHANGE, id=sample.FLIGHT, state=state))] == ["CONFLICT"]
    late = {"endsAt": (START + timedelta(days=90)).isoformat()}
    assert [code for code, _ in refused(await change(api, EDIT, id=sample.FLIGHT, **late))] == ["CONFLICT"]
