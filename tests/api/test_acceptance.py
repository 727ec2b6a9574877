"""`acceptAnswer` over the API: by who asked alone, one at a time, changeable, whoever is faster."""

import asyncio
from typing import Any

import pytest

from graph.database import Graph
from tests import sample
from tests.api.conftest import Api
from tests.api.test_vote import rows

ACCEPT = """mutation ($id: ID!, $accepted: Boolean! = true) {
  acceptAnswer(input: {answerId: $id, accepted: $accepted}) {
  question { id acceptedAnswer { id } } userErrors { __typename path } } }"""
OTHER = sample.content("p")
ADD = """
MATCH (question:Content {id: $asked}), (cleo:User {id: $cleo})
CREATE (cleo)-[:AUTHORED {user_id: $cleo, at: $now}]->(:Content:Answer {id: $id, kind: 'ANSWER', slug: $id,
  title: 'Why so slow', visibility: 'PUBLIC', published_at: $now})-[:ANSWERS]->(question)
"""


async def accept(api: Api, id: str, as_: str = sample.BEN, **more: Any) -> Any:
    """The accepted answer afterwards, or the type of the refusal."""
    payload = (await api.data(ACCEPT, as_=as_, id=id, **more))["acceptAnswer"]
    if payload["userErrors"]:
        return payload["userErrors"][0]["__typename"]
    return (payload["question"]["acceptedAnswer"] or {}).get("id")


async def test_one_answer_at_a_time(api: Api, graph: Graph) -> None:
    await rows(graph, ADD, asked=sample.ASKED, cleo=sample.CLEO, id=OTHER, now=sample.NOW)
    assert await accept(api, OTHER) == OTHER
    assert await accept(api, sample.ANSWERED, accepted=False) == OTHER, "the other one isn't it"
    assert await accept(api, OTHER, accepted=False) is None
    assert await accept(api, sample.ANSWERED) == await accept(api, sample.ANSWERED) == sample.ANSWERED
    observed = "MATCH (e:Event {type: 'ACCEPT'}) RETURN e.content_id ORDER BY e.content_id"
    assert await rows(graph, observed) == [(sample.ANSWERED,), (OTHER,)]


async def test_accepting_two_at_once_leaves_one(api: Api, graph: Graph) -> None:
    await rows(graph, ADD, asked=sample.ASKED, cleo=sample.CLEO, id=OTHER, now=sample.NOW)
    await asyncio.gather(*(accept(api, id) for id in (OTHER, sample.ANSWERED) * 8))
    assert await rows(graph, "MATCH (:Question)-[a:ACCEPTED]->() RETURN count(a)") == [(1,)]


@pytest.mark.parametrize(
    ("who", "what", "problem"),
    [
        (sample.ADA, sample.ANSWERED, "NotAllowedError"),
        (sample.BEN, sample.GRAPHS, "NotFoundError"),
        (sample.BEN, sample.content("z"), "NotFoundError"),
        (sample.BEN, sample.NEO4J, "InvalidInputError"),
    ],
)
async def test_other_acceptances_are_refused(api: Api, graph: Graph, who: str, what: str, problem: str) -> None:
    assert await accept(api, what, who) == problem
    assert await accept(api, what, who, accepted=False) == problem
    assert await rows(graph, "MATCH ()-[a:ACCEPTED]->(answer) RETURN answer.id") == [(sample.ANSWERED,)]
    assert await rows(graph, "MATCH (e:Event) RETURN e") == []


async def test_a_hidden_answer_is_not_accepted(api: Api, graph: Graph) -> None:
    await rows(graph, "MATCH (c:Content {id: $id}) SET c.visibility = 'HIDDEN'", id=sample.ANSWERED)
    assert await accept(api, sample.ANSWERED) == "NotFoundError"
