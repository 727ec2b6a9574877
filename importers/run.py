"""One run of an import: steps that take rows in batches, note how far they came, and go on there after a crash.

A batch is one transaction and repeating it changes nothing, so the note only saves time: it is written after the batch,
and a crash between the two repeats one batch.
"""

import asyncio
import hashlib
from collections import Counter, deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Generic, TypeVar

from domain.consent import IMPORTED, ConsentPurpose
from graph import import_run
from graph.database import Graph
from importers.board import Board
from importers.problems import Place, Problems

T = TypeVar("T")
Tally = Counter[str]
"""How many rows of a batch were `new`, `known` or `linked`; what could be used in no way is among the problems."""


@dataclass(frozen=True, slots=True)
class Placed(Generic[T]):
    """An item and where it came from: the number of its record, counted from 1 within the input, and its place."""

    number: int
    place: Place
    item: T


Write = Callable[[Sequence[Placed[T]]], Awaitable[Tally]]
"""What is done with a batch. It may be done again, and must then change nothing."""


@dataclass(frozen=True)
class Step(Generic[T]):
    """Part of an import: items in the order of their numbers, and what to do with a batch of them.

    `key` names the part and the exact input, so that a note of another file is never mistaken for it. For the bar,
    `position` tells how far the input was read, out of `total`; without it the items' numbers do.
    """

    name: str
    key: str
    items: Iterable[Placed[T]]
    write: Write[T]
    total: float
    position: Callable[[], float] | None = None
    batch: int = 2_000
    in_flight: int = 1


@dataclass
class Run:
    """An import in progress. `now` is its one clock; `source` names where its rows come from."""

    graph: Graph
    board: Board
    problems: Problems
    source: str
    now: datetime
    consents: Sequence[ConsentPurpose] = IMPORTED
    """What members are taken to have consented to in the community they come from."""
    left_out: Counter[str] = field(default_factory=Counter)
    """Rows that are fine and yet not imported, by why."""
    _noted: list[str] = field(default_factory=list)

    async def take(self, step: Step[T]) -> Tally:
        """Run one step from where it was left, or from the start."""
        note = f"import {self.source} {step.name} {step.key}"
        done = int(await self.graph.read(import_run.position, note) or 0)
        self._noted.append(note)
        refused = len(self.problems)
        with self.board.step(step.name, step.total) as bar:
            async for number, tally in self._tallies(step, done, note):
                bar.report.counts += tally
                bar.report.counts["refused"] = len(self.problems) - refused
                bar.move(step.position() if step.position else number)
            bar.report.counts["refused"] = len(self.problems) - refused
        return bar.report.counts

    async def _tallies(self, step: Step[T], done: int, note: str) -> AsyncIterator[tuple[int, Tally]]:
        """What became of each batch. The oldest is waited for first and then noted: whatever precedes a note is in."""
        pending: deque[tuple[int, asyncio.Future[Tally]]] = deque()
        try:
            for batch in _batches(step, done):
                if len(pending) >= step.in_flight:
                    yield await self._settle(pending, note)
                pending.append((batch[-1].number, asyncio.ensure_future(step.write(batch))))
                await asyncio.sleep(0)  # let the batch be sent before the next one is read
            while pending:
                yield await self._settle(pending, note)
        finally:
            for _, task in pending:
                task.cancel()
            await asyncio.gather(*(task for _, task in pending), return_exceptions=True)

    async def _settle(self, pending: deque[tuple[int, asyncio.Future[Tally]]], note: str) -> tuple[int, Tally]:
        number, task = pending[0]
        tally = await task
        pending.popleft()
        # One record may have become several items, of which the next batch holds the rest: repeat the last record.
        await self.graph.write(import_run.advance, note, str(number - 1), self.now)
        return number, tally

    async def finish(self) -> None:
        """Everything was taken: drop the notes, so that the next run reads all of it again."""
        await self.graph.write(import_run.finish, self._noted)


def _batches(step: Step[T], done: int) -> Iterator[list[Placed[T]]]:
    items = (placed for placed in step.items if placed.number > done)
    while batch := list(islice(items, step.batch)):
        yield batch


def digest(path: Path) -> str:
    """What identifies the content of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=12)).hexdigest()
