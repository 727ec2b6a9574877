"""A lease on the running Neo4j: as long as one Stoa process holds one, the guardian keeps the server up."""

import socket
from typing import Self

HANDSHAKE_SECONDS = 10.0
RELEASE_SECONDS = 90.0
"""Longer than the guardian waits for the JVM, so that it has the last word."""


class Lease:
    """An open connection to the guardian. It also ends with the process that holds it, however that ends."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection

    @classmethod
    def take(cls, port: int, token: str) -> Self | None:
        """Ask the guardian on a loopback port for a lease; None when no guardian with this token answers there."""
        try:
            connection = socket.create_connection(("127.0.0.1", port), HANDSHAKE_SECONDS)
        except OSError:
            return None
        try:
            connection.sendall(token.encode() + b"\n")
            if connection.recv(16) == b"leased\n":
                return cls(connection)
        except OSError:
            pass  # someone else's socket, or a guardian on its way out: neither grants a lease
        connection.close()
        return None

    def has_ended(self) -> bool:
        """Whether the guardian is gone, and with it the server."""
        self._connection.setblocking(False)
        try:
            return self._connection.recv(1) == b""
        except BlockingIOError:
            return False
        except OSError:
            return True

    def release(self) -> None:
        """Give the lease back. If it was the last one, this returns when the server has stopped."""
        with self._connection as connection:
            connection.settimeout(RELEASE_SECONDS)
            try:
                connection.shutdown(socket.SHUT_WR)
                connection.recv(1)
            except OSError:
                pass  # the guardian is gone already, which is what was asked for
