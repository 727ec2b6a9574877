"""Which accounts lead to another, as a process knows it: a token of the former acts for the survivor."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from domain.access import Session
from domain.ids import UserId
from graph import merge
from graph.database import Graph
from resolvers.changes import Changes

FRESH_SECONDS = 5.0
"""For so long a process goes by what it last read. Meanwhile a token of the former account finds nothing of its own."""


class MergedUsers:
    """One for a process, shared by all requests: one statement in five seconds, whatever their number."""

    def __init__(self, graph: Callable[[], Graph]) -> None:
        self._graph = graph
        self._into: dict[UserId, UserId] = {}
        self._changes = Changes(self._take)

    async def led(self, session: Session) -> Session:
        """The session, of the survivor where its account was merged."""
        user_id = session.viewer.user_id
        if user_id is None:
            return session
        await self._changes.look(FRESH_SECONDS)
        into = self._into.get(user_id)
        return session if into is None else replace(session, viewer=replace(session.viewer, user_id=into))

    def forget(self) -> None:
        """Ask anew from the next request on, as after accounts were merged here."""
        self._changes.forget()

    async def _take(self, since: datetime) -> list[datetime]:
        rows = await self._graph().read(merge.since, since)
        self._into.update((row.user_id, row.into_id) for row in rows)
        return [row.at for row in rows]
