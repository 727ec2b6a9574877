"""Embed members, contents and tags, when a tenth more happened or a day passed, and find what is nearest to contents.

Everything is worked out in memory, seeded so that the same graph has the same embedding, and stored in small batches.
A run that was cut off is worked out again as of its moment, and what it has stored isn't stored again.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from domain.graph_learning import GraphLimits, Learned
from graph import community, embedding, gds
from graph.database import Graph
from graph.embedding import NearParams, Stored, StoreNearParams, StoreParams
from jobs.extent import batches
from jobs.graph_learning import when_due
from jobs.job import Job, JobReport, Progress, silent

NAME = "refresh-embeddings"
BATCH = 500
"""How many nodes a transaction takes."""

LABELS = ("User", "Content", "Tag")


async def run(
    graph: Graph, as_of: datetime, progress: Progress = silent, limits: GraphLimits | None = None
) -> JobReport:
    """Store the embeddings as of that moment, if enough has changed since the last run."""
    learn = partial(_learn, graph, progress, limits or GraphLimits())
    return await when_due(graph, Learned.EMBEDDINGS, as_of, learn)


async def _learn(graph: Graph, progress: Progress, limits: GraphLimits, as_of: datetime, goes_on: bool) -> JobReport:
    await gds.require(graph, limits)
    size = await graph.read(community.size)
    await gds.check_size(graph, size.users + size.contents, 2 * (size.interactions + 4 * size.contents), limits)
    counts = {"members": 0, "contents": 0}
    async with gds.in_memory(graph, "embedding") as name:
        projected = await embedding.project(graph, name, as_of, limits)
        if projected.relationships:
            await embedding.embed(graph, name, limits)
            counts = await _store(graph, name, as_of, goes_on, progress)
    await embedding.forget(graph, as_of)
    return JobReport(counts)


async def _store(graph: Graph, name: str, as_of: datetime, goes_on: bool, progress: Progress) -> dict[str, int]:
    """Store the vectors and then what is nearest to contents, but for what is stored; how many there are of each."""
    stored = await embedding.stored(graph, as_of) if goes_on else Stored(nodes=[], near=[])
    found = {label: await embedding.nodes(graph, name, label) for label in LABELS}
    done, total = len(stored.nodes) + len(stored.near), sum(map(len, found.values())) + len(found["Content"])
    known = set(stored.nodes)
    for label, nodes in found.items():
        for batch in batches([node for node in nodes if node not in known], BATCH):
            await graph.write(embedding.STORE[label].run, StoreParams(graph=name, nodes=batch, as_of=as_of))
            progress(done := done + len(batch), total)
    for part in batches(await _near(graph, name, set(found["Content"]), set(stored.near)), BATCH):
        await graph.write(embedding.STORE_NEAR.run, StoreNearParams(rows=part, as_of=as_of))
        progress(done := done + len(part), total)
    return {"members": len(found["User"]), "contents": len(found["Content"])}


async def _near(graph: Graph, name: str, contents: set[int], stored: set[int]) -> list[dict[str, Any]]:
    """What is nearest to each content, which may be nothing, but for those of whom that is stored."""
    rows = [row.model_dump() for row in await graph.read(embedding.NEAR.all, NearParams(graph=name))]
    rows += [{"node": node, "near": [], "scores": []} for node in contents - {row["node"] for row in rows}]
    return [row for row in rows if row["node"] not in stored]


def job(limits: Callable[[], GraphLimits] = GraphLimits) -> Job:
    """The job; `limits` tells, at each run, what it may take of the database."""
    purpose = "Embed members and contents, and find what is near, when a tenth more happened or a day passed."

    async def learn(graph: Graph, as_of: datetime, progress: Progress) -> JobReport:
        return await run(graph, as_of, progress, limits())

    return Job(NAME, purpose, timedelta(minutes=30), learn, long=True)
