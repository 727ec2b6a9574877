"""Influence in the graph: who handed it to whom, what PageRank makes of it, and what is stored of that."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from domain.graph_learning import GraphLimits, check_memory
from domain.ids import UserId
from domain.influence import DAMPING, FOLLOW_WEIGHT, ROUNDS, TOLERANCE, Influence, scale
from domain.record import Record
from graph.content import IdsParams
from graph.database import Graph, Transaction
from graph.gds import GraphParams, Memory, Projected, RunParams
from graph.queries import NoRow, Params, Query

FORGOTTEN_AT_ONCE = 1_000


class ProjectParams(GraphParams):
    as_of: datetime
    scale: float
    follow: float = FOLLOW_WEIGHT


class RankParams(RunParams):
    damping: float = DAMPING
    rounds: int = ROUNDS
    tolerance: float = TOLERANCE


class StoreParams(Params):
    rows: Sequence[Mapping[str, Any]]
    as_of: datetime


class SpreadParams(Params):
    base: float | None = None
    quantiles: Sequence[float] = ()
    among: int = 0


class ForgetParams(Params):
    as_of: datetime
    limit: int = FORGOTTEN_AT_ONCE


class Ranked(Record):
    user_id: UserId
    rank: float


class Given(Record):
    user_id: UserId
    givers: int


class HandedOn(Record):
    user_id: UserId
    weight: float


class Forgotten(Record):
    users: int


PROJECT = Query("influence/project", ProjectParams, Projected)
ESTIMATE = Query("influence/estimate", RunParams, Memory)
PAGE_RANK = Query("influence/page_rank", RankParams, Ranked)
GIVERS = Query("influence/givers", RunParams, Given)
STORE = Query("influence/store", StoreParams, NoRow)
FORGET = Query("influence/forget", ForgetParams, Forgotten)
GIVEN = Query("influence/given", RunParams, HandedOn)
KEEP_SPREAD = Query("influence/keep_spread", SpreadParams, NoRow)
OF_USERS = Query("influence/of_users", IdsParams, Influence)


async def project(graph: Graph, name: str, as_of: datetime, limits: GraphLimits) -> Projected:
    """Put who handed influence to whom by `as_of` into memory, and see to it that the algorithms have room.

    Raises:
        NoGraphLearning: they have too little.
    """
    found = await graph.read(PROJECT.one, ProjectParams(graph=name, as_of=as_of, scale=scale(as_of)))
    if found.relationships:
        needed = await graph.read(ESTIMATE.one, RunParams(graph=name, concurrency=limits.concurrency))
        check_memory(needed.bytes, f"Influence among {found.nodes:,} members", limits)
    return found


async def ranks(graph: Graph, name: str, limits: GraphLimits) -> dict[UserId, float]:
    """PageRank by member."""
    params = RankParams(graph=name, concurrency=limits.concurrency)
    return {row.user_id: row.rank for row in await graph.read(PAGE_RANK.all, params)}


async def givers(graph: Graph, name: str, limits: GraphLimits) -> dict[UserId, int]:
    """By how many members each was handed influence."""
    params = RunParams(graph=name, concurrency=limits.concurrency)
    return {row.user_id: row.givers for row in await graph.read(GIVERS.all, params)}


async def given(graph: Graph, name: str, limits: GraphLimits) -> dict[UserId, float]:
    """How much interest each hands on, all together."""
    params = RunParams(graph=name, concurrency=limits.concurrency)
    return {row.user_id: row.weight for row in await graph.read(GIVEN.all, params)}


async def forget(graph: Graph, as_of: datetime) -> int:
    """Forget the influence of everyone whom the run at `as_of` didn't find; of how many."""
    total = 0
    while gone := (await graph.write(FORGET.one, ForgetParams(as_of=as_of))).users:
        total += gone
    return total


async def of_users(tx: Transaction, ids: Sequence[str]) -> dict[str, Influence]:
    """Influence by user id, of those in whom a run found any."""
    return {row.user_id: row for row in await OF_USERS.all(tx, IdsParams(ids=ids))}
