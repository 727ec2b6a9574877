"""Who was erased, as a process knows it: a token outlives its user, and must not open anything for them any more."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from domain.access import Session, Viewer
from domain.erasure import hash_of
from graph import tombstone
from graph.database import Graph

FRESH_SECONDS = 5.0
"""For so long a process goes by what it last read: a token stops working that much later at most."""

OVERLAP = timedelta(minutes=1)
"""Tombstones are stamped before they are committed, so the last minute is read again each time."""


class ErasedUsers:
    """One for a process, shared by all requests: one statement in five seconds, whatever their number."""

    def __init__(self, graph: Callable[[], Graph]) -> None:
        self._graph = graph
        self._hashes: set[str] = set()
        self._since = datetime(1970, 1, 1, tzinfo=UTC)
        self._read_at = -FRESH_SECONDS
        self._turn = asyncio.Lock()

    async def checked(self, session: Session) -> Session:
        """The session; of a user who was erased one that may still ask for the receipt, and nothing else."""
        user_id = session.viewer.user_id
        if user_id is None:
            return session
        await self._refresh()
        return replace(session, viewer=Viewer(user_id=user_id)) if hash_of(user_id) in self._hashes else session

    async def _refresh(self) -> None:
        async with self._turn:
            now = asyncio.get_running_loop().time()
            if now - self._read_at < FRESH_SECONDS:
                return
            rows = await self._graph().read(tombstone.users_since, self._since)
            self._hashes.update(row.hash for row in rows)
            self._since = max([self._since, *(row.at - OVERLAP for row in rows)])
            self._read_at = now
