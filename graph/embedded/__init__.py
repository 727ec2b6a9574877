"""A real Neo4j that Stoa runs itself: installed from a lock, started on loopback, shared, and never left behind."""

from graph.embedded.errors import ArtifactError, EmbeddedServerError
from graph.embedded.launch import free_port
from graph.embedded.memory import Memory
from graph.embedded.server import Connection, EmbeddedServer, embedded

__all__ = ["ArtifactError", "Connection", "EmbeddedServer", "EmbeddedServerError", "Memory", "embedded", "free_port"]
