"""GraphQL over WebSocket, on a real port: contexts by operation, limits, expiry, and every malformed message."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.typing import Origin, Subprotocol

from tests.api.toy_server import ORIGIN, ToyServer, on_a_port, toy_server

PROTOCOL = Subprotocol("graphql-transport-ws")


@asynccontextmanager
async def socket_to(server: ToyServer, params: dict[str, Any] | None = None) -> AsyncIterator[ClientConnection]:
    async with on_a_port(server) as address, connect(f"ws://{address}/graphql", subprotocols=[PROTOCOL]) as socket:
        await send(socket, {"type": "connection_init", "payload": params or {}})
        assert (await receive(socket))["type"] == "connection_ack"
        yield socket


async def send(socket: ClientConnection, message: object) -> None:
    await socket.send(message if isinstance(message, str | bytes) else json.dumps(message))


async def receive(socket: ClientConnection) -> dict[str, Any]:
    message: dict[str, Any] = json.loads(await asyncio.wait_for(socket.recv(), 5))
    return message


async def close_code(socket: ClientConnection) -> int | None:
    with pytest.raises(ConnectionClosed) as closed:
        while True:
            await asyncio.wait_for(socket.recv(), 5)
    return closed.value.rcvd.code if closed.value.rcvd else None


async def ask(socket: ClientConnection, query: str, **payload: object) -> dict[str, Any]:
    """Send one operation and give its first answer; leaves what follows for the caller."""
    await send(socket, subscribe("1", query, **payload))
    return await receive(socket)


def subscribe(id: object, query: object, **payload: object) -> dict[str, Any]:
    return {"type": "subscribe", "id": id, "payload": {"query": query, **payload}}


async def test_each_operation_has_its_own_context() -> None:
    server = toy_server()
    async with socket_to(server, {"Authorization": "Bearer ann"}) as socket:
        for _ in range(3):
            answer = await ask(socket, "{ viewer uses }")
            assert answer["payload"]["data"] == {"viewer": "ann", "uses": 1}
            assert (await receive(socket))["type"] == "complete"


async def test_a_subscription_runs_and_can_be_ended() -> None:
    async with socket_to(toy_server()) as socket:
        first = await ask(socket, "subscription { countdown(start: 100000, delay: 0.001) }")
        assert first["payload"]["data"] == {"countdown": 100_000}
        await send(socket, {"type": "complete", "id": "1"})
        await send(socket, {"type": "ping"})
        while (await receive(socket))["type"] != "pong":
            pass
        again = await ask(socket, "{ viewer }")
        assert again["payload"]["data"] == {"viewer": None}


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{", "SYNTAX_ERROR"),
        ("{ nope }", "INVALID_DOCUMENT"),
        ("query a { viewer } query b { viewer }", "OPERATION_NOT_FOUND"),
        ("{ authors(first: 100) { nodes { pieces(first: 100) { nodes { id } } } } }", "QUERY_TOO_COMPLEX"),
        ("subscription { countdown(start: 1) stumble }", "INVALID_DOCUMENT"),
    ],
)
async def test_a_refused_document_leaves_the_socket_open(query: str, code: str) -> None:
    async with socket_to(toy_server()) as socket:
        answer = await ask(socket, query)
        assert answer["type"] == "error"
        assert answer["payload"][0]["extensions"]["code"] == code
        assert (await ask(socket, "{ viewer }"))["type"] == "next"


async def test_errors_in_a_stream_are_masked() -> None:
    async with socket_to(toy_server()) as socket:
        assert (await ask(socket, "subscription { stumble }"))["payload"]["data"] == {"stumble": 1}
        failed = await receive(socket)
        assert failed["payload"]["errors"][0]["extensions"]["code"] == "INTERNAL"
        assert "bolt" not in json.dumps(failed)


@pytest.mark.parametrize(
    "message",
    [
        "{",
        "[]",
        "null",
        "1",
        '"x"',
        "NaN",
        "{}",
        b"\x00\x01",
        "[" * 100_000,
        {"type": "nonsense"},
        {"type": ["subscribe"]},
        {"type": {}},
        {"type": "subscribe"},
        {"type": "subscribe", "id": 1, "payload": {"query": "{ viewer }"}},
        {"type": "subscribe", "id": "", "payload": {"query": "{ viewer }"}},
        {"type": "subscribe", "id": "x" * 201, "payload": {"query": "{ viewer }"}},
        {"type": "subscribe", "id": ["1"], "payload": {"query": "{ viewer }"}},
        {"type": "subscribe", "id": "1"},
        {"type": "subscribe", "id": "1", "payload": None},
        {"type": "subscribe", "id": "1", "payload": []},
        {"type": "subscribe", "id": "1", "payload": {}},
        subscribe("1", 5),
        subscribe("1", ["{ viewer }"]),
        subscribe("1", "{ viewer }", variables=[]),
        subscribe("1", "{ viewer }", variables="x"),
        subscribe("1", "{ viewer }", operationName=5),
        {"type": "complete"},
        {"type": "complete", "id": {}},
    ],
    ids=lambda message: repr(message)[:60],
)
async def test_malformed_messages_close_with_4400(message: object, caplog: pytest.LogCaptureFixture) -> None:
    async with socket_to(toy_server()) as socket:
        await send(socket, message)
        assert await close_code(socket) == 4400
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


@pytest.mark.parametrize(
    ("params", "code"), [({"authorization": "Bearer bad"}, 4403), ({"authorization": "Bearer outage"}, 1013)]
)
async def test_a_socket_needs_a_good_token(params: dict[str, str], code: int) -> None:
    async with (
        on_a_port(toy_server()) as address,
        connect(f"ws://{address}/graphql", subprotocols=[PROTOCOL]) as socket,
    ):
        await send(socket, {"type": "connection_init", "payload": params})
        assert await close_code(socket) == code


async def test_a_socket_lives_no_longer_than_its_token() -> None:
    server = toy_server()
    server.contexts.expires_at = datetime.now(UTC) + timedelta(seconds=0.5)
    async with socket_to(server) as socket:
        assert await close_code(socket) == 4403


async def test_a_silent_socket_is_closed() -> None:
    async with (
        on_a_port(toy_server(init_timeout=0.2)) as address,
        connect(f"ws://{address}/graphql", subprotocols=[PROTOCOL]) as socket,
    ):
        assert await close_code(socket) == 4408


async def test_a_socket_runs_so_many_operations_at_once() -> None:
    async with socket_to(toy_server(operations_per_socket=3)) as socket:
        for number in range(4):
            await send(socket, subscribe(str(number), "subscription { countdown(start: 5, delay: 5) }"))
        answers = [await receive(socket) for _ in range(4)]
        (refused,) = [answer for answer in answers if answer["type"] == "error"]
        assert refused["id"] == "3"
        assert refused["payload"][0]["extensions"]["code"] == "LIMIT_REACHED"


async def test_a_message_too_long_closes_the_socket() -> None:
    async with socket_to(toy_server()) as socket:
        await send(socket, subscribe("1", "{ viewer }" + " " * 300_000))
        assert await close_code(socket) == 1009


@pytest.mark.parametrize(("origin", "accepted"), [(ORIGIN, True), ("https://evil.example", False), (None, True)])
async def test_pages_of_other_sites_cannot_connect(origin: str | None, accepted: bool) -> None:
    async with on_a_port(toy_server()) as address:
        opening = connect(f"ws://{address}/graphql", subprotocols=[PROTOCOL], origin=Origin(origin) if origin else None)
        if accepted:
            async with opening as socket:
                assert socket.subprotocol == PROTOCOL
        else:
            with pytest.raises(InvalidStatus, match="403"):
                async with opening:
                    pass


async def test_the_old_protocol_is_not_spoken() -> None:
    async with (
        on_a_port(toy_server()) as address,
        connect(f"ws://{address}/graphql", subprotocols=[Subprotocol("graphql-ws")]) as socket,
    ):
        assert await close_code(socket) == 4406


async def test_a_client_that_leaves_ends_its_operations(caplog: pytest.LogCaptureFixture) -> None:
    server = toy_server()
    async with socket_to(server) as socket:
        await ask(socket, "subscription { countdown(start: 100000, delay: 0.001) }")
        socket.transport.abort()
        for _ in range(100):
            if server.metrics.registry.get_sample_value("stoa_operations_in_flight") == 0:
                break
            await asyncio.sleep(0.02)
        assert server.metrics.registry.get_sample_value("stoa_operations_in_flight") == 0
    assert not [record for record in caplog.records if record.levelname == "ERROR"]
