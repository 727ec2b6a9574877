"""Interests: the rarer tags of what somebody reads weigh more, the strongest is 1, and what was declared stays."""

from datetime import timedelta
from math import log, sqrt

import pytest

from domain.event import Event
from domain.ids import ContentId, TagId, UserId
from domain.interaction import InteractionType
from graph import interest
from graph.database import Graph, Transaction
from graph.declared import declare
from graph.event import record
from jobs import refresh_interests as job
from tests.sample import ASKED, BEN, GRAPHS, NEO4J, NOW, PYTHON, RUST, load


async def _view(graph: Graph, content: str, hours: float = 1) -> None:
    at = NOW - timedelta(hours=hours)
    event = Event("test", f"{content}{hours}", InteractionType.VIEW, UserId(BEN), ContentId(content), at)
    await graph.write(record, [event], NOW)


async def _found(graph: Graph) -> dict[str, float]:
    drawn = await graph.read(interest.of_users, [BEN])
    return {row.tag.id: row.affinity for row in drawn.get(UserId(BEN), [])}


async def test_affinity_is_the_reading_weighed_by_rarity(graph: Graph) -> None:
    await graph.write(load)
    await _view(graph, GRAPHS)
    await _view(graph, ASKED)
    await job.run(graph, NOW)
    listed = 4  # GRAPHS, SECRET, PAID and ASKED are out and stand alone; two bear each of the tags
    idf = 1 + log((1 + listed) / (1 + 2))
    both = idf / sqrt(2 * idf * idf)
    assert await _found(graph) == pytest.approx({NEO4J: 1.0, PYTHON: both / (1 + both)})


async def test_what_was_declared_stays_and_the_rest_falls_out(graph: Graph) -> None:
    await graph.write(load)
    await graph.write(declare, UserId(BEN), [TagId(RUST)])
    await _view(graph, ASKED)
    await job.run(graph, NOW)
    assert set(await _found(graph)) == {NEO4J, RUST}
    await graph.write(_forget_reading)
    await job.run(graph, NOW - timedelta(days=1))
    assert await _found(graph) == {RUST: 1.0}


async def test_nothing_later_than_the_moment_counts(graph: Graph) -> None:
    await graph.write(load)
    await _view(graph, ASKED, hours=1)
    await job.run(graph, NOW - timedelta(hours=2))
    assert await _found(graph) == {}
    await job.run(graph, NOW)
    assert set(await _found(graph)) == {NEO4J}


async def _forget_reading(tx: Transaction) -> None:
    await (await tx.run("MATCH ()-[done:INTERACTED]->() DELETE done")).consume()
