"""What an import left in the graph, as one value that is equal exactly when the graphs are."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Console

from domain.audit import AuditEntry
from graph import audit
from graph.audit import LatestParams
from graph.database import Graph, Transaction
from importers.board import Board
from importers.problems import Problems
from importers.run import Run
from tests import sample

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures" / "imports"
NODES = """
MATCH (n) WHERE NOT n:Migration AND NOT n:Lock AND NOT n:JobRun
RETURN labels(n) AS labels, n {.*, touched_at: null, ingested_at: null, claim: null} AS properties
"""
RELATIONSHIPS = """
MATCH (a)-[r]->(b)
RETURN a.id AS start, coalesce(b.id, toString(b.date)) AS end, type(r) AS type, r {.*, touched_at: null} AS properties
"""


def run_on(graph: Graph, source: str) -> Run:
    """An import that shows nothing."""
    return Run(graph, Board(Console(), quiet=True), Problems(), source, sample.NOW)


async def state(graph: Graph) -> list[str]:
    """Everything in the graph but notes of jobs and the times of writing."""
    return await graph.read(_state)


async def _state(tx: Transaction) -> list[str]:
    found = []
    for query in (NODES, RELATIONSHIPS):
        async for record in await tx.run(query):
            found.append(str(_plain(record.data())))
    return sorted(found)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in sorted(value.items()) if item is not None}
    if isinstance(value, list):
        return sorted(str(_plain(item)) for item in value)
    return f"{value:.9g}" if isinstance(value, float) else str(value)


async def rows(graph: Graph, query: str) -> list[tuple[Any, ...]]:
    """The rows of a query, for a look at one thing."""
    return await graph.read(_rows, query)


async def _rows(tx: Transaction, query: str) -> list[tuple[Any, ...]]:
    return [tuple(record.values()) async for record in await tx.run(query)]


async def log(graph: Graph) -> Sequence[AuditEntry]:
    """The audit log, the latest entry first."""
    everything = LatestParams(actor=None, action=None, target_id=None, since=None, until=None, limit=100)
    return await graph.read(audit.latest, everything)
