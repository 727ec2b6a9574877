"""The door to Neo4j Graph Data Science: is it there, and graphs in memory that are measured first and never left.

A graph in memory belongs to one run and is dropped at its end, whatever that is. One whose process was killed is
dropped by a later run. Algorithms write nothing themselves: what they found is stored in small transactions, which look
again for whom it is of, so that who was erased or withdrew their consent meanwhile is found no more.
"""

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

from neo4j.exceptions import ClientError

from domain.graph_learning import ABSENT, OFF, GraphLimits, NoGraphLearning, check_memory
from domain.record import Record
from graph.database import Graph
from graph.queries import NoParams, Params, Query

LONGEST_RUN = timedelta(hours=2)
"""A graph in memory that is older was left behind."""

UNKNOWN_FUNCTION = ("Neo.ClientError.Statement.SyntaxError", "Neo.ClientError.Procedure.ProcedureNotFound")


class NameParams(Params):
    name: str


class LeftParams(Params):
    before: datetime


class SizeParams(Params):
    nodes: int
    relationships: int


class GraphParams(Params):
    graph: str


class RunParams(GraphParams):
    concurrency: int


class Version(Record):
    version: str


class Name(Record):
    name: str


class Memory(Record):
    bytes: int


class Projected(Record):
    """What was put into memory. Nothing was when the community has no such relationships yet."""

    nodes: int
    relationships: int


VERSION = Query("gds/version", NoParams, Version)
LEFT = Query("gds/left", LeftParams, Name)
DROP = Query("gds/drop", NameParams, Name)
ESTIMATE = Query("gds/estimate", SizeParams, Memory)


async def version(graph: Graph) -> str | None:
    """The version of Graph Data Science in that database; None where it isn't installed."""
    try:
        return (await graph.read(VERSION.one, NoParams())).version
    except ClientError as error:
        if error.code in UNKNOWN_FUNCTION:
            return None
        raise


async def require(graph: Graph, limits: GraphLimits) -> str:
    """The version of Graph Data Science.

    Raises:
        NoGraphLearning: it isn't installed, or graph learning is switched off.
    """
    if not limits.on:
        raise NoGraphLearning(OFF)
    found = await version(graph)
    if found is None:
        raise NoGraphLearning(ABSENT)
    return found


async def check_size(graph: Graph, nodes: int, relationships: int, limits: GraphLimits) -> None:
    """Refuse a graph, before it is put into memory, that would take more of it than it may.

    Raises:
        NoGraphLearning: it would.
    """
    row = await graph.read(ESTIMATE.one, SizeParams(nodes=nodes, relationships=relationships))
    check_memory(row.bytes, f"A graph of {nodes:,} nodes and {relationships:,} relationships", limits)


@asynccontextmanager
async def in_memory(graph: Graph, purpose: str) -> AsyncIterator[str]:
    """The name for a graph in memory, which is dropped at the end; those that were left behind are now."""
    for left in await graph.read(LEFT.all, LeftParams(before=datetime.now(UTC) - LONGEST_RUN)):
        await graph.read(DROP.run, NameParams(name=left.name))
    name = f"stoa-{purpose}-{secrets.token_hex(6)}"
    try:
        yield name
    finally:
        await graph.read(DROP.run, NameParams(name=name))
