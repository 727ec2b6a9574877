"""Consents over the API: each decision kept, and heeded from the next request on by feed, jobs and events."""

from datetime import UTC, datetime
from typing import Any

import pytest

from domain.access import Role
from graph.database import Graph, Transaction
from jobs import refresh_interests, refresh_recommendation
from tests import sample
from tests.api import library
from tests.api.conftest import Api

SET = """
mutation ($purpose: ConsentPurpose!, $granted: Boolean!, $version: String!) {
  setConsent(input: {purpose: $purpose, granted: $granted, version: $version}) {
    consent { purpose granted version at source } userErrors { code path }
  }
}
"""
MINE = "{ viewer { consents { purpose granted version source } } }"
FEED = "{ feed(first: 100) { personalised impersonalBecause edges { score sources node { id } } } }"
RECORD = """
mutation ($events: [EventInput!]!) { recordEvents(input: {events: $events}) {
  results { eventId outcome } userErrors { code }
} }
"""
NEWCOMER = sample.user("z")


async def decide(api: Api, purpose: str, granted: bool, version: str = "v1", **viewer: Any) -> dict[str, Any]:
    done = await api.data(SET, purpose=purpose, granted=granted, version=version, **viewer)
    payload: dict[str, Any] = done["setConsent"]
    return payload


async def withdraw(api: Api, purpose: str, as_: str) -> None:
    assert (await decide(api, purpose, granted=False, as_=as_))["consent"]["granted"] is False


async def run(tx: Transaction, text: str, /, **parameters: Any) -> list[dict[str, Any]]:
    return [dict(row) async for row in await tx.run(text, parameters)]


async def join(graph: Graph) -> None:
    """Somebody comes who was asked nothing yet."""
    text = "CREATE (:User {id: $id, handle: 'new', display_name: 'New', joined_at: $now, activity: 0.0})"
    await graph.write(run, text, id=NEWCOMER, now=sample.NOW)


def shown(feed: dict[str, Any]) -> list[tuple[str, float]]:
    return [(edge["node"]["id"], edge["score"]) for edge in feed["feed"]["edges"]]


async def test_nothing_is_consented_to_until_a_member_does(api: Api, graph: Graph) -> None:
    await join(graph)
    assert (await api.data(MINE, as_=NEWCOMER))["viewer"]["consents"] == []
    given = await decide(api, "MAIL", granted=True, as_=NEWCOMER)
    assert given["userErrors"] == [] and given["consent"]["source"] == "API"
    (mine,) = (await api.data(MINE, as_=NEWCOMER))["viewer"]["consents"]
    assert mine == {"purpose": "MAIL", "granted": True, "version": "v1", "source": "API"}
    assert (await api.data(MINE))["viewer"] is None


async def test_every_decision_is_kept_and_the_last_one_holds(api: Api, graph: Graph) -> None:
    await join(graph)
    for granted, version in ((True, "v1"), (True, "v1"), (True, "v2"), (False, "v2"), (False, "v2"), (True, "v3")):
        await decide(api, "MAIL", granted, version, as_=NEWCOMER)
    await decide(api, "ANALYTICS", granted=True, as_=NEWCOMER)
    text = """
    MATCH (c:Consent {user_id: $id}) RETURN c.number AS n, c.purpose AS of, c.granted AS granted, c.version AS version,
           c.request_id IS NOT NULL AND c.at IS NOT NULL AS proven ORDER BY n
    """
    kept = [tuple(row.values()) for row in await graph.read(run, text, id=NEWCOMER)]
    assert kept == [
        (1, "MAIL", True, "v1", True),
        (2, "MAIL", True, "v2", True),
        (3, "MAIL", False, "v2", True),
        (4, "MAIL", True, "v3", True),
        (5, "ANALYTICS", True, "v1", True),
    ]
    (row,) = await graph.read(run, "MATCH (u:User {id: $id}) RETURN u.consents AS now", id=NEWCOMER)
    assert sorted(row["now"]) == ["ANALYTICS", "MAIL"]


@pytest.mark.parametrize(
    ("viewer", "version", "code", "path"),
    [
        ({}, "v1", "NOT_ALLOWED", None),
        ({"role": Role.OPERATOR}, "v1", "NOT_ALLOWED", None),
        ({"as_": sample.user("x")}, "v1", "NOT_FOUND", None),
        ({"as_": sample.ADA}, "no such version", "INVALID_INPUT", ["input", "version"]),
    ],
    ids=["nobody", "no person", "gone", "bad version"],
)
async def test_a_decision_is_refused(
    api: Api, graph: Graph, viewer: dict[str, Any], version: str, code: str, path: list[str] | None
) -> None:
    refused = await decide(api, "MAIL", True, version, **viewer)
    assert refused == {"consent": None, "userErrors": [{"code": code, "path": path}]}
    assert await graph.read(run, "MATCH (c:Consent) RETURN c") == []


