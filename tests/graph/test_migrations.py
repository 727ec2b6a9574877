"""Migrations run once each, whoever starts first, and refuse what they don't know."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
import pytest_asyncio

from graph.database import Graph, Transaction
from graph.migrations import Migration, MigrationRefused, migrate, read_migrations

EXTRA = Migration(9001, "9001_test", "aa", ("CREATE INDEX test_only IF NOT EXISTS FOR (n:TestOnly) ON (n.a)",))


async def _forget(tx: Transaction) -> None:
    await (await tx.run("MATCH (m:Migration) WHERE m.number > 9000 DELETE m")).consume()


@pytest_asyncio.fixture(loop_scope="session")
async def migrated(graph: Graph) -> AsyncIterator[Graph]:
    yield graph
    await graph.write(_forget)
    await graph.define("DROP INDEX test_only IF EXISTS")


async def test_each_runs_once_however_many_start_at_once(migrated: Graph) -> None:
    known = [*read_migrations(), EXTRA]
    ran = await asyncio.gather(*(migrate(migrated, known) for _ in range(4)))
    assert sorted(name for names in ran for name in names) == ["9001_test"]


async def test_a_newer_database_is_refused(migrated: Graph) -> None:
    await migrate(migrated, [*read_migrations(), EXTRA])
    with pytest.raises(MigrationRefused, match="newer Stoa"):
        await migrate(migrated)


async def test_an_edited_migration_is_refused(migrated: Graph) -> None:
    await migrate(migrated, [*read_migrations(), EXTRA])
    with pytest.raises(MigrationRefused, match="was edited"):
        await migrate(migrated, [*read_migrations(), replace(EXTRA, checksum="bb")])
