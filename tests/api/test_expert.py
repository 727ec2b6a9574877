"""Experts for a question, similar members and similar contents over the API, with the graph learned and without."""

from datetime import timedelta
from typing import Any

import pytest

from domain.access import Role
from graph.database import Graph
from jobs import refresh_embeddings
from tests import sample
from tests.api.conftest import Api
from tests.graph.flocks import NOW, Flocks, run

EXPERTS = f"""{{ content(id: "{sample.content("q")}") {{ experts(first: 5) {{
  user {{ handle }} score parts {{ feature weight value contribution evidence {{ id }} }} }} }} }}"""
ALIKE = "query ($id: ID!) { user(id: $id) { similar(first: 5) { user { id } score } } }"
NEAR = "query ($id: ID!) { content(id: $id) { similar(first: 5) { content { id } score reason } } }"
ASK = """
MATCH (tag:Tag {id: $tag}), (cleo:User {id: $cleo})
CREATE (q:Content:Question:Standalone {id: $id, slug: 'again', title: 'Again', kind: 'QUESTION', visibility: 'PUBLIC',
                                       published_at: $at})-[:TAGGED {tag_id: tag.id, published_at: $at}]->(tag)
CREATE (cleo)-[:AUTHORED {user_id: $cleo, at: $at}]->(q)
"""


@pytest.fixture
async def asked(api: Api, graph: Graph) -> None:
    """Ada's answer to Ben's question about Neo4j was accepted; Cleo asks another one."""
    at = sample.NOW - timedelta(hours=2)
    await graph.write(run, ASK, tag=sample.NEO4J, cleo=sample.CLEO, id=sample.content("q"), at=at)


async def _experts(api: Api, **viewer: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await api.data(EXPERTS, **viewer))["content"]["experts"]
    return found


@pytest.mark.usefixtures("asked")
async def test_who_answered_such_questions_is_named_with_what_shows_it(api: Api, graph: Graph) -> None:
    (ada,) = await _experts(api)
    assert ada["user"]["handle"] == "ada"
    assert [part["feature"] for part in ada["parts"]] == ["accepted", "upvoted"], "by tags alone, before a run"
    assert sum(part["contribution"] for part in ada["parts"]) == pytest.approx(ada["score"], abs=1e-9)
    assert ada["parts"][0]["evidence"] == [{"id": sample.ANSWERED}]
    await refresh_embeddings.run(graph, sample.NOW)
    (ada,) = await _experts(api)
    assert [part["feature"] for part in ada["parts"]] == ["accepted", "upvoted", "nearness"]
    assert sum(part["contribution"] for part in ada["parts"]) == pytest.approx(ada["score"], abs=1e-9)
    await graph.write(run, "MATCH (u:User {id: $id}) SET u.consents = []", id=sample.ADA)
    assert len((await _experts(api))[0]["parts"]) == 2
    await graph.write(
        run, "MATCH (b:User {id: $b}), (a:User {id: $a}) CREATE (b)-[:MUTES]->(a)", a=sample.ADA, b=sample.BEN
    )
    assert await _experts(api, as_=sample.BEN) == []


async def test_members_see_who_is_like_them_and_nobody_elses(api: Api, graph: Graph) -> None:
    flocks = Flocks(8)
    await flocks.add(graph)
    await flocks.read(graph)
    member, other = flocks.flocks[0][:2]
    assert (await api.data(ALIKE, id=member, as_=member))["user"]["similar"] == []
    await refresh_embeddings.run(graph, NOW + timedelta(hours=1))
    await graph.bulk(run, "CALL db.awaitIndexes(60)")
    found = (await api.data(ALIKE, id=member, as_=member))["user"]["similar"]
    assert len(found) == 5 and [row["score"] for row in found] == sorted((row["score"] for row in found), reverse=True)
    assert await api.data(ALIKE, id=member, role=Role.OPERATOR)
    assert await api.code(ALIKE, id=member, as_=other) == "NOT_ALLOWED"
    near = (await api.data(NEAR, id=flocks.content[member]))["content"]["similar"]
    assert near[0]["score"] <= 0.5 and "Near it in who reads and writes about what." in near[0]["reason"]
