"""Erasure over the API: asked for by members and operators, and nothing that is asked afterwards finds the person."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import pytest_asyncio

from domain.access import Role
from domain.ids import IdPrefix, new_id
from graph.database import Graph
from jobs import erase_persons
from resolvers import erased_users
from tests import sample
from tests.api.conftest import Api
from tests.graph.privacy import rows

ERASE = """
mutation ($mode: ErasureMode!, $handle: String!, $user: ID) {
  requestErasure(input: {mode: $mode, confirmHandle: $handle, userId: $user}) {
    request { id kind mode state finishedAt counts { kind count } } userErrors { code path }
  }
}
"""
RECORD = """
mutation ($event: EventInput!) { recordEvents(input: {events: [$event]}) {
  results { outcome reason } userErrors { code }
} }
"""
WRITE = """
MATCH (area:Area {slug: 'blog'})
CREATE (user:User {id: $id, handle: 'dora', external_id: 'x-dora', display_name: 'Dora D.', joined_at: $now,
                   activity: 99.0, consents: ['ANALYTICS', 'PERSONALISATION']})
CREATE (content:Content:Article:Standalone {
  id: $content, kind: 'ARTICLE', slug: 'by-dora', title: 'By Dora', body: 'words', visibility: 'PUBLIC',
  published_at: $now})
