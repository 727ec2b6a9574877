"""Money under stress: many workers on one small budget, and kill -9 of a worker and of the database in the middle."""

import asyncio
from collections.abc import Sequence
from contextlib import AsyncExitStack, suppress
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import httpx
import psutil
import pytest
from tenacity import AsyncRetrying, retry_if_exception_type, stop_after_delay, wait_fixed

from domain.ad_token import AdTokenKey
from domain.errors import Unavailable
from domain.flight import FlightState
from graph.database import Graph, Server
from graph.embedded import Connection
from jobs import close_ad_days
from tests import sample
from tests.api.conftest import SECRET
from tests.api.workers import Worker, worker
from tests.graph import privacy
from tests.graph.flights import AGENT, account, balances, flight_of, fund, live, rows, take, ticket
from tests.graph.test_ad_act import CONSENT, agreed

KEY = AdTokenKey(SECRET.encode())
PROCESSES, TASKS = 4, 4
"""Sixteen workers in four processes."""
PROXY = {"STOA_TRUSTED_PROXIES": "127.0.0.1"}
LATER = datetime.now(UTC) + timedelta(days=30)
VIEWS = "MATCH (c:DeliveryCell {flight_id: $id}) RETURN sum(c.views) AS views, sum(c.clicks) AS clicks"


async def view(http: httpx.AsyncClient, token: str, reader: int, *, click: bool = False) -> None:
    """View an ad, and click on it, as a reader with a network of their own; a killed server doesn't answer."""
    headers = {"User-Agent": AGENT, "X-Forwarded-For": f"10.{reader >> 8 & 255}.{reader & 255}.7"}
    with suppress(httpx.TransportError):
        await http.get(f"/a/v/{token}", headers=headers)
        if click:
            await http.get(f"/a/c/{token}", headers=headers, follow_redirects=False)


async def told(graph: Graph, workers: Sequence[Worker], tokens: Sequence[str], id: str, views: int) -> None:
    """Send all tokens, again and again until so many views count: what a server was too busy for wasn't counted."""
    for _ in range(5):
        await hammer(workers, tokens)
        await back(graph)
        if await rows(graph, VIEWS, id=id) == [{"views": views, "clicks": 0}]:
            return
    raise AssertionError("some are never counted, or some too often")


async def back(graph: Graph) -> None:
    """Wait until the database is there."""
    async for attempt in AsyncRetrying(
        retry=retry_if_exception_type(Unavailable), stop=stop_after_delay(240), wait=wait_fixed(1)
    ):
        with attempt:
            await rows(graph, "RETURN 1 AS one")


async def hammer(workers: Sequence[Worker], tokens: Sequence[str], *, click: bool = False) -> None:
    """Send all tokens, each to two workers at once, by sixteen tasks."""
    numbers = count()

    async def task() -> None:
        while (number := next(numbers)) < len(tokens):
            ends = (workers[number % len(workers)], workers[(number + 1) % len(workers)])
            await asyncio.gather(*(view(end.http, tokens[number], number, click=click) for end in ends))

    await asyncio.gather(*(task() for _ in range(PROCESSES * TASKS)))


async def tokens_of(graph: Graph, flight_id: str, number: int, user_id: str | None = None) -> list[str]:
    """Tokens of so many decisions of now."""
    return [KEY.sign(await ticket(graph, flight_id, datetime.now(UTC), user_id=user_id)) for _ in range(number)]


@pytest.mark.slow
async def test_sixteen_workers_spend_a_small_budget_to_the_last_act_and_no_further(
    server: Server, graph: Graph, tmp_path: Path
) -> None:
    await graph.write(sample.load)
    await privacy.rows(graph, CONSENT, ids=[sample.ADA])
    await fund(graph, 10_000)
    budget = await live(graph, price_minor=700, budget_minor=101, ends_at=LATER)  # 0.7 a view: 144 views
    capped = await live(graph, pricing="CPC", price_minor=9, budget_minor=2_000, daily_cap_minor=500, ends_at=LATER)
    seen = await live(graph, frequency_cap_per_day=3, ends_at=LATER)
    sent = [await tokens_of(graph, id, 220, user) for id, user in ((budget, None), (seen, sample.ADA))]
    clicks = await tokens_of(graph, capped, 80)
    async with AsyncExitStack() as stack:
        workers = [await stack.enter_async_context(worker(server, tmp_path, **PROXY)) for _ in range(PROCESSES)]
        await told(graph, workers, [token for pair in zip(*sent, strict=True) for token in pair], budget, 220)
        await hammer(workers, clicks, click=True)
    assert (await account(graph, budget)).spent_micro == 144 * 700_000, "99.8 % of 101, and the next view doesn't fit"
    assert (await flight_of(graph, budget)).state is FlightState.EXHAUSTED
    assert await rows(graph, VIEWS, id=seen) == [{"views": 3, "clicks": 0}]
    spent = (await account(graph, capped)).spent_minor
    assert spent == 495 and await rows(graph, VIEWS, id=capped) == [{"views": 80, "clicks": 80}]
    await agreed(graph)
    await settled(graph, budget, 100)


async def settled(graph: Graph, id: str, spent: int) -> None:
    """The flight's end posts so many minor units and gives the rest back."""
    before, held = await balances(graph, id)
    await close_ad_days.run(graph, datetime.now(UTC) + timedelta(days=1))
    await take(graph, id, FlightState.ENDED, datetime.now(UTC) + timedelta(days=1))
    assert await balances(graph, id) == (before + held - spent, 0)


@pytest.mark.slow
async def test_a_killed_worker_and_a_killed_database_leave_the_books_right(
    own_server: Connection, own_graph: Graph, own_home: Path, tmp_path: Path
) -> None:
    graph = own_graph
    await graph.write(sample.load)
    await fund(graph, 10_000)
    id = await live(graph, price_minor=700, budget_minor=5_000, ends_at=LATER)
    tokens = await tokens_of(graph, id, 300)
    async with AsyncExitStack() as stack:
        workers = [await stack.enter_async_context(worker(own_server, tmp_path, **PROXY)) for _ in range(3)]
        hammering = asyncio.create_task(hammer(workers, tokens))
        await counted(graph, id, 50)
        await workers[0].kill()
        await counted(graph, id, 100)
        psutil.Process(int((own_home / "neo4j" / "run" / "neo4j.pid").read_text())).kill()
        await hammering
        await back(graph)
        assert 100 <= (await rows(graph, VIEWS, id=id))[0]["views"] < 300, "in the middle"
        await agreed(graph)
        await told(graph, workers[1:], tokens, id, 300)
    assert (await account(graph, id)).spent_micro == 300 * 700_000
    await agreed(graph)
    await settled(graph, id, 210)


async def counted(graph: Graph, id: str, views: int) -> None:
    """Wait until so many views of a flight count."""
    for _ in range(3_000):
        if (await rows(graph, VIEWS, id=id))[0]["views"] >= views:
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it takes too long")
