"""Rate limits over the API: told in headers and extensions, shared by workers, and not to be escaped by a header."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
from websockets.asyncio.client import connect
from websockets.typing import Subprotocol

from domain.access import Role
from domain.ids import UserId
from graph.database import Graph, Server
from server.tokens import issue
from tests import sample
from tests.api.conftest import SECRET
from tests.api.workers import Worker, worker

USERS = "{ users(first: 100) { nodes { id } } }"
"""Costs 101 or 102 points; there are three users, so that most is given back."""
NOTHING = "{ __typename }"


async def ask(to: Worker, document: str, as_: str | None = None, **headers: str) -> httpx.Response:
    if as_:
        headers["Authorization"] = f"Bearer {issue(SECRET, UserId(as_), Role.MEMBER, datetime.now(UTC))}"
    accept = {"Accept": "application/graphql-response+json"}
    return await to.http.post("/graphql", json={"query": document}, headers=accept | headers)


async def test_the_allowance_is_told_and_what_was_not_needed_is_given_back(
    graph: Graph, server: Server, tmp_path: Path
) -> None:
    await graph.write(sample.load)
    async with worker(server, tmp_path, STOA_RATE_USER="6000") as one:
        answer = await ask(one, USERS, sample.ADA)
        extensions = answer.json()["extensions"]
        told, cost = extensions["rateLimit"], extensions["cost"]
        assert cost["requested"] > 100 > cost["actual"]
        assert told["limit"] == 6_000 and 6_000 - cost["actual"] <= told["remaining"] + 1 <= 6_001
        assert datetime.fromisoformat(told["resetAt"]) < datetime.now(UTC) + timedelta(seconds=5)
        assert answer.headers["ratelimit-limit"] == "6000"
        assert int(answer.headers["ratelimit-remaining"]) >= told["remaining"]
        assert 0 <= int(answer.headers["ratelimit-reset"]) <= 1
        unlimited = await ask(one, "{ nonsense }", sample.ADA)
        assert unlimited.status_code == 400 and unlimited.headers["ratelimit-limit"] == "6000"


async def test_workers_share_a_bucket_and_callers_do_not(graph: Graph, server: Server, tmp_path: Path) -> None:
    settings = {"STOA_RATE_USER": "240", "STOA_RATE_ANONYMOUS": "120"}
    async with worker(server, tmp_path / "1", **settings) as one, worker(server, tmp_path / "2", **settings) as two:
        began = datetime.now(UTC)
        answers = [await ask([one, two][n % 2], NOTHING, sample.ADA) for n in range(300)]
        passed = sum(answer.status_code == 200 for answer in answers)
        filled = 4 * (datetime.now(UTC) - began).total_seconds()
        assert 240 - 24 <= passed <= 240 + filled + 1
        refused = next(answer for answer in answers if answer.status_code == 429)
        (error,) = refused.json()["errors"]
        assert error["extensions"]["code"] == "RATE_LIMITED" and "240 points a minute" in error["message"]
        assert refused.headers["retry-after"] == str(error["extensions"]["retryAfter"])
        assert "data" not in refused.json()
        assert (await ask(one, NOTHING, sample.BEN)).status_code == 200
        assert (await ask(one, NOTHING)).status_code == 200, "an address is counted apart from who is signed in"

        asked = [await ask(one, NOTHING, **{"X-Forwarded-For": f"203.0.113.{n}"}) for n in range(200)]
        assert {answer.status_code for answer in asked} == {200, 429}, "nobody escapes by a header"
        await refused_on_a_socket(one)


async def refused_on_a_socket(to: Worker) -> None:
    address = str(to.http.base_url).replace("http", "ws")
    async with connect(f"{address}/graphql", subprotocols=[Subprotocol("graphql-transport-ws")]) as socket:
        await socket.send('{"type": "connection_init"}')
        await socket.recv()
        for id in "12345678":
            await socket.send(json.dumps({"type": "subscribe", "id": id, "payload": {"query": NOTHING}}))
        told = [json.loads(await socket.recv()) for _ in range(8)]
        refused = next(message for message in told if message["type"] == "error")
        assert refused["payload"][0]["extensions"]["code"] == "RATE_LIMITED"
        await socket.send('{"type": "ping"}')
        while json.loads(await socket.recv())["type"] != "pong":
            pass


async def test_a_trusted_proxy_says_who_asks(graph: Graph, server: Server, tmp_path: Path) -> None:
    settings = {"STOA_RATE_ANONYMOUS": "60", "STOA_TRUSTED_PROXIES": "127.0.0.0/8, ::1"}
    async with worker(server, tmp_path, **settings) as one:
        asked = [await ask(one, NOTHING, **{"X-Forwarded-For": f"203.0.113.{n}"}) for n in range(80)]
        assert {answer.status_code for answer in asked} == {200}
        spoofed = [await ask(one, NOTHING, **{"X-Forwarded-For": f"198.51.100.{n}, 203.0.113.250"}) for n in range(120)]
        assert {answer.status_code for answer in spoofed} == {200, 429}, "only what the proxy added counts"
