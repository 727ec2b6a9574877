"""One real Neo4j for all tests of a process, and an empty, migrated graph for every test that asks for it."""

import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import hypothesis
import pytest
import pytest_asyncio

from benchmarks.statements import recorded
from graph.database import Graph, Server, Transaction
from graph.embedded import embedded
from graph.migrations import migrate
from tests.books import check_books

hypothesis.settings.register_profile("busy", deadline=None)
hypothesis.settings.load_profile("busy")  # a machine that does other work must fail no test


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server of this run: our own, or the one NEO4J_URI names, which the tests will empty."""
    if uri := os.environ.get("NEO4J_URI"):
        assert "PYTEST_XDIST_WORKER" not in os.environ, "two processes would empty one graph: run with -n 0"
        yield Server(uri, os.environ.get("NEO4J_USERNAME", "neo4j"), os.environ.get("NEO4J_PASSWORD", ""))
        return
    with embedded(tmp_path_factory.mktemp("neo4j")) as connection:
        yield connection


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def connected(server: Server) -> AsyncIterator[Graph]:
    """The graph of this run, migrated once."""
    async with Graph.connect(server) as graph:
        await migrate(graph)
        yield graph


@pytest_asyncio.fixture(loop_scope="session")
async def graph(connected: Graph, request: pytest.FixtureRequest) -> AsyncIterator[Graph]:
    """The graph, empty before the test, whatever an interrupted run left; after it the books of money are right."""
    await connected.write(empty)
    yield connected
    if not request.node.get_closest_marker("forged_books"):
        await connected.read(check_books)


async def empty(tx: Transaction) -> None:
    """Delete everything but what migrations remember."""
    await (await tx.run("MATCH (n) WHERE NOT n:Migration AND NOT n:Lock DETACH DELETE n")).consume()


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the project."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture
def statements() -> Iterator[list[str]]:
    """The names of the queries that run in the test."""
    with recorded() as names:
        yield names
