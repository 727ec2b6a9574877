"""The directory an embedded Neo4j lives in: its layout, its password and its configuration."""

import hashlib
import os
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from graph.embedded.errors import EmbeddedServerError
from graph.embedded.memory import Memory

USERNAME = "neo4j"
DATABASE = "neo4j"

HASH_ROUNDS = 1024
LOG_TAIL_LINES = 15

CONFIGURATION = """\
# Written by Stoa at every start: changes made here are lost.
server.bolt.listen_address=127.0.0.1:{bolt_port}
server.bolt.advertised_address=127.0.0.1:{bolt_port}
server.http.enabled=false
server.https.enabled=false
server.memory.pagecache.size={page_cache_mb}m
dbms.usage_report.enabled=false
dbms.security.procedures.unrestricted=gds.*
# The database is on this machine: without keep-alives the driver needs no timer around each read, a third of its CPU.
server.bolt.connection_keep_alive_for_requests=OFF
# Bolt otherwise waits five seconds twice when it stops, after every client has gone.
internal.server.bolt.thread_pool_shutdown_wait_time=0s
internal.server.bolt.connection_shutdown_wait_time=0s
"""


@dataclass(frozen=True)
class ServerHome:
    """Paths below STOA_HOME: `neo4j/` is what the server calls its home, `secrets/` holds the password."""

    root: Path

    @property
    def neo4j(self) -> Path:
        return self.root / "neo4j"

    @property
    def run(self) -> Path:
        """What describes the running server; worthless once it has stopped."""
        return self.neo4j / "run"

    @property
    def console_log(self) -> Path:
        """What the JVM and its guardian print, new with each launch; Neo4j's own log is `neo4j.log` beside it."""
        return self.neo4j / "logs" / "console.log"

    @property
    def password_file(self) -> Path:
        return self.root / "secrets" / "neo4j-password"

    @property
    def has_data(self) -> bool:
        return (self.neo4j / "data" / "databases").exists()

    def prepare(self) -> None:
        """Make the directories, closed to other users where they hold secrets."""
        for name in ("conf", "data/dbms", "logs", "run", "plugins", "import"):
            (self.neo4j / name).mkdir(parents=True, exist_ok=True)
        for private in (self.run, self.password_file.parent):
            private.mkdir(exist_ok=True)
            private.chmod(0o700)

    def password(self) -> str:
        """The password of this home's server. It must have been made."""
        return self.password_file.read_text(encoding="ascii").strip()

    def ensure_password(self) -> None:
        """Make a password before the first start.

        Raises:
            EmbeddedServerError: there is data already, and the password it was made with is lost.
        """
        if self.password_file.exists():
            return
        if self.has_data:
            raise EmbeddedServerError(
                f"{self.neo4j / 'data'} holds a database, but its password, {self.password_file}, is gone. "
                "Put that file back, or choose another STOA_HOME to start empty."
            )
        password = secrets.token_urlsafe(24)
        (self.neo4j / "data" / "dbms" / "auth.ini").write_text(initial_credentials(password), encoding="ascii")
        write_private(self.password_file, password + "\n")

    def configure(self, bolt_port: int, memory: Memory, plugins: Iterable[Path]) -> None:
        """Write neo4j.conf and link the jars whose procedures Neo4j shall find."""
        settings = CONFIGURATION.format(bolt_port=bolt_port, page_cache_mb=memory.page_cache_mb)
        (self.neo4j / "conf" / "neo4j.conf").write_text(settings, encoding="utf-8")
        for old in (self.neo4j / "plugins").glob("*.jar"):
            old.unlink()
        for jar in plugins:
            (self.neo4j / "plugins" / jar.name).symlink_to(jar)

    def log_tail(self) -> str:
        """The last lines that the server and its JVM wrote, or nothing."""
        logs = (self.neo4j / "logs" / "neo4j.log", self.console_log)
        return "\n".join(line for log in logs for line in last_lines(log))


def last_lines(log: Path) -> list[str]:
    """The end of a log that may not exist yet."""
    try:
        return log.read_text(encoding="utf-8", errors="replace").splitlines()[-LOG_TAIL_LINES:]
    except FileNotFoundError:
        return []


def initial_credentials(password: str) -> str:
    """The line Neo4j reads from `auth.ini` when it makes its first user, as `neo4j-admin set-initial-password` has it.

    So the server never runs with the well-known default password, and no second JVM is needed to set one.
    """
    salt = secrets.token_bytes(32)
    digest = hashlib.sha256(salt + password.encode()).digest()
    for _ in range(HASH_ROUNDS - 1):
        digest = hashlib.sha256(digest).digest()
    return f"{USERNAME}:SHA-256,{digest.hex()},{salt.hex()},{HASH_ROUNDS}:\n"


def write_private(path: Path, text: str) -> None:
    """Write a file that only this user can read, in one step: readers see the old text or the new, never half."""
    growing = path.with_name(path.name + ".part")
    growing.unlink(missing_ok=True)
    with open(os.open(growing, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    os.replace(growing, path)
