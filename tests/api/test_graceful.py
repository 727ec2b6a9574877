"""A stop cuts nobody off: `stoa serve` as a process of its own, told to stop while it works."""

import asyncio
import signal
import time
from collections.abc import AsyncGenerator
from pathlib import Path

import httpx
import pytest

from graph.database import Graph, Server
from server.graceful import Stopping
from tests.api.workers import worker

PULSE = "subscription { communityPulse(every: 1) { users } }"


async def ready(http: httpx.AsyncClient) -> int:
    """The status of `/readyz`, 0 when nobody listens."""
    try:
        return (await http.get("/readyz")).status_code
    except httpx.TransportError:
        return 0


async def until(status: int, http: httpx.AsyncClient, seconds: float = 30) -> None:
    """Wait for a status of `/readyz`."""
    deadline = time.monotonic() + seconds
    while (found := await ready(http)) != status:
        assert time.monotonic() < deadline, f"/readyz stayed at {found}"
        await asyncio.sleep(0.02)


async def test_readiness_goes_first_requests_are_answered_and_streams_end(
    graph: Graph, server: Server, tmp_path: Path
) -> None:
    async with worker(server, tmp_path, STOA_DRAIN_SECONDS="1") as served:
        http, process = served.http, served.process
        stream = asyncio.create_task(_listen(http))
        slow = asyncio.create_task(_slow_post(http.base_url.port or 0))
        await asyncio.sleep(0.5)
        process.terminate()
        await until(503, http, seconds=2)
        answer = await http.post("/graphql", json={"query": "{ __typename }"})
        assert answer.json()["data"] == {"__typename": "Query"}, "what still comes is answered"
        assert "event: complete" in await asyncio.wait_for(stream, 10), "the stream is ended, not cut"
        assert b'{"__typename":"Query"}' in await asyncio.wait_for(slow, 10), "a request under way is answered"
        await asyncio.wait_for(process.wait(), 10)


async def test_an_interrupt_needs_no_announcement(graph: Graph, server: Server, tmp_path: Path) -> None:
    async with worker(server, tmp_path, STOA_DRAIN_SECONDS="60") as served:
        served.process.send_signal(signal.SIGINT)
        await asyncio.wait_for(served.process.wait(), 20)


async def _listen(http: httpx.AsyncClient) -> str:
    headers = {"Accept": "text/event-stream"}
    async with http.stream("POST", "/graphql", json={"query": PULSE}, headers=headers) as response:
        return "".join([part async for part in response.aiter_text()])


async def _slow_post(port: int) -> bytes:
    """A request whose body takes two seconds, so that the server is asked to stop in the middle of it."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    body = b'{"query": "{ __typename }"}'
    head = f"POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    writer.write(head.encode() + body[:5])
    await writer.drain()
    await asyncio.sleep(2)
    writer.write(body[5:])
    await writer.drain()
    answer = await reader.read()  # to the end: a server on its way out closes the connection
    writer.close()
    return answer


async def test_a_stream_that_ends_by_itself_ends() -> None:
    async def three() -> AsyncGenerator[int, None]:
        for number in range(3):
            yield number

    assert [number async for number in Stopping().until(three())] == [0, 1, 2]


async def test_an_error_of_a_stream_is_its_listeners() -> None:
    async def broken() -> AsyncGenerator[int, None]:
        yield 1
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        _ = [number async for number in Stopping().until(broken())]