async def test_without_consent_a_feed_is_that_of_somebody_unknown(api: Api, graph: Graph) -> None:
    await join(graph)
    await graph.write(library.fill)
    personal = await api.data(FEED, as_=sample.BEN)
    assert personal["feed"]["personalised"] is True and personal["feed"]["impersonalBecause"] is None
    await withdraw(api, "PERSONALISATION", sample.BEN)
    feed, unknown = await api.data(FEED, as_=sample.BEN), await api.data(FEED, as_=NEWCOMER)
    assert feed["feed"]["personalised"] is False and "PERSONALISATION" in feed["feed"]["impersonalBecause"]
    sources = {source for edge in feed["feed"]["edges"] for source in edge["sources"]}
    assert sources <= {"FRESH", "POPULAR", "EXPLORATION"}
    others = {id for id, _ in shown(feed)}
    wanted = {id for id, _ in shown(unknown)}
    assert others < wanted, "what they wrote themselves is left out all the same"
    nobody = await api.data(FEED)
    assert nobody["feed"]["impersonalBecause"] == "Nobody is signed in."
    await decide(api, "PERSONALISATION", granted=True, as_=sample.BEN)
    again = await api.data(FEED, as_=sample.BEN)
    assert again["feed"]["personalised"] is True
    assert {source for edge in again["feed"]["edges"] for source in edge["sources"]} > sources


async def test_nothing_is_learned_of_who_doesnt_consent(api: Api, graph: Graph) -> None:
    learned = """
    MATCH (u:User {id: $id})
    RETURN COLLECT { MATCH (u)-[:INTERESTED_IN]->(tag) RETURN tag.slug ORDER BY tag.slug } AS interests,
      size([(u)-[:HAS_CANDIDATES]->(list) | list]) AS lists
    """
    await record(api, sample.BEN, "LIKE", "1")

    async def after_the_jobs() -> dict[str, Any]:
        await refresh_interests.run(graph, datetime.now(UTC))
        await refresh_recommendation.run(graph, datetime.now(UTC))
        (row,) = await graph.read(run, learned, id=sample.BEN)
        return row

    assert await after_the_jobs() == {"interests": ["neo4j", "python"], "lists": 1}
    await api.data('mutation { declareInterests(input: {tags: ["rust"]}) { userErrors { code } } }', as_=sample.BEN)
    await withdraw(api, "PERSONALISATION", sample.BEN)
    (row,) = await graph.read(run, learned, id=sample.BEN)
    assert row == {"interests": ["rust"], "lists": 0}, "at once, and what they declared stays"
    await record(api, sample.BEN, "SHARE", "2")
    assert await after_the_jobs() == {"interests": ["rust"], "lists": 0}
    await decide(api, "PERSONALISATION", granted=True, as_=sample.BEN)
    await record(api, sample.BEN, "BOOKMARK", "3")
    assert (await after_the_jobs())["lists"] == 1


async def record(api: Api, user_id: str, type: str, event_id: str) -> str:
    """The outcome of one act on the article."""
    event = {"source": "web", "eventId": event_id, "type": type, "userId": user_id, "contentId": sample.GRAPHS}
    done = await api.data(RECORD, role=Role.OPERATOR, events=[event | {"occurredAt": "2026-06-01T12:00:00Z"}])
    return str(done["recordEvents"]["results"][0]["outcome"])


async def test_what_is_merely_observed_counts_without_who_doesnt_consent(api: Api, graph: Graph) -> None:
    await withdraw(api, "ANALYTICS", sample.BEN)
    for number, type in enumerate(("VIEW", "READ", "CLICK", "LIKE")):
        assert await record(api, sample.BEN, type, f"b{number}") == "ACCEPTED"
    text = """
    MATCH (c:Content {id: $content})-[:MEASURED_ON]->(day) WITH c, sum(day.view) AS views, sum(day.like) AS likes
    MATCH (u:User {id: $user}) RETURN views, likes,
      [(u)-[done:INTERACTED]->(c) | [done.view_count, done.like_count]] AS pairs,
      [(u)-[:ACTIVE_ON]->(day) | [day.view, day.read, day.like]] AS days,
      COLLECT { MATCH (e:Event {user_id: $user}) RETURN e.type } AS events
    """
    (row,) = await graph.read(run, text, user=sample.BEN, content=sample.GRAPHS)
    assert row == {"views": 1, "likes": 1, "pairs": [[None, 1]], "days": [[None, None, 1]], "events": ["LIKE"]}


async def test_a_repeat_is_known_whatever_was_consented_to_in_between(api: Api, graph: Graph) -> None:
    assert await record(api, sample.BEN, "VIEW", "1") == "ACCEPTED"
    await withdraw(api, "ANALYTICS", sample.BEN)
    assert await record(api, sample.BEN, "VIEW", "1") == "DUPLICATE"
    assert await record(api, sample.BEN, "VIEW", "2") == "ACCEPTED"
    await decide(api, "ANALYTICS", granted=True, as_=sample.BEN)
    assert await record(api, sample.BEN, "VIEW", "2") == "DUPLICATE"
    assert await record(api, sample.BEN, "READ", "2") == "CONFLICT"
