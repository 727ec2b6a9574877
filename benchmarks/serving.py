"""What benchmarks stand on: a graph that is filled, and `stoa serve` on it as a process of its own."""

import asyncio
import http.client
import os
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import orjson
import psutil
from neo4j import AsyncGraphDatabase, AsyncSession
from rich.console import Console

from app import outside_server
from domain.access import Role
from domain.ids import UserId
from graph.database import Graph, Server
from graph.embedded import embedded, free_port
from graph.opening import open_graph
from importers.commands import fill_demo
from jobs.job import silent
from jobs.registry import JOBS
from server.tokens import issue
from settings import Settings
from settings.part import ROOT

SECRET = "a secret for benchmarks, long enough to be one"
START_SECONDS = 60
MAIN = "from cli import main; main()"
progress = Console(stderr=True)


@contextmanager
def filled(users: int) -> Iterator[Server]:
    """The Neo4j that NEO4J_URI names, as it is; else one of our own with a demo of so many users, jobs run."""
    outside = outside_server(Settings())
    if outside:
        yield outside
        return
    with demo(users) as server:
        yield server


@contextmanager
def demo(users: int) -> Iterator[Server]:
    """A Neo4j of our own with a demo of so many users, jobs run; gone afterwards."""
    with TemporaryDirectory(prefix="stoa-benchmark-") as home, embedded(Path(home)) as server:
        asyncio.run(_fill(server, Path(home), users))
        yield server


async def _fill(server: Server, home: Path, users: int) -> None:
    async with open_graph(home, server) as graph:
        await fill_demo(graph, progress, users=users)
        for job in JOBS:
            await job.run(graph, datetime.now(UTC), silent)


@asynccontextmanager
async def connected(server: Server) -> AsyncIterator[tuple[Graph, AsyncSession]]:
    """The graph, and a session of the bare driver beside it."""
    login = (server.username, server.password)
    async with (
        Graph.connect(server) as graph,
        AsyncGraphDatabase.driver(server.uri, auth=login, notifications_min_severity="OFF") as driver,
        driver.session(database=server.database) as session,
    ):
        yield graph, session


@dataclass
class Served:
    """A running `stoa serve`, called over one connection that is kept open."""

    process: psutil.Process
    connection: http.client.HTTPConnection

    def send(self, body: bytes, headers: dict[str, str]) -> bytes:
        """The answer to a GraphQL request.

        Raises:
            RuntimeError: it has errors.
        """
        self.connection.request("POST", "/graphql", body, headers)
        response = self.connection.getresponse()
        answer = response.read()
        if response.status != 200 or b'"errors":' in answer:
            raise RuntimeError(answer[:500].decode())
        return answer

    def cpu_seconds(self) -> float:
        """CPU time of the server process so far; the kernel counts it in steps of 10 ms."""
        times = self.process.cpu_times()
        return float(times.user + times.system)

    def memory_megabytes(self) -> float:
        """Memory of the server process, resident."""
        return float(self.process.memory_info().rss) / 2**20


def headers(user_id: UserId | None = None, role: Role = Role.MEMBER) -> dict[str, str]:
    """The headers of a request by that user, or by nobody."""
    plain = {"Content-Type": "application/json", "Accept": "application/graphql-response+json"}
    if user_id is None and role is Role.MEMBER:
        return plain
    return plain | {"Authorization": f"Bearer {issue(SECRET, user_id, role, datetime.now(UTC))}"}


def document(query: str, **variables: object) -> bytes:
    """The body of a request."""
    return orjson.dumps({"query": query, "variables": variables})


@contextmanager
def serving(server: Server, **settings: str) -> Iterator[Served]:
    """`stoa serve` on that Neo4j as its users run it, log and metrics included; the log goes nowhere, jobs rest.

    `settings` are environment variables that say otherwise.
    """
    with TemporaryDirectory(prefix="stoa-benchmark-") as home:
        port = free_port()
        environment = os.environ | {
            "STOA_HOME": home,
            "STOA_HOST": "127.0.0.1",
            "STOA_PORT": str(port),
            "STOA_SECRET": SECRET,
            "STOA_RUN_JOBS": "false",
            "NEO4J_URI": server.uri,
            "NEO4J_USERNAME": server.username,
            "NEO4J_PASSWORD": server.password,
            "NEO4J_DATABASE": server.database,
            **settings,
        }
        nowhere = subprocess.DEVNULL
        command = [sys.executable, "-c", MAIN, "serve"]
        with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=nowhere, stderr=nowhere) as process:
            try:
                with closing(_connected(process, port)) as connection:
                    yield Served(psutil.Process(process.pid), connection)
            finally:
                process.terminate()


def _connected(process: "subprocess.Popen[bytes]", port: int) -> http.client.HTTPConnection:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        try:
            connection.connect()
        except ConnectionRefusedError:
            time.sleep(0.1)
        else:
            return connection
    raise RuntimeError("`stoa serve` didn't start.")
