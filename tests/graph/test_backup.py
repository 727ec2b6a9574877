"""Backups of the embedded database: what was there is there again, but for who was erased since."""

import asyncio
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from domain.data_request import DataRequestKind, ErasureMode
from domain.ids import IdPrefix, UserId, new_id
from graph import community, data_request
from graph.data_request import AskParams
from graph.database import Graph
from graph.embedded import EmbeddedServerError, Memory, embedded
from graph.embedded.backup import dump, load
from graph.opening import open_graph
from jobs import erase_persons
from tests import sample
from tests.graph.imported import log

SMALL = Memory(heap_mb=512, page_cache_mb=64)
MAIN = "from cli import main; main()"


def _stoa(home: Path, root: Path, *words: str) -> str:
    """What a command says, on standard output and error."""
    environment = os.environ | {"STOA_HOME": str(home)}
    command = [sys.executable, "-c", MAIN, *words]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    return " ".join((done.stdout + done.stderr).split())


async def _found(home: Path) -> tuple[int, list[str]]:
    """How many users there are, and what the audit log has, the latest first."""
    with embedded(home, memory=SMALL) as server:
        async with open_graph(home, server) as graph:
            return (await graph.read(community.size)).users, [entry.action for entry in await log(graph)]


async def _fill(home: Path, file: Path) -> None:
    """The sample in a home; a running server is left alone."""
    with embedded(home, memory=SMALL) as server:
        async with open_graph(home, server) as graph:
            await graph.write(sample.load)
        for refused in (dump, load):
            with pytest.raises(EmbeddedServerError, match="stop it first"):
                refused(home, file, lambda _: None)


async def _erase(home: Path) -> None:
    with embedded(home, memory=SMALL) as server:
        async with open_graph(home, server) as graph:
            assert (await graph.read(community.size)).users == len(sample.USERS), "no bad file changed anything"
            await _erase_ben(graph)


async def _erase_ben(graph: Graph) -> None:
    asked = AskParams(
        id=new_id(IdPrefix.DATA_REQUEST),
        kind=DataRequestKind.ERASURE,
        mode=ErasureMode.ANONYMISE,
        user_id=UserId(sample.BEN),
        now=sample.NOW,
    )
    await graph.write(data_request.ask, asked)
    for later in (timedelta(0), timedelta(minutes=1)):
        await erase_persons.run(graph, datetime.now(UTC) + later)


@pytest.mark.slow
def test_a_backup_brings_back_what_was_there_but_nobody_who_was_erased(tmp_path: Path, root: Path) -> None:
    home, file, notes = (tmp_path / name for name in ("home", "stoa.dump", "notes.txt"))
    assert "no database" in _stoa(home, root, "backup", str(file))
    asyncio.run(_fill(home, file))
    assert "MB in" in _stoa(home, root, "backup", str(file))
    assert file.stat().st_mode & 0o777 == 0o600
    notes.write_text("shopping list")
    with pytest.raises(EmbeddedServerError, match="could not load"):
        load(home, notes, lambda _: None)
    asyncio.run(_erase(home))
    assert "add --replace" in _stoa(home, root, "restore", str(file))
    assert "1 persons were erased again" in _stoa(home, root, "restore", str(file), "--replace")
    users, told = asyncio.run(_found(home))
    assert users == len(sample.USERS) - 1
    assert told == ["tombstones.replayed", "database.restored"]
