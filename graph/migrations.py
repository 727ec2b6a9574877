"""Migrations: numbered `.cypher` files that run once each, in order, whoever starts first.

Schema statements can't share a transaction with data, so a file's statements are made repeatable (`IF NOT EXISTS`) and
the node that says "done" is written last: a process killed in between leaves nothing that the next one can't finish.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from domain.record import Record
from graph.database import Graph
from graph.lock import locked
from graph.queries import CYPHER, NoParams, NoRow, Params, Query


class MigrationRefused(RuntimeError):
    """The database can't be used by this version of Stoa; the message says why and what to do."""


class Ran(Record):
    number: int
    name: str
    checksum: str


class MarkParams(Params):
    number: int
    name: str
    checksum: str
    at: datetime


IDENTITY = Query("migration/identity", NoParams, NoRow)
LOCK_IDENTITY = Query("migration/lock_identity", NoParams, NoRow)
RAN = Query("migration/ran", NoParams, Ran)
MARK = Query("migration/mark", MarkParams, NoRow)


@dataclass(frozen=True)
class Migration:
    """One file: its number, its name, and its statements in order."""

    number: int
    name: str
    checksum: str
    statements: tuple[str, ...]


def read_migrations(folder: Path = CYPHER / "migrations") -> list[Migration]:
    """The migrations of this version, in order."""
    return [_read(path) for path in sorted(folder.glob("[0-9]*.cypher"))]


def _read(path: Path) -> Migration:
    text = path.read_text(encoding="utf-8")
    code = "\n".join(line for line in text.splitlines() if not line.startswith("//"))
    statements = tuple(part.strip() for part in code.split(";\n") if part.strip())
    checksum = hashlib.sha256(text.encode()).hexdigest()
    return Migration(int(path.name.split("_")[0]), path.stem, checksum, tuple(s.removesuffix(";") for s in statements))


async def migrate(graph: Graph, migrations: Sequence[Migration] | None = None) -> list[str]:
    """Bring the database up to this version; the names of the migrations that ran now.

    Raises:
        MigrationRefused: a newer Stoa was here before, or a migration was edited after it ran.
    """
    known = read_migrations() if migrations is None else migrations
    for query in (LOCK_IDENTITY, IDENTITY):
        await graph.define(query.text)
    async with locked(graph, "migrations"):
        ran = await graph.read(RAN.all, NoParams())
        check(known, ran)
        done = {row.number for row in ran}
        todo = [migration for migration in known if migration.number not in done]
        for migration in todo:
            await _run(graph, migration)
    return [migration.name for migration in todo]


def check(known: Sequence[Migration], ran: Sequence[Ran]) -> None:
    """Refuse a database that this version can't be sure to understand.

    Raises:
        MigrationRefused: see there.
    """
    ours = {migration.number: migration for migration in known}
    for row in ran:
        if row.number not in ours:
            raise MigrationRefused(
                f"This database was migrated by a newer Stoa (migration {row.name}). "
                "Start that version, or point STOA_HOME or NEO4J_URI at another database."
            )
        if ours[row.number].checksum != row.checksum:
            raise MigrationRefused(
                f"Migration {row.name} was edited after it ran here. Restore it, and put the change into a new one."
            )


async def _run(graph: Graph, migration: Migration) -> None:
    for statement in migration.statements:
        await graph.define(statement)
    at = datetime.now(UTC)
    await graph.write(
        MARK.run, MarkParams(number=migration.number, name=migration.name, checksum=migration.checksum, at=at)
    )
