"""Who is muted or banned, as a process knows it: asked by every session, so that it holds for all a member does."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from domain.access import Session
from domain.sanction import Sanction, hardest
from graph import sanction
from graph.database import Graph
from resolvers.changes import Changes

FRESH_SECONDS = 4.0
"""For so long a process goes by what it last read: a sanction holds everywhere that much later at most."""


class Sanctions:
    """One for a process, shared by all requests: one statement in four seconds, whatever their number."""

    def __init__(self, graph: Callable[[], Graph]) -> None:
        self._graph = graph
        self._known: dict[str, dict[str, Sanction]] = {}
        self._changes = Changes(self._take)

    async def checked(self, session: Session, now: datetime) -> Session:
        """The session with what a sanction leaves its member, if there is one that holds."""
        user_id = session.viewer.user_id
        if user_id is None:
            return session
        await self._changes.look(FRESH_SECONDS)
        held = hardest(self._known.get(user_id, {}).values(), now)
        return session if held is None else replace(session, viewer=session.viewer.under(held))

    def forget(self) -> None:
        """Ask anew from the next request on, as after a sanction was imposed or lifted here."""
        self._changes.forget()

    async def _take(self, since: datetime) -> list[datetime]:
        rows = await self._graph().read(sanction.changed, since)
        for row in rows:
            self._known.setdefault(row.user_id, {})[row.kind] = row
        return [row.changed_at for row in rows]
