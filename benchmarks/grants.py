"""What asking for access to a page of paid contents costs: at a thousand grants, and at a million.

    .venv/bin/python -m benchmarks.grants [--grants 1000000]

Each grant is of one of 500 benefits, which unlock a content each, and every member has four. A page of twenty contents
is asked for by members drawn anyhow. Hits are the same on a busy machine; times are the median and the 95th percentile.
"""

import asyncio
import random
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import mean, quantiles
from tempfile import TemporaryDirectory
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from benchmarks.hits import profile
from domain.ids import UserId
from graph.access import CLAIMS, ClaimsParams, claims
from graph.database import Graph, Server, Transaction
from graph.embedded import embedded
from graph.opening import open_graph

SMALL, BENEFITS, HELD, PAGE, ASKED = 1_000, 500, 4, 20, 200
GOAL = 1.2
CONTENTS = """
UNWIND range(0, $benefits - 1) AS n
CREATE (area:Area {id: 'area_' + n, slug: 'area-' + n})
CREATE (content:Content:Article {id: 'cnt_' + n, visibility: 'PAID', published_at: $at})-[:IN_AREA]->(area)
CREATE (benefit:Benefit {id: 'ben_' + n, slug: 'b' + n, name: 'No. ' + n, kind: 'CONTENT', created_at: $at})
CREATE (benefit)-[:UNLOCKS]->(content)
"""
GRANTS = """
UNWIND range($first, $last) AS n
CALL (n) {
  CREATE (:EntitlementGrant {id: 'grt_' + n, key: 'grt_' + n, user_id: 'usr_' + n / $held, source_kind: 'ORDER',
    benefit_id: 'ben_' + (n * 7919) % $benefits, source_id: 'ord_' + n, granted_at: $at, changes: 1})
} IN TRANSACTIONS OF 20000 ROWS
"""
AT = datetime.now(UTC) - timedelta(days=1)


def main(grants: Annotated[int, typer.Option(min=10_000, help="Of the larger of the two.")] = 1_000_000) -> None:
    """Measure and print."""
    with TemporaryDirectory(prefix="stoa-benchmark-") as home, embedded(Path(home)) as server:
        asyncio.run(_measure(Path(home), server, grants))


async def _measure(home: Path, server: Server, grants: int) -> None:
    table = Table("grants", "db hits a page", "median", "95 of 100", "allowed", title=f"goal: ratio of hits ≤ {GOAL}")
    figures = []
    async with open_graph(home, server) as graph:
        await graph.bulk(_run, CONTENTS, {"benefits": BENEFITS, "at": AT})
        for first, size in ((0, SMALL), (SMALL, grants)):
            given = {"first": first, "last": size - 1, "held": HELD, "benefits": BENEFITS, "at": AT}
            await graph.bulk(_run, GRANTS, given)
            await graph.bulk(_run, "CALL db.prepareForReplanning(300)", {})
            figures.append(await _asked(graph, size))
            table.add_row(f"{size:,}", *figures[-1][1:])
    ratio = figures[1][0] / figures[0][0]
    table.add_row("ratio", f"{ratio:.2f}")
    Console().print(table)


async def _asked(graph: Graph, size: int) -> tuple[float, str, str, str, str]:
    draw = random.Random(1)
    hits, seconds, allowed = list[int](), list[float](), 0
    for number in range(ASKED):
        user = UserId(f"usr_{draw.randrange(size // HELD)}")
        ids = [f"cnt_{n}" for n in draw.sample(range(BENEFITS), PAGE)]
        if number % 10 == 0:
            hits.append(await graph.read(profile, CLAIMS, ClaimsParams(ids=ids, user_id=user, now=datetime.now(UTC))))
        started = time.perf_counter()
        found = await graph.read(claims, ids, user, datetime.now(UTC))
        seconds.append(time.perf_counter() - started)
        allowed += sum(bool(claim.holdings) for claim in found.values())
    parts = quantiles(seconds, n=20)
    return mean(hits), f"{mean(hits):,.0f}", f"{parts[9] * 1000:.1f} ms", f"{parts[18] * 1000:.1f} ms", f"{allowed:,}"


async def _run(tx: Transaction, text: str, parameters: dict[str, object]) -> None:
    await (await tx.run(text, parameters)).consume()


if __name__ == "__main__":
    typer.run(main)
