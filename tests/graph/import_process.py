"""An import in a process of its own, to be killed: `-m tests.graph.import_process URI USER PASSWORD DIRECTORY`."""

import asyncio
import sys
from pathlib import Path

from graph.database import Graph, Server
from importers.dataset import import_dataset
from tests.graph.imported import run_on

BATCH = 250


async def main(uri: str, username: str, password: str, directory: str) -> None:
    """Import the data set in `directory`."""
    async with Graph.connect(Server(uri, username, password)) as graph:
        await import_dataset(run_on(graph, "dataset"), Path(directory), batch=BATCH)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
