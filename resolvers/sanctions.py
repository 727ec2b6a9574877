"""Who is muted or banned, as a process knows it: asked by every session, so that it holds for all a member does."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from domain.access import Session
from domain.sanction import Sanction, hardest
from graph import sanction
from graph.database import Graph

FRESH_SECONDS = 4.0
"""For so long a process goes by what it last read: a sanction holds everywhere that much later at most."""

OVERLAP = timedelta(minutes=1)
"""Sanctions are stamped before they are committed, so the last minute is read again each time."""


class Sanctions:
    """One for a process, shared by all requests: one statement in four seconds, whatever their number."""

    def __init__(self, graph: Callable[[], Graph]) -> None:
        self._graph = graph
        self._known: dict[str, dict[str, Sanction]] = {}
        self._since = datetime(1970, 1, 1, tzinfo=UTC)
        self._read_at = -FRESH_SECONDS
        self._turn = asyncio.Lock()

    async def checked(self, session: Session, now: datetime) -> Session:
        """The session with what a sanction leaves its member, if there is one that holds."""
        user_id = session.viewer.user_id
        if user_id is None:
            return session
        await self._refresh()
        held = hardest(self._known.get(user_id, {}).values(), now)
        return session if held is None else replace(session, viewer=session.viewer.under(held))

    def forget(self) -> None:
        """Ask anew from the next request on, as after a sanction was imposed or lifted here."""
        self._read_at = -FRESH_SECONDS

    async def _refresh(self) -> None:
        async with self._turn:
            now = asyncio.get_running_loop().time()
            if now - self._read_at < FRESH_SECONDS:
                return
            rows = await self._graph().read(sanction.changed, self._since)
            for row in rows:
                self._known.setdefault(row.user_id, {})[row.kind] = row
            self._since = max([self._since, *(row.changed_at - OVERLAP for row in rows)])
            self._read_at = now
