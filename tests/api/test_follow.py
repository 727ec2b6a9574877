"""Following, reactions and bookmarks over the API: each once, undone by who did it, counted as they hold."""

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest

from graph.database import Graph
from jobs import notify
from tests import sample
from tests.api.conftest import Api
from tests.api.test_reply import comment
from tests.api.test_vote import rows

FOLLOW = """mutation ($id: ID!, $on: Boolean! = true) { followTarget(input: {targetId: $id, following: $on}) {
  following userErrors { __typename } } }"""
REACT = """mutation ($id: ID!, $kind: ReactionKind!, $on: Boolean! = true) {
  setReaction(input: {contentId: $id, kind: $kind, on: $on}) {
    content { reactions { kind count } stats { likes } viewerActs { reactions } } userErrors { __typename } } }"""
KEEP = """mutation ($id: ID!, $note: String) { bookmarkContent(input: {contentId: $id, note: $note}) {
  content { stats { bookmarks } viewerActs { bookmarked } } userErrors { __typename } } }"""
DROP = """mutation ($id: ID!) { removeBookmark(input: {contentId: $id}) {
  content { stats { bookmarks } viewerActs { bookmarked } } userErrors { __typename } } }"""
KEPT = """query ($first: Int, $after: String) { viewer { bookmarks(first: $first, after: $after) {
  nodes { note content { id } } pageInfo { endCursor hasNextPage } } } }"""
HEARD = "{ viewer { notifications { nodes { kind content { id } } } } }"


async def done(api: Api, document: str, as_: str | None = sample.CLEO, **variables: Any) -> Any:
    """The payload of a mutation, or the type of its refusal."""
    (payload,) = (await api.data(document, as_=as_, **variables)).values()
    refused = payload.pop("userErrors")
    return refused[0]["__typename"] if refused else payload.get("content", payload)


@pytest.mark.parametrize("target", [sample.ADA, sample.NEO4J, sample.HELP, sample.GRAPHS])
async def test_everything_can_be_followed_once_and_left(api: Api, graph: Graph, target: str) -> None:
    await asyncio.gather(*(done(api, FOLLOW, id=target) for _ in range(8)))
    edges = "MATCH (:User {id: $user})-[f:FOLLOWS]->({id: $id}) RETURN count(f)"
    assert await rows(graph, edges, user=sample.CLEO, id=target) == [(1,)]
    assert await done(api, FOLLOW, id=target, on=False) == {"following": False}
    assert await rows(graph, edges, user=sample.CLEO, id=target) == [(0,)]
    assert await rows(graph, "MATCH (e:Event) RETURN e.type, e.content_id") == [
        ("FOLLOW", target if target == sample.GRAPHS else None)
    ]


async def test_who_follows_a_content_hears_of_replies_at_any_depth(api: Api, graph: Graph) -> None:
    await done(api, FOLLOW, id=sample.GRAPHS)
    below = await comment(api, sample.GRAPHS, sample.BEN)
    deeper = await comment(api, below["id"], sample.ADA)
    await notify.run_due(graph, datetime.now(UTC))
    found = (await api.data(HEARD, as_=sample.CLEO))["viewer"]["notifications"]["nodes"]
    assert [(row["kind"], row["content"]["id"]) for row in found] == [
        ("FOLLOWED_CONTENT", deeper["id"]),
        ("FOLLOWED_CONTENT", below["id"]),
    ]
    told = (await api.data(HEARD, as_=sample.ADA))["viewer"]["notifications"]["nodes"]
    assert [row["kind"] for row in told] == ["REPLIED"]


async def test_reactions_are_counted_as_they_hold(api: Api) -> None:
    await asyncio.gather(*(done(api, REACT, who, id=sample.GRAPHS, kind="LIKE") for who in (sample.BEN, sample.CLEO)))
    await asyncio.gather(*(done(api, REACT, id=sample.GRAPHS, kind="THANKS") for _ in range(4)))
    for _ in range(2):
        back = await done(api, REACT, id=sample.GRAPHS, kind="LIKE", on=False)
        assert back["stats"] == {"likes": 1} and back["viewerActs"] == {"reactions": ["THANKS"]}
        assert back["reactions"] == [{"kind": "LIKE", "count": 1}, {"kind": "THANKS", "count": 1}]
    again = await done(api, REACT, id=sample.GRAPHS, kind="LIKE")
    assert again["reactions"] == [{"kind": "LIKE", "count": 2}, {"kind": "THANKS", "count": 1}]


