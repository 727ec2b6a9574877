"""Influence and sub-communities on the real server, against the reference, from run to run, and refused."""

from datetime import timedelta
from typing import Any

import pytest

from domain.event import LANDMARK
from domain.graph_learning import GraphLimits, Learned
from domain.influence import page_rank
from graph import gds, graph_learning, sub_community
from graph import user_list as users
from graph.database import Graph, Transaction
from jobs import refresh_influence as job
from tests.graph.flocks import NOW, Flocks, run
from tests.profiling import hits

OF_ALL = "MATCH (user:User) WHERE user.influence IS NOT NULL RETURN user.id, properties(user)"
IN_MEMORY = "CALL gds.graph.list() YIELD graphName WHERE graphName STARTS WITH 'stoa-' RETURN graphName"
GROUPS = "MATCH (group:SubCommunity) RETURN group.id, properties(group)"


async def _found(graph: Graph, text: str = OF_ALL) -> dict[str, dict[str, Any]]:
    return {id: properties for id, properties in await graph.read(run, text)}


async def test_influence_is_page_rank_and_groups_are_the_flocks(graph: Graph) -> None:
    flocks = Flocks(30, 24, 5)
    await flocks.add(graph)
    await flocks.read(graph)
    seen: list[tuple[int, int]] = []
    report = await job.run(graph, NOW + timedelta(hours=1), lambda done, total: seen.append((done, total)))
    assert report.counts["members"] == 59 and report.note is None and seen[-1] == (62, 62)
    found, wanted = await _found(graph), page_rank(flocks.weights)
    mean = sum(wanted.values()) / len(wanted)
    assert {id: one["influence"] for id, one in found.items()} == pytest.approx(
        {id: rank / mean for id, rank in wanted.items()}, rel=1e-4
    )
    givers = {author: sum(a == author for _, a in flocks.weights) for author in found}
    assert {id: one["influence_givers"] for id, one in found.items()} == givers
    groups = await _found(graph, GROUPS)
    assert len(groups) == 2, "the flock of five is too small to be told of"
    for flock, tag in zip(flocks.flocks[:2], flocks.tags, strict=False):
        (id,) = {found[user]["sub_community"] for user in flock[:15]}
        assert groups[id]["tag_ids"] == [tag]
    assert await graph.read(run, IN_MEMORY) == [], "nothing is left in memory"


async def test_ids_of_groups_stay_and_who_is_no_longer_there_is_forgotten(graph: Graph) -> None:
    flocks = Flocks(30, 24)
    await flocks.add(graph)
    await flocks.read(graph)
    await job.run(graph, NOW + timedelta(hours=1))
    before = await _found(graph)
    await flocks.read(graph, each=2, at=NOW + timedelta(hours=2))
    gone = flocks.flocks[0][3]
    await graph.write(run, "MATCH (user:User {id: $id}) DETACH DELETE user", id=gone)
    alone = flocks.flocks[1][5]
    await graph.write(run, "MATCH (:User {id: $id})-[:AUTHORED]->(c) DETACH DELETE c", id=alone)
    await graph.write(run, "MATCH (:User {id: $id})-[done:INTERACTED]->() DELETE done", id=alone)
    await job.run(graph, NOW + timedelta(days=2))
    after = await _found(graph)
    assert after.keys() == before.keys() - {gone, alone}
    moved = [id for id in after if after[id].get("sub_community") != before[id].get("sub_community")]
    assert len(moved) <= 2 and len(await _found(graph, GROUPS)) == 2


async def test_nothing_is_done_again_before_enough_changed(graph: Graph, statements: list[str]) -> None:
    flocks = Flocks(8)
    await flocks.add(graph)
    await flocks.read(graph)
    await job.run(graph, NOW + timedelta(hours=1))
    statements.clear()
    await job.run(graph, NOW + timedelta(hours=30))
    assert statements == ["community/size", "graph_learning/last"]


