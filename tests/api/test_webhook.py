"""Webhooks over the API: made, changed, listed page by page, each with an audit entry, and owners apart."""

import json
from typing import Any

import httpx
import pytest

from domain.access import Role
from graph import outbox
from graph.database import Graph
from tests.api.conftest import Api
from tests.api.receiver import CREATE, LIST, TEST, Receiver, create, event, run_due, worker
from tests.api.test_api_key import create as create_key
from tests.api.test_audit import log

PAGE = """query ($first: Int, $after: String) { webhooks { deliveries(first: $first, after: $after) {
  nodes { seq } pageInfo { hasNextPage endCursor } } } }"""
CHANGES = {
    "updateWebhook": 'url: "https://other.example/hook", eventTypes: ["content.published"]',
    "disableWebhook": "",
    "resumeWebhook": "",
    "replayWebhook": 'since: "2026-01-01T00:00:00Z"',
    "rotateWebhookSecret": "",
    "sendTestEvent": "",
    "deleteWebhook": "",
}
URL = "https://partner.example/hook"


def changing(name: str) -> str:
    """The document of one of the `CHANGES`."""
    return f"mutation ($id: ID!) {{ {name}(input: {{id: $id {CHANGES[name]}}}) {{ userErrors {{ __typename }} }} }}"


async def test_deliveries_come_page_by_page(api: Api, graph: Graph) -> None:
    async with Receiver() as receiver, httpx.AsyncClient() as http:
        await create(api, receiver.url)
        await graph.write(outbox.append, [event(number) for number in range(5)])
        await run_due(worker(graph, http))
    seen, after = list[int](), None
    for _ in range(3):
        (row,) = (await api.data(PAGE, role=Role.OPERATOR, first=2, after=after))["webhooks"]
        seen += [node["seq"] for node in row["deliveries"]["nodes"]]
        after = row["deliveries"]["pageInfo"]["endCursor"]
    assert (seen, row["deliveries"]["pageInfo"]["hasNextPage"]) == ([5, 4, 3, 2, 1], False)
    assert await api.code(PAGE, role=Role.OPERATOR, first=101) == "INVALID_INPUT"


async def test_every_change_is_in_the_audit_log(api: Api) -> None:
    id = (await create(api, URL))["webhook"]["id"]
    for name in CHANGES:
        answer = await api.data(changing(name), role=Role.OPERATOR, id=id)
        assert answer[name]["userErrors"] == [], name
    entries = (await log(api))["nodes"]
    assert {entry["targetId"] for entry in entries} == {id}
    told = {entry["action"].removeprefix("webhook."): entry for entry in reversed(entries)}
    assert list(told) == [
        "created", "updated", "disabled", "resumed", "replayed", "secret_rotated", "tested", "deleted"
    ]  # fmt: skip
    assert json.loads(told["created"]["after"])["url"] == URL
    assert json.loads(told["updated"]["before"]) == {"url": URL, "eventTypes": []}
    assert json.loads(told["updated"]["after"]) == {
        "url": "https://other.example/hook",
        "eventTypes": ["content.published"],
    }
    assert json.loads(told["disabled"]["after"]) == {"state": "DISABLED"}
    assert json.loads(told["deleted"]["before"])["state"] == "ACTIVE"
    assert "whsec_" not in json.dumps(entries)


async def test_what_was_refused_leaves_no_entry(api: Api) -> None:
    await create(api, "ftp://partner.example")
    for name in CHANGES:
        answer = await api.data(changing(name), role=Role.OPERATOR, id="whk_01jz000000000000000000000z")
        assert answer[name]["userErrors"] == [{"__typename": "NotFoundError"}], name
    assert (await log(api))["nodes"] == []


@pytest.mark.parametrize("role", [None, Role.MEMBER, Role.MODERATOR])
async def test_webhooks_need_their_scope(api: Api, role: Role | None) -> None:
    id = (await create(api, URL))["webhook"]["id"]
    assert await api.code(LIST, role=role) == "NOT_ALLOWED"
    refused = (await api.data(CREATE, role=role, url=URL, types=[]))["createWebhook"]
    assert (refused["secret"], refused["userErrors"][0]["__typename"]) == (None, "NotAllowedError")
    for name in CHANGES:
        answer = await api.data(changing(name), role=role, id=id)
        assert answer[name]["userErrors"] == [{"__typename": "NotAllowedError"}], name


@pytest.mark.parametrize("url", ["ftp://example.com", "https://", "https://a:b@example.com", "http://[::1", "x"])
async def test_what_is_no_address_is_refused(api: Api, url: str) -> None:
    (error,) = (await create(api, url))["userErrors"]
    assert error["path"] == ["input", "url"]


async def test_a_type_that_is_not_there_is_refused(api: Api) -> None:
    (error,) = (await create(api, URL, "content.published", "content.eaten"))["userErrors"]
    assert error["path"] == ["input", "eventTypes", "1"]


async def test_a_key_manages_its_own_webhooks_and_operators_all(api: Api) -> None:
    """What is another's is told to be nowhere, by every mutation and in the list."""
    one, other = [(await create_key(api, "webhooks:manage"))["secret"] for _ in range(2)]
    theirs = await by_key(api, one, CREATE, url=URL, types=[])
    id = theirs["createWebhook"]["webhook"]["id"]
    await create(api, URL)
    assert [row["id"] for row in (await by_key(api, one, LIST))["webhooks"]] == [id]
    assert (await by_key(api, other, LIST))["webhooks"] == []
    assert len((await api.data(LIST, role=Role.OPERATOR))["webhooks"]) == 2
    redeliver = """mutation ($id: ID!) { redeliverWebhookEvent(input: {
      id: $id, eventId: "evt_01jz000000000000000000000z"}) { userErrors { __typename } } }"""
    for document in [*map(changing, CHANGES), redeliver]:
        (answer,) = (await by_key(api, other, document, id=id)).values()
        assert answer["userErrors"] == [{"__typename": "NotFoundError"}], document
    assert (await by_key(api, one, changing("disableWebhook"), id=id))["disableWebhook"]["userErrors"] == []
    assert (await api.data(changing("deleteWebhook"), role=Role.OPERATOR, id=id))["deleteWebhook"]["userErrors"] == []


async def test_a_test_event_reaches_no_other_partner(api: Api, graph: Graph) -> None:
    one, other = [(await create_key(api, "webhooks:manage"))["secret"] for _ in range(2)]
    async with Receiver() as mine, Receiver() as theirs, httpx.AsyncClient() as http:
        id = (await by_key(api, one, CREATE, url=mine.url, types=[]))["createWebhook"]["webhook"]["id"]
        await by_key(api, other, CREATE, url=theirs.url, types=[])
        await by_key(api, one, TEST, id=id)
        assert await run_due(worker(graph, http)) == 1
    assert (mine.attempts, theirs.attempts) == (1, 0)


async def by_key(api: Api, secret: str, document: str, **variables: Any) -> dict[str, Any]:
    """The data that a key gets."""
    body, headers = {"query": document, "variables": variables}, {"Authorization": f"Bearer {secret}"}
    answer = (await api.http.post("/graphql", json=body, headers=headers)).json()
    assert "errors" not in answer, answer["errors"]
    data: dict[str, Any] = answer["data"]
    return data
