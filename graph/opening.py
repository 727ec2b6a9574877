"""Opening the graph: our own Neo4j or an outside one, migrated and with what it needs, ready for work."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from graph import badge
from graph.database import Graph, Server
from graph.embedded import EmbeddedServer
from graph.migrations import migrate
from graph.scoring import ensure_default_models


@asynccontextmanager
async def open_graph(home: Path, outside: Server | None) -> AsyncIterator[Graph]:
    """The graph of `outside`, or of the server embedded under `home`, which runs as long as somebody uses it.

    Raises:
        Unavailable: the server can't be reached.
        EmbeddedServerError: our own server can't start; it carries the end of its log.
        MigrationRefused: the database belongs to a newer Stoa.
    """
    async with AsyncExitStack() as stack:
        server = outside if outside else await stack.enter_async_context(_embedded(home))
        graph = await stack.enter_async_context(Graph.connect(server))
        await migrate(graph)
        await ensure_default_models(graph)
        await badge.ensure(graph)
        yield graph


@asynccontextmanager
async def _embedded(home: Path) -> AsyncIterator[Server]:
    embedded = EmbeddedServer(home)
    at = await asyncio.to_thread(embedded.start)
    try:
        yield Server(at.uri, at.username, at.password, at.database)
    finally:
        await asyncio.to_thread(embedded.stop)
