"""Explaining over the API why a flight can or can't serve in a place, to who manages its sponsor."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from domain.access import Role
from graph.database import Graph
from tests import sample
from tests.api.conftest import Api
from tests.graph.privacy import rows

NOW = datetime.now(UTC)
ASK = """query ($id: ID!, $context: AdContextInput!) { explainTargeting(flightId: $id, context: $context) {
  eligible reasons { obstacle text criterion asked found } } }"""
LIVE = """
MATCH (flight:Flight {id: $flight})
SET flight.state = 'LIVE', flight.starts_at = $now - duration('P1D'), flight.ends_at = $now + duration('P9D'),
    flight += $changes
"""


async def live(graph: Graph, **changes: Any) -> None:
    """The flight of the sample, which is for Python in the blog and not for Rust, is live."""
    await rows(graph, LIVE, flight=sample.FLIGHT, now=NOW, changes=changes)


async def explained(api: Api, id: str = sample.FLIGHT, **context: Any) -> dict[str, Any]:
    found: dict[str, Any] = (await api.data(ASK, role=Role.OPERATOR, id=id, context=context))["explainTargeting"]
    return found


async def obstacles(api: Api, **context: Any) -> list[tuple[str, str | None]]:
    found = await explained(api, **context)
    assert found["eligible"] == (found["reasons"] == [])
    return [(reason["obstacle"], reason["criterion"]) for reason in found["reasons"]]


async def test_a_flight_may_serve_beside_what_it_asks_for(api: Api, graph: Graph) -> None:
    await live(graph)
    assert await explained(api, contentId=sample.GRAPHS) == {"eligible": True, "reasons": []}


async def test_what_is_in_the_way_is_told_by_name_and_in_words(api: Api, graph: Graph) -> None:
    await live(graph, countries=["DE"])
    found = await explained(api, contentId=sample.ASKED, country="CH")
    assert found["reasons"] == [
        {
            "obstacle": "TARGETING", "criterion": "TAG", "asked": ["python"], "found": ["neo4j"],
            "text": "It asks for tag python; here it is neo4j.",
        },
        {
            "obstacle": "TARGETING", "criterion": "AREA", "asked": ["blog"], "found": ["help"],
            "text": "It asks for area blog; here it is help.",
        },
        {
            "obstacle": "TARGETING", "criterion": "COUNTRY", "asked": ["DE"], "found": ["CH"],
            "text": "It asks for country DE; here it is CH.",
        },
    ]  # fmt: skip


async def test_a_draft_of_a_sponsor_without_money_or_time_is_told_all_of_it(api: Api, graph: Graph) -> None:
    await live(graph, state="DRAFT", spent_micro=500_000_000, ends_at=NOW - timedelta(hours=1))
    await rows(graph, "MATCH (s:Sponsor {id: $id}) SET s.state = 'SUSPENDED', s.ends_at = $at", id=sample.ACME, at=NOW)
    assert [obstacle for obstacle, _ in await obstacles(api, contentId=sample.GRAPHS)] == [
        "STATE", "TIME", "SPONSOR", "CONTRACT", "BUDGET",
    ]  # fmt: skip


async def test_the_reader_one_thinks_of_is_looked_at(api: Api, graph: Graph) -> None:
    await live(graph, segments=["HIGH_VALUE"], exclude_interest_tags=[sample.RUST])
    assert await obstacles(api, contentId=sample.GRAPHS) == [("TARGETING", "SEGMENT")]
    assert await obstacles(api, contentId=sample.GRAPHS, segment="HIGH_VALUE", interests=["python"]) == []
    rust = await obstacles(api, contentId=sample.GRAPHS, segment="HIGH_VALUE", interests=["rust"])
    assert rust == [("TARGETING", "INTEREST")]


async def test_hours_are_those_of_the_flight_and_spend_is_that_of_the_day_asked_about(api: Api, graph: Graph) -> None:
    start = NOW.replace(hour=0, minute=0) + timedelta(days=2)
    await live(graph, hours=[13], time_zone="UTC")
    await rows(graph, "CREATE (:FlightDay {key: $key, spent_micro: 100000000})", key=f"{sample.FLIGHT}|{start.date()}")
    at = start + timedelta(hours=13)
    assert await obstacles(api, contentId=sample.GRAPHS, at=at.isoformat()) == [("DAILY_CAP", None)]
    later = (at + timedelta(days=1, hours=1)).isoformat()
    assert await obstacles(api, contentId=sample.GRAPHS, at=later) == [("TARGETING", "HOUR")]


async def test_rules_of_sponsors_and_areas_are_told_too(api: Api, graph: Graph) -> None:
    await live(graph)
    await rows(graph, "MATCH (s:Sponsor {id: $id}) SET s.excluded_words = ['anger']", id=sample.ACME)
    await rows(graph, "CREATE (:Sponsor {id: 'spo_o', state: 'APPROVED', exclusive_tags: $ids})", ids=[sample.NEO4J])
    await rows(
        graph, "MATCH (a:Area {id: $id}) SET a.vetoed_sponsors = $s, a.ads_allowed = false", id=sample.BLOG,
        s=[sample.ACME],
    )  # fmt: skip
    assert await obstacles(api, contentId=sample.GRAPHS) == [
        ("NO_ADS_HERE", None), ("EXCLUSION", "KEYWORD"), ("EXCLUSIVITY", "TAG"), ("VETO", "AREA"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("context", "code", "path"),
    [
        ({"contentId": sample.content("z")}, "NOT_FOUND", ["context", "contentId"]),
        ({"contentId": "x"}, "INVALID_INPUT", ["context", "contentId"]),
        ({"area": "nowhere"}, "NOT_FOUND", ["context", "area"]),
        ({"country": "Germany"}, "INVALID_INPUT", ["context", "country"]),
        ({"interests": ["none"]}, "NOT_FOUND", ["context", "interests", "0"]),
        ({"at": "9999-12-31T23:59:59Z"}, "INVALID_INPUT", ["context", "at"]),
        ({"at": "0001-01-01T00:00:00Z"}, "INVALID_INPUT", ["context", "at"]),
    ],
)
async def test_a_place_that_isnt_there_is_refused(api: Api, context: Any, code: str, path: list[str]) -> None:
    (error,) = (await api.ask(ASK, role=Role.OPERATOR, id=sample.FLIGHT, context=context))["errors"]
    assert (error["extensions"]["code"], error["extensions"]["path"]) == (code, path)


async def test_a_sponsors_key_asks_about_its_own_flights_only(api: Api, graph: Graph) -> None:
    await rows(graph, "CREATE (s:Sponsor {id: $id, name: 'O', state: 'APPROVED', currency: 'EUR', tier: 'GOLD'})"
               " SET s.created_at = $at", id=sample.ACME[:-1] + "b", at=NOW)  # fmt: skip
    create = """mutation ($sponsor: ID!) { createApiKey(input: {name: "Portal", scopes: ["sponsor:manage"],
      sponsorId: $sponsor}) { secret } }"""
    for sponsor, errors in ((sample.ACME, 0), (sample.ACME[:-1] + "b", 1)):
        key = (await api.data(create, role=Role.OPERATOR, sponsor=sponsor))["createApiKey"]["secret"]
        answer = await api.ask(ASK, bearer=key, id=sample.FLIGHT, context={})
        assert len(answer.get("errors", [])) == errors
