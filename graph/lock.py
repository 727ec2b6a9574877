"""Locks held in the database, so that of several processes only one does a piece of work."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from graph.database import Graph
from graph.queries import NoRow, Params, Query


class LockParams(Params):
    name: str
    at: datetime


LOCK = Query("migration/lock", LockParams, NoRow)


@asynccontextmanager
async def locked(graph: Graph, name: str) -> AsyncIterator[None]:
    """Hold the lock `name`; wait while another process holds it.

    The lock is Neo4j's own on a node, taken by a write in a transaction that stays open meanwhile. When this process
    dies, the server ends that transaction and the lock is free: no lease to renew, none to expire too early.
    """
    async with graph.transaction() as tx:
        await LOCK.run(tx, LockParams(name=name, at=datetime.now(UTC)))
        yield