async def test_bookmarks_are_ones_own_and_come_in_pages(api: Api) -> None:
    for id, note in ((sample.GRAPHS, None), (sample.SECRET, " first "), (sample.ASKED, "x"), (sample.SECRET, "second")):
        kept = await done(api, KEEP, id=id, note=note)
        assert kept == {"stats": {"bookmarks": 1}, "viewerActs": {"bookmarked": True}}
    head = (await api.data(KEPT, as_=sample.CLEO, first=2))["viewer"]["bookmarks"]
    tail = (await api.data(KEPT, as_=sample.CLEO, first=2, after=head["pageInfo"]["endCursor"]))["viewer"]["bookmarks"]
    assert [(row["content"]["id"], row["note"]) for row in head["nodes"] + tail["nodes"]] == [
        (sample.ASKED, "x"),
        (sample.SECRET, "second"),
        (sample.GRAPHS, None),
    ]
    for _ in range(2):
        left = await done(api, DROP, id=sample.ASKED)
        assert left == {"stats": {"bookmarks": 0}, "viewerActs": {"bookmarked": False}}
    assert (await api.data(KEPT, as_=sample.BEN))["viewer"]["bookmarks"]["nodes"] == []


@pytest.mark.parametrize(
    ("document", "who", "variables", "problem"),
    [
        (FOLLOW, None, {"id": sample.ADA}, "NotAllowedError"),
        (FOLLOW, sample.ADA, {"id": sample.ADA}, "InvalidInputError"),
        (FOLLOW, sample.ADA, {"id": sample.user("z")}, "NotFoundError"),
        (FOLLOW, sample.ADA, {"id": sample.LATER}, "NotFoundError"),
        (FOLLOW, sample.ADA, {"id": "ntf_01jz000000000000000000000z"}, "InvalidInputError"),
        (REACT, sample.ADA, {"id": sample.GRAPHS, "kind": "LIKE"}, "NotAllowedError"),
        (REACT, sample.ADA, {"id": sample.LATER, "kind": "LIKE"}, "NotFoundError"),
        (KEEP, sample.ADA, {"id": sample.GRAPHS, "note": "x" * 1_001}, "InvalidInputError"),
        (KEEP, sample.ADA, {"id": sample.content("z")}, "NotFoundError"),
        (KEEP, sample.user("z"), {"id": sample.GRAPHS}, "NotFoundError"),
    ],
)
async def test_what_cant_be_is_refused_and_changes_nothing(
    api: Api, graph: Graph, document: str, who: str | None, variables: dict[str, Any], problem: str
) -> None:
    assert await done(api, document, who, **variables) == problem
    assert await rows(graph, "MATCH (e:Event) RETURN e") == []


async def test_contents_one_follows_are_listed_for_who_may_find_them(api: Api) -> None:
    for id in (sample.ADA, sample.RUST, sample.HELP, sample.GRAPHS, sample.SECRET, sample.REMARK):
        await done(api, FOLLOW, sample.BEN, id=id)
    listed = """query ($after: String) { user(handle: "ben") { following(first: 2, after: $after) {
      nodes { __typename ... on Node { id } } pageInfo { hasNextPage endCursor } } } }"""
    common = {sample.ADA, sample.PYTHON, sample.RUST, sample.HELP, sample.GRAPHS, sample.REMARK}
    for who, there in ((None, common), (sample.CLEO, common | {sample.SECRET})):
        found, after = list[dict[str, str]](), None
        while True:
            page = (await api.data(listed, as_=who, after=after))["user"]["following"]
            found, after = found + page["nodes"], page["pageInfo"]["endCursor"]
            if not page["pageInfo"]["hasNextPage"]:
                break
        assert len(found) == len(there) and {row["id"] for row in found} == there
        assert {"Article", "Comment", "User", "Tag", "Area"} <= {row["__typename"] for row in found}
