"""Trusted documents over every transport: named by their hash, added and removed by the command line, cached."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from typer.testing import CliRunner, Result
from websockets.asyncio.client import connect
from websockets.typing import Subprotocol

from app import create_app
from domain.access import Role
from domain.document import TrustedDocument, id_of
from graph import document as documents
from graph.database import Graph, Server, Transaction
from graph.opening import open_graph
from importers.documents import documents_app
from schema.root import problems_of
from server.tokens import issue
from settings import Settings
from tests import sample
from tests.api.conftest import SECRET, Api
from tests.api.toy_server import serving

USER = 'query One($handle: String = "ada") { user(handle: $handle) { displayName } }'
MUTATION = 'mutation Test { activateScoringModel(input: {id: "mdl_x"}) { userErrors { code } } }'
PULSE = "subscription Pulse { communityPulse(every: 1) { users } }"
ADA = {"user": {"displayName": "Ada"}}
ACCEPT = {"Accept": "application/graphql-response+json"}
OPERATOR = {"Authorization": f"Bearer {issue(SECRET, None, Role.OPERATOR, datetime.now(UTC))}"}


async def trust(tx: Transaction) -> None:
    """Trust the documents of these tests."""
    now = datetime.now(UTC)
    texts = (USER, MUTATION, PULSE)
    await documents.add(tx, [TrustedDocument(id=id_of(t), name="t", text=t, added_at=now) for t in texts], now, [])


async def post(api: Api, body: dict[str, Any], **headers: str) -> httpx.Response:
    return await api.http.post("/graphql", json=body, headers=ACCEPT | headers)


def code(answer: httpx.Response) -> str:
    (error,) = answer.json()["errors"]
    return str(error["extensions"]["code"])


async def test_a_document_is_named_instead_of_sent(api: Api, graph: Graph) -> None:
    await graph.write(trust)
    id = id_of(USER)
    assert (await post(api, {"documentId": id})).json()["data"] == ADA
    assert (await post(api, {"documentId": id.removeprefix("sha256:")})).json()["data"] == ADA
    apollo = {"persistedQuery": {"version": 1, "sha256Hash": id.removeprefix("sha256:")}}
    assert (await post(api, {"extensions": apollo})).json()["data"] == ADA
    assert (await post(api, {"documentId": id, "variables": {"handle": "ben"}})).json()["data"] != ADA
    changed = (await post(api, {"documentId": id_of(MUTATION)}, **OPERATOR)).json()["data"]["activateScoringModel"]
    assert changed == {"userErrors": [{"code": "INVALID_INPUT"}]}


async def test_by_get_anyone_may_cache_it_for_a_while(api: Api, graph: Graph) -> None:
    await graph.write(trust)
    parameters = {"documentId": id_of(USER), "variables": json.dumps({"handle": "ada"})}
    answer = await api.http.get("/graphql", params=parameters, headers=ACCEPT)
    assert answer.json()["data"] == ADA
    assert answer.headers["cache-control"] == "public, max-age=30"
    assert {name.strip() for name in answer.headers["vary"].split(",")} >= {"Accept", "Authorization"}
    assert "rateLimit" not in answer.json()["extensions"] and "ratelimit-limit" not in answer.headers
    assert "set-cookie" not in answer.headers
    for private in (
        await api.http.get("/graphql", params=parameters, headers=ACCEPT | OPERATOR),
        await api.http.get("/graphql", params={"query": USER}, headers=ACCEPT),
        await api.http.get("/graphql", params={"documentId": id_of("x")}, headers=ACCEPT),
        await post(api, {"documentId": id_of(USER)}),
    ):
        assert private.headers["cache-control"] == "no-store"
    mutation = await api.http.get("/graphql", params={"documentId": id_of(MUTATION)}, headers=ACCEPT | OPERATOR)
    assert mutation.status_code == 405


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"documentId": id_of("{ other }")}, "DOCUMENT_NOT_FOUND"),
        ({"documentId": "sha256:123"}, "BAD_REQUEST"),
        ({"documentId": "../../etc/passwd"}, "BAD_REQUEST"),
        ({"documentId": ""}, "BAD_REQUEST"),
        ({"documentId": 5}, "BAD_REQUEST"),
        ({"documentId": ["sha256:123"]}, "BAD_REQUEST"),
        ({"documentId": id_of(USER), "query": USER}, "BAD_REQUEST"),
        ({"extensions": {"persistedQuery": "x"}}, "BAD_REQUEST"),
        ({"extensions": {"persistedQuery": {"sha256Hash": 5}}}, "BAD_REQUEST"),
    ],
)
async def test_what_names_no_document(api: Api, graph: Graph, body: dict[str, Any], expected: str) -> None:
    await graph.write(trust)
    answer = await post(api, body)
    assert (answer.status_code, code(answer)) == (400, expected)


def trusting(graph: Graph, home: Path) -> Any:
    """The app in which anonymous callers are answered trusted documents only."""
    settings = Settings(home=home, secret=SECRET, run_jobs=False, anonymous_documents="trusted")
    return create_app(settings, graph)


async def test_anonymous_callers_can_be_held_to_trusted_documents(api: Api, graph: Graph, tmp_path: Path) -> None:
    await graph.write(trust)
    transport = httpx.ASGITransport(trusting(graph, tmp_path))
    async with httpx.AsyncClient(transport=transport, base_url="http://stoa.test") as http:
        only = Api(http)
        for text in (USER, "{ __schema { queryType { name } } }", "{ __typename }", "mutation { x }", "nonsense"):
            assert code(await post(only, {"query": text})) == "DOCUMENT_REQUIRED"
        assert (await post(only, {"documentId": id_of(USER)})).json()["data"] == ADA
        assert (await post(only, {"query": "{ __typename }"}, **OPERATOR)).json()["data"]
        assert (await only.data(USER, as_=sample.BEN)) == ADA


async def test_sockets_and_streams_name_documents_too(api: Api, graph: Graph, tmp_path: Path) -> None:
    await graph.write(trust)
    async with serving(trusting(graph, tmp_path)) as address:
        async with connect(f"ws://{address}/graphql", subprotocols=[Subprotocol("graphql-transport-ws")]) as socket:
            await socket.send('{"type": "connection_init"}')
            await socket.recv()
            told = {}
            sent = {"1": {"documentId": id_of(USER)}, "2": {"query": USER}, "3": {"documentId": id_of("x")}}
            for id, payload in sent.items():
                await socket.send(json.dumps({"type": "subscribe", "id": id, "payload": payload}))
                message = json.loads(await socket.recv())
                told[id] = message["payload"]
                if message["type"] == "next":
                    assert json.loads(await socket.recv())["type"] == "complete"
            assert told["1"]["data"] == ADA
            assert [told[id][0]["extensions"]["code"] for id in "23"] == ["DOCUMENT_REQUIRED", "DOCUMENT_NOT_FOUND"]
            await socket.send(json.dumps({"type": "subscribe", "id": "4", "payload": {"documentId": id_of(PULSE)}}))
            assert json.loads(await socket.recv())["payload"]["data"] == {"communityPulse": {"users": 3}}
        async with (
            httpx.AsyncClient(headers={"Accept": "text/event-stream"}) as http,
            http.stream("POST", f"http://{address}/graphql", json={"documentId": id_of(PULSE)}) as stream,
        ):
            async for line in stream.aiter_lines():
                if line.startswith("data: "):
                    assert json.loads(line.removeprefix("data: "))["data"] == {"communityPulse": {"users": 3}}
                    break


@pytest.fixture
def stoa(server: Server, tmp_path: Path) -> Callable[..., Awaitable[Result]]:
    """Runs a command of `stoa documents`, in a thread, for it runs an event loop of its own."""
    app = documents_app(lambda: open_graph(tmp_path, server), problems_of)

    async def run(*arguments: str | Path) -> Result:
        return await asyncio.to_thread(CliRunner().invoke, app, [str(each) for each in arguments])

    return run


async def test_the_command_line_adds_lists_and_removes(
    api: Api, graph: Graph, stoa: Callable[..., Awaitable[Result]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "documents"
    (folder / "deep").mkdir(parents=True)
    (folder / "user.graphql").write_text(USER)
    (folder / "deep" / "user.graphql").write_text(PULSE)
    (folder / "relay.json").write_text(json.dumps({"0a1b": MUTATION}))
    added = await stoa("add", folder)
    assert added.exit_code == 0, added.output
    for text in (USER, PULSE, MUTATION):
        assert id_of(text) in added.output
    assert (await stoa("add", folder)).exit_code == 0
    listed = (await stoa("list")).output
    assert len(listed.splitlines()) == 3 and "0a1b" in listed
    assert (await post(api, {"documentId": id_of(USER)})).json()["data"] == ADA
    monkeypatch.setattr("resolvers.document.KEPT_SECONDS", 0.0)
    assert (await stoa("remove", id_of(USER))).exit_code == 0
    assert code(await post(api, {"documentId": id_of(USER)})) == "DOCUMENT_NOT_FOUND"
    again = await stoa("remove", id_of(USER))
    assert again.exit_code == 1 and "isn't trusted" in again.output
    assert (await stoa("remove", "md5:1")).exit_code == 1


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("bad.graphql", "{ nobody }", "nobody"),
        ("broken.graphql", "{", "Syntax"),
        ("text.graphql", b"\xff\xfe", "utf-8"),
        ("manifest.json", "[]", "manifest"),
        ("manifest.json", "{", "manifest.json"),
        ("typed.graphql", "{ user(handle: 5) { id } }", "non string"),
        ("part.graphql", "fragment name on User { id }", "name"),
    ],
)
async def test_what_could_not_be_answered_is_not_trusted(
    graph: Graph, stoa: Callable[..., Awaitable[Result]], tmp_path: Path, name: str, content: str | bytes, problem: str
) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "a.graphql").write_text(USER)
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    refused = await stoa("add", folder)
    assert refused.exit_code == 1 and problem in refused.output
    assert await graph.read(documents.everything) == []
