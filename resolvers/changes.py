"""What changed in the graph since a process last looked: asked for by one request on behalf of all, now and then."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from datetime import UTC, datetime, timedelta

OVERLAP = timedelta(minutes=1)
"""Changes are stamped before they are committed, so the last minute is read again each time."""

Take = Callable[[datetime], Awaitable[Iterable[datetime]]]
"""Reads and keeps what changed since a moment; when that was, change by change."""


class Changes:
    """One for each kind of change that a process follows, shared by all requests."""

    def __init__(self, take: Take) -> None:
        self._take = take
        self._since = datetime(1970, 1, 1, tzinfo=UTC)
        self._read_at: float | None = None
        self._turn = asyncio.Lock()

    async def look(self, fresh_seconds: float) -> None:
        """Take what has changed, unless that was done so short a time ago. Who comes meanwhile waits for it."""
        async with self._turn:
            now = asyncio.get_running_loop().time()
            if self._read_at is None or now - self._read_at >= fresh_seconds:
                moments = await self._take(self._since)
                self._since = max([self._since, *(moment - OVERLAP for moment in moments)])
                self._read_at = now

    def forget(self) -> None:
        """Look anew with the next request, as after something was changed here."""
        self._read_at = None
