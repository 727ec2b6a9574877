"""Starts the JVM under a guardian, and clears away what an earlier one left behind."""

import json
import os
import random
import secrets
import socket
import subprocess
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

from graph.embedded.errors import EmbeddedServerError
from graph.embedded.guardian import STOP_SECONDS
from graph.embedded.home import ServerHome, write_private
from graph.embedded.memory import Memory

GUARDIAN = Path(__file__).with_name("guardian.py")
PORTS = range(20_000, 32_768)
"""Below what Linux and macOS give to outgoing connections, so that a free port is still free when the JVM is up."""

MAIN_CLASS = "org.neo4j.server.Neo4jCommunity"
JVM_OPTIONS = (
    "-Xms256m",
    # A write holds all it changes until its commit. G1 copies that again and again, at three times the CPU of this one.
    "-XX:+UseParallelGC",
    "-XX:-OmitStackTraceInFastThrow",
    "-XX:+ExitOnOutOfMemoryError",
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
    "--enable-native-access=ALL-UNNAMED",
    "--sun-misc-unsafe-memory-access=allow",
    "-Dlog4j2.disable.jmx=true",
)


@dataclass(frozen=True)
class Endpoint:
    """Where a launched server is reached: by Bolt, and by its guardian's leases, which ask for the token."""

    bolt_port: int
    lease_port: int
    token: str

    @classmethod
    def read(cls, home: ServerHome) -> "Endpoint | None":
        """The last launch from this home, whether it still runs or not; None when there was none."""
        try:
            return cls(**json.loads(endpoint_file(home).read_text(encoding="utf-8")))
        except (FileNotFoundError, ValueError, TypeError):
            return None


def endpoint_file(home: ServerHome) -> Path:
    return home.run / "endpoint.json"


def pid_file(home: ServerHome) -> Path:
    return home.run / "neo4j.pid"


def free_port() -> int:
    """A loopback port that nobody listens on.

    Raises:
        EmbeddedServerError: a hundred tries found none.
    """
    for port in random.sample(PORTS, 100):
        with socket.socket() as candidate, suppress(OSError):
            candidate.bind(("127.0.0.1", port))
            return port
    raise EmbeddedServerError(f"No free port between {PORTS.start} and {PORTS.stop} on 127.0.0.1.")


def claim_port(port: int | None) -> int:
    """The wished port, or a free one if none is wished. Raises EmbeddedServerError when somebody has it."""
    if port is None:
        return free_port()
    with socket.socket() as candidate:
        try:
            candidate.bind(("127.0.0.1", port))
        except OSError as error:
            raise EmbeddedServerError(f"Port {port} on 127.0.0.1, wished for Neo4j, can't be had: {error}.") from error
    return port


def launch(home: ServerHome, java: Path, jars: list[Path], memory: Memory, bolt_port: int) -> Endpoint:
    """Start a guardian and, by it, the JVM. The server isn't ready yet when this returns."""
    command = [*java_command(home, java, jars, memory), MAIN_CLASS]
    command += [f"--home-dir={home.neo4j}", f"--config-dir={home.neo4j / 'conf'}"]
    with socket.create_server(("127.0.0.1", 0)) as listener, home.console_log.open("wb") as log:
        endpoint = Endpoint(bolt_port, listener.getsockname()[1], secrets.token_hex(16))
        write_private(endpoint_file(home), json.dumps(asdict(endpoint)))
        guardian: list[str | Path] = [sys.executable, "-I", GUARDIAN, endpoint_file(home), pid_file(home), *command]
        subprocess.run(guardian, stdin=listener.fileno(), stdout=log, stderr=log, start_new_session=True, check=True)
    return endpoint


def java_command(home: ServerHome, java: Path, jars: list[Path], memory: Memory) -> list[str]:
    """How a class of Neo4j's is run; its name follows. The class path is too long for a command line."""
    class_path = home.run / "class-path.args"
    class_path.write_text('-cp\n"' + os.pathsep.join(map(str, jars)) + '"\n', encoding="utf-8")
    return [str(java), *JVM_OPTIONS, f"-Xmx{memory.heap_mb}m", f"@{class_path}"]


def end_leftover(home: ServerHome) -> None:
    """Wait for a JVM of this home whose guardian was killed or is stopping, and kill it if it won't end."""
    try:
        jvm = psutil.Process(int(pid_file(home).read_text(encoding="ascii")))
        if f"--home-dir={home.neo4j}" not in jvm.cmdline():
            return
        jvm.terminate()
        jvm.wait(STOP_SECONDS)
    except psutil.TimeoutExpired:
        jvm.kill()
        jvm.wait(STOP_SECONDS)
    except (FileNotFoundError, ValueError, psutil.NoSuchProcess):
        return
