"""Embeddings of who and what is new, between two whole runs: where the mean of those next to it stands."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from domain.embedding import ANSWERED, LEAST_NEARNESS, NEIGHBOURS, TAGGED, WROTE
from domain.errors import Conflict
from domain.ids import ContentId, UserId
from domain.influence import scale
from graph.database import Graph, Transaction
from graph.embedding import STORE_NEAR, Near, StoreNearParams
from graph.expert import BUILDING
from graph.queries import NoRow, Params, Query
from graph.refresh import ChangedContent, ChangedUser, ChangesParams
from graph.vector_index import searched

LOOKED_AT = 3 * NEIGHBOURS


class PlaceParams(Params):
    ids: Sequence[str]
    space: datetime
    scale: float
    wrote: float = WROTE
    answered: float = ANSWERED
    tagged: float = TAGGED


class NearParams(Params):
    ids: Sequence[str]
    space: datetime
    looked_at: int = LOOKED_AT
    neighbours: int = NEIGHBOURS
    least: float = LEAST_NEARNESS


class BackParams(Params):
    rows: Sequence[Mapping[str, Any]]
    neighbours: int = NEIGHBOURS


NEW_CONTENTS = Query("embedding/new_contents", ChangesParams, ChangedContent)
NEW_USERS = Query("embedding/new_users", ChangesParams, ChangedUser)
CONTENTS = Query("embedding/place_contents", PlaceParams, ChangedContent)
USERS = Query("embedding/place_users", PlaceParams, ChangedUser)
NEAR = Query("embedding/near_placed", NearParams, Near)
STORE_BACK = Query("embedding/store_near_back", BackParams, NoRow)


async def new_contents(tx: Transaction, params: ChangesParams) -> list[ContentId]:
    """Contents that no whole run has embedded and to which something happened, at most so many."""
    return [row.id for row in await NEW_CONTENTS.all(tx, params)]


async def new_users(tx: Transaction, params: ChangesParams) -> list[UserId]:
    """Members of whom that is so, of those who consent."""
    return [row.id for row in await NEW_USERS.all(tx, params)]


async def contents(graph: Graph, ids: Sequence[ContentId], space: datetime) -> list[ContentId]:
    """Place contents in the space of the whole run of that moment; those that have something known next to them."""
    rows = await graph.write(CONTENTS.all, PlaceParams(ids=sorted(ids), space=space, scale=scale(space)))
    return [row.id for row in rows]


async def users(graph: Graph, ids: Sequence[UserId], space: datetime) -> list[UserId]:
    """Place members as `contents` are, of those who consent to it."""
    rows = await graph.write(USERS.all, PlaceParams(ids=sorted(ids), space=space, scale=scale(space)))
    return [row.id for row in rows]


async def near(graph: Graph, ids: Sequence[ContentId], space: datetime) -> None:
    """Store what is nearest to contents, and them among what is nearest to that.

    Raises:
        Conflict: the vector index isn't there yet, or is still being built.
    """
    with searched(Conflict(BUILDING)):
        rows = [row.model_dump() for row in await graph.read(NEAR.all, NearParams(ids=ids, space=space))]
    await graph.write(STORE_NEAR.run, StoreNearParams(rows=rows, as_of=space))
    await graph.write(STORE_BACK.run, BackParams(rows=rows))
