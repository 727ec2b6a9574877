"""`withdrawContent` and `restoreContent`: gone from everything readers find, and back as it was."""

import asyncio
from typing import Any

import pytest

from domain.content import Visibility
from domain.outbox import EventType, outbox_event
from domain.takedown import BY_AUTHOR, BY_MODERATOR
from graph import outbox, takedown
from graph.database import Graph
from tests import sample
from tests.api.conftest import Api

WITHDRAW = """mutation ($id: ID!) { withdrawContent(input: {id: $id}) {
  contentId userErrors { __typename message path } } }"""
RESTORE = """mutation ($id: ID!) { restoreContent(input: {id: $id}) {
  content { id visibility body publishedAt } userErrors { __typename message path } } }"""
EVERYWHERE = """query ($id: ID!, $ada: ID!) {
  content(id: $id) { id }  named: content(slug: "graphs-in-anger") { id }  node(id: $id) { id }
  contents { nodes { id } }  inArea: contents(area: "blog") { nodes { id } }
  tagged: contents(tags: ["neo4j"]) { nodes { id } }  both: contents(area: "blog", tags: ["neo4j"]) { nodes { id } }
  tag(slug: "neo4j") { contents { nodes { id } } }  areas { contents { nodes { id } } }
  user(id: $ada) { contents { nodes { id } } }  feed { edges { node { id } } } }"""
MANY = 6


async def withdraw(api: Api, id: str = sample.GRAPHS, as_: str | None = sample.ADA) -> dict[str, Any]:
    """What the mutation answers."""
    answer: dict[str, Any] = (await api.data(WITHDRAW, as_=as_, id=id))["withdrawContent"]
    return answer


async def restore(api: Api, id: str = sample.GRAPHS, as_: str | None = sample.ADA) -> dict[str, Any]:
    """What the mutation answers."""
    answer: dict[str, Any] = (await api.data(RESTORE, as_=as_, id=id))["restoreContent"]
    return answer


async def seen(api: Api, as_: str | None) -> int:
    """How often somebody finds Ada's article in all that lists it."""
    return str(await api.data(EVERYWHERE, as_=as_, id=sample.GRAPHS, ada=sample.ADA)).count(sample.GRAPHS)


async def take(graph: Graph, to: Visibility) -> bool:
    """Take Ada's article down as a moderator does; whether there was something to do."""
    told = outbox_event(EventType.CONTENT_WITHDRAWN, sample.NOW, {})
    return await graph.write(takedown.take, sample.GRAPHS, to, sample.NOW, told) is not None


async def put_back(graph: Graph, *among: Visibility) -> Visibility | None:
    """Put Ada's article back if it is down in one of these ways; how it stands then."""
    told = outbox_event(EventType.CONTENT_RESTORED, sample.NOW, {})
    back = await graph.write(takedown.put_back, sample.GRAPHS, among, told)
    return back.visibility if back else None


async def test_what_is_withdrawn_is_found_nowhere_and_comes_back_as_it_was(api: Api, graph: Graph) -> None:
    before = {as_: await seen(api, as_) for as_ in (None, sample.ADA, sample.BEN)}
    assert min(before.values()) >= 10
    assert await withdraw(api) == {"contentId": sample.GRAPHS, "userErrors": []}
    assert {as_: await seen(api, as_) for as_ in before} == dict.fromkeys(before, 0)
    back = (await restore(api))["content"]
    assert (back["visibility"], back["body"]) == ("PUBLIC", "<p>Graphs in anger</p>")
    assert {as_: await seen(api, as_) for as_ in before} == before
    events = await graph.read(outbox.after, 0)
    assert [(event.type, event.payload) for event in events] == [
        (f"content.{what}", {"contentId": sample.GRAPHS, "kind": "ARTICLE", "authorId": sample.ADA, "visibility": now})
        for what, now in (("withdrawn", "WITHDRAWN"), ("restored", "PUBLIC"))
    ]


@pytest.mark.parametrize("how", [withdraw, restore])
async def test_only_its_author_may(api: Api, how: Any) -> None:
    for as_, problem in ((None, "NotAllowedError"), (sample.BEN, "NotFoundError")):
        (error,) = (await how(api, as_=as_))["userErrors"]
        assert error["__typename"] == problem
    assert await seen(api, None) >= 10


async def test_nothing_is_done_twice(api: Api, graph: Graph) -> None:
    (error,) = (await restore(api))["userErrors"]
    assert (error["__typename"], error["message"]) == ("ConflictError", "It isn't withdrawn.")
    answers = await asyncio.gather(*(withdraw(api) for _ in range(MANY)))
    assert sum(not answer["userErrors"] for answer in answers) == 1
    assert len(await graph.read(outbox.after, 0)) == 1


async def test_an_author_takes_nothing_out_of_a_review(api: Api, graph: Graph) -> None:
    assert await take(graph, Visibility.HIDDEN)
    for answer in (await withdraw(api), await restore(api)):
        assert answer["userErrors"][0]["message"] == "It is under review: wait for a moderator's decision."
    assert await seen(api, sample.ADA) == 0
    assert await put_back(graph, *BY_AUTHOR) is None
    assert await put_back(graph, *BY_MODERATOR) is Visibility.PUBLIC


async def test_what_was_withdrawn_before_it_was_removed_is_withdrawn_again_when_put_back(
    api: Api, graph: Graph
) -> None:
    await withdraw(api)
    assert await take(graph, Visibility.HIDDEN) and await take(graph, Visibility.REMOVED)
    assert not await take(graph, Visibility.HIDDEN), "it is down further already"
    assert await put_back(graph, *BY_MODERATOR) is Visibility.WITHDRAWN
    assert [event.type for event in await graph.read(outbox.after, 0)] == ["content.withdrawn"], "readers saw no more"
    assert (await restore(api))["content"]["visibility"] == "PUBLIC"


async def test_an_author_finds_what_of_theirs_was_taken_down_and_nobody_else_does(api: Api, graph: Graph) -> None:
    document = """query ($after: String) { viewer { takenDown(first: 1, after: $after) {
      nodes { id visibility body } pageInfo { hasNextPage endCursor } } } }"""

    async def listed(as_: str) -> list[tuple[str, str]]:
        nodes, after = list[dict[str, Any]](), None
        while True:
            page = (await api.data(document, as_=as_, after=after))["viewer"]["takenDown"]
            nodes, after = nodes + page["nodes"], page["pageInfo"]["endCursor"]
            assert all(node["body"] for node in nodes)
            if not page["pageInfo"]["hasNextPage"]:
                return [(node["id"], node["visibility"]) for node in nodes]

    assert await listed(sample.ADA) == []
    await take(graph, Visibility.HIDDEN)
    await withdraw(api, sample.SECRET)
    await withdraw(api, sample.ANSWERED)
    two = [(sample.ANSWERED, "WITHDRAWN"), (sample.SECRET, "WITHDRAWN")]
    assert await listed(sample.ADA) == [*two, (sample.GRAPHS, "HIDDEN")]
    assert await listed(sample.BEN) == []
    await put_back(graph, *BY_MODERATOR)
    assert await listed(sample.ADA) == two
    await restore(api, sample.SECRET)
    assert await listed(sample.ADA) == two[:1]
