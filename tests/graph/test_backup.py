"""Backups of the embedded database: what was there is there again."""

from pathlib import Path
from typing import LiteralString

import pytest
from neo4j import GraphDatabase

from graph.embedded import Connection, EmbeddedServerError, Memory, embedded
from graph.embedded.backup import dump, load

SMALL = Memory(heap_mb=512, page_cache_mb=64)


def _run(connection: Connection, text: LiteralString) -> int:
    login = (connection.username, connection.password)
    with GraphDatabase.driver(connection.uri, auth=login) as driver, driver.session() as session:
        found = session.run(text).single(strict=True)[0]
    assert isinstance(found, int)
    return found


def test_a_backup_brings_back_what_was_there(tmp_path: Path) -> None:
    """In another home too; a running server is refused, and a file that is no backup changes nothing."""
    home, elsewhere, file, notes = (tmp_path / name for name in ("home", "elsewhere", "stoa.dump", "notes.txt"))
    with pytest.raises(EmbeddedServerError, match="no database"):
        dump(home, file, lambda _: None)
    with embedded(home, memory=SMALL) as server:
        assert _run(server, "UNWIND range(1, 3) AS i CREATE (:Kept) RETURN count(*)") == 3
        for refused in (dump, load):
            with pytest.raises(EmbeddedServerError, match="stop it first"):
                refused(home, file, lambda _: None)
    seen: list[float] = []
    dump(home, file, seen.append)
    assert seen[-1] == 100
    assert file.stat().st_mode & 0o777 == 0o600
    load(elsewhere, file, lambda _: None)
    notes.write_text("shopping list")
    with pytest.raises(EmbeddedServerError, match="could not load"):
        load(elsewhere, notes, lambda _: None)
    with embedded(elsewhere, memory=SMALL) as server:
        assert _run(server, "MATCH (n:Kept) RETURN count(n)") == 3
