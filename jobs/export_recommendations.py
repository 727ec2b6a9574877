"""`stoa recommend`: what everyone should read next as a CSV file, for offline evaluation and for mail."""

import asyncio
import csv
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from datetime import UTC, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import TypeVar

from domain.access import SIGNED_IN
from domain.content import STANDALONE_KINDS
from domain.errors import InvalidInput
from domain.listing import diversify
from domain.record import day_of
from graph.database import Graph
from graph.event import resolve_users
from graph.queries import NoParams
from graph.recommendation import READERS, RankParams, Reader, ReadersParams, rank
from graph.user import COUNT
from jobs.job import Progress

T = TypeVar("T")
BATCH = 200
AT_ONCE = 8
"""Rankings asked for at the same time: enough to keep two cores of the database busy."""

MAX_FIRST = 200


async def export(
    graph: Graph, out: Path, first: int, as_of: datetime, users: Sequence[str] | None, progress: Progress
) -> int:
    """Write `user_id,item_id,rank` (external ids where there are any) to `out`; the number of users written.

    Everybody is ranked when `users` (external ids) is None. Contents of the whole UTC day of `as_of` are candidates, as
    a night's mail would have it; nothing done at or after `as_of` counts once the jobs ran with it. The list is the
    feed's, without its places for exploration.

    Raises:
        InvalidInput: `first` is out of range, or a user is unknown.
    """
    if not 1 <= first <= MAX_FIRST:
        raise InvalidInput(f"--first must be between 1 and {MAX_FIRST}.", ("first",))
    total = len(users) if users is not None else (await graph.read(COUNT.one, NoParams())).total
    done = 0
    with out.open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(("user_id", "item_id", "rank"))
        async for readers in _readers(graph, users):
            for some in batched(readers, AT_ONCE):
                rankings = await asyncio.gather(*(_items(graph, reader, first, as_of) for reader in some))
                for reader, items in zip(some, rankings, strict=True):
                    name = reader.external_id or reader.id
                    rows.writerows((name, item, place) for place, item in enumerate(items, start=1))
                done += len(some)
                progress(done, total)
    return done


async def _items(graph: Graph, reader: Reader, first: int, as_of: datetime) -> list[str]:
    params = RankParams(
        user_id=reader.id,
        kinds=STANDALONE_KINDS,
        audience=SIGNED_IN,
        now=end_of_day(as_of),
        limit=first + 20,
    )
    ranking = await graph.read(rank, params)
    ordered = list(diversify(ranking.candidates))[:first]
    return [candidate.external_id or candidate.content_id for candidate in ordered]


def end_of_day(moment: datetime) -> datetime:
    """The last microsecond of the UTC day that `moment` lies in."""
    day = day_of(moment)
    return datetime.combine(day, time(), UTC) + timedelta(days=1, microseconds=-1)


async def _readers(graph: Graph, users: Sequence[str] | None) -> AsyncIterator[Sequence[Reader]]:
    if users is not None:
        for some in batched(users, BATCH):
            yield await _named(graph, some)
        return
    after = ""
    while readers := await graph.read(READERS.all, ReadersParams(after_id=after, limit=BATCH)):
        yield readers
        after = readers[-1].id


async def _named(graph: Graph, users: Sequence[str]) -> list[Reader]:
    found = await graph.read(resolve_users, [], list(users))
    unknown = [user for user in users if user not in found]
    if unknown:
        raise InvalidInput(
            f"There is no user with the external id {unknown[0]!r}; none was written for them.", ("users",)
        )
    return [Reader(id=found[user].id, external_id=user) for user in users]


def batched(items: Iterable[T], size: int) -> Iterator[tuple[T, ...]]:
    """Tuples of `size` items, the last one shorter: `itertools.batched`, which Python 3.11 lacks."""
    rest = iter(items)
    while batch := tuple(islice(rest, size)):
        yield batch


def read_users(path: Path) -> list[str]:
    """External ids from a CSV file: its column `user_id`, or its only column; each once, in their order."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(dict.fromkeys(_users(csv.reader(stream))))


def _users(rows: Iterator[list[str]]) -> Iterator[str]:
    header = next(rows, [])
    column = header.index("user_id") if "user_id" in header else 0
    if "user_id" not in header and header:
        yield header[0]
    yield from (row[column] for row in rows if len(row) > column and row[column])
