"""Sub-communities in the graph: what Louvain finds, the tags that tell them apart, and their list."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from domain.graph_learning import GraphLimits
from domain.record import Record
from domain.sub_community import LEAST, Member, SubCommunity, TagCount
from graph.content import LAST_ID, IdsParams
from graph.database import Graph, Transaction
from graph.gds import GraphParams, RunParams
from graph.queries import NoRow, Params, Query
from graph.user_list import ABOVE_ANY_INFLUENCE, ByInfluence

ABOVE_ANY_SIZE = 2**62


class Undirected(Record):
    relationships: int


class TagsParams(Params):
    ids: Sequence[str]
    least: int = LEAST


class StoreParams(Params):
    rows: Sequence[Mapping[str, Any]]
    as_of: datetime


class LargestParams(Params):
    before_members: int = ABOVE_ANY_SIZE
    before_id: str = LAST_ID
    limit: int


class UsersParams(Params):
    group_id: str
    before_influence: float = ABOVE_ANY_INFLUENCE
    before_id: str = LAST_ID
    limit: int


class OfUser(SubCommunity):
    user_id: str


UNDIRECTED = Query("sub_community/undirected", GraphParams, Undirected)
LOUVAIN = Query("sub_community/louvain", RunParams, Member)
TAGS = Query("sub_community/tags", TagsParams, TagCount)
STORE = Query("sub_community/store", StoreParams, NoRow)
LARGEST = Query("sub_community/largest", LargestParams, SubCommunity)
BY_IDS = Query("sub_community/by_ids", IdsParams, SubCommunity)
USERS = Query("sub_community/users", UsersParams, ByInfluence)
OF_USERS = Query("sub_community/of_users", IdsParams, OfUser)


async def members(graph: Graph, name: str, limits: GraphLimits) -> list[Member]:
    """Everyone in a graph in memory with the group that Louvain puts them in."""
    await graph.read(UNDIRECTED.one, GraphParams(graph=name))
    return await graph.read(LOUVAIN.all, RunParams(graph=name, concurrency=limits.concurrency))


async def of_users(tx: Transaction, ids: Sequence[str]) -> dict[str, SubCommunity]:
    """Sub-communities by user id, of those who are in one that is large enough."""
    return {row.user_id: row for row in await OF_USERS.all(tx, IdsParams(ids=ids))}
