"""Members apply to sponsor, follow how it is decided, and take their application with them when they are erased."""

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest

from domain.access import Role
from domain.application import MAX_WAITING
from graph.database import Graph
from jobs import notify
from tests import sample
from tests.api.conftest import Api
from tests.api.test_sponsor import CREATE, DECIDE, FUND, change
from tests.api.test_sponsor_rules import EXCLUSIVE
from tests.graph.privacy import rows

APPLY = """mutation ($input: ApplyForSponsorshipInput!) { applyForSponsorship(input: $input) {
  application { sponsorId name state tier text by { handle } } userErrors { code path } } }"""
OWN = """query ($first: Int, $after: String) { viewer { sponsorApplications(first: $first, after: $after) {
  nodes { sponsorId name state stateReason } pageInfo { hasNextPage endCursor } } } }"""
OF = "query ($id: ID!) { node(id: $id) { ... on Sponsor { state application { text by { handle } } } } }"
FIT = """query ($id: ID!) { node(id: $id) { ... on Sponsor {
  rules { offeredTags { slug } offeredKinds } fit { score views parts { feature value } } } } }"""
TOLD = "{ viewer { notifications(first: 5) { nodes { kind count actor { handle } } } } }"
NO_SUCH = """mutation { setNotificationPreferences(input: {
  preferences: [{kind: SPONSOR_DECIDED, channel: IN_APP, on: false}]}) { userErrors { code } } }"""
READ = """
CREATE (:CommunityReading {name: 'all', views: 9, as_of: $at})
CREATE (:ReadingShare {dimension: 'TAG', id: $python, share: 0.2})
CREATE (:ReadingShare {dimension: 'TAG', id: $neo4j, share: 0.8})
"""
WISH = {"name": "Graph Tools", "currency": "EUR", "text": "We build what you ask about."}


async def apply(api: Api, who: str = sample.ADA, **input: Any) -> dict[str, Any]:
    payload: dict[str, Any] = (await api.data(APPLY, as_=who, input={**WISH, **input}))["applyForSponsorship"]
    return payload


async def own(api: Api, who: str, **page: Any) -> Any:
    return (await api.data(OWN, as_=who, **page))["viewer"]["sponsorApplications"]


async def test_a_member_applies_and_reads_the_decision(api: Api) -> None:
    made = (await apply(api, tier="SILVER", website="https://graph.tools/"))["application"]
    id = made.pop("sponsorId")
    assert made == {
        "name": "Graph Tools",
        "state": "APPLIED",
        "tier": "SILVER",
        "text": "We build what you ask about.",
        "by": {"handle": "ada"},
    }
    unfunded = await change(api, FUND, id=id, amount={"amountMinor": 5, "currency": "EUR"}, reference="R1")
    assert unfunded["userErrors"][0]["code"] == "CONFLICT"
    found = (await api.data(OF, role=Role.OPERATOR, id=id))["node"]
    assert found == {"state": "APPLIED", "application": {"text": WISH["text"], "by": {"handle": "ada"}}}
    await change(api, DECIDE, id=id, state="APPROVED", reason="Welcome.")
    (shown,) = (await own(api, sample.ADA))["nodes"]
    assert shown == {"sponsorId": id, "name": "Graph Tools", "state": "APPROVED", "stateReason": "Welcome."}
    assert (await own(api, sample.BEN))["nodes"] == []
    assert (await api.data(OF, as_=sample.ADA, id=id))["node"] is None


async def test_who_applied_hears_of_the_decision_unless_they_dont_want_to(api: Api, graph: Graph) -> None:
    id = (await apply(api))["application"]["sponsorId"]
    other = (await apply(api, who=sample.BEN))["application"]["sponsorId"]
    assert (await api.data(NO_SUCH, as_=sample.BEN))["setNotificationPreferences"]["userErrors"] == []
    for sponsor, state in ((id, "REJECTED"), (id, "APPROVED"), (other, "REJECTED"), (sample.ACME, "SUSPENDED")):
        assert (await change(api, DECIDE, id=sponsor, state=state, reason="So."))["userErrors"] == []
    refused = await change(api, DECIDE, id=id, state="REJECTED", reason="No.")
    assert [error["code"] for error in refused["userErrors"]] == ["CONFLICT"]
    assert await notify.run_due(graph, datetime.now(UTC)) == 2, "Ada twice; nobody applied for the third"
    for who, nodes in ((sample.ADA, [{"kind": "SPONSOR_DECIDED", "count": 2, "actor": None}]), (sample.BEN, [])):
        assert (await api.data(TOLD, as_=who))["viewer"]["notifications"]["nodes"] == nodes


