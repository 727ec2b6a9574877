"""The API keys that one worker knows at the moment: whom each stands for, remembered for two seconds at most."""

import asyncio
import logging
from collections import OrderedDict
from datetime import datetime, timedelta
from time import monotonic

from domain.access import Session, Viewer
from domain.errors import Unauthenticated, Unavailable
from domain.key_secret import SecretDigest, is_secret
from graph.api_key import OPENED, USE, DigestParams, OpenedKey, UseParams
from graph.database import Graph

REMEMBERED = 2.0
"""Seconds for which reads by a key don't ask the database again. Mutations always do."""

MOST = 10_000
USE_NOTED_EVERY = timedelta(minutes=1)

logger = logging.getLogger("stoa.api_key")


class KeyRing:
    """Made once a process. One statement finds a key, be it by its present secret or by the one before."""

    def __init__(self, digests: SecretDigest) -> None:
        self.digests = digests
        self._known: OrderedDict[str, tuple[OpenedKey, float]] = OrderedDict()
        self._noting: set[asyncio.Task[None]] = set()

    def is_guess(self, secret: str) -> bool:
        """Whether only the database can tell what a secret stands for, since it opened nothing here so far."""
        if not is_secret(secret):
            return False
        key, _ = self._known.get(self.digests.of(secret), (None, 0.0))
        return key is None or key.revoked_at is not None

    async def open(self, graph: Graph, secret: str, now: datetime) -> Session:
        """Whom a secret stands for. What isn't spelt like one never reaches the database.

        Raises:
            Unauthenticated: it opens no key, or none that still holds.
        """
        if not is_secret(secret):
            raise Unauthenticated("This isn't a whole API key; copy it again, it has 48 characters.")
        return await self.open_by_digest(graph, self.digests.of(secret), now)

    async def open_by_digest(self, graph: Graph, digest: str, now: datetime, *, fresh: bool = False) -> Session:
        """The same by what a secret is known by; `fresh` asks the database whatever is remembered.

        Raises:
            Unauthenticated: it opens no key, or none that still holds.
        """
        key = None if fresh else self._remembered(digest)
        cached = key is not None
        if key is None:
            key = await self._ask(graph, digest, now)
        if key.revoked_at is not None:
            raise Unauthenticated("This API key was revoked; ask for another one.")
        if key.valid_until is not None and key.valid_until <= now:
            raise Unauthenticated("This API key has expired or was rotated; ask for its new secret.")
        viewer = Viewer(scopes=frozenset(key.scopes), key_id=key.id, sponsor_id=key.sponsor_id)
        return Session(viewer, key.valid_until, digest, cached)

    def forget(self, key_id: str) -> None:
        """Ask anew from the next request on, as after a change of the key."""
        for digest in [digest for digest, (key, _) in self._known.items() if key.id == key_id]:
            del self._known[digest]

    def _remembered(self, digest: str) -> OpenedKey | None:
        key, asked_at = self._known.get(digest, (None, 0.0))
        return key if monotonic() - asked_at < REMEMBERED else None

    async def _ask(self, graph: Graph, digest: str, now: datetime) -> OpenedKey:
        asked_at = monotonic()
        key = await graph.read(OPENED.one_or_none, DigestParams(digest=digest))
        if key is None:
            self._known.pop(digest, None)
            raise Unauthenticated("There is no such API key.")
        self._known[digest] = (key, asked_at)
        self._known.move_to_end(digest)
        if len(self._known) > MOST:
            self._known.popitem(last=False)
        if key.last_used_at is None or key.last_used_at < now - USE_NOTED_EVERY:
            self._note_use(graph, key.id, now)
        return key

    def _note_use(self, graph: Graph, key_id: str, now: datetime) -> None:
        """Beside the request, which doesn't wait for it; the statement holds to once a minute among all workers."""
        task = asyncio.create_task(_use(graph, key_id, now))
        self._noting.add(task)
        task.add_done_callback(self._noting.discard)

    async def settle(self) -> None:
        """Wait for the notes that are under way, before the graph is closed."""
        await asyncio.gather(*self._noting)


async def _use(graph: Graph, key_id: str, now: datetime) -> None:
    try:
        await graph.write(USE.run, UseParams(id=key_id, at=now, unless_since=now - USE_NOTED_EVERY))
    except Unavailable as error:
        logger.warning("use not noted", extra={"key_id": key_id, "cause": str(error)})
