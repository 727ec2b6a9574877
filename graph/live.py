"""The broker of live updates: follows the outbox while somebody listens, and hands every event to every listener.

There is one a process. Each follows the same outbox, so an event reaches the listeners of all processes, whichever of
them wrote it.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

import structlog

from domain.errors import LimitReached, Unavailable
from domain.outbox import SequencedEvent
from graph import outbox
from graph.database import Graph

POLL_SECONDS = 0.25
ROOM = 100
"""Events that may wait for one listener."""
PATIENCE_SECONDS = 1.0
"""How long one that has little room left may hold up the next events for all, before it is let go."""

Wanted = Callable[[SequencedEvent], bool]

log = structlog.get_logger(__name__)


class Listener:
    """The events that wait for one subscription. One that reads too slowly loses it; nobody else waits for that."""

    def __init__(self, wanted: Wanted, room: int) -> None:
        self._wanted = wanted
        self._waiting: asyncio.Queue[SequencedEvent | Exception] = asyncio.Queue(room)
        self._ended = False

    def offer(self, event: SequencedEvent) -> None:
        """Put an event there if it is wanted. With no room left the listener is ended instead."""
        if self._ended or not self._wanted(event):
            return
        if self._waiting.full():
            self.end(LimitReached("You read too slowly, so events were missed: subscribe again, and ask for the rest."))
        else:
            self._waiting.put_nowait(event)

    def has_room(self, count: int) -> bool:
        """Whether so many more events could wait for it."""
        return self._ended or self._waiting.qsize() + count <= self._waiting.maxsize

    def end(self, reason: Exception) -> None:
        """Forget what waits; the listener hears the reason next, and nothing after it."""
        while not self._waiting.empty():
            self._waiting.get_nowait()
        self._waiting.put_nowait(reason)
        self._ended = True

    async def next(self) -> SequencedEvent:
        """The next event, as soon as there is one. Raises the reason for which the listener was ended."""
        found = await self._waiting.get()
        if isinstance(found, Exception):
            raise found
        return found


class Broker:
    """Follows the outbox from the moment of the first listener to that of the last, and asks nothing in between."""

    def __init__(self, graph: Callable[[], Graph], poll: float = POLL_SECONDS, room: int = ROOM) -> None:
        """`poll` is in seconds: how long an event of another process may go unnoticed."""
        self._graph, self._poll, self._room = graph, poll, room
        self._batch = max(1, room // 2)
        self._listeners: set[Listener] = set()
        self._following: asyncio.Task[None] | None = None
        self._written = asyncio.Event()
        self.cursor: int | None = None
        """Number of the last event that was handed out; None while nobody listens."""

    @asynccontextmanager
    async def listen(self, wanted: Wanted) -> AsyncIterator[Listener]:
        """Hear of the events that are wanted, from now on and for as long as the block lasts."""
        listener = Listener(wanted, self._room)
        self._listeners.add(listener)
        if self._following is None:
            self._following = asyncio.create_task(self._follow(), name="live")
        try:
            yield listener
        finally:
            self._listeners.discard(listener)

    def nudge(self) -> None:
        """Look at once: this process has just committed an event."""
        self._written.set()

    async def close(self) -> None:
        """End every listener, since the process stops."""
        for listener in self._listeners:
            listener.end(Unavailable("Stoa is stopping."))
        if self._following is not None:
            self._following.cancel()
            with suppress(asyncio.CancelledError):
                await self._following

    async def _follow(self) -> None:
        try:
            while self._listeners:
                try:
                    await self._hand_out()
                except Unavailable as error:
                    log.warning("live.waiting", reason=str(error))
                except Exception:  # a bug met by one event must not end everybody's updates; it is tried again
                    log.exception("live.failed")
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._written.wait(), self._poll)
                self._written.clear()
        finally:
            self.cursor = self._following = None

    async def _hand_out(self) -> None:
        graph = self._graph()
        last = (await graph.read(outbox.head)).last
        if self.cursor is None:
            self.cursor = last
        while self.cursor < last:
            await self._let_listeners_read()
            events = await graph.read(outbox.after, self.cursor, self._batch)
            if not events:
                return  # the commit before the next one isn't visible yet
            for event in events:
                for listener in self._listeners:
                    listener.offer(event)
            self.cursor = events[-1].seq

    async def _let_listeners_read(self) -> None:
        """After a burst, wait for those who read as quickly as they can; a while, for who doesn't."""
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE_SECONDS):
                while not all(listener.has_room(self._batch) for listener in self._listeners):  # noqa: ASYNC110
                    await asyncio.sleep(0.01)
