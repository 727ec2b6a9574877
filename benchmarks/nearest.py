"""A search by meaning in a small graph and in one ten times as large: database hits, and medians beside `RETURN 1`.

    .venv/bin/python -m benchmarks.nearest [--contents 20000]

The contents are made up, in topics of a hundred, and go when it ends. With NEO4J_URI set they are put into that graph.
"""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Annotated

import numpy as np
import typer

from app import outside_server
from benchmarks.hits import profile
from domain.access import SIGNED_IN
from domain.meaning import DIMENSIONS
from graph import meaning
from graph.database import Graph, Server, Transaction
from graph.embedded import embedded
from graph.migrations import migrate
from settings import Settings

BATCH, ROUNDS, TOPIC = 500, 40, 100
CREATE = """
UNWIND $rows AS row
CREATE (content:Content {id: row.id, kind: 'ARTICLE', visibility: 'PUBLIC', published_at: $at, search_keys: ['bench']})
WITH content, row
CALL db.create.setNodeVectorProperty(content, 'meaning', row.vector)
"""
DELETE = "MATCH (content:Content) WHERE content.id STARTS WITH 'bench' WITH content LIMIT 1000 DELETE content"
AT = datetime(2026, 1, 1, tzinfo=UTC)


@contextmanager
def server() -> Iterator[Server]:
    """The Neo4j that NEO4J_URI names, or one of our own."""
    if outside := outside_server(Settings()):
        yield outside
        return
    with TemporaryDirectory(prefix="stoa-benchmark-") as home, embedded(Path(home)) as own:
        yield own


async def add(graph: Graph, first: int, until: int) -> float:
    """Add contents of these numbers; how many a second."""
    topics = np.random.default_rng(7).standard_normal((until // TOPIC + 1, DIMENSIONS))
    draw, started = np.random.default_rng(first), time.perf_counter()
    for start in range(first, until, BATCH):
        vectors = topics[np.arange(start, start + BATCH) // TOPIC] + draw.standard_normal((BATCH, DIMENSIONS))
        rows = [{"id": f"bench{start + n}", "vector": vector} for n, vector in enumerate(vectors.tolist())]

        async def create(tx: Transaction, rows: list[dict[str, object]] = rows) -> None:
            await (await tx.run(CREATE, {"rows": rows, "at": AT})).consume()

        await graph.write(create)
    return (until - first) / (time.perf_counter() - started)


async def ask(graph: Graph, depth: int) -> tuple[int, float, float]:
    """Hits of one search, the median of its seconds, and that of `RETURN 1` in turns with it."""
    draw, took, bare, hits = np.random.default_rng(3), list[float](), list[float](), 0
    for turn in range(ROUNDS):
        vector = draw.standard_normal(DIMENSIONS).tolist()
        params = meaning.NearestParams(
            vector=vector, least=-1, depth=depth, limit=150, audience=SIGNED_IN, now=datetime.now(UTC)
        )
        started = time.perf_counter()
        await graph.read(meaning.nearest, params)
        took.append(time.perf_counter() - started)
        started = time.perf_counter()
        await graph.read(_one)
        bare.append(time.perf_counter() - started)
        if turn == 0:
            hits = await graph.read(profile, meaning.NEAREST, params)
    return hits, median(took), median(bare)


async def _one(tx: Transaction) -> None:
    await (await tx.run("RETURN 1")).consume()


async def measure(chosen: Server, contents: int) -> None:
    """Fill, ask, print, and leave nothing."""
    async with Graph.connect(chosen) as graph:
        await migrate(graph)
        try:
            for first, until in ((0, contents // 10), (contents // 10, contents)):
                rate = await add(graph, first, until)
                print(f"{until:,} contents, added at {rate:,.0f} a second")
                for depth in (300, 1_000):
                    hits, took, bare = await ask(graph, depth)
                    print(f"  the nearest {depth:,}: {hits:,} hits, {took * 1e3:.1f} ms, RETURN 1 {bare * 1e3:.1f} ms")
        finally:
            while await graph.write(_delete):
                pass


async def _delete(tx: Transaction) -> int:
    return (await (await tx.run(DELETE)).consume()).counters.nodes_deleted


def main(contents: Annotated[int, typer.Option(min=5_000)] = 20_000) -> None:
    """Measure and print."""
    with server() as chosen:
        asyncio.run(measure(chosen, contents))


if __name__ == "__main__":
    typer.run(main)
