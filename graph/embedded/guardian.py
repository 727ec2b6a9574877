"""The process between Stoa and its Neo4j: it runs the JVM for as long as any Stoa process holds a lease.

A lease is an open connection to the guardian's loopback socket. The operating system closes it however its holder
ends, so a Stoa process that was killed with -9 leaves no server behind, and a server used by two lives until both
are gone. A JVM that was killed is started again, on the same port, with the same arguments.

Run as `python -I guardian.py ENDPOINT PID_FILE COMMAND…`, with the listening socket as its standard input.
Standard library only, for it must be small, quick to start, and independent of the environment's state.
"""

import asyncio
import contextlib
import ctypes
import hmac
import json
import os
import signal
import socket
import sys
from collections.abc import Callable
from pathlib import Path

STOP_SECONDS = 60
"""How long the JVM may take for its last checkpoint before it is killed. Nothing is lost then, only redone."""

PROBE_SECONDS = 0.5
MAX_RESTARTS = 5
"""A server that ended more often than this has a fault that only a person can mend."""

FIRST_LEASE_SECONDS = 10
PR_SET_PDEATHSIG = 1


def die_with_parent() -> Callable[[], None] | None:
    """What the JVM does before its `exec`, so that it ends with a killed guardian. Only Linux has such a thing."""
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None, use_errno=True).prctl

    def before_exec() -> None:
        prctl(PR_SET_PDEATHSIG, signal.SIGTERM)

    return before_exec


class Guardian:
    """One JVM and the leases on it."""

    def __init__(self, command: list[str], bolt_port: int, token: str, pid_file: Path) -> None:
        self._command, self._bolt_port, self._token, self._pid_file = command, bolt_port, token, pid_file
        self._leases = 0
        self._unwanted = asyncio.Event()

    async def run(self, listener: socket.socket) -> int:
        """Serve until the last lease ends, a signal comes or the JVM fails; the exit code of the JVM."""
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGTERM, self._unwanted.set)
        server = await asyncio.start_server(self._hold_lease, sock=listener)
        loop.call_later(FIRST_LEASE_SECONDS, self._stop_if_unused)
        try:
            return await self._keep_running(server)
        except OSError as error:  # such as a Java that can't be run; said before the leases end, for then it is read
            print(f"Guardian: {error}", flush=True)
            return 1

    async def _keep_running(self, server: asyncio.Server) -> int:
        for restarts_left in range(MAX_RESTARTS, -1, -1):
            jvm = await self._start_jvm()
            listening = asyncio.create_task(self._until_listening())
            ended = asyncio.create_task(jvm.wait())
            unwanted = asyncio.create_task(self._unwanted.wait())
            await asyncio.wait({ended, unwanted}, return_when=asyncio.FIRST_COMPLETED)
            unwanted.cancel()
            listening.cancel()
            if self._unwanted.is_set():
                server.close()  # first of all: who comes now must start a server of their own
                return await self._stop_jvm(jvm, ended)
            if not listening.done():  # it never came up, and starting again won't mend that
                break
            print(f"Guardian: Neo4j ended with {ended.result()}; {restarts_left} restarts left.", flush=True)
        server.close()
        return await ended

    async def _start_jvm(self) -> asyncio.subprocess.Process:
        jvm = await asyncio.create_subprocess_exec(
            *self._command, stdin=asyncio.subprocess.DEVNULL, preexec_fn=die_with_parent()
        )
        self._pid_file.write_text(str(jvm.pid), encoding="ascii")
        return jvm

    async def _until_listening(self) -> None:
        while True:
            with contextlib.suppress(OSError):
                _, writer = await asyncio.open_connection("127.0.0.1", self._bolt_port)
                return writer.close()
            await asyncio.sleep(PROBE_SECONDS)

    async def _stop_jvm(self, jvm: asyncio.subprocess.Process, ended: asyncio.Task[int]) -> int:
        with contextlib.suppress(ProcessLookupError):
            jvm.terminate()
        try:
            return await asyncio.wait_for(asyncio.shield(ended), STOP_SECONDS)
        except TimeoutError:
            jvm.kill()
            return await ended

    async def _hold_lease(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Count one lease from its token to its end. Our side of the last one stays open until all is down."""
        try:
            token = await asyncio.wait_for(reader.readline(), FIRST_LEASE_SECONDS)
            if not hmac.compare_digest(token.strip(), self._token.encode()):
                return
            self._leases += 1
            try:
                writer.write(b"leased\n")
                await reader.read()
            finally:
                self._leases -= 1
            if self._leases == 0:
                self._unwanted.set()
                await asyncio.Event().wait()
        except asyncio.CancelledError:
            return  # this process ends, which closes all leases
        except (ConnectionError, TimeoutError):
            self._stop_if_unused()
        finally:
            writer.close()

    def _stop_if_unused(self) -> None:
        if self._leases == 0:
            self._unwanted.set()


def main(endpoint_file: str, pid_file: str, *command: str) -> int:
    """Guard one launch: its Bolt port and lease token are in a file that only this user can read."""
    os.umask(0o077)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for Stoa, which then lets go of its lease
    endpoint = json.loads(Path(endpoint_file).read_text(encoding="utf-8"))
    if os.fork():  # nobody's child: init collects it, whichever Stoa process ends first
        os._exit(0)
    listener = socket.socket(fileno=sys.stdin.fileno())
    guardian = Guardian(list(command), endpoint["bolt_port"], endpoint["token"], Path(pid_file))
    return asyncio.run(guardian.run(listener))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
