"""What becomes of a text that is published: rendered, mentioned, linked, and known for what it is."""

from datetime import UTC, datetime
from typing import Any

import pytest

from graph import outbox
from graph.database import Graph
from jobs import notify
from tests import sample
from tests.api.conftest import Api
from tests.api.test_publish import publish

TEXT = """query ($id: ID!) { content(id: $id) { body text {
  format source excerpt readingMinutes language canonicalUrl version editedAt
  mentions { handle } links { id } linkedFrom { id } } } }"""


async def text_of(api: Api, id: str, as_: str | None = None) -> dict[str, Any]:
    """A content's text as somebody finds it."""
    content: dict[str, Any] = (await api.data(TEXT, as_=as_, id=id))["content"]
    return content


async def test_markdown_is_rendered_and_kept_for_its_author(api: Api) -> None:
    source = "Hello **you**, this is what it was for: to be on the web.\n\n```py\nx < 1\n```"
    id = (await publish(api, body=source))["content"]["id"]
    seen = await text_of(api, id)
    assert seen["body"] == (
        "<p>Hello <strong>you</strong>, this is what it was for: to be on the web.</p>\n"
        '<pre><code class="language-py">x &lt; 1\n</code></pre>'
    )
    text = seen["text"]
    assert (text["format"], text["language"], text["readingMinutes"], text["version"]) == ("MARKDOWN", "en", 1, 1)
    assert text["excerpt"] == "Hello you, this is what it was for: to be on the web. x < 1"
    assert (text["source"], text["editedAt"]) == (None, None)
    assert (await text_of(api, id, sample.ADA))["text"]["source"] == source
    assert (await text_of(api, id, sample.BEN))["text"]["source"] is None


async def test_html_stays_as_it_is(api: Api) -> None:
    made = (await publish(api, body="<p>*a*</p><script>x()</script>", format="HTML"))["content"]
    assert made["body"] == "<p>*a*</p>"
    assert (await text_of(api, made["id"]))["text"]["format"] == "HTML"


async def test_what_was_imported_says_less(api: Api) -> None:
    text = (await text_of(api, sample.GRAPHS, sample.ADA))["text"]
    assert (text["format"], text["source"], text["excerpt"]) == ("HTML", "<p>Graphs in anger</p>", None)
    assert (text["readingMinutes"], text["version"], text["mentions"]) == (None, 1, [])


async def test_who_is_mentioned_is_told_once_and_nobody_else(api: Api, graph: Graph) -> None:
    crowd = " ".join(f"@nobody{n}" for n in range(60))
    id = (await publish(api, body=f"For @Ben and @ben, `@cleo`, me@cleo, by @ada. {crowd}"))["content"]["id"]
    assert (await text_of(api, id))["text"]["mentions"] == [{"handle": "ben"}]
    await notify.run_due(graph, datetime.now(UTC))
    mine = "{ viewer { notifications { nodes { kind content { id } } } } }"
    notified = (await api.data(mine, as_=sample.BEN))["viewer"]["notifications"]["nodes"]
    assert notified == [{"kind": "MENTIONED", "content": {"id": id}}]
    assert (await api.data(mine, as_=sample.CLEO))["viewer"]["notifications"]["nodes"] == []


async def test_contents_know_what_links_to_them(api: Api) -> None:
    first = await publish(api, canonicalUrl="HTTPS://Blog.example/First", body="First.")
    id = first["content"]["id"]
    assert (await text_of(api, id))["text"]["canonicalUrl"] == "https://blog.example/First"
    body = f"[a](/read/{sample.GRAPHS}) https://blog.example/First https://elsewhere.example"
    other = (await publish(api, body=body))["content"]["id"]
    assert {row["id"] for row in (await text_of(api, other))["text"]["links"]} == {id, sample.GRAPHS}
    assert (await text_of(api, sample.GRAPHS))["text"]["linkedFrom"] == [{"id": other}]


@pytest.mark.parametrize(
    ("kind", "details"),
    [
        ("OPEN_SOURCE", {"repositoryUrl": "https://git.example/x", "licence": "MIT", "programmingLanguage": "Rust"}),
        ("TALK", {"event": "GraphConf 2026", "recordingUrl": "https://video.example/1"}),
        ("CASE_STUDY", {"industry": "Banking", "outcome": "Half the cost"}),
        ("PROJECT", {"projectUrl": "https://p.example/", "projectStatus": "ACTIVE"}),
    ],
)
async def test_kinds_have_fields_of_their_own(api: Api, kind: str, details: dict[str, str]) -> None:
    made = (await publish(api, kind=kind, details=details))["content"]
    selection = f"query ($id: ID!) {{ content(id: $id) {{ ... on {made['__typename']} {{ {' '.join(details)} }} }} }}"
    assert (await api.data(selection, id=made["id"]))["content"] == details


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"details": {"licence": "MIT"}}, ["input", "details", "licence"]),
        ({"kind": "TALK", "details": {"recordingUrl": "javascript:x()"}}, ["input", "details", "recordingUrl"]),
        ({"kind": "TALK", "details": {"recordingUrl": "https://a:b@c.example"}}, ["input", "details", "recordingUrl"]),
        ({"kind": "TALK", "details": {"event": " "}}, ["input", "details", "event"]),
        ({"kind": "TALK", "details": {"event": "x" * 201}}, ["input", "details", "event"]),
        ({"canonicalUrl": "ftp://a.example"}, ["input", "canonicalUrl"]),
        ({"language": "English"}, ["input", "language"]),
        ({"body": "[" * 100_001}, ["input", "body"]),
        ({"body": "<div>" * 5_000, "format": "HTML"}, ["input", "body"]),
        ({"visibility": "REMOVED"}, ["input", "visibility"]),
    ],
)
async def test_bad_input_is_refused_and_changes_nothing(
    api: Api, graph: Graph, changes: dict[str, Any], path: list[str]
) -> None:
    answer = await publish(api, **changes)
    assert (answer["content"], answer["userErrors"][0]["path"]) == (None, path)
    assert await graph.read(outbox.after, 0) == []
