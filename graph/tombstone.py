"""Tombstones: asked by whatever could bring back what was erased."""

from collections.abc import AsyncIterator, Iterable
from datetime import datetime
from typing import Any

from domain.erasure import ErasedThing, Tombstone, hash_of
from domain.record import Moment, Record
from graph.database import Graph, Transaction
from graph.queries import NoRow, Params, Query

PAGE = 1_000


class HashesParams(Params):
    thing: ErasedThing
    hashes: list[str]


class SinceParams(Params):
    since: datetime
    thing: ErasedThing


class PageParams(Params):
    after_thing: str
    after_hash: str
    limit: int


class RowsParams(Params):
    rows: list[dict[str, Any]]


class OfHash(Record):
    hash: str
    erasure_id: str


class Since(Record):
    hash: str
    at: Moment


OF_HASH = Query("erasure/of_hash", HashesParams, OfHash)
SINCE = Query("erasure/since", SinceParams, Since)
TOMBSTONES = Query("erasure/tombstones", PageParams, Tombstone)
RESTORE = Query("erasure/restore", RowsParams, NoRow)


async def erased(tx: Transaction, thing: ErasedThing, names: Iterable[str]) -> dict[str, str]:
    """Those of `names` that were erased, each with the id of its erasure."""
    by_hash = {hash_of(name): name for name in names}
    rows = await OF_HASH.all(tx, HashesParams(thing=thing, hashes=sorted(by_hash)))
    return {by_hash[row.hash]: row.erasure_id for row in rows}


async def users_since(tx: Transaction, since: datetime) -> list[Since]:
    """The hashes of the ids of users erased at `since` or later."""
    return await SINCE.all(tx, SinceParams(since=since, thing=ErasedThing.USER_ID))


async def every(graph: Graph) -> AsyncIterator[Tombstone]:
    """All tombstones."""
    thing, hash = "", ""
    while page := await graph.read(TOMBSTONES.all, PageParams(after_thing=thing, after_hash=hash, limit=PAGE)):
        for stone in page:
            yield stone
        thing, hash = page[-1].thing, page[-1].hash


async def restore(tx: Transaction, stones: Iterable[Tombstone]) -> None:
    """Put tombstones back that a restored database doesn't have."""
    await RESTORE.run(tx, RowsParams(rows=[dict(stone) for stone in stones]))
