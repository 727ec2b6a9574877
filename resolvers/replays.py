"""What a process keeps so that calls can be sent again: the key that seals their answers, and whose turn it is."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from weakref import WeakValueDictionary

from domain.errors import Conflict
from domain.idempotency import PATH, AnswerKey, Call

PATIENCE_SECONDS = 8.0
"""How long a call waits for the same call on its way. Less than an operation may take, so that it can say so."""


class Turn:
    """Held by the one request of a process that carries a call out. Those who wait find the answer here."""

    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.answer: bytes | None = None
        self.fingerprint = ""


class Replays:
    """One for a process, shared by all requests."""

    def __init__(self, secret: bytes) -> None:
        """Take the server's secret; only a hash of it is kept."""
        self.answers = AnswerKey(secret)
        self._turns = WeakValueDictionary[tuple[str, str, str], Turn]()

    @asynccontextmanager
    async def turn(self, call: Call) -> AsyncIterator[Turn]:
        """Hold a call, so that of two hundred at once one takes a connection, and the others have its answer.

        Raises:
            Conflict: it was on its way all the time.
        """
        turn = self._turns.setdefault(call.name, Turn())
        async with patience():
            await turn.lock.acquire()
        try:
            yield turn
        finally:
            turn.lock.release()


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
