"""Subscriptions over both transports, as clients make them, and how long a test waits for them."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from websockets.asyncio.client import connect
from websockets.typing import Subprotocol

from domain.access import Role
from domain.ids import UserId
from server.tokens import issue
from tests.api.conftest import SECRET

Answers = AsyncIterator[dict[str, Any]]
Transport = Callable[..., AbstractAsyncContextManager[Answers]]


def token(user: str | None, lifetime: timedelta = timedelta(hours=1)) -> dict[str, str]:
    if user is None:
        return {}
    return {"Authorization": "Bearer " + issue(SECRET, UserId(user), Role.MEMBER, datetime.now(UTC), lifetime)}


@asynccontextmanager
async def over_websocket(
    address: str, document: str, headers: dict[str, str], variables: dict[str, Any]
) -> AsyncIterator[Answers]:
    async with connect(f"ws://{address}/graphql", subprotocols=[Subprotocol("graphql-transport-ws")]) as socket:
        await socket.send(json.dumps({"type": "connection_init", "payload": headers}))
        assert json.loads(await socket.recv())["type"] == "connection_ack"
        payload = {"query": document, "variables": variables}
        await socket.send(json.dumps({"type": "subscribe", "id": "1", "payload": payload}))

        async def answers() -> Answers:
            async for text in socket:
                message = json.loads(text)
                if message["type"] == "complete":
                    return
                yield message["payload"]

        yield answers()


@asynccontextmanager
async def over_sse(
    address: str, document: str, headers: dict[str, str], variables: dict[str, Any]
) -> AsyncIterator[Answers]:
    body = {"query": document, "variables": variables}
    accept = {"Accept": "text/event-stream"}
    async with (
        httpx.AsyncClient() as http,
        http.stream("POST", f"http://{address}/graphql", json=body, headers=headers | accept) as stream,
    ):

        async def answers() -> Answers:
            event = ""
            async for line in stream.aiter_lines():
                if line.startswith("event: "):
                    event = line.removeprefix("event: ")
                if line.startswith("data: ") and event == "next":
                    yield json.loads(line.removeprefix("data: "))

        yield answers()


TRANSPORTS = pytest.mark.parametrize("transport", [over_websocket, over_sse])


async def soon(answers: Answers) -> dict[str, Any]:
    async with asyncio.timeout(5):
        return await anext(answers)


async def settled() -> None:
    """Give a subscription the time to begin: neither protocol tells that it has."""
    await asyncio.sleep(0.5)
