"""Feeds are valid whatever people wrote: a parser that isn't ours reads back what went in."""

import json
from datetime import UTC, datetime
from typing import Any

import feedparser
import pytest

from domain.content import BodyFormat, Content, ContentKind, ContentText, Visibility
from domain.ids import ContentId, TagId, UserId
from domain.syndication import MAX_HTML, Channel, Form, Site, Subject, content_page, entries_of, path_of
from domain.tag import Tag
from domain.user import User
from server.json_feed import json_feed
from server.rss import rss

AT = datetime(2026, 6, 1, 12, 30, tzinfo=UTC)
SITE = Site("Stoa", "https://api.example", "https://forum.example/read/{slug}")
AUTHOR = User(id=UserId("usr_a"), external_id=None, handle="ada", display_name="Ada <b>&", joined_at=AT)


def content(number: int = 1, title: str = "Graphs", author: User | None = AUTHOR) -> Content:
    """A content as lists have it."""
    tag = Tag(id=TagId("tag_a"), slug="c++", name="C++ & \x00co")
    return Content(
        id=ContentId(f"cnt_{number}"),
        external_id=None,
        kind=ContentKind.ARTICLE,
        slug=f"graphs-{number}",
        title=title,
        published_at=AT,
        visibility=Visibility.PUBLIC,
        author=author,
        tags=(tag,),
        area=None,
    )


def text(**known: Any) -> ContentText:
    """What is known of a text."""
    names = dict.fromkeys(ContentText.model_fields)
    always = {"content_id": "cnt_1", "visibility": Visibility.PUBLIC, "format": BodyFormat.HTML, "version": 1}
    return ContentText.model_validate({**names, **always, **known})


def channel(*bodies: str | None, title: str | None = "Help", **known: Any) -> Channel:
    """A channel of contents with these bodies."""
    contents = [content(number) for number in range(len(bodies))]
    entries = entries_of(contents, [text(**known)] * len(bodies), bodies, [None] * len(bodies))
    return Channel(Subject.AREA, "help", title, entries, "next_cursor")


def parsed(document: bytes) -> Any:
    """A feed as feedparser reads it, without complaint."""
    found = feedparser.parse(document)
    assert not found.bozo, found.get("bozo_exception")
    return found


HARD = {
    "control characters": ("<p>a\x00b\x08c\x0bd\ufffe\uffff</p>", "<p>abcd</p>"),
    "line ends": ("<pre>a\tb\nc</pre>", "<pre>a\tb\nc</pre>"),
    "emoji": ("<p>👩‍👩‍👧 🏳️‍🌈 𝒳</p>", "<p>👩‍👩‍👧 🏳️‍🌈 𝒳</p>"),
    "right to left": ("<p>שלום עולם، مرحبا</p>", "<p>שלום עולם، مرحبا</p>"),
    "the end of CDATA": ("<p>]]&gt; ]]></p>", "<p>]]&gt; ]]></p>"),
    "entities": ("<p>&amp;lt;script&gt; &#0; &nbsp;</p>", "<p>&amp;lt;script&gt; &#0; &nbsp;</p>"),
}


@pytest.mark.parametrize("name", HARD)
def test_bodies_come_through(name: str) -> None:
    body, readable = HARD[name]
    document = rss(channel(body), SITE)
    assert f"<content:encoded>{_escaped(readable)}</content:encoded>" in document.decode()
    assert len(parsed(document).entries) == 1
    assert json.loads(json_feed(channel(body), SITE))["items"][0]["content_html"] == body


