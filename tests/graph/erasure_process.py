"""The job of erasures in a process of its own, to be killed: `-m tests.graph.erasure_process URI USER PASSWORD`."""

import asyncio
import sys
from datetime import UTC, datetime

from graph import erasure
from graph.database import Graph, Server
from jobs import erase_persons

BATCH = 2
"""So few a transaction, that there is a middle to be killed in."""


async def main(uri: str, username: str, password: str) -> None:
    """Erase everybody who asked for it."""
    erasure.LIMIT = BATCH
    async with Graph.connect(Server(uri, username, password)) as graph:
        await erase_persons.run(graph, datetime.now(UTC))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
