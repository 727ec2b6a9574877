"""GraphQL over HTTP: media types, statuses, bodies of every bad shape, contexts and request ids."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
import pytest_asyncio

from server.body import MAX_BODY_BYTES
from tests.api.toy_server import ORIGIN, ToyServer, client_of, toy_server

RESPONSE_JSON = {"accept": "application/graphql-response+json"}
JSON_BODY = {"content-type": "application/json"}


@pytest.fixture
def server() -> ToyServer:
    return toy_server(time_limit=0.3)


@pytest_asyncio.fixture
async def client(server: ToyServer) -> AsyncIterator[httpx.AsyncClient]:
    async with client_of(server) as client:
        yield client


async def ask(client: httpx.AsyncClient, query: str, **headers: str) -> tuple[int, dict[str, Any]]:
    response = await client.post("/graphql", json={"query": query}, headers=headers)
    return response.status_code, response.json()


async def test_an_answer(client: httpx.AsyncClient) -> None:
    response = await client.post("/graphql", json={"query": "{ __typename }"})
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/json; charset=utf-8"
    assert "Accept" in response.headers["vary"]
    assert response.json() == {"data": {"__typename": "Query"}}


async def test_variables_and_operation_name_by_post_and_get(client: httpx.AsyncClient) -> None:
    query = "query a($n: Int) { authors(first: $n) { nodes { id } } } query b { __typename }"
    request = {"query": query, "operationName": "a"}
    posted = await client.post("/graphql", json={**request, "variables": {"n": 1}})
    got = await client.get("/graphql", params={**request, "variables": '{"n": 1}'})
    assert posted.json() == got.json()
    assert posted.json()["data"] == {"authors": {"nodes": [{"id": "usr_0"}]}}


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"null", 400),
        (b'"x"', 400),
        (b"1", 400),
        (b"true", 400),
        (b"NaN", 400),
        (b"[]", 400),
        (b'[{"query": "{ __typename }"}]', 400),
        (b"{", 400),
        (b"{}", 400),
        (b'{"query": ""}', 400),
        (b'{"query": null}', 400),
        (b'{"query": 1}', 400),
        (b'{"query": ["{ __typename }"]}', 400),
        (b'{"query": "{ __typename }", "variables": "x"}', 400),
        (b'{"query": "{ __typename }", "variables": []}', 400),
        (b'{"query": "{ __typename }", "operationName": 1}', 400),
        (b'{"query": "{ __typename }", "extensions": 1}', 400),
        (b'{"query": "{ __typename }", "variables": {"a": NaN}}', 400),
        (b'{"query": "{ \\ud800 }"}', 400),
        (b"\xff\xfe\x00", 400),
        (b'{"query": "\xff"}', 400),
        (b'{"query": "{ __typename }", "variables": {"a":' + b'{"a":' * 100_000 + b"1" + b"}" * 100_001 + b"}", 400),
        (b'{"query": "{ __typename }", "variables": ' + b"[" * 100_000, 400),
        (b" " * (MAX_BODY_BYTES + 1), 413),
    ],
    ids=lambda value: repr(value)[:40],
)
async def test_bodies_that_are_no_request(client: httpx.AsyncClient, body: bytes, status: int) -> None:
    response = await client.post("/graphql", content=body, headers=JSON_BODY)
    assert response.status_code == status
    (error,) = response.json()["errors"]
    assert error["extensions"]["code"] == "BAD_REQUEST"
    assert "data" not in response.json()


async def test_a_body_too_large_is_refused_whatever_length_it_declares(client: httpx.AsyncClient) -> None:
    sent = 0

    async def chunks() -> AsyncIterator[bytes]:
        nonlocal sent
        for _ in range(300):
            sent += 100_000
            yield b" " * 100_000

    response = await client.post("/graphql", content=chunks(), headers=JSON_BODY)
    assert response.status_code == 413
    assert sent <= MAX_BODY_BYTES + 200_000


@pytest.mark.parametrize(
    "content_type",
    [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "",
        "text/plain; application/json",
    ],
)
async def test_other_sites_cannot_post_without_asking(client: httpx.AsyncClient, content_type: str) -> None:
    response = await client.post(
        "/graphql", content=b'{"query": "{ __typename }"}', headers={"content-type": content_type}
    )
    assert response.status_code == 415


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "HEAD"])
async def test_other_methods(client: httpx.AsyncClient, method: str) -> None:
    response = await client.request(method, "/graphql")
    assert response.status_code == 405
    assert response.headers["allow"] == "GET, POST"


async def test_mutations_are_not_got(client: httpx.AsyncClient) -> None:
    query = 'mutation { renamePiece(input: {id: "x", title: "y"}) { userErrors { code } } }'
    response = await client.get("/graphql", params={"query": query})
    assert response.status_code == 405
    assert response.headers["allow"] == "POST"


async def test_subscriptions_are_told_where_to_go(client: httpx.AsyncClient) -> None:
    status, body = await ask(client, "subscription { countdown(start: 1) }")
    assert status == 400
    assert "text/event-stream" in body["errors"][0]["message"]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{", "SYNTAX_ERROR"),
        ("{ nope }", "INVALID_DOCUMENT"),
        ('{ echoTime(at: "yesterday") }', "INVALID_DOCUMENT"),
        ("query q($at: DateTime!) { echoTime(at: $at) }", "INVALID_INPUT"),
        ("query a { __typename } query b { __typename }", "OPERATION_NOT_FOUND"),
        ("fragment f on Query { __typename }", "INVALID_DOCUMENT"),
        ("{ authors(first: 101) { nodes { id } } }", "INVALID_INPUT"),
        ("{ authors(first: 100) { nodes { pieces(first: 100) { nodes { id } } } } }", "QUERY_TOO_COMPLEX"),
    ],
)
async def test_refused_documents(client: httpx.AsyncClient, query: str, code: str) -> None:
    response = await client.post("/graphql", json={"query": query}, headers=RESPONSE_JSON)
    assert response.status_code == 400
    assert response.headers["content-type"].startswith("application/graphql-response+json")
    assert "data" not in response.json()
    assert {error["extensions"]["code"] for error in response.json()["errors"]} == {code}
    status, _ = await ask(client, query)
    assert status == 200  # plain JSON clients expect it, says the draft


async def test_errors_while_running_leave_the_rest(client: httpx.AsyncClient) -> None:
    status, body = await ask(client, "{ viewer refused }", authorization="Bearer ann")
    assert status == 200
    assert body["data"] == {"viewer": "ann", "refused": None}
    (error,) = body["errors"]
    assert error["extensions"] == {"code": "NOT_FOUND", "path": ["how"]}
    assert error["path"] == ["refused"]


async def test_a_refused_cursor_is_an_error_of_its_field(client: httpx.AsyncClient) -> None:
    status, body = await ask(client, '{ pieces(after: "arrayconnection:5") { nodes { id } } viewer }')
    assert (status, body["data"]) == (200, {"pieces": None, "viewer": None})
    assert body["errors"][0]["extensions"] == {"code": "INVALID_INPUT", "path": ["after"]}


async def test_internal_errors_are_masked_and_logged(
    client: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    response = await client.post("/graphql", json={"query": "{ broken }"}, headers={"x-request-id": "find-me-123"})
    (error,) = response.json()["errors"]
    assert error["extensions"] == {"code": "INTERNAL", "requestId": "find-me-123"}
    assert "bolt" not in response.text
    (record,) = [record for record in caplog.records if record.name == "stoa.graphql"]
    assert record.__dict__["request_id"] == "find-me-123"
    assert "bolt" in caplog.text


async def test_an_outage_is_a_503(client: httpx.AsyncClient) -> None:
    status, body = await ask(client, "{ viewer outage }")
    assert status == 503
    assert body["errors"][0]["extensions"] == {"code": "UNAVAILABLE"}


async def test_operations_have_a_time_limit(client: httpx.AsyncClient) -> None:
    status, body = await ask(client, "{ slow(seconds: 5) }")
    assert status == 503
    assert body["errors"][0]["extensions"] == {"code": "TIMEOUT"}


@pytest.mark.parametrize(
    ("token", "status", "code"),
    [("bad", 401, "UNAUTHENTICATED"), ("outage", 503, "UNAVAILABLE"), ("bug", 500, "INTERNAL")],
)
async def test_callers_without_a_context(client: httpx.AsyncClient, token: str, status: int, code: str) -> None:
    got, body = await ask(client, "{ viewer }", authorization=f"Bearer {token}")
    assert got == status
    assert body["errors"][0]["extensions"]["code"] == code
    assert "secret" not in json.dumps(body)


async def test_each_operation_has_its_own_context(client: httpx.AsyncClient, server: ToyServer) -> None:
    answers = await asyncio.gather(*(ask(client, "{ uses again: uses }") for _ in range(3)))
    assert [body["data"] for _, body in answers] == [{"uses": 1, "again": 2}] * 3
    assert len({id(context) for context in server.contexts.made}) == 3


@pytest.mark.parametrize(
    ("given", "kept"),
    [("abc-123", True), ("a" * 64, True), ("a" * 65, False), ("a b", False), ('x"><script>', False), ("", False)],
)
async def test_request_ids(client: httpx.AsyncClient, given: str, kept: bool) -> None:
    response = await client.post("/graphql", json={"query": "{ __typename }"}, headers={"x-request-id": given})
    request_id = response.headers["x-request-id"]
    assert (request_id == given) is kept
    assert len(request_id) >= 7


async def test_cors_speaks_to_the_sites_it_knows(client: httpx.AsyncClient) -> None:
    preflight = {"access-control-request-method": "POST", "access-control-request-headers": "content-type"}
    known = await client.options("/graphql", headers={"origin": ORIGIN, **preflight})
    assert known.headers["access-control-allow-origin"] == ORIGIN
    other = await client.options("/graphql", headers={"origin": "https://evil.example", **preflight})
    assert "access-control-allow-origin" not in other.headers


@pytest.mark.parametrize(
    ("accept", "streams"),
    [
        ("text/event-stream", True),
        ("text/event-stream, application/json;q=0.5", True),
        ("application/graphql-response+json, application/json, text/event-stream, multipart/mixed", False),
        ("text/event-stream, application/json", False),
        ("*/*", False),
    ],
)
async def test_a_stream_only_where_it_is_preferred(client: httpx.AsyncClient, accept: str, streams: bool) -> None:
    response = await client.post("/graphql", json={"query": "{ viewer }"}, headers={"accept": accept})
    assert response.headers["content-type"].startswith("text/event-stream") is streams
    assert '{"data":{"viewer":null}' in response.text


async def test_a_subscription_as_events(client: httpx.AsyncClient) -> None:
    request = {"query": "subscription { countdown(start: 2) }"}
    response = await client.post("/graphql", json=request, headers={"accept": "text/event-stream"})
    events = [line for line in response.text.splitlines() if line.startswith("data: {")]
    assert events == [f'data: {{"data":{{"countdown":{number}}}}}' for number in (2, 1, 0)]
    assert response.text.endswith("event: complete\r\ndata: \r\n\r\n")


async def test_a_stream_that_fails_is_masked(client: httpx.AsyncClient) -> None:
    request = {"query": "subscription { stumble }"}
    response = await client.post("/graphql", json=request, headers={"accept": "text/event-stream"})
    assert '"code":"INTERNAL"' in response.text
    assert "bolt" not in response.text


async def test_times_and_numbers_are_read_strictly(client: httpx.AsyncClient) -> None:
    query = "query q($at: DateTime!, $n: BigInt!) { echoTime(at: $at) echoNumber(number: $n) }"

    async def with_variables(at: object, n: object) -> dict[str, Any]:
        response = await client.post("/graphql", json={"query": query, "variables": {"at": at, "n": n}})
        answer: dict[str, Any] = response.json()
        return answer

    for n in (2**63 - 1, str(2**63 - 1), -5):
        body = await with_variables("2026-11-22T23:13:00+02:00", n)
        assert body["data"] == {"echoTime": "2026-11-22T21:13:00+00:00", "echoNumber": int(n)}
    for at in ("2026-11-22", "2026-11-22T21:13:00", "0001-01-01T00:00:00+23:00", "never", 5, "9" * 100, None):
        assert (await with_variables(at, 1))["errors"][0]["extensions"]["code"] == "INVALID_INPUT", at
    odd: list[object] = [str(2**64), 1.5, True, "1e3", "", "\u0663", [1], {"a": 1}]
    for number in odd:
        body = await with_variables("2026-11-22T21:13:00Z", number)
        assert body["errors"][0]["extensions"]["code"] == "INVALID_INPUT", number


async def test_a_client_that_leaves_while_it_sends_is_no_error(
    server: ToyServer, caplog: pytest.LogCaptureFixture
) -> None:
    messages = iter([{"type": "http.request", "body": b'{"query":', "more_body": True}, {"type": "http.disconnect"}])

    async def receive() -> Any:
        return next(messages)

    async def send(message: Any) -> None:
        raise AssertionError(f"nobody is there for {message}")

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/graphql",
        "query_string": b"",
        "headers": [(b"content-type", b"application/json")],
        "client": None,
    }
    await server.app(scope, receive, send)
    assert not [record for record in caplog.records if record.levelname == "ERROR"]
