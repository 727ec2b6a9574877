"""Embed members, contents and tags, when a tenth more happened or a day passed, and find what is nearest to contents.

Everything is worked out in memory, seeded so that the same graph has the same embedding, and stored in small batches.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from domain.graph_learning import GraphLimits, Learned
from graph import community, embedding, gds
from graph.database import Graph
from graph.embedding import NearParams, StoreNearParams, StoreParams
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
    learn = partial(_learn, graph, as_of, progress, limits or GraphLimits())
    return await when_due(graph, Learned.EMBEDDINGS, as_of, learn)


async def _learn(graph: Graph, as_of: datetime, progress: Progress, limits: GraphLimits) -> JobReport:
    await gds.require(graph, limits)
    size = await graph.read(community.size)
    await gds.check_size(graph, size.users + size.contents, 2 * (size.interactions + 4 * size.contents), limits)
    counts = {"members": 0, "contents": 0}
    async with gds.in_memory(graph, "embedding") as name:
        projected = await embedding.project(graph, name, as_of, limits)
        if projected.relationships:
            await embedding.embed(graph, name, limits)
            counts = await _store(graph, name, as_of, progress)
    await embedding.forget(graph, as_of)
    return JobReport(counts)


async def _store(graph: Graph, name: str, as_of: datetime, progress: Progress) -> dict[str, int]:
    """Store the vectors and then what is nearest to contents; how many there are of each."""
    found = {label: await embedding.nodes(graph, name, label) for label in LABELS}
    done, total = 0, sum(map(len, found.values())) + len(found["Content"])
    for label, nodes in found.items():
        for batch in batches(nodes, BATCH):
            await graph.write(embedding.STORE[label].run, StoreParams(graph=name, nodes=batch, as_of=as_of))
            progress(done := done + len(batch), total)
    rows = [row.model_dump() for row in await graph.read(embedding.NEAR.all, NearParams(graph=name))]
    rows += [{"node": node, "near": [], "scores": []} for node in {*found["Content"]} - {row["node"] for row in rows}]
    for part in batches(rows, BATCH):
        await graph.write(embedding.STORE_NEAR.run, StoreNearParams(rows=part))
        progress(done := done + len(part), total)
    return {"members": len(found["User"]), "contents": len(found["Content"])}


def job(limits: Callable[[], GraphLimits] = GraphLimits) -> Job:
    """The job; `limits` tells, at each run, what it may take of the database."""
    purpose = "Embed members and contents, and find what is near, when a tenth more happened or a day passed."

    async def learn(graph: Graph, as_of: datetime, progress: Progress) -> JobReport:
        return await run(graph, as_of, progress, limits())

    return Job(NAME, purpose, timedelta(minutes=30), learn, long=True)