async def test_so_many_wait_and_no_more_however_they_are_sent(api: Api) -> None:
    answers = await asyncio.gather(*(apply(api, name=f"Wish {n}") for n in range(MAX_WAITING + 3)))
    refused = [error["code"] for answer in answers for error in answer["userErrors"]]
    assert refused == ["LIMIT_REACHED"] * 3
    first = (await own(api, sample.ADA))["nodes"][0]["sponsorId"]
    await change(api, DECIDE, id=first, state="REJECTED", reason="Not now.")
    assert (await apply(api))["userErrors"] == []
    assert (await apply(api, who=sample.BEN))["userErrors"] == []


async def test_applications_are_paged_the_latest_first(api: Api) -> None:
    ids = [(await apply(api, name=f"Wish {n}"))["application"]["sponsorId"] for n in range(3)]
    page = await own(api, sample.ADA, first=2)
    assert [row["sponsorId"] for row in page["nodes"]] == [ids[2], ids[1]]
    rest = await own(api, sample.ADA, first=2, after=page["pageInfo"]["endCursor"])
    assert [row["sponsorId"] for row in rest["nodes"]] == [ids[0]] and not rest["pageInfo"]["hasNextPage"]


@pytest.mark.parametrize(
    ("input", "path"),
    [
        ({"name": " "}, "name"),
        ({"text": " \n"}, "text"),
        ({"text": "x" * 5_001}, "text"),
        ({"currency": "EURO"}, "currency"),
        ({"website": "javascript:alert(1)"}, "website"),
        ({"tags": ["python"] * 51}, "tags"),
    ],
)
async def test_what_no_sponsor_can_be_is_refused(api: Api, input: dict[str, Any], path: str) -> None:
    assert (await apply(api, **input)) == {
        "application": None,
        "userErrors": [{"code": "INVALID_INPUT", "path": ["input", path]}],
    }
    assert (await own(api, sample.ADA))["nodes"] == []


async def test_an_application_says_what_it_offers_so_that_operators_see_if_it_fits(api: Api, graph: Graph) -> None:
    offer: dict[str, Any] = {"tags": ["python"], "areas": ["blog"], "kinds": ["ARTICLE"], "segments": ["HIGH_VALUE"]}
    id = (await apply(api, **offer))["application"]["sponsorId"]
    await rows(graph, READ, python=sample.PYTHON, neo4j=sample.NEO4J, at=sample.NOW)
    found = (await api.data(FIT, role=Role.OPERATOR, id=id))["node"]
    assert found["rules"] == {"offeredTags": [{"slug": "python"}], "offeredKinds": ["ARTICLE"]}
    assert found["fit"] == {"score": 0.25, "views": 9, "parts": [{"feature": "tags", "value": 0.25}]}
    (error,) = (await apply(api, tags=["none"]))["userErrors"]
    assert error == {"code": "NOT_FOUND", "path": ["input", "tags", "0"]}


async def test_what_another_has_alone_keeps_an_application_from_approval(api: Api, graph: Graph) -> None:
    holder = (await change(api, CREATE, name="Holder", currency="EUR"))["sponsor"]["id"]
    assert (await change(api, EXCLUSIVE, id=holder, tags=["python"]))["userErrors"] == []
    id = (await apply(api))["application"]["sponsorId"]
    assert (await change(api, EXCLUSIVE, id=id, tags=["python"]))["userErrors"] == []
    (error,) = (await change(api, DECIDE, id=id, state="APPROVED", reason="Welcome."))["userErrors"]
    assert (error["code"], error["path"]) == ("CONFLICT", ["input", "state"])
    found = await rows(graph, "MATCH (s:Sponsor {id: $id}) RETURN s.state AS state", id=id)
    assert found == [{"state": "APPLIED"}]
