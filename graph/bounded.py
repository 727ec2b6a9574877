"""Statements that end in the database, at the latest, soon after the operation they are for.

A task that is cancelled closes its connection, and Neo4j then ends the statement on it. The time limit that goes with
each statement is for a process that can't do even that: one that hangs, or that the network no longer reaches.
"""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from neo4j import AsyncResult, AsyncSession, Query, unit_of_work

from domain.deadline import seconds_left

T = TypeVar("T")

GRACE_SECONDS = 1.0
"""What the database waits beyond the deadline, so that it is the process that gives up first."""


class BoundedSession:
    """A session whose statements, each a transaction of its own, take no longer than they may."""

    __slots__ = ("_seconds", "_session")

    def __init__(self, session: AsyncSession, seconds: float) -> None:
        self._session, self._seconds = session, seconds

    async def run(self, query: Any, parameters: dict[str, Any] | None = None) -> AsyncResult:
        """Send one statement."""
        return await self._session.run(Query(query, timeout=self._seconds), parameters)


def bounded_session(session: AsyncSession) -> AsyncSession | BoundedSession:
    """The session, bounded by the deadline; as it is where there is none."""
    left = seconds_left()
    return session if left is None else BoundedSession(session, left + GRACE_SECONDS)


def bounded_unit(unit: Callable[..., Awaitable[T]]) -> Callable[..., Awaitable[T]]:
    """A transaction function, bounded by the deadline; as it is where there is none."""
    left = seconds_left()
    return unit if left is None else unit_of_work(timeout=left + GRACE_SECONDS)(unit)
