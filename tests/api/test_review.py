"""Checks: what they hold is hidden before anybody has seen it, and shown when a moderator finds nothing."""

from typing import Any

import pytest
from starlette.applications import Starlette

from domain.review import Author, Submission, Unblocked
from graph import outbox
from graph.database import Graph
from jobs import notify
from tests import sample
from tests.api.conftest import Api
from tests.api.test_moderation import ANOTHER, mine, moderate, queue

PUBLISH = """mutation ($title: String!, $body: String!) {
  publishContent(input: {kind: ARTICLE, title: $title, body: $body, tags: ["rust"], area: "blog"}) {
    content { id visibility body } userErrors { message } } }"""
COMMENT = """mutation ($id: ID!, $body: String!) {
  addComment(input: {parentId: $id, body: $body}) { comment { id visibility } } }"""
EDIT = """mutation ($input: EditContentInput!) {
  editContent(input: $input) { content { visibility } userErrors { message } } }"""
WITHDRAW = "mutation ($id: ID!) { withdrawContent(input: {id: $id}) { userErrors { message } } }"
LINKS = "".join(f'<a href="https://shop.example/{number}">buy</a> ' for number in range(3))
LONG = "<p>" + "The same words again and again, as advertisers have them. " * 3 + "</p>"


async def publish(api: Api, body: str, as_: str = sample.CLEO, title: str = "A title") -> dict[str, Any]:
    """The content as its author sees it."""
    answer = (await api.data(PUBLISH, as_=as_, title=title, body=body))["publishContent"]
    assert answer["userErrors"] == []
    content: dict[str, Any] = answer["content"]
    return content


async def test_many_links_of_a_new_member_are_held_and_shown_when_dismissed(api: Api, graph: Graph) -> None:
    held = await publish(api, LINKS)
    assert held["visibility"] == "HIDDEN" and "shop.example" in held["body"], "its author sees what became of it"
    found = f'{{ content(id: "{held["id"]}") {{ id }} contents(tags: ["rust"]) {{ nodes {{ id }} }} }}'
    for as_ in (None, sample.BEN, sample.CLEO):
        assert held["id"] not in str(await api.data(found, as_=as_))
    (case,) = await queue(api, area="blog")
    assert case["target"]["id"] == held["id"] and case["reportCount"] == 0 and case["weight"] == 3.0
    (told,) = await mine(api, sample.CLEO)
    assert told["reason"] == "It has 3 links, and its author is new." and told["norm"] == "SPAM"
    types = [event.type for event in await graph.read(outbox.after, 0)]
    assert types[:2] == ["content.published", "content.withdrawn"]
    assert (await moderate(api, "DISMISS", ANOTHER, targetId=held["id"]))["userErrors"] == []
    assert (await api.data(found))["content"] == {"id": held["id"]}


async def test_the_same_comment_twice_is_held_and_others_are_not(api: Api) -> None:
    for who, visibility in ((sample.BEN, "PUBLIC"), (sample.BEN, "HIDDEN"), (sample.ADA, "PUBLIC")):
        made = await api.data(COMMENT, as_=who, id=sample.GRAPHS, body=LONG)
        assert made["addComment"]["comment"]["visibility"] == visibility
    assert (await publish(api, "<p>Thanks!</p>"))["visibility"] == "PUBLIC"
    assert (await publish(api, "<p>Thanks!</p>"))["visibility"] == "PUBLIC"


async def test_a_reply_is_held_as_well_and_nobody_hears_of_it(api: Api, graph: Graph) -> None:
    asked = {"id": sample.GRAPHS, "body": LINKS}
    held = (await api.data(COMMENT, as_=sample.CLEO, **asked))["addComment"]["comment"]
    assert held["visibility"] == "HIDDEN"
    await notify.run_due(graph, sample.NOW)
    notices = await api.data("{ viewer { notifications { nodes { kind } } } }", as_=sample.ADA)
    assert notices["viewer"]["notifications"]["nodes"] == []
    thread = await api.data(f'{{ content(id: "{sample.GRAPHS}") {{ comments {{ nodes {{ id }} }} }} }}')
    assert held["id"] not in str(thread)


@pytest.mark.parametrize("taken_back", [False, True], ids=["public", "withdrawn"])
async def test_an_edit_is_looked_at_as_well_for_what_it_adds(
    api: Api, monkeypatch: pytest.MonkeyPatch, taken_back: bool
) -> None:
    monkeypatch.setattr("domain.review.Unblocked.__call__", watches)
    content = await publish(api, "<p>Harmless</p>")
    if taken_back:
        await api.data(WITHDRAW, as_=sample.CLEO, id=content["id"])
    assert await edit(api, content["id"], 1, title="Another title") == ("WITHDRAWN" if taken_back else "PUBLIC")
    assert await edit(api, content["id"], 2, body=LINKS) == "HIDDEN"
    await moderate(api, "DISMISS", ANOTHER, targetId=content["id"])
    assert await edit(api, content["id"], 3, title="A third") != "HIDDEN", "that was for the moderator to decide"
    assert await edit(api, content["id"], 4, title="Buy cheap watches") == "HIDDEN"


async def watches(self: object, submission: Submission, author: Author) -> str | None:
    """A check of what is said, the title as well."""
    return "It says 'watches', which is blocked." if "watches" in submission.words else None


async def edit(api: Api, id: str, version: int, **changes: str) -> str:
    """How the content stands after an edit."""
    answer = (await api.data(EDIT, as_=sample.CLEO, input={"id": id, "version": version, **changes}))["editContent"]
    assert answer["userErrors"] == []
    return str(answer["content"]["visibility"])


async def test_who_is_known_may_link_and_a_broken_check_keeps_nobody(
    api: Api, application: Starlette, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(2):
        await publish(api, "<p>x</p>", as_=sample.ADA)
    assert (await publish(api, LINKS, as_=sample.ADA))["visibility"] == "PUBLIC"
    monkeypatch.setattr("domain.review.Unblocked.__call__", broken)
    assert (await publish(api, "<p>y</p>"))["visibility"] == "PUBLIC"


async def broken(self: object, submission: Submission, author: Author) -> str | None:
    """A check of somebody else's."""
    raise RuntimeError("the service is away")


@pytest.mark.parametrize(
    ("title", "body", "held"),
    [
        ("Cheap   WATCHES", "", True),
        ("", "<p>cheap <b>watches</b></p>", True),
        ("cheap watchesmith", "", False),
        ("", '<a href="https://www.spam.example/x">a</a>', True),
        ("", '<a href="HTTPS://SPAM.example.">a</a>', True),
        ("", '<a href="https://notspam.example">a</a>', False),
        ("", '<a href="https://spam.example.org">a</a>', False),
        ("", '<a href="https://[broken">a</a>', False),
    ],
)
async def test_what_is_blocked(title: str, body: str, held: bool) -> None:
    check = Unblocked(["Cheap watches"], ["spam.example"])
    submission = Submission("cnt_x", sample.CLEO, title, body, sample.NOW)  # type: ignore[arg-type]
    author = Author(joined_at=sample.NOW, published=0, latest=())
    assert (await check(submission, author) is not None) == held
