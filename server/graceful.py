"""A stop that cuts nobody off: balancers are told first, requests are finished, streams are ended, then it goes."""

import asyncio
import signal
import socket
import time
from collections.abc import AsyncGenerator
from types import FrameType
from typing import TypeVar

import uvicorn

T = TypeVar("T")


class Stopping:
    """How far a server is on its way out; shared by the process, the readiness probe and the streams."""

    def __init__(self) -> None:
        self.announced = False
        """`/readyz` says no, so that balancers send nothing new. All that comes is still answered."""
        self.leaving = asyncio.Event()
        """No connection is taken any more: what would go on for ever ends now."""

    async def until(self, stream: AsyncGenerator[T, None]) -> AsyncGenerator[T, None]:
        """What `stream` gives until it ends or the server leaves; whoever listens then subscribes again elsewhere."""
        leaving = asyncio.create_task(self.leaving.wait())
        following: asyncio.Task[T] | None = None
        try:
            while not self.leaving.is_set():
                following = asyncio.create_task(_next(stream))
                await asyncio.wait({following, leaving}, return_when=asyncio.FIRST_COMPLETED)
                if following.done():
                    yield following.result()
        except _Ended:
            return
        finally:
            leaving.cancel()
            if following is not None and not following.done():
                following.cancel()
                await asyncio.wait({following})
            await stream.aclose()


class _Ended(Exception):
    """A task can't raise StopAsyncIteration to whoever awaits it."""


async def _next(stream: AsyncGenerator[T, None]) -> T:
    try:
        return await anext(stream)
    except StopAsyncIteration:
        raise _Ended from None


class GracefulServer(uvicorn.Server):
    """Uvicorn's server, which on SIGTERM first announces that it stops and stays open for `drain` seconds more.

    SIGINT, a person's Ctrl-C, skips the announcement; so does a second SIGTERM. Requests under way are finished in any
    case, for at most `timeout_graceful_shutdown`.
    """

    def __init__(self, config: uvicorn.Config, stopping: Stopping, drain: float) -> None:
        super().__init__(config)
        self._stopping, self._drain = stopping, drain
        self._leave_at: float | None = None

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Called for SIGINT and SIGTERM, in the middle of anything: it only takes notes."""
        if sig == signal.SIGTERM and self._leave_at is None and self._drain > 0:
            self._stopping.announced = True
            self._leave_at = time.monotonic() + self._drain
            self._captured_signals.append(sig)
        else:
            super().handle_exit(sig, frame)

    async def on_tick(self, counter: int) -> bool:
        """Ten times a second: whether to stop."""
        if self._leave_at is not None and time.monotonic() >= self._leave_at:
            self.should_exit = True
        return await super().on_tick(counter)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the streams, let requests finish, and go."""
        self._stopping.announced = True
        self._stopping.leaving.set()
        await super().shutdown(sockets)
