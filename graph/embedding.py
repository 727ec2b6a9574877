"""Embeddings in the graph: FastRP in memory, the vectors on members and contents, and which contents are nearest."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from domain.embedding import (
    ANSWERED,
    DIMENSION,
    ITERATIONS,
    LEAST_NEARNESS,
    NEIGHBOURS,
    NORMALISATION,
    SEED,
    TAGGED,
    WROTE,
)
from domain.graph_learning import GraphLimits, check_memory
from domain.influence import scale
from domain.record import Record
from graph.database import Graph
from graph.gds import GraphParams, Memory, Projected, RunParams
from graph.queries import NoRow, Params, Query

FORGOTTEN_AT_ONCE = 500


class ProjectParams(GraphParams):
    as_of: datetime
    scale: float
    wrote: float = WROTE
    answered: float = ANSWERED
    tagged: float = TAGGED


class EstimateParams(RunParams):
    dimension: int = DIMENSION


class EmbedParams(RunParams):
    dimension: int = DIMENSION
    iterations: Sequence[float] = ITERATIONS
    normalisation: float = NORMALISATION
    seed: int = SEED


class RoomParams(GraphParams):
    neighbours: int = NEIGHBOURS


class NodesParams(GraphParams):
    label: str


class StoreParams(GraphParams):
    nodes: Sequence[int]
    as_of: datetime


class NearParams(GraphParams):
    neighbours: int = NEIGHBOURS
    least: float = LEAST_NEARNESS
    seed: int = SEED


class StoreNearParams(Params):
    rows: Sequence[Mapping[str, Any]]
    as_of: datetime


class StoredParams(Params):
    as_of: datetime


class ForgetParams(Params):
    as_of: datetime
    limit: int = FORGOTTEN_AT_ONCE


class Embedded(Record):
    nodes: int


class Nodes(Record):
    """Ids that the database has for nodes while it runs; never kept."""

    nodes: list[int]


class Near(Record):
    """The nearest to a node, the nearest first, with their cosines."""

    node: int
    near: list[int]
    scores: list[float]


class Stored(Record):
    """What a run has stored: whose embeddings, and of which contents what is nearest."""

    nodes: list[int]
    near: list[int]


class Forgotten(Record):
    forgotten: int


PROJECT = Query("embedding/project", ProjectParams, Projected)
ESTIMATE = Query("embedding/estimate", EstimateParams, Memory)
ESTIMATE_NEAR = Query("embedding/estimate_near", RoomParams, Memory)
FAST_RP = Query("embedding/fast_rp", EmbedParams, Embedded)
NODES = Query("embedding/nodes", NodesParams, Nodes)
NEAR = Query("embedding/near", NearParams, Near)
STORE = {
    "User": Query("embedding/store_users", StoreParams, NoRow),
    "Content": Query("embedding/store_contents", StoreParams, NoRow),
    "Tag": Query("embedding/store_tags", StoreParams, NoRow),
}
STORED = Query("embedding/stored", StoredParams, Stored)
STORE_NEAR = Query("embedding/store_near", StoreNearParams, NoRow)
FORGET = [Query(f"embedding/forget_{what}", ForgetParams, Forgotten) for what in ("users", "contents")]


async def project(graph: Graph, name: str, as_of: datetime, limits: GraphLimits) -> Projected:
    """Put members who consent, contents and tags into memory as of a moment, and see that the algorithms have room.

    Raises:
        NoGraphLearning: they have too little.
    """
    found = await graph.read(PROJECT.one, ProjectParams(graph=name, as_of=as_of, scale=scale(as_of)))
    if found.relationships:
        needed = await graph.read(ESTIMATE.one, EstimateParams(graph=name, concurrency=limits.concurrency))
        check_memory(needed.bytes, f"Embedding {found.nodes:,} members, contents and tags", limits)
    return found


async def embed(graph: Graph, name: str, limits: GraphLimits) -> None:
    """Embed everything in a graph in memory, and see that finding what is nearest has room.

    Raises:
        NoGraphLearning: it has too little.
    """
    await graph.read(FAST_RP.one, EmbedParams(graph=name, concurrency=limits.concurrency))
    needed = await graph.read(ESTIMATE_NEAR.one, RoomParams(graph=name))
    check_memory(needed.bytes, "Finding what is nearest to each content", limits)


async def nodes(graph: Graph, name: str, label: str) -> list[int]:
    """The nodes of a label in a graph in memory."""
    return (await graph.read(NODES.one, NodesParams(graph=name, label=label))).nodes


async def stored(graph: Graph, as_of: datetime) -> Stored:
    """What the run of that moment has stored."""
    return await graph.read(STORED.one, StoredParams(as_of=as_of))


async def forget(graph: Graph, as_of: datetime) -> None:
    """Forget the embeddings of everyone and everything that the run at `as_of` didn't find."""
    for query in FORGET:
        while (await graph.write(query.one, ForgetParams(as_of=as_of))).forgotten:
            pass
