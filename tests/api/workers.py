"""`stoa serve` as processes of their own, sharing one Neo4j, as behind a balancer; one of them may be killed."""

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx

from graph.database import Server
from graph.embedded import free_port
from tests.api.conftest import SECRET

ROOT = Path(__file__).resolve().parent.parent.parent
START_SECONDS = 60


class Worker:
    """One process and a client of it."""

    def __init__(self, process: Process, http: httpx.AsyncClient) -> None:
        self.process, self.http = process, http

    async def kill(self) -> None:
        """End it as the kernel would when memory runs out."""
        self.process.kill()
        await self.process.wait()


@asynccontextmanager
async def worker(server: Server, home: Path, **settings: str) -> AsyncIterator[Worker]:
    """A worker that answers, with more settings than the usual ones such as `STOA_TIME_LIMIT`."""
    port = free_port()
    environment = os.environ | {
        "STOA_HOME": str(home),
        "STOA_PORT": str(port),
        "STOA_SECRET": SECRET,
        "STOA_RUN_JOBS": "false",
        "NEO4J_URI": server.uri,
        "NEO4J_USERNAME": server.username,
        "NEO4J_PASSWORD": server.password,
        "NEO4J_DATABASE": server.database,
    }
    command = (sys.executable, "-c", "from cli import main; main()", "serve")
    process = await asyncio.create_subprocess_exec(
        *command, cwd=ROOT, env=environment | settings, stdout=DEVNULL, stderr=DEVNULL
    )
    limits = httpx.Limits(max_connections=200)
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=60, limits=limits) as http:
        try:
            await _ready(process, http)
            yield Worker(process, http)
        finally:
            if process.returncode is None:
                process.terminate()
                await process.wait()


async def _ready(process: Process, http: httpx.AsyncClient) -> None:
    async with asyncio.timeout(START_SECONDS):
        while process.returncode is None:
            try:
                if (await http.get("/readyz")).status_code == 200:
                    return
            except httpx.TransportError:
                await asyncio.sleep(0.1)
    raise RuntimeError("`stoa serve` didn't start.")
