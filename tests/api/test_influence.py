"""Influence and sub-communities over the API: who may see them, in what order, and what is said instead."""

from datetime import timedelta
from typing import Any

import pytest

from domain.access import Role
from domain.graph_learning import GraphLimits
from graph.database import Graph
from jobs import refresh_influence
from tests import sample
from tests.api.conftest import Api
from tests.graph.flocks import NOW, Flocks
from tests.graph.privacy import rows

OWN = "query ($id: ID!) { user(id: $id) { influence { score percentile asOf reason } subCommunity { id members } } }"
LIST = """query ($first: Int, $after: String) { users(first: $first, after: $after, orderBy: INFLUENCE) {
  nodes { id influence { score } } totalCount pageInfo { endCursor hasNextPage } } }"""
MEMBERS = """query ($id: ID!, $after: String) {
  users(subCommunity: $id, orderBy: INFLUENCE, first: 9, after: $after) {
    nodes { id influence { score } } totalCount pageInfo { endCursor hasNextPage } } }"""
GROUPS = "{ subCommunities(first: 10) { nodes { id members since asOf tags { slug } } } }"
LEARNED = "{ learnedGraphs { name asOf message } }"
OPERATOR: dict[str, Any] = {"role": Role.OPERATOR}


@pytest.fixture
async def flocks(api: Api, graph: Graph) -> Flocks:
    """Two flocks whom a run has looked at."""
    made = Flocks(22, 20)
    await made.add(graph)
    await made.read(graph)
    await refresh_influence.run(graph, NOW + timedelta(hours=1))
    return made


async def test_members_see_their_own_and_operators_everyones(api: Api, flocks: Flocks) -> None:
    first = flocks.flocks[0][0]
    own = (await api.data(OWN, id=first, as_=first))["user"]
    assert own["influence"]["score"] > 1 and own["influence"]["percentile"] > 0.9
    assert own["influence"]["reason"].startswith("Read, liked, answered or followed by ")
    assert own["subCommunity"]["members"] == 22
    assert (await api.data(OWN, id=first, **OPERATOR))["user"] == own
    answer = await api.ask(OWN, id=first, as_=flocks.flocks[0][1])
    assert answer["data"]["user"] == {"influence": None, "subCommunity": None}
    assert {error["extensions"]["code"] for error in answer["errors"]} == {"NOT_ALLOWED"}
    unknown = (await api.data(OWN, id=sample.CLEO, as_=sample.CLEO))["user"]
    assert unknown == {"influence": None, "subCommunity": None}


async def test_operators_page_through_the_influential(api: Api, flocks: Flocks) -> None:
    scores: list[float] = []
    ids: set[str] = set()
    after = None
    while True:
        found = (await api.data(LIST, first=20, after=after, **OPERATOR))["users"]
        scores += [node["influence"]["score"] for node in found["nodes"]]
        ids |= {node["id"] for node in found["nodes"]}
        after = found["pageInfo"]["endCursor"]
        if not found["pageInfo"]["hasNextPage"]:
            break
    assert found["totalCount"] == len(scores) == 44
    assert scores == sorted(scores, reverse=True) and ids == {sample.ADA, sample.BEN, *flocks.content}
    assert await api.code(LIST, as_=sample.ADA) == "NOT_ALLOWED"


async def test_operators_see_sub_communities_and_what_tells_them_apart(api: Api, flocks: Flocks) -> None:
    nodes = (await api.data(GROUPS, **OPERATOR))["subCommunities"]["nodes"]
    assert [node["members"] for node in nodes] == [22, 20]
    assert [[tag["slug"] for tag in node["tags"]] for node in nodes] == [[tag] for tag in flocks.tags]
    assert await api.code(GROUPS, as_=sample.ADA) == "NOT_ALLOWED"


async def test_operators_page_through_the_members_of_a_sub_community(api: Api, graph: Graph, flocks: Flocks) -> None:
    await rows(graph, "MATCH (user:User) WHERE user.influence < 1 SET user.influence = 0.5")
    groups = (await api.data(GROUPS, **OPERATOR))["subCommunities"]["nodes"]
    ids: list[str] = []
    scores: list[float] = []
    after = None
    while True:
        found = (await api.data(MEMBERS, id=groups[0]["id"], after=after, **OPERATOR))["users"]
        ids += [node["id"] for node in found["nodes"]]
        scores += [node["influence"]["score"] for node in found["nodes"]]
        after = found["pageInfo"]["endCursor"]
        if not found["pageInfo"]["hasNextPage"]:
            break
    assert found["totalCount"] == 22 and sorted(ids) == sorted(flocks.flocks[0])
    assert scores == sorted(scores, reverse=True) and scores.count(0.5) > 9, "more than a page"
    assert (await api.data(MEMBERS, id="none", **OPERATOR))["users"] is None
    assert await api.code(MEMBERS, id=groups[1]["id"], after=after, **OPERATOR) == "INVALID_INPUT", "another's cursor"
    for beside in ("", ", orderBy: INFLUENCE, churn: ACTIVE", ', orderBy: INFLUENCE, savedSegment: "x"'):
        text = f'{{ users(subCommunity: "{groups[0]["id"]}"{beside}) {{ nodes {{ id }} }} }}'
        assert await api.code(text, **OPERATOR) == "INVALID_INPUT"
    assert await api.code(MEMBERS, id="none", as_=sample.ADA) == "NOT_ALLOWED"


async def test_it_is_said_why_there_is_none(api: Api, graph: Graph) -> None:
    assert (await api.data(LEARNED, **OPERATOR))["learnedGraphs"] == []
    await refresh_influence.run(graph, NOW, limits=GraphLimits(on=False))
    (learned,) = (await api.data(LEARNED, **OPERATOR))["learnedGraphs"]
    assert (learned["name"], learned["asOf"]) == ("INFLUENCE", None) and "STOA_GRAPH_LEARNING" in learned["message"]
    assert await api.code(LEARNED, as_=sample.ADA) == "NOT_ALLOWED"
    assert (await api.data(GROUPS, **OPERATOR))["subCommunities"]["nodes"] == []
