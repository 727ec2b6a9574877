"""Who and what is new between two whole runs: placed where those next to it stand, by consent, a few at a time."""

from datetime import timedelta
from typing import Any

import pytest

from domain.embedding import LEAST_NEARNESS, NEIGHBOURS, placed
from domain.event import interest
from domain.influence import scale
from domain.interaction import InteractionType
from graph import consent
from graph.database import Graph
from jobs import embed_newcomers as job
from jobs import refresh_embeddings, refresh_recommendation
from tests.graph.flocks import NOW, Flocks, run

SPACE = NOW + timedelta(hours=1)
LATER = NOW + timedelta(hours=2)
READ_AT = LATER - timedelta(minutes=1)
VECTORS = "MATCH (n:User|Standalone|Tag) WHERE n.graph_embedding IS NOT NULL RETURN n.id, n.graph_embedding"
PLACED = "MATCH (n) WHERE n.graph_placed RETURN n.id ORDER BY n.id"
NEAR = "MATCH (one:Content {id: $id})-[near:SIMILAR]->(other) RETURN other.id, near.score ORDER BY near.score DESC"
MOST_NEAR = "MATCH (one:Content) RETURN max(COUNT { (one)-[:SIMILAR]->() })"
BACK = "MATCH (one:Content {id: $id})<-[:SIMILAR]-(other) RETURN count(other)"


async def _newcomers(graph: Graph, *sizes: int) -> tuple[Flocks, Flocks]:
    """Two flocks whom a whole run has seen, and newcomers who read the first of them since, in the last minute."""
    known, new = Flocks(16, 16), Flocks(*sizes, seed=2)
    await known.add(graph)
    await known.read(graph)
    await refresh_recommendation.run(graph, SPACE)
    await refresh_embeddings.run(graph, SPACE)
    new.tags = known.tags[: len(sizes)]
    await new.add(graph, READ_AT)
    new.content |= known.content
    for flock, host in zip(new.flocks, known.flocks, strict=False):
        await new.read_by(graph, [(reader, author) for reader in flock for author in host[:5]], READ_AT)
    await refresh_recommendation.run(graph, LATER)
    return known, new


async def test_newcomers_stand_where_the_mean_of_their_neighbours_is(graph: Graph) -> None:
    known, new = await _newcomers(graph, 1)
    vectors = dict(await graph.read(run, VECTORS))
    report = await job.run(graph, LATER)
    member = new.flocks[0][0]
    assert report.counts == {"members": 1, "contents": 1} and report.note is None
    after = dict(await graph.read(run, VECTORS))
    assert {id for id in after if id not in vectors} == {member, new.content[member]}
    assert {id: after[id] for id in vectors} == vectors, "whom a whole run has seen stays"
    content = placed([(1.0, vectors[known.tags[0]])])
    assert content is not None and after[new.content[member]] == pytest.approx(content)
    viewed = interest(InteractionType.VIEW, READ_AT) / scale(SPACE)
    read = [(viewed, vectors[known.content[author]]) for author in known.flocks[0][:5]]
    assert after[member] == pytest.approx(placed([*read, (3.0, content)]))


async def test_what_is_near_is_found_both_ways_and_bounded(graph: Graph) -> None:
    known, new = await _newcomers(graph, 8)
    await job.run(graph, LATER)
    ours = {*(known.content[user] for user in known.flocks[0]), *(new.content[user] for user in new.flocks[0])}
    for user in new.flocks[0]:
        near = await graph.read(run, NEAR, id=new.content[user])
        assert len(near) == NEIGHBOURS and {id for id, _ in near} <= ours and near[-1][1] >= LEAST_NEARNESS
    assert await graph.read(run, MOST_NEAR) == [[NEIGHBOURS]]
    assert sum([(await graph.read(run, BACK, id=new.content[user]))[0][0] for user in new.flocks[0]]) > 0


async def test_only_who_consents_and_a_whole_run_takes_over(graph: Graph) -> None:
    _, new = await _newcomers(graph, 2, 1)
    quiet, other = new.flocks[0]
    await _withdraw(graph, quiet)
    await job.run(graph, LATER)
    placed_now = {id for (id,) in await graph.read(run, PLACED)}
    assert {other, new.flocks[1][0]} <= placed_now and quiet not in placed_now
    await _withdraw(graph, other)
    assert other not in dict(await graph.read(run, VECTORS)), "at once"
    assert (await job.run(graph, LATER + timedelta(minutes=1))).counts["members"] == 0, "nothing happened since"
    again = await job.run(graph, LATER - timedelta(seconds=30))
    assert again.counts == {"members": 1, "contents": 3}, "an earlier moment looks at all since the whole run"
    await refresh_embeddings.run(graph, LATER + timedelta(days=1))
    assert await graph.read(run, PLACED) == [] and new.flocks[1][0] in dict(await graph.read(run, VECTORS))
    report = await job.run(graph, LATER + timedelta(days=1, minutes=1))
    assert report.counts == {"members": 0, "contents": 0}


async def _withdraw(graph: Graph, user: str) -> None:
    params: dict[str, Any] = {"user_id": user, "purpose": "PERSONALISATION", "granted": False, "version": "v1"}
    await graph.write(consent.decide, consent.DecideParams(**params, at=NOW, key_id=None, request_id="r"))


async def test_without_a_whole_run_there_is_nothing_to_add_to(graph: Graph) -> None:
    flocks = Flocks(3)
    await flocks.add(graph)
    await flocks.read(graph)
    assert "no whole run" in str((await job.run(graph, LATER)).note)
    await refresh_embeddings.run(graph, LATER)
    assert "no whole run" in str((await job.run(graph, SPACE)).note)


async def test_many_at_a_time_and_no_more_than_may_be(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    await _newcomers(graph, 6)
    monkeypatch.setattr(job, "BATCH", 2)
    monkeypatch.setattr("jobs.graph_learning.MOST", 4)
    seen: list[tuple[int, int]] = []
    report = await job.run(graph, LATER, lambda done, total: seen.append((done, total)))
    assert report.counts == {"members": 4, "contents": 4}
    assert seen == [(2, 12), (4, 12), (6, 12), (8, 12), (12, 12)]
    monkeypatch.undo()
    report = await job.run(graph, LATER - timedelta(seconds=30))
    assert report.counts == {"members": 6, "contents": 6}
