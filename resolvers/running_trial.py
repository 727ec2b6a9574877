"""Whether a trial of models runs, as a process knows it: mostly none does, and feeds then ask nothing of it."""

from collections.abc import Callable
from datetime import datetime

from domain.ids import ModelId, UserId
from graph import trial
from graph.database import Graph
from resolvers.changes import Changes

FRESH_SECONDS = 5.0
"""A trial that was started elsewhere is followed that much later; one that ended isn't followed any more at once."""


class RunningTrial:
    """One for a process, shared by all requests: one statement in five seconds, whatever their number."""

    def __init__(self, graph: Callable[[], Graph]) -> None:
        self._graph = graph
        self._runs = False
        self._changes = Changes(self._take)

    async def model_of(self, user_id: UserId) -> ModelId | None:
        """By which model a member is served who is in a trial; None by the one in use."""
        await self._changes.look(FRESH_SECONDS)
        return await self._graph().read(trial.model_of, user_id) if self._runs else None

    def forget(self) -> None:
        """Look anew at the next request, as after one was started here."""
        self._changes.forget()

    async def _take(self, _: datetime) -> list[datetime]:
        self._runs = await self._graph().read(trial.runs)
        return []
