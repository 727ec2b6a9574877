"""Which accounts lead to another, as a process knows it: a token of the former acts for the survivor."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from domain.access import Session
from domain.ids import UserId
from graph import merge
from graph.database import Graph

FRESH_SECONDS = 5.0
"""For so long a process goes by what it last read. Meanwhile a token of the former account finds nothing of its own."""

OVERLAP = timedelta(minutes=1)
"""Merges are stamped before they are committed, so the last minute is read again each time."""


class MergedUsers:
    """One for a process, shared by all requests: one statement in five seconds, whatever their number."""

    def __init__(self, graph: Callable[[], Graph]) -> None:
        self._graph = graph
        self._into: dict[UserId, UserId] = {}
        self._since = datetime(1970, 1, 1, tzinfo=UTC)
        self._read_at = -FRESH_SECONDS
        self._turn = asyncio.Lock()

    async def led(self, session: Session) -> Session:
        """The session, of the survivor where its account was merged."""
        user_id = session.viewer.user_id
        if user_id is None:
            return session
        await self._refresh()
        into = self._into.get(user_id)
        return session if into is None else replace(session, viewer=replace(session.viewer, user_id=into))

    def forget(self) -> None:
        """Ask anew from the next request on, as after accounts were merged here."""
        self._read_at = -FRESH_SECONDS

    async def _refresh(self) -> None:
        async with self._turn:
            now = asyncio.get_running_loop().time()
            if now - self._read_at < FRESH_SECONDS:
                return
            rows = await self._graph().read(merge.since, self._since)
            self._into.update((row.user_id, row.into_id) for row in rows)
            self._since = max([self._since, *(row.at - OVERLAP for row in rows)])
            self._read_at = now
