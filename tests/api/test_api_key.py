"""API keys over the API: made, used, rotated and revoked, on one worker and on two."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio

from app import create_app
from benchmarks.statements import recorded
from domain.access import SCOPES_OF_KEYS, Role
from domain.ids import IdPrefix, new_id
from domain.key_secret import SecretDigest, new_secret
from graph.database import Graph, Transaction
from resolvers.key_ring import REMEMBERED
from settings import Settings
from tests.api.conftest import SECRET, Api

KEY = " fragment key on ApiKey { id name hint scopes sponsorId createdBy expiresAt formerUntil lastUsedAt revokedAt }"
CREATE = """mutation ($name: String!, $scopes: [String!]!, $sponsor: ID, $expires: DateTime) {
  createApiKey(input: {name: $name, scopes: $scopes, sponsorId: $sponsor, expiresAt: $expires}) {
    secret apiKey { ...key } userErrors { __typename message path } } }"""
ROTATE = """mutation ($id: ID!, $hours: Int! = 24) { rotateApiKey(input: {id: $id, overlapHours: $hours}) {
  secret apiKey { ...key } userErrors { __typename path } } }"""
REVOKE = """mutation ($id: ID!) { revokeApiKey(input: {id: $id}) {
  apiKey { ...key } userErrors { __typename path } } }"""
LIST = """query ($first: Int, $after: String) { apiKeys(first: $first, after: $after) {
  nodes { id } pageInfo { endCursor } } }"""
WHO = "{ viewer { scopes user { id } } }"
WRITE = """mutation { recordEvents(input: {events: []}) { userErrors { __typename } } }"""


async def create(api: Api, *scopes: str, **more: Any) -> dict[str, Any]:
    variables = {"name": "CRM", "scopes": list(scopes or ("events:write",))} | more
    made: dict[str, Any] = (await api.data(CREATE + KEY, role=Role.OPERATOR, **variables))["createApiKey"]
    return made


async def change(api: Api, document: str, id: str, **more: Any) -> dict[str, Any]:
    (changed,) = (await api.data(document + KEY, role=Role.OPERATOR, id=id, **more)).values()
    return dict(changed)


async def status(http: httpx.AsyncClient, secret: str, document: str = WHO) -> int:
    return (await send(http, secret, document)).status_code


async def send(http: httpx.AsyncClient, secret: str, document: str = WHO) -> httpx.Response:
    return await http.post("/graphql", json={"query": document}, headers={"Authorization": f"Bearer {secret}"})


@pytest_asyncio.fixture(loop_scope="session")
async def other(graph: Graph, tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    """Another worker on the same graph."""
    app = create_app(Settings(home=tmp_path, secret=SECRET, run_jobs=False), graph)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://other.test") as http:
        yield http


async def test_a_key_can_do_what_it_was_given_and_is_nobody(api: Api) -> None:
    made = await create(api, "members:read", "events:write")
    answer = (await send(api.http, made["secret"])).json()
    assert answer["data"]["viewer"] == {"scopes": ["events:write", "members:read"], "user": None}
    assert made["apiKey"]["createdBy"] == "role:operator"
    assert made["secret"].startswith(made["apiKey"]["hint"])


async def test_the_graph_has_no_secret(api: Api, graph: Graph) -> None:
    secret = (await create(api))["secret"]

    async def everything(tx: Transaction) -> list[Any]:
        return [row async for row in await tx.run("MATCH (n) WHERE n:ApiKey OR n:AuditEntry RETURN properties(n)")]

    rows = await graph.read(everything)
    assert len(rows) == 2 and secret[9:] not in str(rows)
    assert SecretDigest(SECRET).of(secret) in str(rows)


async def test_one_statement_finds_a_key_and_none_while_it_is_remembered(api: Api) -> None:
    secret = (await create(api))["secret"]
    with recorded() as names:
        assert await status(api.http, secret) == 200
        await asyncio.sleep(0.1)
        assert names.count("api_key/opened") == 1
        for _ in range(20):
            assert await status(api.http, secret) == 200
    assert sorted(names) == ["api_key/opened", "api_key/use", "rate/lease"], "each once, for 21 requests"


async def test_a_mutation_asks_the_database_once_and_always(api: Api) -> None:
    secret = (await create(api))["secret"]
    both = """mutation { a: recordEvents(input: {events: []}) { accepted }
                         b: recordEvents(input: {events: []}) { accepted } }"""
    with recorded() as names:
        await status(api.http, secret, both)
        await status(api.http, secret, both)
    assert names.count("api_key/opened") == 2


@pytest.mark.parametrize(
    "bad",
    ["stoa_", "stoa_x", new_secret()[:-1], new_secret() + "x", new_secret().swapcase(), "stoa_" + "0" * 43],
    ids=["nothing", "short", "one less", "one more", "other case", "wrong sum"],
)
async def test_what_is_no_secret_is_not_looked_for(api: Api, bad: str) -> None:
    with recorded() as names:
        answer = await send(api.http, bad)
    assert answer.status_code == 401 and set(names) <= {"rate/lease"}
    assert answer.json()["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
    assert answer.headers["www-authenticate"] == "Bearer"


async def test_a_guessed_key_is_refused(api: Api) -> None:
    assert await status(api.http, new_secret()) == 401


async def test_a_key_expires(api: Api) -> None:
    soon = (datetime.now(UTC) + timedelta(seconds=0.8)).isoformat()
    made = await create(api, expires=soon)
    assert await status(api.http, made["secret"]) == 200
    await asyncio.sleep(0.9)
    assert await status(api.http, made["secret"]) == 401


async def test_revoked_here_it_ends_at_once(api: Api) -> None:
    made = await create(api)
    assert await status(api.http, made["secret"]) == 200
    revoked = await change(api, REVOKE, made["apiKey"]["id"])
    assert revoked["apiKey"]["revokedAt"] is not None
    assert await status(api.http, made["secret"]) == 401


async def test_revoked_here_it_ends_on_other_workers_at_once_for_mutations_and_soon_for_reads(
    api: Api, other: httpx.AsyncClient
) -> None:
    made = await create(api)
    assert await status(other, made["secret"]) == 200
    await change(api, REVOKE, made["apiKey"]["id"])
    refused = await send(other, made["secret"], WRITE)
    assert refused.status_code == 401
    assert refused.json()["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
    await asyncio.sleep(REMEMBERED)
    assert await status(other, made["secret"]) == 401


async def test_a_stream_ends_when_its_key_is_revoked(api: Api, other: httpx.AsyncClient) -> None:
    made = await create(api)
    headers = {"Authorization": f"Bearer {made['secret']}", "Accept": "text/event-stream"}
    body = {"query": "subscription { communityPulse(every: 1) { users } }"}

    async def listen() -> str:
        async with asyncio.timeout(10):
            return (await other.post("/graphql", json=body, headers=headers)).text

    listening = asyncio.create_task(listen())
    await asyncio.sleep(0.5)
    await change(api, REVOKE, made["apiKey"]["id"])
    heard = await listening
    assert '"users":3' in heard and "UNAUTHENTICATED" in heard and "event: complete" in heard


async def test_revoking_again_changes_nothing(api: Api) -> None:
    id = (await create(api))["apiKey"]["id"]
    assert await change(api, REVOKE, id) == await change(api, REVOKE, id)
    (error,) = (await change(api, ROTATE, id))["userErrors"]
    assert error == {"__typename": "NotFoundError", "path": ["input", "id"]}
    assert await actions(api) == ["api_key.revoked", "api_key.created"]


async def test_two_secrets_while_rotating_and_never_three(api: Api) -> None:
    made = await create(api)
    id = made["apiKey"]["id"]
    second, third = [(await change(api, ROTATE, id))["secret"] for _ in range(2)]
    assert [await status(api.http, each) for each in (made["secret"], second, third)] == [401, 200, 200]
    last = (await change(api, ROTATE, id, hours=0))["secret"]
    assert [await status(api.http, each) for each in (second, third, last)] == [401, 401, 200]
    await change(api, REVOKE, id)
    assert await status(api.http, last) == 401


async def test_a_former_secret_never_outlives_the_key(api: Api) -> None:
    soon = (datetime.now(UTC) + timedelta(seconds=0.8)).isoformat()
    made = await create(api, expires=soon)
    await change(api, ROTATE, made["apiKey"]["id"])
    assert await status(api.http, made["secret"]) == 200
    await asyncio.sleep(0.9)
    assert await status(api.http, made["secret"]) == 401


async def test_last_use_is_noted_once_a_minute(api: Api, graph: Graph, other: httpx.AsyncClient) -> None:
    made = await create(api)
    for http in (api.http, other, api.http):
        await status(http, made["secret"], WRITE)
    await asyncio.sleep(0.2)
    (key,) = await listed(api)
    assert key["lastUsedAt"] is not None
    await status(other, made["secret"], WRITE)
    await asyncio.sleep(0.2)
    assert await listed(api) == [key]


async def listed(api: Api) -> list[dict[str, Any]]:
    document = "{ apiKeys { nodes { id lastUsedAt } } }"
    found: list[dict[str, Any]] = (await api.data(document, role=Role.OPERATOR))["apiKeys"]["nodes"]
    return found


async def actions(api: Api) -> list[str]:
    log = await api.data("{ auditLog { nodes { action } } }", role=Role.OPERATOR)
    return [row["action"] for row in log["auditLog"]["nodes"]]


async def test_every_change_is_in_the_audit_log(api: Api) -> None:
    made = await create(api, "content:read")
    await change(api, ROTATE, made["apiKey"]["id"])
    await change(api, REVOKE, made["apiKey"]["id"])
    log = "{ auditLog { nodes { action targetId after } } }"
    rows = (await api.data(log, role=Role.OPERATOR))["auditLog"]["nodes"]
    assert [row["action"] for row in rows] == ["api_key.revoked", "api_key.rotated", "api_key.created"]
    assert {row["targetId"] for row in rows} == {made["apiKey"]["id"]}
    assert json.loads(rows[-1]["after"])["scopes"] == ["content:read"]


async def test_what_a_key_does_is_told_by_its_name(api: Api) -> None:
    made = await create(api, "models:write")
    propose = """mutation { proposeScoringModel(input: {kind: ACTIVITY, weights: [{feature: "view", weight: 1}]}) {
      scoringModel { id } } }"""
    assert await status(api.http, made["secret"], propose) == 200
    log = await api.data("{ auditLog(first: 1) { nodes { actorKeyId actorUserId } } }", role=Role.OPERATOR)
    assert log["auditLog"]["nodes"] == [{"actorKeyId": made["apiKey"]["id"], "actorUserId": None}]


async def test_pages_of_keys(api: Api) -> None:
    ids = [(await create(api))["apiKey"]["id"] for _ in range(3)]
    head = (await api.data(LIST, role=Role.OPERATOR, first=2))["apiKeys"]
    tail = (await api.data(LIST, role=Role.OPERATOR, first=2, after=head["pageInfo"]["endCursor"]))["apiKeys"]
    assert [key["id"] for key in head["nodes"] + tail["nodes"]] == ids[::-1]


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ({"name": ""}, ["name"]),
        ({"scopes": []}, ["scopes"]),
        ({"scopes": ["content:read", "everything"]}, ["scopes", "1"]),
        ({"scopes": ["keys:manage"]}, ["scopes", "0"]),
        ({"expires": "2020-01-01T00:00:00Z"}, ["expiresAt"]),
        ({"sponsor": new_id(IdPrefix.SPONSOR)}, ["scopes", "0"]),
    ],
)
async def test_what_cannot_be_is_refused_and_nothing_made(api: Api, given: dict[str, Any], path: list[str]) -> None:
    refused = await create(api, **given)
    assert refused["secret"] is None and refused["apiKey"] is None
    assert refused["userErrors"][0]["path"] == ["input", *path]
    assert await listed(api) == []


async def test_a_key_can_be_bound_to_a_sponsor(api: Api) -> None:
    sponsor = new_id(IdPrefix.SPONSOR)
    made = await create(api, "report:read", sponsor=sponsor)
    assert made["apiKey"]["sponsorId"] == sponsor


async def test_no_key_makes_another_one(api: Api) -> None:
    secret = (await create(api, *SCOPES_OF_KEYS))["secret"]
    another = """mutation { createApiKey(input: {name: "x", scopes: ["content:read"]}) {
      secret userErrors { __typename } } }"""
    answer = (await send(api.http, secret, another)).json()
    assert answer["data"]["createApiKey"] == {"secret": None, "userErrors": [{"__typename": "NotAllowedError"}]}


@pytest.mark.parametrize("role", [None, Role.MEMBER, Role.MODERATOR])
async def test_only_operators_manage_keys(api: Api, role: Role | None) -> None:
    assert await api.code("{ apiKeys { nodes { id } } }", role=role) == "NOT_ALLOWED"
    refused = (await api.data(CREATE + KEY, role=role, name="x", scopes=["content:read"]))["createApiKey"]
    assert refused["userErrors"][0]["__typename"] == "NotAllowedError"
