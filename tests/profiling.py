"""Database hits as tests count them: by plans made for what is there now, as a busy server has within seconds.

Plans are kept with the counts of when they were made, and a test fills an empty graph quicker than they are made anew.
"""

from collections.abc import Mapping
from typing import Any

from benchmarks.hits import profile
from graph.database import Graph, Transaction
from graph.queries import Params, Query


async def hits(graph: Graph, query: Query[Any, Any], params: Params | Mapping[str, Any]) -> int:
    """Database hits of one run."""
    await graph.bulk(replan)
    return await graph.read(profile, query, params)


async def replan(tx: Transaction) -> None:
    """Sample the indexes anew and forget plans."""
    await (await tx.run("CALL db.prepareForReplanning(60)")).consume()
