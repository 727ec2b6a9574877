"""The job of merges in a process of its own, to be killed: `-m tests.graph.merge_process URI USER PASSWORD`."""

import asyncio
import sys
from datetime import UTC, datetime

from graph import merge
from graph.database import Graph, Server
from jobs import merge_users

BATCH = 2
"""So few a transaction, that there is a middle to be killed in."""


async def main(uri: str, username: str, password: str) -> None:
    """Go on with every merge."""
    merge.LIMIT = BATCH
    async with Graph.connect(Server(uri, username, password)) as graph:
        await merge_users.run(graph, datetime.now(UTC))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
