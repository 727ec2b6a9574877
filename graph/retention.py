"""What is deleted because its time is over, so much a transaction."""

from datetime import datetime

from domain.record import Record
from graph.database import Graph
from graph.queries import Params, Query

BATCH = 1_000


class BeforeParams(Params):
    before: datetime
    limit: int


class Forgotten(Record):
    forgotten: int


REQUESTS = Query("retention/requests", BeforeParams, Forgotten)
PROOFS = Query("retention/proofs", BeforeParams, Forgotten)


async def forget(graph: Graph, query: Query[BeforeParams, Forgotten], before: datetime) -> int:
    """Delete all that is older than a moment; how many there were."""
    total = 0
    while gone := (await graph.write(query.one, BeforeParams(before=before, limit=BATCH))).forgotten:
        total += gone
    return total
