"""`editContent` and the history it leaves: nothing is overwritten unseen, and nothing of before is lost."""

import asyncio
import time
from datetime import UTC, datetime
from typing import Any

import pytest

from domain.access import Role
from domain.revision import RevisionText, difference
from graph import outbox
from graph.database import Graph
from jobs import notify
from tests import sample
from tests.api.conftest import Api
from tests.api.test_publish import publish
from tests.api.test_takedown import withdraw
from tests.graph.privacy import rows

EDIT = """mutation ($input: EditContentInput!) { editContent(input: $input) {
  version content { title body tags { slug } area { slug } text { version language } }
  userErrors { __typename message path } } }"""
HISTORY = """query ($id: ID!) { content(id: $id) { publishedAt text { editedAt } revisions {
  number note title tags area at editor { handle } diff } } }"""
MANY = 6


async def edit(api: Api, id: str, version: int, as_: str | None = sample.ADA, **changes: Any) -> dict[str, Any]:
    """What the mutation answers."""
    answer: dict[str, Any] = (await api.data(EDIT, as_=as_, input={"id": id, "version": version} | changes))[
        "editContent"
    ]
    return answer


async def published(api: Api, **changes: Any) -> str:
    """The id of a content of Ada's."""
    id: str = (await publish(api, **{"title": "One", "body": "first\n\nstays"} | changes))["content"]["id"]
    return id


async def history(api: Api, id: str, **by: Any) -> Any:
    """The revisions somebody sees, the latest first."""
    return (await api.data(HISTORY, id=id, **by))["content"]["revisions"]


async def test_an_edit_is_the_next_version_and_both_are_kept(api: Api) -> None:
    id = await published(api)
    changes: dict[str, Any] = {
        "title": "Two",
        "body": "second\n\nstays",
        "tags": ["rust"],
        "area": "help",
        "note": "clearer",
    }
    edited = await edit(api, id, 1, **changes)
    assert edited == {
        "version": 2,
        "content": {
            "title": "Two",
            "body": "<p>second</p>\n<p>stays</p>",
            "tags": [{"slug": "rust"}],
            "area": {"slug": "help"},
            "text": {"version": 2, "language": None},
        },
        "userErrors": [],
    }
    later, first = await history(api, id, as_=sample.ADA)
    assert (first["number"], first["title"], first["tags"], first["area"]) == (1, "One", ["neo4j"], "blog")
    assert (later["number"], later["note"], later["editor"]) == (2, "clearer", {"handle": "ada"})
    assert (first["diff"], later["diff"].splitlines()) == (
        None,
        [
            "--- before",
            "+++ after",
            "@@ -1,7 +1,7 @@",
            "-Title: One",
            "-Tags: neo4j",
            "-Area: blog",
            "+Title: Two",
            "+Tags: rust",
            "+Area: help",
            " ",
            "-first",
            "+second",
            " ",
            " stays",
        ],
    )
    for listing, there in (('tags: ["rust"]', True), ('area: "help"', True), ('tags: ["neo4j"]', False)):
        nodes = (await api.data(f"{{ contents({listing}) {{ nodes {{ id }} }} }}"))["contents"]["nodes"]
        assert ({"id": id} in nodes) == there, listing


async def test_what_isnt_named_stays(api: Api) -> None:
    details = {"repositoryUrl": "https://git.example/x", "licence": "MIT"}
    id = await published(api, kind="OPEN_SOURCE", details=details, language="de", canonicalUrl="https://b.example/1")
    assert (await edit(api, id, 1, title="Two"))["content"]["body"] == "<p>first</p>\n<p>stays</p>"
    assert (await edit(api, id, 2, details={"licence": "Apache-2.0"}))["version"] == 3
    own = "query ($id: ID!) { content(id: $id) { title tags { slug } text { canonicalUrl language source } "
    found = (await api.data(own + "... on OpenSource { repositoryUrl licence } } }", as_=sample.ADA, id=id))["content"]
    assert (found["title"], found["tags"]) == ("Two", [{"slug": "neo4j"}])
    text = {"canonicalUrl": "https://b.example/1", "language": "de", "source": "first\n\nstays"}
    assert found["text"] == text
    assert (found["repositoryUrl"], found["licence"]) == (None, "Apache-2.0")


async def test_an_edit_where_it_stands_needs_no_right_to_start_something_there(api: Api, graph: Graph) -> None:
    id = await published(api)
    await rows(graph, "MATCH (a:Area) SET a.post_role = 'operator'")
    assert (await edit(api, id, 1, title="Two", area="blog"))["version"] == 2
    assert (await edit(api, id, 2, title="Three"))["version"] == 3
    (error,) = (await edit(api, id, 3, area="help"))["userErrors"]
    assert (error["__typename"], error["path"]) == ("NotAllowedError", ["input", "area"])


