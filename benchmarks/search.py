"""The search over HTTP and by the bare driver, beside `RETURN 1` by the bare driver, in turns of one run.

    .venv/bin/python -m benchmarks.search [--users 1000] [--rounds 300]

What is searched for are words of titles of the graph, one and two at a time, and misspelt ones.
`RETURN 1` takes one session that stays open, as do the bare searches; those over HTTP are on behalf of nobody.
"""

import random
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from statistics import median
from typing import Annotated

import typer
import uvloop
from neo4j import AsyncSession
from rich.console import Console
from rich.table import Table

from benchmarks.serving import Served, connected, document, filled, headers, serving
from domain.access import SIGNED_IN
from domain.search import Only, lucene
from domain.words import terms, words
from graph import search
from graph.database import Server
from resolvers.search import SPARE

FIRST = 20
GOAL = 5.0
WARM_UP = 60
TITLES = """
MATCH (content:Standalone) WHERE content.search_title IS NOT NULL
WITH content.search_title AS title LIMIT 2000
RETURN collect(title) AS titles
"""
PLAIN = """query ($words: String!) { search(query: $words, first: 20) { edges {
  cursor score node { __typename ... on Content { id title } ... on User { id handle } ... on Tag { id slug } }
} pageInfo { hasNextPage endCursor } } }"""
EXCERPTS = PLAIN.replace("cursor score", "cursor score title { text match } excerpt { text match }")


@dataclass
class Measured:
    """Seconds of each run, by what was run."""

    seconds: dict[str, list[float]] = field(default_factory=dict)

    async def time(self, name: str, work: Callable[[], Awaitable[object]]) -> None:
        """Run it and note how long it took."""
        started = time.perf_counter()
        await work()
        self.seconds.setdefault(name, []).append(time.perf_counter() - started)


def main(
    users: Annotated[int, typer.Option(min=100, help="Of the demo, when NEO4J_URI names no graph.")] = 1_000,
    rounds: Annotated[int, typer.Option(min=20, help="Of each kind.")] = 300,
) -> None:
    """Measure and print."""
    with filled(users) as server, serving(server) as served:
        print_table(uvloop.run(measure(server, served, rounds)))


async def measure(server: Server, served: Served, rounds: int) -> Measured:
    """Take turns: `RETURN 1`, the same search bare and over HTTP, and another kind of query each time."""
    found, draw, known = Measured(), random.Random(7), headers()
    async with connected(server) as (_, session):
        kinds = asked(await _titles(session), draw)
        for n in range(WARM_UP + rounds):
            if n == WARM_UP:
                found = Measured()
            await found.time("RETURN 1, bare", partial(_bare, session, "RETURN 1 AS rows", {}))
            for kind, queries in kinds.items():
                query = draw.choice(queries)
                for near in [False, True] if kind == "misspelt" else [False]:
                    name = f"{kind}{', near' if near else ''}, bare"
                    await found.time(name, partial(_bare, session, search.HITS.packed, dict(hits(query, near=near))))
                for name, text in (("HTTP", PLAIN), ("HTTP with excerpts", EXCERPTS)):
                    started, body = time.perf_counter(), document(text, words=query)
                    served.send(body, known)
                    found.seconds.setdefault(f"{kind}, {name}", []).append(time.perf_counter() - started)
    return found


def hits(query: str, *, near: bool) -> search.HitsParams:
    """The parameters of the statement of a first page."""
    text = lucene(words(query), Only(), SIGNED_IN, near=near)
    now = datetime.now(UTC)
    return search.HitsParams(query=text, depth=FIRST + SPARE, shown=(), audience=SIGNED_IN, now=now, limit=FIRST + 1)


def asked(titles: Sequence[str], draw: random.Random) -> dict[str, list[str]]:
    """Queries by kind."""
    long = [word for title in titles for word in terms(title).split() if len(word) > 4 and word.isalpha()]
    pairs = [" ".join(draw.sample(terms(title).split(), 2)) for title in titles if len(terms(title).split()) > 1]
    wrong = [word[:2] + word[3] + word[2] + word[4:] for word in long]
    return {"one word": long, "two words": pairs, "misspelt": wrong}


async def _titles(session: AsyncSession) -> list[str]:
    record = await (await session.run(TITLES)).single(strict=True)
    titles: list[str] = record["titles"]
    return titles


async def _bare(session: AsyncSession, text: str, params: dict[str, object]) -> None:
    async for _ in await session.run(text, params):
        pass


def print_table(found: Measured) -> None:
    """Medians and their ratio to `RETURN 1`."""
    one = median(found.seconds["RETURN 1, bare"])
    table = Table("search", "p50 ms", "p95 ms", ": RETURN 1", title=f"goal: one and two words ≤ {GOAL:g} × RETURN 1")
    for name, seconds in found.seconds.items():
        tail = sorted(seconds)[int(len(seconds) * 0.95)]
        table.add_row(name, f"{1000 * median(seconds):.2f}", f"{1000 * tail:.2f}", f"{median(seconds) / one:.1f}")
    Console().print(table)


if __name__ == "__main__":
    typer.run(main)
