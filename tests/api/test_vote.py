"""`castVote` over the API: one vote a member and content, exact counts, and refusals that change nothing."""

import asyncio
from typing import Any

import pytest

from domain.access import Role
from graph.database import Graph, Transaction
from tests import sample
from tests.api.conftest import Api

VOTE = """mutation ($id: ID!, $value: VoteValue!) { castVote(input: {contentId: $id, value: $value}) {
  content { stats { votesUp votesDown } viewerActs { vote } } userErrors { __typename path } } }"""
VOTERS = 64


async def vote(api: Api, value: str, as_: str | None = sample.CLEO, id: str = sample.ANSWERED) -> tuple[int, int, str]:
    """Votes up, votes down and the member's own after a vote that isn't refused."""
    payload = (await api.data(VOTE, as_=as_, id=id, value=value))["castVote"]
    assert payload["userErrors"] == []
    content = payload["content"]
    return content["stats"]["votesUp"], content["stats"]["votesDown"], content["viewerActs"]["vote"]


async def rows(graph: Graph, text: str, **parameters: Any) -> list[tuple[Any, ...]]:
    """The rows of a statement, which may write."""

    async def run(tx: Transaction) -> list[tuple[Any, ...]]:
        return [tuple(row.values()) async for row in await tx.run(text, parameters)]

    return await graph.write(run)


async def test_a_vote_can_be_changed_and_taken_back_as_often_as_one_likes(api: Api, graph: Graph) -> None:
    for value, counts in (("UP", (1, 0)), ("UP", (1, 0)), ("DOWN", (0, 1)), ("NONE", (0, 0)), ("NONE", (0, 0))) * 2:
        assert await vote(api, value) == (*counts, value)
    assert await vote(api, "UP") == (1, 0, "UP")
    assert await vote(api, "UP", sample.BEN) == (2, 0, "UP")
    observed = "MATCH (e:Event) WHERE e.type STARTS WITH 'VOTE' RETURN e.type, count(*) ORDER BY e.type"
    assert await rows(graph, observed) == [("VOTE_DOWN", 1), ("VOTE_UP", 2)], "once, however often it was changed"


async def test_all_votes_count_when_many_vote_at_once(api: Api, graph: Graph) -> None:
    people = [sample.user("z")[:-2] + f"{number:02d}" for number in range(VOTERS)]
    await rows(
        graph,
        "UNWIND $ids AS id CREATE (:User {id: id, handle: id, external_id: id, joined_at: datetime()})",
        ids=people,
    )
    await asyncio.gather(*(vote(api, "UP", person) for person in people for _ in range(2)))
    await asyncio.gather(*(vote(api, "DOWN", person) for person in people[:20]))
    assert await vote(api, "NONE", people[0]) == (VOTERS - 20, 19, "NONE")
    edges = "MATCH (:User)-[v:VOTED]->(:Content {id: $id}) RETURN v.value, count(*) ORDER BY v.value"
    assert await rows(graph, edges, id=sample.ANSWERED) == [("DOWN", 19), ("UP", VOTERS - 20)]


@pytest.mark.parametrize(
    ("who", "what", "state", "problem"),
    [
        (None, sample.ANSWERED, "PUBLIC", "NotAllowedError"),
        (sample.ADA, sample.ANSWERED, "PUBLIC", "NotAllowedError"),
        (sample.CLEO, sample.LATER, "PUBLIC", "NotFoundError"),
        (sample.CLEO, sample.content("z"), "PUBLIC", "NotFoundError"),
        (sample.CLEO, sample.NEO4J, "PUBLIC", "InvalidInputError"),
        (sample.CLEO, sample.ANSWERED, "HIDDEN", "NotFoundError"),
        (sample.CLEO, sample.ANSWERED, "WITHDRAWN", "NotFoundError"),
        (sample.user("z"), sample.ANSWERED, "PUBLIC", "NotFoundError"),
    ],
)
async def test_what_may_not_be_voted_on_is_refused(
    api: Api, graph: Graph, who: str | None, what: str, state: str, problem: str
) -> None:
    await rows(graph, "MATCH (c:Content {id: $id}) SET c.visibility = $state", id=what, state=state)
    payload = (await api.data(VOTE, as_=who, id=what, value="UP"))["castVote"]
    assert (payload["content"], payload["userErrors"][0]["__typename"]) == (None, problem)
    assert await rows(graph, "MATCH ()-[v:VOTED]->() RETURN v") == []
    assert await rows(graph, "MATCH (e:Event) RETURN e") == []


async def test_nobody_votes_who_is_no_person(api: Api) -> None:
    payload = (await api.data(VOTE, role=Role.OPERATOR, id=sample.ANSWERED, value="UP"))["castVote"]
    assert payload["userErrors"][0]["__typename"] == "NotAllowedError"
