"""How far a run of an incremental job has to look: at what changed since the run before, or at everyone.

A job notes two moments when it is done: the `as_of` of its last run for everyone and that of its last run. A run for an
earlier moment, one that would have to look at very many, and the first one look at everyone.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from graph import job, refresh
from graph.database import Graph
from graph.refresh import Changes, ChangesParams

FEW = 5_000
"""When more users or contents than this changed, everyone's turn has come."""

OVERLAP = timedelta(minutes=2)
"""Changes are stamped before they are committed, so the last minutes before a run are looked at again by the next."""

AT_ONCE = 2
"""Batches in work at the same time when everyone is looked at: the database runs a statement on one core."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Extent:
    """`changes` to look at, or None for everyone; and the `as_of` of the run that looked or looks at everyone."""

    everyone_at: datetime
    changes: Changes | None


async def extent(graph: Graph, name: str, as_of: datetime, everyone_every: timedelta) -> Extent:
    """What the run of that job at `as_of` has to look at, when everyone is due every so often."""
    state = await graph.read(job.state, name)
    if state.position is not None and state.watermark is not None:
        everyone_at, ran_at = map(datetime.fromisoformat, state.position.split())
        if ran_at <= as_of < everyone_at + everyone_every:
            since = ChangesParams(since=state.watermark, happened_from=ran_at, as_of=as_of, limit=FEW + 1)
            changes = await graph.read(refresh.changes, since)
            if max(len(changes.users), len(changes.contents)) <= FEW:
                return Extent(everyone_at, changes)
    return Extent(as_of, None)


async def note(graph: Graph, name: str, done: Extent, as_of: datetime, started: datetime) -> None:
    """Note that the job has run at `as_of`, having begun at `started`."""
    position = f"{done.everyone_at.isoformat()} {as_of.isoformat()}"
    await graph.write(
        job.ADVANCE.run, job.AdvanceParams(name=name, position=position, watermark=started - OVERLAP, at=started)
    )


def batches(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """`items`, so many at a time."""
    return (items[start : start + size] for start in range(0, len(items), size))


async def spread(source: AsyncIterator[T], work: Callable[[T], Awaitable[None]]) -> None:
    """Do `work` on every item, AT_ONCE at a time, in no particular order; when one fails, all end."""
    turn = asyncio.Lock()

    async def take() -> None:
        while True:
            async with turn:
                item = await anext(source, None)
            if item is None:
                return
            await work(item)

    workers = [asyncio.create_task(take()) for _ in range(AT_ONCE)]
    try:
        await asyncio.gather(*workers)
    finally:
        for worker in workers:
            worker.cancel()
        await asyncio.gather(*workers, return_exceptions=True)