CREATE (user)-[:AUTHORED {user_id: $id, at: $now}]->(content)-[:IN_AREA {area_id: area.id, published_at: $now}]->(area)
CREATE (user)-[:FOLLOWS {since: $now}]->(area)
WITH user MATCH (ben:User {id: $ben}) CREATE (ben)-[:FOLLOWS {since: $now}]->(user)
"""


@pytest_asyncio.fixture(loop_scope="session")
async def dora(api: Api, graph: Graph, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[str]:
    """Somebody new a test: a process remembers whom it has seen erased. Here it looks at every request."""
    monkeypatch.setattr(erased_users, "FRESH_SECONDS", 0.0)
    id = new_id(IdPrefix.USER)
    content = new_id(IdPrefix.CONTENT)
    await rows(graph, WRITE, id=id, content=content, ben=sample.BEN, now=sample.NOW)
    yield id


async def erase(api: Api, handle: str = "dora", mode: str = "ANONYMISE", **more: Any) -> dict[str, Any]:
    payload: dict[str, Any] = (await api.data(ERASE, mode=mode, handle=handle, **more))["requestErasure"]
    return payload


async def run_jobs(graph: Graph) -> None:
    now = datetime.now(UTC)
    await erase_persons.run(graph, now)
    await erase_persons.run(graph, now + timedelta(minutes=1))


async def record(api: Api, event_id: str, **event: Any) -> dict[str, Any]:
    sent = {"source": "web", "eventId": event_id, "type": "LIKE", "contentId": sample.GRAPHS} | event
    sent |= {"occurredAt": "2026-06-01T12:00:00Z"}
    result: dict[str, Any] = (await api.data(RECORD, role=Role.OPERATOR, event=sent))["recordEvents"]["results"][0]
    return result


async def test_nobody_finds_the_person_any_more(api: Api, graph: Graph, dora: str) -> None:
    asked = (await erase(api, as_=dora))["request"]
    assert (asked["kind"], asked["mode"], asked["state"]) == ("ERASURE", "ANONYMISE", "QUEUED")
    mine = "{ viewer { dataRequests { id state } } }"
    assert (await api.data(mine, as_=dora))["viewer"]["dataRequests"] == [{"id": asked["id"], "state": "QUEUED"}]
    await run_jobs(graph)
    document = """
    query ($id: ID!) {
      byId: user(id: $id) { handle } byHandle: user(handle: "dora") { id } byName: user(externalId: "x-dora") { id }
      node(id: $id) { id } users(first: 100) { nodes { id displayName } totalCount }
      contents(first: 100) { nodes { title author { id handle displayName } } }
      feed(first: 100) { edges { node { title author { id } } parts { evidence { id } } } }
      ben: user(handle: "ben") { following { nodes { __typename ... on User { id } } } }
    }
    """
    seen = await api.data(document, id=dora, role=Role.OPERATOR)
    assert [seen[name] for name in ("byId", "byHandle", "byName", "node")] == [None] * 4
    assert {"title": "By Dora", "author": None} in seen["contents"]["nodes"]
    assert not any(text in str(seen) for text in (dora, "dora", "Dora D."))


async def test_a_token_opens_nothing_but_the_receipt(api: Api, graph: Graph, dora: str) -> None:
    first = (await erase(api, as_=dora))["request"]
    await run_jobs(graph)
    assert (await api.data("{ viewer { scopes } }", as_=dora))["viewer"] is None
    members_only = "query ($id: ID!) { node(id: $id) { id } }"
    assert (await api.data(members_only, id=sample.SECRET, as_=dora))["node"] is None
    again = await erase(api, "whatever", mode="DELETE_CONTENT", as_=dora)
    receipt = again["request"]
    assert again["userErrors"] == [] and receipt["id"] == first["id"]
    assert (receipt["state"], receipt["mode"]) == ("DONE", "ANONYMISE") and receipt["finishedAt"]
    assert {"kind": "follows", "count": 2} in receipt["counts"]


async def test_asked_for_twice_it_is_one_request(api: Api, graph: Graph, dora: str) -> None:
    first = (await erase(api, as_=dora))["request"]
    second = (await erase(api, mode="DELETE_CONTENT", as_=dora))["request"]
    assert second == first
    assert len(await rows(graph, "MATCH (r:DataRequest {user_id: $id}) RETURN r", id=dora)) == 1


@pytest.mark.parametrize(
    ("handle", "viewer", "user", "code", "path"),
    [
        ("Dora", "dora", None, "INVALID_INPUT", ["input", "confirmHandle"]),
        ("", "dora", None, "INVALID_INPUT", ["input", "confirmHandle"]),
        ("dora", None, None, "NOT_ALLOWED", None),
        ("dora", "ben", "dora", "NOT_ALLOWED", None),
        ("dora", "operator", "nobody", "NOT_FOUND", ["input", "userId"]),
        ("dora", "operator", "content", "INVALID_INPUT", ["userId"]),
        ("dora", "operator", None, "NOT_ALLOWED", None),
    ],
)
async def test_a_request_is_refused(
    api: Api, graph: Graph, dora: str, handle: str, viewer: str | None, user: str | None, code: str, path: list[str]
) -> None:
    viewers: dict[str | None, dict[str, Any]] = {
        None: {},
        "dora": {"as_": dora},
        "ben": {"as_": sample.BEN},
        "operator": {"role": Role.OPERATOR},
    }
    users = {None: None, "dora": dora, "nobody": sample.user("x"), "content": sample.GRAPHS}
    refused = await erase(api, handle, user=users[user], **viewers[viewer])
    assert refused == {"request": None, "userErrors": [{"code": code, "path": path}]}
    assert await rows(graph, "MATCH (r:DataRequest) RETURN r") == []


async def test_an_operator_erases_another_and_that_is_audited(api: Api, graph: Graph, dora: str) -> None:
    asked = await erase(api, user=dora, role=Role.OPERATOR)
    assert asked["userErrors"] == []
    await run_jobs(graph)
    log = "{ auditLog { nodes { action targetId after } } }"
    (entry,) = (await api.data(log, role=Role.OPERATOR))["auditLog"]["nodes"]
    id = asked["request"]["id"]
    assert (entry["action"], entry["targetId"]) == ("erasure.requested", id)
    assert dora not in entry["after"] and id in entry["after"]
    assert (await erase(api, user=dora, role=Role.OPERATOR))["request"]["id"] == id


async def test_events_of_the_erased_are_known_or_count_without_them(api: Api, graph: Graph, dora: str) -> None:
    assert (await record(api, "1", userId=dora))["outcome"] == "ACCEPTED"
    assert (await record(api, "2", userExternalId="x-dora"))["outcome"] == "ACCEPTED"
    await erase(api, as_=dora)
    await run_jobs(graph)
    assert (await record(api, "1", userId=dora))["outcome"] == "DUPLICATE"
    assert (await record(api, "2", userExternalId="x-dora"))["outcome"] == "DUPLICATE"
    assert (await record(api, "3", userId=dora))["outcome"] == "ACCEPTED"
    assert await rows(graph, "MATCH (e:Event) WHERE e.user_id IS NOT NULL RETURN e") == []
    likes = "query ($id: ID!) { node(id: $id) { ... on Article { stats { likes } } } }"
    assert (await api.data(likes, id=sample.GRAPHS))["node"]["stats"]["likes"] == 3
    assert (await record(api, "4", userId=sample.user("x")))["reason"] == "No such user."
