"""Cross-posts: what was published before is refused, or held, and leads to its original once it can be read."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from graph import outbox
from graph.database import Graph
from jobs import publish_due
from tests import sample
from tests.api.conftest import Api
from tests.api.test_draft import drafts, save
from tests.api.test_moderation import moderate
from tests.api.test_publish import publish
from tests.api.test_revision import edit
from tests.api.test_takedown import withdraw
from tests.graph.privacy import rows

TEXT = "What **everybody** should know about graphs: they have nodes, and edges, and people who draw them on walls."
SAME = "<p>what EVERYBODY should  know about graphs: they have nodes, and edges, and people who draw them on walls.</p>"
LINKED = """query ($id: ID!) { content(id: $id) { visibility text { canonicalUrl
  crossPostOf { id } crossPosts { id } } } }"""
LONG = "\n".join(f"{n}. Note {n * 7919 % 1009}, which nobody else has in its place." for n in range(40))
URL = "https://blog.example/graphs"
MANY = 6


async def linked(api: Api, id: str, as_: str | None = None) -> Any:
    """A content as somebody finds it, with what it says the same as."""
    return (await api.data(LINKED, as_=as_, id=id))["content"]


async def made(api: Api, as_: str = sample.ADA, **changes: Any) -> str:
    """The id of what is published."""
    answer = await publish(api, as_=as_, **({"body": TEXT} | changes))
    assert answer["userErrors"] == []
    id: str = answer["content"]["id"]
    return id


def conflict(answer: dict[str, Any]) -> bool:
    """Whether it was refused for being there already."""
    problems = [(error["__typename"], error["path"]) for error in answer["userErrors"]]
    return problems == [("ConflictError", ["input", "body"])]


@pytest.mark.parametrize(
    "again",
    [
        {"body": TEXT},
        {"body": SAME, "format": "HTML", "title": "Another title"},
        {"body": "Something else that has its first home where the other one has.", "canonicalUrl": URL},
    ],
)
async def test_the_same_of_the_same_author_is_refused_unless_it_is_meant(
    api: Api, graph: Graph, again: dict[str, Any]
) -> None:
    first = await made(api, canonicalUrl=URL)
    before = len(await graph.read(outbox.after, 0))
    assert conflict(await publish(api, **again))
    assert len(await graph.read(outbox.after, 0)) == before
    second = await made(api, **again, crossPost=True)
    assert (await linked(api, second))["text"]["crossPostOf"] == {"id": first}
    assert (await linked(api, first))["text"]["crossPosts"] == [{"id": second}]
    assert (await linked(api, first))["text"]["crossPostOf"] is None


async def test_short_texts_and_other_texts_are_nobodys(api: Api) -> None:
    for body in ("Thanks!", "Thanks!", TEXT, TEXT + " Or don't."):
        assert (await linked(api, await made(api, body=body)))["text"]["crossPostOf"] is None


async def test_nearly_the_same_is_the_same_and_something_else_is_not(api: Api) -> None:
    first = await made(api, body=LONG)
    near = LONG.replace("13", "thirteen") + "\n\nPS: corrected."
    assert conflict(await publish(api, body=near))
    assert (await publish(api, as_=sample.BEN, body=near))["content"]["visibility"] == "HIDDEN"
    meant = await made(api, body=near, crossPost=True)
    assert (await linked(api, meant))["text"]["crossPostOf"] == {"id": first}
    other = await made(api, body="\n".join(f"- rule {n * 7919 % 101} of {n}" for n in range(80)))
    assert (await linked(api, other))["text"]["crossPostOf"] is None


async def test_the_same_of_another_waits_for_a_moderator_and_then_leads_to_the_original(api: Api) -> None:
    first = await made(api)
    copy = await publish(api, as_=sample.BEN, body=TEXT)
    assert copy["content"]["visibility"] == "HIDDEN"
    id = copy["content"]["id"]
    assert (await linked(api, first))["text"]["crossPosts"] == []
    assert (await moderate(api, "DISMISS", targetId=id))["userErrors"] == []
    assert (await linked(api, id))["text"]["crossPostOf"] == {"id": first}
    await withdraw(api, first)
    assert (await linked(api, id))["text"]["crossPostOf"] is None, "who can't find it isn't led there"


async def test_what_was_removed_does_not_come_back_unseen(api: Api) -> None:
    first = await made(api, sample.BEN)
    assert (await moderate(api, "REMOVE", targetId=first))["userErrors"] == []
    again = await publish(api, as_=sample.BEN, body=TEXT)
    assert again["content"]["visibility"] == "HIDDEN"


async def test_what_its_author_withdrew_is_not_refused_but_looked_at(api: Api) -> None:
    await withdraw(api, await made(api, title="First try"))
    assert (await publish(api, body=TEXT))["content"]["visibility"] == "HIDDEN"


async def test_of_many_at_once_one_is_published(api: Api, graph: Graph) -> None:
    answers = await asyncio.gather(*(publish(api, body=TEXT, title=f"No. {n}") for n in range(MANY)))
    assert [conflict(answer) for answer in answers].count(True) == MANY - 1
    assert [event.type for event in await graph.read(outbox.after, 0)] == ["content.published"]


async def test_the_fourth_time_a_moderator_looks(api: Api) -> None:
    first = await made(api)
    for visibility in ("PUBLIC", "PUBLIC", "HIDDEN"):
        again = await publish(api, body=TEXT, crossPost=True)
        assert again["content"]["visibility"] == visibility
    assert len((await linked(api, first))["text"]["crossPosts"]) == 2


async def test_an_edit_makes_and_ends_a_cross_post(api: Api, graph: Graph) -> None:
    first, other = await made(api), await made(api, body="At first it said something else.")
    refused = await edit(api, other, 1, body=TEXT)
    assert conflict(refused) and refused["version"] is None
    assert (await edit(api, other, 1, body=TEXT, crossPost=True))["version"] == 2
    assert (await linked(api, other))["text"]["crossPostOf"] == {"id": first}
    assert (await edit(api, other, 2, title="Another title"))["version"] == 3, "what stays isn't looked at again"
    assert (await linked(api, other))["text"]["crossPostOf"] == {"id": first}
    assert (await edit(api, other, 3, body=TEXT + " And more."))["version"] == 4
    assert (await linked(api, other))["text"]["crossPostOf"] is None


async def test_an_edit_that_copies_another_is_held(api: Api) -> None:
    await made(api)
    id = await made(api, sample.BEN, body="My own words, for now.")
    await edit(api, id, 1, sample.BEN, body=TEXT)
    assert await linked(api, id) is None


async def test_where_it_was_published_first_can_be_said_later_and_taken_back(api: Api) -> None:
    first, id = await made(api, canonicalUrl=URL), await made(api, body="Something else.")
    for url, stands in (
        ("HTTPS://Blog.example/2", "https://blog.example/2"),
        (None, "https://blog.example/2"),
        ("", None),
    ):
        version = (await api.data("query ($id: ID!) { content(id: $id) { text { version } } }", id=id))["content"]
        assert (await edit(api, id, version["text"]["version"], canonicalUrl=url))["userErrors"] == []
        assert (await linked(api, id))["text"]["canonicalUrl"] == stands
    assert conflict(await edit(api, id, 4, canonicalUrl=URL))
    assert (await edit(api, id, 4, canonicalUrl="ftp://x"))["userErrors"][0]["path"] == ["input", "canonicalUrl"]
    assert (await edit(api, id, 4, canonicalUrl=URL, crossPost=True))["version"] == 5
    assert (await linked(api, id))["text"]["crossPostOf"] == {"id": first}


async def test_what_is_scheduled_is_compared_when_it_is_saved_and_when_its_time_comes(api: Api, graph: Graph) -> None:
    at = datetime.now(UTC) + timedelta(hours=1)
    await save(api, body=TEXT, publishAt=at.isoformat())
    await made(api)
    assert conflict(await save(api, body=TEXT, publishAt=at.isoformat()))
    assert (await save(api, body=TEXT, crossPost=True, publishAt=at.isoformat(), title="Meant"))["userErrors"] == []
    report = await publish_due.run(graph, at, print)
    assert (report.counts["published"], report.counts["refused"]) == (1, 1)
    (left,) = await drafts(api)
    assert left["title"] == "Not *yet*" and left["problem"].startswith(
        "You have published this or nearly this already, as "
    )
    found = await rows(graph, "MATCH (c:Content)-[:CROSS_POST_OF]->() RETURN c.title AS title")
    assert found == [{"title": "Meant"}]
