"""How long the jobs of recommendation take on the graph that the settings name: for everyone, and for who just acted.

    NEO4J_URI=bolt://… .venv/bin/python -m benchmarks.recommendation_job

Fill it with `stoa demo --users 10000` first. What is written is what the jobs write anyway.
"""

import asyncio
import resource
import sys
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from operator import itemgetter
from time import perf_counter

from rich.console import Console
from rich.table import Table

from graph import community, refresh
from graph.database import Graph, Server, instrument
from graph.opening import open_graph
from jobs import refresh_interests, refresh_recommendation
from settings import Settings

SHOWN = 8
"""Queries that are listed, those that took longest."""

spent: dict[str, float] = defaultdict(float)


async def main() -> None:
    """Measure and print."""
    settings = Settings()
    if settings.neo4j_uri is None:
        raise SystemExit("Set NEO4J_URI to a server that holds a demo community.")
    password = settings.neo4j_password.get_secret_value()
    server = Server(settings.neo4j_uri, settings.neo4j_username, password, settings.neo4j_database)
    async with open_graph(settings.home, server) as graph:
        instrument(_timed)
        await _measure(graph, datetime.now(UTC))


async def _measure(graph: Graph, now: datetime) -> None:
    size = await graph.read(community.size)
    title = f"{size.users:,} users, {size.contents:,} contents, {size.interactions:,} acts"
    table = Table("what", "seconds", title=title)
    at = await graph.read(refresh.instant, now)
    spent.clear()
    await _row(table, "interests of everyone", lambda: refresh_interests.refresh_everyone(graph, now))
    await _row(table, "candidates of everyone", lambda: refresh_recommendation.refresh_everyone(graph, at))
    for name, seconds in sorted(spent.items(), key=itemgetter(1), reverse=True)[:SHOWN]:
        table.add_row(f"  {name}", f"{seconds:.1f}")
    await refresh_recommendation.run(graph, now)
    await _row(table, "the same for who acted since", lambda: refresh_recommendation.run(graph, datetime.now(UTC)))
    unit = 1 if sys.platform == "darwin" else 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6
    Console().print(table, f"Peak memory of this process: {peak:.0f} MB")


async def _row(table: Table, what: str, work: Callable[[], Awaitable[object]]) -> None:
    started = perf_counter()
    await work()
    table.add_row(what, f"{perf_counter() - started:.1f}")


@contextmanager
def _timed(name: str) -> Iterator[None]:
    started = perf_counter()
    yield
    spent[name] += perf_counter() - started


if __name__ == "__main__":
    asyncio.run(main())
