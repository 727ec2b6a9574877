"""Who was erased, as a process knows it: a token outlives its user, and must not open anything for them any more."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from domain.access import Session, Viewer
from domain.erasure import hash_of
from graph import tombstone
from graph.database import Graph
from resolvers.changes import Changes

FRESH_SECONDS = 5.0
"""For so long a process goes by what it last read: a token stops working that much later at most."""


class ErasedUsers:
    """One for a process, shared by all requests: one statement in five seconds, whatever their number."""

    def __init__(self, graph: Callable[[], Graph]) -> None:
        self._graph = graph
        self._hashes: set[str] = set()
        self._changes = Changes(self._take)

    async def checked(self, session: Session) -> Session:
        """The session; of a user who was erased one that may still ask for the receipt, and nothing else."""
        user_id = session.viewer.user_id
        if user_id is None:
            return session
        await self._changes.look(FRESH_SECONDS)
        return replace(session, viewer=Viewer(user_id=user_id)) if hash_of(user_id) in self._hashes else session

    async def _take(self, since: datetime) -> list[datetime]:
        rows = await self._graph().read(tombstone.users_since, since)
        self._hashes.update(row.hash for row in rows)
        return [row.at for row in rows]
