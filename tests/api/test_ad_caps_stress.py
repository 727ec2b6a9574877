"""Caps while many workers in several processes decide for one reader: those of a flight, and those on all ads."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from domain.access import Role
from domain.ids import UserId
from graph.database import Graph, Server
from resolvers.ad_catalogue import FRESH_SECONDS
from server.tokens import issue
from tests import sample
from tests.api.conftest import SECRET
from tests.api.workers import Worker, worker
from tests.graph.flights import fund, live
from tests.graph.privacy import rows

PROCESSES, TASKS, EACH = 4, 4, 6
"""Sixteen workers in four processes, and how often each of them asks."""
ASK = """mutation { requestAd(input: {placement: "sidebar", contentId: "%s"}) {
  decision { ad { id } personalised noFillReason } userErrors { code message } } }"""
LATER = datetime.now(UTC) + timedelta(days=30)
KEPT = """MATCH (decision:AdDecision) WHERE decision.user_id = $id
RETURN decision.flight_id AS flight, count(*) AS times ORDER BY flight"""


async def ask(end: Worker, times: int) -> list[str | None]:
    """The ads a worker decides on for Ada, or why there is none."""
    headers = {"Authorization": f"Bearer {issue(SECRET, UserId(sample.ADA), Role.MEMBER, datetime.now(UTC))}"}
    found = []
    for _ in range(times):
        answer = await end.http.post("/graphql", json={"query": ASK % sample.GRAPHS}, headers=headers)
        assert "data" in answer.json(), answer.text
        decision = answer.json()["data"]["requestAd"]["decision"]
        assert decision["personalised"] == (decision["ad"] is not None), answer.text
        found.append(decision["noFillReason"] or decision["ad"]["id"])
    return found


async def hammer(workers: Sequence[Worker]) -> Counter[str | None]:
    """What all of them decide at once."""
    found = await asyncio.gather(*(ask(end, EACH) for end in workers for _ in range(TASKS)))
    return Counter(one for each in found for one in each)


async def until_all_say(workers: Sequence[Worker], reason: str) -> None:
    """Ask until every process gives that reason alone: each goes by what it last read while it reads anew."""
    for _ in range(20):
        if set(await hammer(workers)) == {reason}:
            return
        await asyncio.sleep(FRESH_SECONDS)
    raise AssertionError(f"not all of them say {reason}")


@asynccontextmanager
async def serving(server: Server, graph: Graph, home: Path) -> AsyncIterator[list[Worker]]:
    """Four processes that decide for Ada, who consents to that."""
    consents = "MATCH (user:User) WHERE user.id IN $ids SET user.consents = ['AD_PERSONALISATION']"
    await rows(graph, consents, ids=[sample.ADA])
    async with AsyncExitStack() as stack:
        yield [await stack.enter_async_context(worker(server, home, STOA_TIME_LIMIT="60")) for _ in range(PROCESSES)]


@pytest.mark.slow
async def test_sixteen_workers_in_four_processes_stop_exactly_at_the_caps_of_a_reader(
    server: Server, graph: Graph, tmp_path: Path
) -> None:
    await graph.write(sample.load)
    await fund(graph, 100_000)
    often = await live(graph, frequency_cap_per_day=3, price_minor=900, ends_at=LATER)
    seldom = await live(graph, frequency_cap_per_week=2, price_minor=800, ends_at=LATER)
    async with serving(server, graph, tmp_path) as workers:
        found = await hammer(workers)
        assert found["CAPPED"] == found.total() - 5
        kept = {row["flight"]: row["times"] for row in await rows(graph, KEPT, id=sample.ADA)}
        assert kept == {often: 3, seldom: 2}
        # what has no caps itself is held by that on all ads, in whatever process it was decided on
        await rows(graph, "MERGE (load:AdLoad {name: 'all'}) SET load.per_day = 12")
        free = await live(graph, price_minor=10, ends_at=LATER)  # whoever knows of it read the cap after it
        await until_all_say(workers, "AD_LOAD")
    kept = {row["flight"]: row["times"] for row in await rows(graph, KEPT, id=sample.ADA)}
    assert kept == {often: 3, seldom: 2, free: 7}
