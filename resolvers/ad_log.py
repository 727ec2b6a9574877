"""Decisions about ads that are written behind: nobody who asks for an ad waits for the database to know of it.

What a crash loses are counts of what was asked for and not seen: a ticket holds all of a decision that a view needs.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import structlog

from domain.ad_choice import NoFill
from domain.ad_history import Shown
from domain.ad_token import AdTicket
from domain.delivery import Counts
from domain.errors import Unavailable
from graph import ad_decision as graph
from graph.background import in_background
from graph.database import Graph
from graph.delivery_cell import Added

BATCH = 500
"""Decisions of one transaction."""
MOST = 20_000
"""Decisions that wait at most; the oldest are let go when the database is away for so long."""
EVERY_SECONDS = 1.0

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Asked:
    """What became of one request for an ad."""

    at: datetime
    placement: str
    ticket: AdTicket | None = None
    properties: dict[str, Any] | None = field(default=None, repr=False)
    """Of the decision; None where there is none, or it is written already."""
    no_fill: NoFill | None = None

    @property
    def reader_id(self) -> str | None:
        """Whom it is to name once it is written."""
        return self.ticket.user_id if self.ticket is not None and self.properties is not None else None


class AdLog:
    """One for a process."""

    def __init__(self, reach: Callable[[], Graph]) -> None:
        self._graph = reach
        self._waiting: deque[Asked] = deque()
        self._of_readers: dict[str, dict[str, Shown]] = {}
        """What readers were shown that isn't written yet, by their ids and those of decisions."""
        self._turn = asyncio.Lock()
        self._full = asyncio.Event()

    def add(self, asked: Asked) -> None:
        """Have it written soon."""
        if len(self._waiting) >= MOST:
            self._forget([self._waiting.popleft()])
        self._waiting.append(asked)
        if asked.reader_id is not None and (ticket := asked.ticket) is not None:
            shown = Shown(ticket.id, ticket.flight_id, ticket.placement)
            self._of_readers.setdefault(asked.reader_id, {})[ticket.id] = shown
        if len(self._waiting) >= BATCH:
            self._full.set()

    def unwritten(self, reader_id: str) -> tuple[Shown, ...]:
        """What a reader was shown that isn't in the graph yet. Ask before reading what is, lest some be missed."""
        return tuple(self._of_readers.get(reader_id, {}).values())

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Write what comes while the block lasts, and the rest at its end."""
        try:
            async with in_background(self._write_forever(), "ad-log"):
                yield
        finally:
            with suppress(Unavailable):
                await self.flush()

    async def flush(self) -> None:
        """Write all that waits.

        Raises:
            Unavailable: the database is away; what wasn't written waits on.
        """
        async with self._turn:
            self._full.clear()
            while self._waiting:
                batch = [self._waiting.popleft() for _ in range(min(BATCH, len(self._waiting)))]
                try:
                    await self._graph().write(graph.write, decisions_of(batch), hours_of(batch), cells_of(batch))
                except (Unavailable, asyncio.CancelledError):
                    self._waiting.extendleft(reversed(batch))
                    raise
                except BaseException:
                    self._forget(batch)
                    raise
                self._forget(batch)

    def _forget(self, batch: Iterable[Asked]) -> None:
        for asked in batch:
            if asked.reader_id is not None and asked.ticket is not None:
                left = self._of_readers[asked.reader_id]
                del left[asked.ticket.id]
                if not left:
                    del self._of_readers[asked.reader_id]

    async def _write_forever(self) -> None:
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(EVERY_SECONDS):
                    await self._full.wait()
            try:
                await self.flush()
            except Unavailable as error:
                log.warning("ad_log.waiting", reason=str(error), waiting=len(self._waiting))
                await asyncio.sleep(EVERY_SECONDS)
            except Exception:  # a batch that can't be written must not keep others from it
                log.exception("ad_log.failed")


def decisions_of(batch: Iterable[Asked]) -> list[dict[str, Any]]:
    """The properties of the decisions that aren't written yet."""
    return [asked.properties for asked in batch if asked.properties is not None]


def hours_of(batch: Iterable[Asked]) -> list[dict[str, Any]]:
    """What is to be added to the hours of placements."""
    hours: dict[str, dict[str, Any]] = {}
    for asked in batch:
        at = asked.at.replace(minute=0, second=0, microsecond=0)
        key = f"{at:%Y-%m-%dT%H}|{asked.placement}"
        empty = {"key": key, "at": at, "placement": asked.placement, "requests": 0, "filled": 0, "none": {}}
        row = hours.setdefault(key, empty)
        row["requests"] += 1
        row["filled"] += asked.no_fill is None
        if asked.no_fill is not None:
            reason = f"none_{asked.no_fill.lower()}"
            row["none"][reason] = row["none"].get(reason, 0) + 1
    return list(hours.values())


def cells_of(batch: Iterable[Asked]) -> list[Added]:
    """What is to be added to the cube: decisions by their tickets' cells. Those of the staff count for nothing."""
    return [
        Added(asked.ticket, asked.ticket.day(asked.at), Counts(decisions=1), asked.ticket.mark)
        for asked in batch
        if asked.ticket is not None and asked.ticket.void is None
    ]
