"""How far a run of an incremental job has to look: at what changed since the run before, or at everyone.

A job notes two moments when it is done: the `as_of` of its last run for everyone and that of its last run. A run for an
earlier moment, one that would have to look at very many, and the first one look at everyone.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple, TypeVar

from graph import job, refresh
from graph.database import Graph
from graph.refresh import Changes, ChangesParams, every_user

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


class Looked(NamedTuple):
    """The moments a job noted; what was changed since `watermark` it hasn't looked at."""

    everyone_at: datetime
    ran_at: datetime
    watermark: datetime


async def extent(graph: Graph, name: str, as_of: datetime, everyone_every: timedelta) -> Extent:
    """What the run of that job at `as_of` has to look at, when everyone is due every so often."""
    last = await looked(graph, name)
    if last is not None and last.ran_at <= as_of < last.everyone_at + everyone_every:
        since = ChangesParams(since=last.watermark, happened_from=last.ran_at, as_of=as_of, limit=FEW + 1)
        changes = await graph.read(refresh.changes, since)
        if max(len(changes.users), len(changes.contents)) <= FEW:
            return Extent(last.everyone_at, changes)
    return Extent(as_of, None)


async def looked(graph: Graph, name: str) -> Looked | None:
    """How far a job has looked, as it noted; None before its first run."""
    state = await graph.read(job.state, name)
    if state.position is None or state.watermark is None:
        return None
    everyone_at, ran_at = map(datetime.fromisoformat, state.position.split())
    return Looked(everyone_at, ran_at, state.watermark)


async def note(graph: Graph, name: str, everyone_at: datetime, as_of: datetime, started: datetime) -> None:
    """Note that the job ran at `as_of`, having begun at `started`, and looked at everyone as of `everyone_at`."""
    position = f"{everyone_at.isoformat()} {as_of.isoformat()}"
    await graph.write(
        job.ADVANCE.run, job.AdvanceParams(name=name, position=position, watermark=started - OVERLAP, at=started)
    )


def batches(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """`items`, so many at a time."""
    return (items[start : start + size] for start in range(0, len(items), size))


async def users_of(graph: Graph, size: int, only: Sequence[str] | None = None) -> AsyncIterator[Sequence[str]]:
    """All users, or `only` those, so many at a time."""
    if only is None:
        async for ids in every_user(graph, size):
            yield ids
    else:
        for some in batches(only, size):
            yield some


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