def _escaped(html: str) -> str:
    return html.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def test_an_entry_says_what_a_reader_wants_to_know() -> None:
    edited = datetime(2026, 6, 2, tzinfo=UTC)
    known: dict[str, Any] = {
        "excerpt": "In short",
        "edited_at": edited,
        "language": "en",
        "canonical_url": "https://b.example/1",
    }
    found = parsed(rss(channel("<p>All of it</p>", **known), SITE))
    (entry,) = found.entries
    assert (found.feed.title, found.feed.link) == ("Help · Stoa", "https://forum.example/")
    assert (entry.id, entry.guidislink, entry.link) == ("cnt_0", False, "https://forum.example/read/graphs-0")
    assert (entry.title, entry.author, [tag.term for tag in entry.tags]) == ("Graphs", "Ada <b>&", ["C++ & co"])
    assert (entry.summary, entry.content[0].value) == ("In short", "<p>All of it</p>")
    assert entry.published_parsed[:5] == (2026, 6, 1, 12, 30)
    assert found.feed.updated_parsed[:3] == (2026, 6, 2)
    links = {link["rel"]: link["href"] for link in found.feed.links}
    assert links["self"] == "https://api.example/feeds/areas/help.xml"
    assert links["next"] == "https://api.example/feeds/areas/help.xml?after=next_cursor"
    assert {"rel": "canonical", "href": "https://b.example/1"}.items() <= dict(entry.links[1]).items()


def test_json_feed_is_version_1_1() -> None:
    known: dict[str, Any] = {
        "excerpt": "In short",
        "edited_at": AT,
        "language": "en",
        "canonical_url": "https://b.example/1",
    }
    assert json.loads(json_feed(channel("<p>All of it</p>", **known), SITE)) == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Help · Stoa",
        "description": "What is new in Help.",
        "home_page_url": "https://forum.example/",
        "feed_url": "https://api.example/feeds/areas/help.json",
        "next_url": "https://api.example/feeds/areas/help.json?after=next_cursor",
        "items": [
            {
                "id": "cnt_0",
                "url": "https://forum.example/read/graphs-0",
                "external_url": "https://b.example/1",
                "title": "Graphs",
                "content_html": "<p>All of it</p>",
                "summary": "In short",
                "date_published": "2026-06-01T12:30:00+00:00",
                "date_modified": "2026-06-01T12:30:00+00:00",
                "authors": [{"name": "Ada <b>&"}],
                "tags": ["C++ & \x00co"],
                "language": "en",
            }
        ],
    }


def test_a_body_that_isnt_free_is_an_excerpt() -> None:
    (item,) = json.loads(json_feed(channel(None, excerpt="In short"), SITE))["items"]
    assert item["content_text"] == "In short" and "content_html" not in item
    (entry,) = parsed(rss(channel(None, excerpt="In short"), SITE)).entries
    assert entry.summary == "In short" and "content" not in entry


def test_a_document_stays_of_a_size() -> None:
    long = f"<p>{'x' * (MAX_HTML - 10)}</p>"
    made = channel(long, "<p>does not fit any more</p>", "<p></p>")
    assert [entry.html is not None for entry in made.entries] == [True, False, False]
    assert made.entries[1].excerpt == "does not fit any more"
    assert len(parsed(rss(made, SITE)).entries) == 3
    assert channel("x" * (MAX_HTML + 1)).entries[0].excerpt.endswith("…")


@pytest.mark.parametrize("known", [[], ["<p>a</p>"]])
def test_what_did_not_change_is_the_same_document(known: list[str]) -> None:
    made = channel(*known, title=None)
    assert rss(made, SITE) == rss(made, SITE) and len(parsed(rss(made, SITE)).entries) == len(known)
    assert json_feed(made, SITE) == json_feed(made, SITE)


def test_addresses() -> None:
    assert path_of(Subject.TAG, "c++/é", Form.RSS) == "/feeds/tags/c%2B%2B%2F%C3%A9.xml"
    assert path_of(Subject.SITE, None, Form.JSON) == "/feeds/site.json"
    assert content_page("https://f.example/{id}/{slug}", "cnt_1", "a b") == "https://f.example/cnt_1/a%20b"
    nowhere = Site("Stoa", "https://api.example", None)
    (entry,) = parsed(rss(channel("<p>a</p>"), nowhere)).entries
    assert entry.link == "https://api.example/"
    assert "url" not in json.loads(json_feed(channel("<p>a</p>"), nowhere))["items"][0]
