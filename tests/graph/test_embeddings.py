"""Embeddings on the real server: the same graph has the same, flocks stand together, and only of who consents."""

from datetime import timedelta

import pytest

from domain.errors import Conflict, Unavailable
from domain.graph_learning import GraphLimits, Learned
from domain.ids import ContentId
from graph import consent, expert, graph_learning
from graph.database import Graph
from jobs import refresh_embeddings as job
from tests.graph.flocks import NOW, Flocks, run
from tests.profiling import hits

OF_USERS = "MATCH (n:User) WHERE n.graph_embedding IS NOT NULL RETURN n.id, n.graph_embedding ORDER BY n.id"
NEAR = "MATCH (one:Content)-[near:SIMILAR]->(other:Content) RETURN one.id, other.id, near.score"
INDEX = """CREATE VECTOR INDEX user_graph_embedding IF NOT EXISTS FOR (n:User) ON (n.graph_embedding)
OPTIONS {indexConfig: {`vector.dimensions`: 64, `vector.similarity_function`: 'cosine'}}"""
ASKED = """
MATCH (tag:Tag {id: 't'})
UNWIND range($first, $last) AS n
WITH tag, n, $at - duration({hours: n + 1}) AS at
CREATE (user:User {id: 'u' + n}), (user)-[:AUTHORED {user_id: user.id, at: at}]->(answer:Content:Answer {id: 'a' + n})
SET answer.visibility = 'PUBLIC', answer.published_at = at, answer.vote_up_held = 1
CREATE (asked:Content:Standalone:Question {id: 'q' + n, visibility: 'PUBLIC', published_at: at})<-[:ANSWERS]-(answer)
CREATE (asked)-[:TAGGED {tag_id: tag.id, published_at: at}]->(tag)
"""
AWAIT = "CALL db.awaitIndexes(60)"


async def test_flocks_stand_together_and_a_run_can_be_repeated(graph: Graph) -> None:
    flocks = Flocks(20, 20)
    await flocks.add(graph)
    await flocks.read(graph)
    seen: list[tuple[int, int]] = []
    report = await job.run(graph, NOW + timedelta(hours=1), lambda done, total: seen.append((done, total)))
    assert report.counts == {"members": 40, "contents": 40} and seen[-1] == (122, 122)
    home = {flocks.content[user]: n for n, flock in enumerate(flocks.flocks) for user in flock}
    near = await graph.read(run, NEAR)
    assert {one for one, _, _ in near} == set(home)
    assert max(sum(one == each for one, _, _ in near) for each in home) <= 10
    assert sum(home[one] == home[other] for one, other, _ in near) >= 0.9 * len(near)
    assert all(0.5 <= score <= 1 + 1e-6 for _, _, score in near)
    before = await graph.read(run, OF_USERS)
    await graph.write(run, "MATCH (run:GraphLearning) DELETE run")
    await job.run(graph, NOW + timedelta(hours=1))
    assert await graph.read(run, OF_USERS) == [[id, pytest.approx(vector)] for id, vector in before]
    await graph.bulk(run, AWAIT)
    member = flocks.flocks[0][0]
    found = await expert.alike(graph, member, 10)
    assert len(found) == 10 and member not in {row.user_id for row in found}
    assert sum(row.user_id in flocks.flocks[0] for row in found) >= 9


async def test_nothing_is_learned_of_who_does_not_consent(graph: Graph) -> None:
    flocks = Flocks(10)
    await flocks.add(graph)
    await flocks.read(graph)
    await job.run(graph, NOW + timedelta(hours=1))
    quiet = flocks.flocks[0][0]
    params = {"user_id": quiet, "purpose": "PERSONALISATION", "granted": False, "version": "v1", "at": NOW}
    await graph.write(consent.decide, consent.DecideParams(**params, key_id=None, request_id="r"))
    assert quiet not in {id for id, _ in await graph.read(run, OF_USERS)}, "at once"
    await job.run(graph, NOW + timedelta(minutes=30))
    assert len(await graph.read(run, OF_USERS)) == 9
    await graph.bulk(run, AWAIT)
    assert quiet not in {row.user_id for row in await expert.alike(graph, flocks.flocks[0][1], 10)}
    assert await expert.alike(graph, quiet, 10) == []


async def test_what_is_gone_is_forgotten_and_refusals_keep_what_there_is(graph: Graph) -> None:
    flocks = Flocks(10)
    await flocks.add(graph)
    await flocks.read(graph)
    await job.run(graph, NOW + timedelta(hours=1))
    report = await job.run(graph, NOW, limits=GraphLimits(memory_mb=0))
    assert report.note is not None and len(await graph.read(run, OF_USERS)) == 10
    await graph.write(run, "MATCH (:Content)-[r]-() DELETE r")
    await job.run(graph, NOW)
    assert await graph.read(run, OF_USERS) == [] and await graph.read(run, NEAR) == []


@pytest.mark.parametrize("stored", [30, 102])
async def test_a_run_that_is_cut_off_goes_on(
    graph: Graph, monkeypatch: pytest.MonkeyPatch, statements: list[str], stored: int
) -> None:
    flocks = Flocks(20, 20)
    await flocks.add(graph)
    await flocks.read(graph)
    await job.run(graph, NOW + timedelta(minutes=30))
    whole, near = await graph.read(run, OF_USERS), await graph.read(run, NEAR)
    monkeypatch.setattr(job, "BATCH", 10)

    def cut(done: int, total: int) -> None:
        if done == stored:
            raise Unavailable("as if the process had been killed")

    await graph.write(run, "MATCH (run:GraphLearning) DELETE run")
    with pytest.raises(Unavailable):
        await job.run(graph, NOW + timedelta(hours=1), cut)
    statements.clear()
    seen: list[int] = []
    report = await job.run(graph, NOW + timedelta(hours=2), lambda done, total: seen.append(total - done))
    assert report.counts == {"members": 40, "contents": 40} and (len(seen), seen[-1]) == (-(-(122 - stored) // 10), 0)
    assert sum(name.startswith("embedding/store_") for name in statements) == len(seen), "what was stored isn't again"
    last = await graph.read(graph_learning.last, Learned.EMBEDDINGS)
    assert last is not None and (last.as_of, last.begun_as_of) == (NOW + timedelta(hours=1), None)
    assert await graph.read(run, OF_USERS) == [[id, pytest.approx(vector, rel=1e-3, abs=1e-3)] for id, vector in whole]
    assert len(await graph.read(run, NEAR)) == len(near)


async def test_while_the_index_is_missing_that_is_said(graph: Graph) -> None:
    flocks = Flocks(4)
    await flocks.add(graph)
    await flocks.read(graph)
    await job.run(graph, NOW + timedelta(hours=1))
    await graph.define("DROP INDEX user_graph_embedding")
    try:
        with pytest.raises(Conflict, match="still being built"):
            await expert.alike(graph, flocks.flocks[0][0], 5)
    finally:
        await graph.define(INDEX)
        await graph.bulk(run, AWAIT)


async def test_finding_experts_costs_the_same_however_much_was_asked(graph: Graph) -> None:
    costs = []
    await graph.write(run, "CREATE (:Tag {id: 't', slug: 't'})")
    params = expert.OfQuestionParams(content_id=ContentId("q0"), audience=["PUBLIC"], now=NOW, limit=100)
    for first, last in ((0, 149), (150, 899)):
        await graph.write(run, ASKED, first=first, last=last, at=NOW)
        costs.append(await hits(graph, expert.OF_QUESTION, params))
    assert costs[1] <= costs[0] * 1.2, costs
