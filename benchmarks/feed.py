"""Requests over HTTP beside the same Cypher by the bare driver, in turns, and the server's CPU time a request.

    .venv/bin/python -m benchmarks.feed [--users 1000] [--requests 200]

The bare driver sends the same statements with the same parameters, on one session that stays open, and takes the rows
as they come; it knows no GraphQL, no HTTP, no records. Its own CPU time is the database's share of a request's.
"""

import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from statistics import median
from typing import Annotated, Any

import typer
import uvloop
from neo4j import AsyncSession
from rich.console import Console
from rich.table import Table

from benchmarks.serving import Served, connected, document, filled, headers, serving
from domain.access import SIGNED_IN
from domain.content import STANDALONE_KINDS
from domain.ids import UserId
from graph import content, recommendation
from graph.database import Graph, Server
from graph.queries import Params, Query
from resolvers.recommendation import HEAD

FIRST = 20
READERS = 25
WARM_UP = 60
FEED = """{ feed(first: 20) { edges {
  cursor score node { id title tags { slug name } author { id handle } } parts { feature weight value contribution }
} pageInfo { hasNextPage endCursor } } }"""
CONTENTS = """{ contents(first: 20) {
  edges { cursor node { id title author { id handle } } } pageInfo { hasNextPage endCursor }
} }"""
Bare = Callable[[AsyncSession, UserId], Awaitable[None]]


@dataclass(frozen=True)
class Case:
    """One request, the Cypher it comes down to, and the figures it should reach."""

    name: str
    query: str
    bare: Bare | None
    goal_ratio: float | None
    goal_cpu: float
    with_driver: bool
    """Whether the goal of CPU time counts the driver's share."""


@dataclass
class Measured:
    """Seconds of each request, of each bare run, and CPU seconds of all of them together."""

    served: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)
    server_cpu: float = 0.0
    driver_cpu: float = 0.0


async def _rows(session: AsyncSession, query: Query[Any, Any], params: Params) -> list[dict[str, Any]]:
    (packed,) = [record async for record in await session.run(query.packed, dict(params))]
    rows: list[dict[str, Any]] = packed[0]
    return rows


async def _contents(session: AsyncSession, ids: Sequence[str], now: datetime) -> None:
    await _rows(session, content.BY_IDS, content.ByIdsParams(ids=ids, audience=SIGNED_IN, now=now))


async def bare_feed(session: AsyncSession, user_id: UserId) -> None:
    """The statement of a feed."""
    now = datetime.now(UTC)
    seed = int(now.timestamp() * 1000) % 1_000_003
    params = recommendation.RankParams(
        user_id=user_id, kinds=STANDALONE_KINDS, audience=SIGNED_IN, now=now, seed=seed, limit=HEAD
    )
    await _rows(session, recommendation.RANK, params)


async def bare_contents(session: AsyncSession, _user_id: UserId) -> None:
    """The two statements of the newest contents."""
    now = datetime.now(UTC)
    params = content.NewestParams(kinds=STANDALONE_KINDS, audience=SIGNED_IN, now=now, before_at=now, limit=FIRST + 1)
    listed = await _rows(session, content.NEWEST, params)
    await _contents(session, [row["id"] for row in listed[:FIRST]], now)


CASES = (
    Case("__typename", "{ __typename }", None, None, 1.2, with_driver=True),
    Case("contents, 20", CONTENTS, bare_contents, None, 6.0, with_driver=False),
    Case("feed, 20", FEED, bare_feed, 1.8, 4.0, with_driver=True),
)


def main(
    users: Annotated[int, typer.Option(min=100, help="Of the demo, when NEO4J_URI names no graph.")] = 1_000,
    requests: Annotated[int, typer.Option(min=20, help="Of each kind.")] = 200,
) -> None:
    """Measure and print."""
    with filled(users) as server, serving(server) as served:
        found = [(case, uvloop.run(measure(server, served, case, requests))) for case in CASES]
        print_table(found, served.memory_megabytes())


async def measure(server: Server, served: Served, case: Case, requests: int) -> Measured:
    """Wall clock in turns with the bare driver, CPU time apart from it, on behalf of several readers."""
    found = Measured()
    async with connected(server) as (graph, session):
        readers = await some_readers(graph)
        await _in_turns(session, served, case, readers * (WARM_UP // READERS + 1), Measured())
        asked = (readers * (requests // READERS + 1))[:requests]
        await _in_turns(session, served, case, asked, found)
        await _apart(session, served, case, asked, found)
    return found


async def _in_turns(
    session: AsyncSession, served: Served, case: Case, readers: Sequence[UserId], found: Measured
) -> None:
    """Send a request and run its Cypher, one after the other, so that both meet the machine alike. Sending blocks."""
    body = document(case.query)
    for reader in readers:
        signed, started = headers(reader), time.perf_counter()
        served.send(body, signed)
        found.served.append(time.perf_counter() - started)
        if case.bare is not None:
            started = time.perf_counter()
            await case.bare(session, reader)
            found.bare.append(time.perf_counter() - started)


async def _apart(session: AsyncSession, served: Served, case: Case, readers: Sequence[UserId], found: Measured) -> None:
    """CPU time of requests back to back, as a server that is busy meets them, and of the bare driver likewise.

    In turns each finds the processor's caches emptied by the other, which takes a fifth to a third more.
    """
    body, before = document(case.query), served.cpu_seconds()
    for signed in [headers(reader) for reader in readers]:
        served.send(body, signed)
    found.server_cpu = served.cpu_seconds() - before
    before = time.process_time()
    for reader in readers if case.bare is not None else ():
        await case.bare(session, reader)  # type: ignore[misc]
    found.driver_cpu = time.process_time() - before


async def some_readers(graph: Graph) -> list[UserId]:
    """Members who read, from all over the community."""
    params = recommendation.ReadersParams(limit=READERS * 40)
    rows = await graph.read(recommendation.READERS.all, params)
    return [row.id for row in rows[:: max(1, len(rows) // READERS)]][:READERS]


def print_table(found: Sequence[tuple[Case, Measured]], megabytes: float) -> None:
    """Milliseconds: medians of wall clock, means of CPU."""
    table = Table(
        "ms", "HTTP", "bare", "ratio", "goal", "server CPU", "driver CPU", "goal", title="medians; CPU: means"
    )
    for case, one in found:
        server, driver = (1000 * cpu / len(one.served) for cpu in (one.server_cpu, one.driver_cpu))
        over_http, bare = 1000 * median(one.served), 1000 * median(one.bare) if one.bare else None
        table.add_row(
            case.name,
            f"{over_http:.1f}",
            f"{bare:.1f}" if bare else "",
            f"{over_http / bare:.2f}" if bare else "",
            f"≤ {case.goal_ratio}" if case.goal_ratio else "",
            f"{server:.2f}",
            f"{driver:.2f}" if bare else "",
            f"≤ {case.goal_cpu}" + ("" if case.with_driver else " less driver"),
        )
    Console().print(table)
    Console().print(f"Memory of the server process: {megabytes:.0f} MB (goal: ≤ 400)")


if __name__ == "__main__":
    typer.run(main)