async def test_nobody_overwrites_what_they_havent_read(api: Api, graph: Graph) -> None:
    id = await published(api)
    answers = await asyncio.gather(*(edit(api, id, 1, body=f"by {n}") for n in range(MANY)))
    assert sorted(answer["version"] or 0 for answer in answers) == [0] * (MANY - 1) + [2]
    errors = [answer["userErrors"][0] for answer in answers if answer["userErrors"]]
    assert {error["message"] for error in errors} == {"It is at version 2 by now: read it again, and edit that."}
    assert errors[0]["__typename"] == "ConflictError" and errors[0]["path"] == ["input", "version"]
    assert [event.type for event in await graph.read(outbox.after, 0)] == ["content.published", "content.edited"]


async def test_history_is_for_its_author_and_those_who_keep_order(api: Api) -> None:
    id = await published(api)
    await edit(api, id, 1, body="without the secret")
    assert await history(api, id) is None and await history(api, id, as_=sample.BEN) is None
    assert len(await history(api, id, as_=sample.CLEO, role=Role.MODERATOR)) == 2
    assert len(await history(api, id, role=Role.OPERATOR)) == 2
    assert await history(api, sample.GRAPHS, as_=sample.ADA) == []


async def test_an_answer_is_edited_by_its_body_alone(api: Api) -> None:
    (error,) = (await edit(api, sample.ANSWERED, 1, title="Mine"))["userErrors"]
    assert error["path"] == ["input", "title"]
    assert (await edit(api, sample.ANSWERED, 1, body="**Because**", format="MARKDOWN"))["content"]["body"] == (
        "<p><strong>Because</strong></p>"
    )
    await edit(api, sample.ASKED, 1, sample.BEN, title="Why so quick")
    below = (await api.data("query ($id: ID!) { content(id: $id) { title } }", id=sample.ANSWERED))["content"]
    assert below == {"title": "Why so quick"}, "what stands below carries the title"


async def test_what_is_withdrawn_is_edited_quietly(api: Api, graph: Graph) -> None:
    id = await published(api)
    await withdraw(api, id)
    assert (await edit(api, id, 1, body="mended"))["version"] == 2
    assert "content.edited" not in [event.type for event in await graph.read(outbox.after, 0)]


async def test_what_an_edit_brings_in_is_checked_as_what_is_new(api: Api) -> None:
    id = (await publish(api, as_=sample.CLEO))["content"]["id"]
    assert (await edit(api, id, 1, sample.CLEO, body="https://a.example https://b.example https://c.example"))[
        "version"
    ]
    assert (await api.data("query ($id: ID!) { content(id: $id) { id } }", id=id))["content"] is None


async def test_whom_an_edit_mentions_first_hears_of_it(api: Api, graph: Graph) -> None:
    id = await published(api, area=None, tags=[])
    await edit(api, id, 1, body="thanks to @cleo")
    await notify.run_due(graph, datetime.now(UTC))
    heard = "{ viewer { notifications { nodes { kind content { id } } } } }"
    nodes = (await api.data(heard, as_=sample.CLEO))["viewer"]["notifications"]["nodes"]
    assert nodes == [{"kind": "MENTIONED", "content": {"id": id}}]


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"title": ""}, ["input", "title"]),
        ({"body": "<script>x()</script>"}, ["input", "body"]),
        ({"tags": ["none"]}, ["input", "tags", "0"]),
        ({"area": "nowhere"}, ["input", "area"]),
        ({"note": "x" * 301}, ["input", "note"]),
        ({"details": {"licence": "MIT"}}, ["input", "details", "licence"]),
        ({"version": 7}, ["input", "version"]),
        ({"id": sample.ASKED}, ["input", "id"]),
    ],
)
async def test_bad_edits_are_refused_and_change_nothing(
    api: Api, graph: Graph, changes: dict[str, Any], path: list[str]
) -> None:
    answer = (await api.data(EDIT, as_=sample.ADA, input={"id": sample.GRAPHS, "version": 1} | changes))["editContent"]
    assert (answer["content"], answer["userErrors"][0]["path"]) == (None, path)
    assert await rows(graph, "MATCH (n:Revision) RETURN n") == []
    assert await graph.read(outbox.after, 0) == []


def test_comparing_takes_no_time_worth_having() -> None:
    def text(lines: list[str]) -> RevisionText:
        return RevisionText(title="x", tags=(), area=None, source="\n".join(lines))

    start = time.process_time()
    assert difference(text(["a", "b"] * 490), text(["b", "a"] * 490)) is not None
    assert difference(text(["a"] * 50_000), text(["b"] * 50_000)) is None
    assert time.process_time() - start < 4
