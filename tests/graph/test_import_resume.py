"""Imports that are cut off: after kill -9 of the importer or of Neo4j, running it again ends in the very same graph."""

import asyncio
import csv
import random
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
from tenacity import AsyncRetrying, retry_if_exception_type, stop_after_delay, wait_fixed

from domain.errors import Unavailable
from graph.database import Graph, Server
from graph.embedded import Connection, Memory, embedded
from graph.migrations import migrate
from importers.dataset import import_dataset
from tests.conftest import empty
from tests.graph.import_process import BATCH
from tests.graph.imported import rows, run_on, state

EVENTS = 3_000
"""Several batches, so that there is a middle to be killed in."""


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data set of a few hundred users and items, without the files that name them."""
    folder = tmp_path_factory.mktemp("dataset")
    chance = random.Random(5)
    with (folder / "interactions.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("timestamp", "event_type", "item_id", "user_id"))
        for number in range(EVENTS):
            kind = chance.choice(("VIEW", "VIEW", "LIKE", "BOOKMARK"))
            user, item = int(300 * chance.random() ** 2), int(400 * chance.random() ** 2)
            writer.writerow((1_700_000_000 + 40 * number, kind, item, user))
    return folder


async def _undisturbed(graph: Graph, directory: Path) -> list[str]:
    await graph.write(empty)  # of what migrations made, as before the import that is compared with it
    await import_dataset(run_on(graph, "dataset"), directory, batch=BATCH)
    whole = await state(graph)
    await graph.write(empty)
    return whole


async def _events(graph: Graph) -> int:
    [(events,)] = await rows(graph, "MATCH (e:Event) RETURN count(e)")
    return int(events)


async def _until_begun(graph: Graph) -> None:
    """Until some batches of events are in and noted."""
    noted = "MATCH (run:JobRun) WHERE run.name CONTAINS 'interactions' RETURN toInteger(run.position)"
    async for attempt in AsyncRetrying(stop=stop_after_delay(120), wait=wait_fixed(0.02)):
        with attempt:
            assert any(position > 0 for (position,) in await rows(graph, noted))


async def test_a_killed_import_goes_on_where_it_was(graph: Graph, server: Server, directory: Path) -> None:
    whole = await _undisturbed(graph, directory)
    arguments = (server.uri, server.username, server.password, str(directory))
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "tests.graph.import_process", *arguments)
    try:
        await _until_begun(graph)
    finally:
        process.kill()
        await process.wait()
    assert 0 < await _events(graph) < EVENTS, "killed in the middle"
    again = run_on(graph, "dataset")
    await import_dataset(again, directory, batch=BATCH)
    assert await state(graph) == whole
    [step] = [step for step in again.board.steps if step.name == "interactions"]
    assert step.rows < EVENTS, "what was noted is not read again"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("killed")


@pytest.fixture(scope="module")
def own_server(home: Path) -> Iterator[Connection]:
    """A server of this test alone, for it gets killed; it comes back by itself."""
    with embedded(home, memory=Memory(512, 128)) as connection:
        yield connection


async def test_a_killed_database_loses_nothing(own_server: Connection, home: Path, directory: Path) -> None:
    async with Graph.connect(own_server) as graph:
        await migrate(graph)
        whole = await _undisturbed(graph, directory)
        importing = asyncio.create_task(import_dataset(run_on(graph, "dataset"), directory, batch=BATCH))
        await _until_begun(graph)
        psutil.Process(int((home / "neo4j" / "run" / "neo4j.pid").read_text())).kill()
        with suppress(Unavailable):
            await importing
        await _import_when_back(graph, directory)
        assert await state(graph) == whole


async def _import_when_back(graph: Graph, directory: Path) -> None:
    """As a person would: again and again until the database is there."""
    again = retry_if_exception_type(Unavailable)
    async for attempt in AsyncRetrying(retry=again, stop=stop_after_delay(240), wait=wait_fixed(1)):
        with attempt:
            await import_dataset(run_on(graph, "dataset"), directory, batch=BATCH)