async def test_who_is_banned_hands_on_nothing_and_later_acts_are_unknown(graph: Graph) -> None:
    flocks = Flocks(4)
    await flocks.add(graph)
    a, b, c, d = flocks.flocks[0]
    await flocks.read_by(graph, [(a, b), (c, d)])
    await flocks.read_by(graph, [(a, c)], NOW + timedelta(days=1))
    await graph.write(run, "MATCH (user:User {id: $id}) SET user.points_barred = true", id=c)
    await job.run(graph, NOW + timedelta(hours=1))
    assert (await _found(graph)).keys() == {a, b}


@pytest.mark.parametrize("make", ["nobody", "one", "silent", "ring"])
async def test_small_communities(graph: Graph, make: str) -> None:
    flocks = Flocks(*{"nobody": (), "one": (1,), "silent": (3,), "ring": (3,)}[make])
    await flocks.add(graph)
    if make == "ring":
        a, b, c = flocks.flocks[0]
        await flocks.read_by(graph, [(a, b), (b, c), (c, a)], LANDMARK)
    await job.run(graph, NOW)
    scores = [one["influence"] for one in (await _found(graph)).values()]
    assert scores == ([pytest.approx(1.0)] * 3 if make == "ring" else [])


async def test_what_would_take_too_much_memory_is_refused_and_keeps_what_there_was(graph: Graph) -> None:
    flocks = Flocks(8)
    await flocks.add(graph)
    await flocks.read(graph)
    await job.run(graph, NOW)
    before = await _found(graph)
    await flocks.read(graph, each=30)
    for limits, word in ((GraphLimits(memory_mb=0), "STOA_GRAPH_MEMORY_MB"), (GraphLimits(on=False), "switched off")):
        report = await job.run(graph, NOW + timedelta(hours=1), limits=limits)
        assert report.note is not None and word in report.note
        (learned,) = await graph.read(graph_learning.runs)
        assert (learned.name, learned.as_of, learned.message) == (Learned.INFLUENCE, NOW, report.note)
    assert await _found(graph) == before
    assert await graph.read(run, IN_MEMORY) == []


async def test_a_graph_that_a_killed_process_left_in_memory_is_dropped(graph: Graph, monkeypatch: Any) -> None:
    left = "MATCH (n:User) RETURN gds.graph.project('stoa-influence-dead', n, null)"
    await Flocks(2).add(graph)
    await graph.read(run, left)
    async with gds.in_memory(graph, "test"):
        assert await graph.read(run, IN_MEMORY) == [["stoa-influence-dead"]], "it may still be at work"
    monkeypatch.setattr(gds, "LONGEST_RUN", timedelta(0))
    async with gds.in_memory(graph, "test"):
        assert await graph.read(run, IN_MEMORY) == []


async def test_the_list_costs_the_same_however_many_there_are(graph: Graph) -> None:
    costs = []
    for count in (600, 3_000):
        await graph.write(_many, count)
        params = users.MostInfluentialParams(before_influence=0.15, before_id="5", limit=21)
        costs.append(await hits(graph, users.MOST_INFLUENTIAL, params))
        of_segment = users.MostInfluentialOfSegmentParams(segment="POTENTIAL", **dict(params))
        costs.append(await hits(graph, users.MOST_INFLUENTIAL_OF_SEGMENT, of_segment))
        of_group = sub_community.UsersParams(group_id="grp", **dict(params))
        costs.append(await hits(graph, sub_community.USERS, of_group))
    assert all(more <= less + 20 for less, more in zip(costs[:3], costs[3:], strict=True)), costs


async def _many(tx: Transaction, count: int) -> None:
    text = """UNWIND range(1, $count) AS n
    CREATE (user:User {id: toString(n) + '-' + $count, segment: 'POTENTIAL', sub_community: 'grp'})
    SET user.influence = CASE WHEN n % 3 = 0 THEN 0.15 ELSE n / 40.0 END"""
    await (await tx.run(text, {"count": count})).consume()
