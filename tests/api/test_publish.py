"""`publishContent` over the API: readable, listed, counted and told of at once; or refused, and nothing changed."""

from typing import Any

import pytest

from domain.access import Role
from domain.outbox import SequencedEvent
from graph import outbox
from graph.database import Graph
from tests import sample
from tests.api.conftest import Api

PUBLISH = """mutation ($input: PublishContentInput!) { publishContent(input: $input) {
  content { __typename id slug title body author { id } tags { slug } area { slug } visibility publishedAt }
  userErrors { __typename path } } }"""
ARTICLE = {
    "kind": "ARTICLE",
    "title": "Ten years\n of graphs",
    "body": "<p>Well.</p>",
    "tags": ["neo4j"],
    "area": "blog",
}


async def publish(api: Api, as_: str | None = sample.ADA, **changes: Any) -> dict[str, Any]:
    """What the mutation answers to an article with these changes."""
    answer: dict[str, Any] = (await api.data(PUBLISH, as_=as_, input=ARTICLE | changes))["publishContent"]
    return answer


async def told(graph: Graph) -> list[SequencedEvent]:
    """What the outbox holds."""
    return await graph.read(outbox.after, 0)


async def test_what_is_published_under_a_key_is_published_once(api: Api, graph: Graph) -> None:
    made = await publish(api, idempotencyKey="k")
    assert made["content"]["tags"] == [{"slug": "neo4j"}] and made["userErrors"] == []
    assert await publish(api, idempotencyKey="k") == made
    assert len(await told(graph)) == 1


async def test_what_is_published_is_there_at_once(api: Api, graph: Graph) -> None:
    made = (await publish(api))["content"]
    assert (made["__typename"], made["title"], made["visibility"]) == ("Article", "Ten years of graphs", "PUBLIC")
    assert (made["author"], made["area"]) == ({"id": sample.ADA}, {"slug": "blog"})
    assert made["tags"] == [{"slug": "neo4j"}] and made["slug"].startswith("ten-years-of-graphs-")
    for listing in ('tags: ["neo4j"]', 'area: "blog"', "first: 1", 'area: "blog", tags: ["neo4j"]'):
        nodes = (await api.data(f"{{ contents({listing}) {{ nodes {{ id }} }} }}"))["contents"]["nodes"]
        assert nodes[0] == {"id": made["id"]}, listing
    own = "query ($id: ID!) { user(id: $id) { contents(first: 1) { nodes { id } } } }"
    assert (await api.data(own, id=sample.ADA))["user"]["contents"]["nodes"] == [{"id": made["id"]}]


async def test_it_counts_as_an_act_of_its_author(api: Api) -> None:
    await publish(api)
    acts = "query ($id: ID!) { user(id: $id) { interactions(first: 5) { nodes { type count content { title } } } } }"
    found = (await api.data(acts, as_=sample.ADA, id=sample.ADA))["user"]["interactions"]["nodes"]
    assert found == [{"type": "PUBLISH", "count": 1, "content": {"title": "Ten years of graphs"}}]


async def test_the_outbox_tells_of_it(api: Api, graph: Graph) -> None:
    made = (await publish(api, visibility="MEMBERS"))["content"]
    (event,) = await told(graph)
    assert (event.type, event.payload) == (
        "content.published",
        {
            "contentId": made["id"],
            "kind": "ARTICLE",
            "authorId": sample.ADA,
            "area": "blog",
            "tags": ["neo4j"],
            "visibility": "MEMBERS",
        },
    )


async def test_what_is_active_in_a_body_is_taken_out(api: Api) -> None:
    body = '<p onclick="x()">a<script>steal()</script><a href="javascript:x()">b</a></p>'
    made = (await publish(api, body=body))["content"]
    assert made["body"] == '<p>a<a rel="noopener noreferrer nofollow">b</a></p>'


async def test_two_of_the_same_title_have_their_own_names(api: Api) -> None:
    first, second = [(await publish(api))["content"]["slug"] for _ in range(2)]
    assert first != second


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"kind": "COMMENT"}, ["input", "kind"]),
        ({"title": " \n "}, ["input", "title"]),
        ({"title": "x" * 301}, ["input", "title"]),
        ({"body": "<script>x()</script>"}, ["input", "body"]),
        ({"body": "x" * 200_001}, ["input", "body"]),
        ({"tags": ["neo4j", "no-such-tag"]}, ["input", "tags", "1"]),
        ({"tags": ["neo4j"] * 11}, ["input", "tags"]),
        ({"area": "nowhere"}, ["input", "area"]),
    ],
)
async def test_bad_input_is_refused_and_changes_nothing(
    api: Api, graph: Graph, changes: dict[str, Any], path: list[str]
) -> None:
    answer = await publish(api, **changes)
    assert (answer["content"], answer["userErrors"][0]["path"]) == (None, path)
    assert await told(graph) == []


async def test_an_author_is_a_member_who_is_there(api: Api, graph: Graph) -> None:
    for who, problem in ((None, "NotAllowedError"), (sample.user("z"), "NotFoundError")):
        assert (await publish(api, as_=who))["userErrors"][0]["__typename"] == problem
    nobody = await api.data(PUBLISH, role=Role.OPERATOR, input=ARTICLE)
    assert nobody["publishContent"]["userErrors"][0]["__typename"] == "NotAllowedError"
    assert await told(graph) == []
