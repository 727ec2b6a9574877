"""Influence of who is new between two whole runs, by one step of PageRank from those whom the last one ranked."""

from datetime import timedelta
from typing import Any

import pytest

from domain.event import interest
from domain.influence import DAMPING, page_rank
from domain.interaction import InteractionType
from graph.database import Graph
from jobs import rank_newcomers as job
from jobs import refresh_influence, refresh_recommendation
from tests.graph.flocks import NOW, Flocks, run

WHOLE = NOW + timedelta(hours=1)
LATER = NOW + timedelta(hours=2)
READ_AT = LATER - timedelta(minutes=1)
OF_ALL = "MATCH (user:User) WHERE user.influence IS NOT NULL RETURN user.id, properties(user)"


async def _found(graph: Graph) -> dict[str, dict[str, Any]]:
    return {id: properties for id, properties in await graph.read(run, OF_ALL)}


async def _newcomers(graph: Graph) -> tuple[Flocks, Flocks]:
    """A flock that a whole run has ranked, and newcomers: two of the flock read the first, who reads the second."""
    known, new = Flocks(8), Flocks(4, seed=2)
    await known.add(graph)
    await known.read(graph)
    await refresh_influence.run(graph, WHOLE)
    new.tags = known.tags
    await new.add(graph, READ_AT)
    author, second, reader, _silent = new.flocks[0]
    one, other = known.flocks[0][:2]
    new.content |= known.content
    await new.read_by(graph, [(one, author), (one, author), (other, author), (author, second), (reader, one)], READ_AT)
    await refresh_recommendation.run(graph, LATER)
    return known, new


async def test_a_newcomer_gets_what_one_step_of_page_rank_hands_them(graph: Graph) -> None:
    known, new = await _newcomers(graph)
    before = await _found(graph)
    assert (await job.run(graph, LATER)).counts == {"members": 3}, "one had to do with nobody"
    author, second, reader, silent = new.flocks[0]
    found = await _found(graph)
    assert {id: found[id] for id in before} == before and silent not in found, "whom a whole run has ranked stays"
    ranks = page_rank(known.weights)
    mean = sum(ranks.values()) / len(ranks)
    view = interest(InteractionType.VIEW, READ_AT)
    wanted = (1 - DAMPING) / mean
    for giver, weight in zip(known.flocks[0][:2], (2 * view, view), strict=True):
        given = sum(w for (a, _), w in known.weights.items() if a == giver)
        wanted += DAMPING * ranks[giver] / mean * weight / (given + weight)
    assert found[author]["influence"] == pytest.approx(wanted, rel=1e-4) and found[author]["influence_givers"] == 2
    less = sum(one["influence"] < found[author]["influence"] for one in before.values()) / len(before)
    assert found[author]["influence_percentile"] == pytest.approx(less, abs=0.15)
    least = (1 - DAMPING) / mean
    assert [found[id]["influence"] for id in (second, reader)] == [pytest.approx(least, rel=1e-4)] * 2
    assert [found[id]["influence_givers"] for id in (second, reader)] == [1, 0], "newcomers hand on nothing"


async def test_a_whole_run_takes_over_and_nobody_is_looked_at_twice(graph: Graph) -> None:
    _, new = await _newcomers(graph)
    await job.run(graph, LATER)
    assert (await job.run(graph, LATER + timedelta(minutes=1))).counts == {"members": 0}
    await refresh_influence.run(graph, LATER + timedelta(days=1))
    found = await _found(graph)
    assert new.flocks[0][0] in found and not any("influence_stepped" in one for one in found.values())
    assert (await job.run(graph, LATER + timedelta(days=1, minutes=1))).counts == {"members": 0}


async def test_who_is_banned_hands_on_nothing_and_without_a_whole_run_there_is_nothing(graph: Graph) -> None:
    assert "no whole run" in str((await job.run(graph, LATER)).note)
    known, new = await _newcomers(graph)
    await graph.write(run, "MATCH (user:User) WHERE user.id IN $ids SET user.points_barred = true", ids=known.flocks[0])
    await job.run(graph, LATER)
    assert new.flocks[0][0] in await _found(graph), "they read"
    assert (await _found(graph))[new.flocks[0][0]]["influence_givers"] == 0
