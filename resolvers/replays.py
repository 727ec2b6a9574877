"""What a process keeps so that calls can be sent again: the key that seals their answers, and whose turn it is."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from weakref import WeakValueDictionary

from domain.errors import Conflict
from domain.idempotency import PATH, AnswerKey, Call

PATIENCE_SECONDS = 4.0
"""How long a call waits for the same call on its way, first in this process and then in the database."""


class Replays:
    """One for a process, shared by all requests."""

    def __init__(self, secret: bytes) -> None:
        """Take the server's secret; only a hash of it is kept."""
        self.answers = AnswerKey(secret)
        self._turns = WeakValueDictionary[tuple[str, str, str], asyncio.Lock]()

    @asynccontextmanager
    async def turn(self, call: Call) -> AsyncIterator[None]:
        """Hold a call while it is carried out, so that of many at once only one takes a connection to wait on.

        Raises:
            Conflict: it was on its way all the time.
        """
        lock = self._turns.setdefault(call.name, asyncio.Lock())
        async with patience():
            await lock.acquire()
        try:
            yield
        finally:
            lock.release()


@asynccontextmanager
async def patience() -> AsyncIterator[None]:
    """Wait for the same call on its way, but not for ever.

    Raises:
        Conflict: it wasn't done in that time.
    """
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            yield
    except TimeoutError:
        message = "A request with this idempotencyKey is still being carried out. Send it again in a moment."
        raise Conflict(message, PATH) from None
