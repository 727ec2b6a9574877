"""Guessing at the door: what is refused draws on the address it came from, on all workers, over every transport."""

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

import httpx
import pytest
import pytest_asyncio
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from app import create_app
from benchmarks.statements import recorded
from domain.access import Role
from domain.key_secret import new_secret
from graph.database import Graph
from server.tokens import issue
from settings import Settings
from tests.api.conftest import SECRET, Api
from tests.api.test_api_key import REVOKE, change, create, send, status
from tests.api.toy_server import serving

MOST = 12
"""Refusals a minute: another one every five seconds."""


@pytest_asyncio.fixture(loop_scope="session")
async def doors(api: Api, graph: Graph, tmp_path: Path) -> AsyncIterator[list[httpx.AsyncClient]]:
    """Two workers, at which so many may be refused to one address."""
    settings = Settings(home=tmp_path, secret=SECRET, run_jobs=False, rate_refused=MOST)
    async with serving(create_app(settings, graph)) as one, serving(create_app(settings, graph)) as two:
        clients = [httpx.AsyncClient(base_url=f"http://{address}") for address in (one, two)]
        yield clients
        for client in clients:
            await client.aclose()


async def refused(doors: list[httpx.AsyncClient], secrets: list[str]) -> None:
    """Send secrets to both doors at once: some are refused as what they are, and the rest because of those."""
    began = monotonic()
    answers = Counter(await asyncio.gather(*(status(doors[n % 2], secret) for n, secret in enumerate(secrets))))
    assert set(answers) == {401, 429}
    assert MOST - 1 <= answers[401] <= MOST + 1 + (monotonic() - began) / 5


async def used_up(doors: list[httpx.AsyncClient]) -> None:
    """Guess until nothing is left."""
    while await status(doors[0], new_secret()) == 401:
        pass


async def test_guesses_at_once_on_two_workers_share_one_allowance(api: Api, doors: list[httpx.AsyncClient]) -> None:
    await refused(doors, [new_secret() for _ in range(4 * MOST)])
    await used_up(doors)
    with recorded() as names:
        late = await send(doors[0], new_secret())
    assert "api_key/opened" not in names, "once nothing is left, a guess isn't even looked for"
    (error,) = late.json()["errors"]
    assert late.status_code == 429 and error["extensions"]["code"] == "RATE_LIMITED"
    assert int(late.headers["retry-after"]) == error["extensions"]["retryAfter"] >= 1
    assert "your address were refused" in error["message"]


async def test_who_is_known_stays_let_in(api: Api, doors: list[httpx.AsyncClient]) -> None:
    known, unknown = [(await create(api))["secret"] for _ in range(2)]
    assert await status(doors[0], known) == 200
    await used_up(doors)
    assert await status(doors[0], unknown) == 429, "a right guess is a guess"
    assert await status(doors[0], known) == 200, "a key that opened before"
    assert await status(doors[0], issue(SECRET, None, Role.OPERATOR, datetime.now(UTC))) == 200
    assert (await doors[0].post("/graphql", json={"query": "{ __typename }"})).status_code == 200


@pytest.mark.parametrize("kind", ["misspelt", "token", "revoked"])
async def test_whatever_is_refused_counts(api: Api, doors: list[httpx.AsyncClient], kind: str) -> None:
    made = await create(api)
    await change(api, REVOKE, made["apiKey"]["id"])
    secret = {"misspelt": "stoa_x", "token": "ey.no.token", "revoked": made["secret"]}[kind]
    await refused(doors, [secret] * 4 * MOST)
    await used_up(doors)
    await refused_on_a_socket(doors[0])


async def refused_on_a_socket(to: httpx.AsyncClient) -> None:
    """A socket that shows a guess is closed as one that may come again; one that shows nothing isn't."""
    address = str(to.base_url).replace("http", "ws")
    async with connect(f"{address}/graphql", subprotocols=[Subprotocol("graphql-transport-ws")]) as socket:
        payload = {"Authorization": f"Bearer {new_secret()}"}
        await socket.send(json.dumps({"type": "connection_init", "payload": payload}))
        with pytest.raises(ConnectionClosed) as closed:
            await socket.recv()
    assert closed.value.rcvd is not None and closed.value.rcvd.code == 1013
