"""`/feeds/…` as a feed reader meets it: the newest that anybody may find, page after page."""

from pathlib import Path
from typing import Any

import feedparser
import httpx
import pytest

from app import create_app
from graph.database import Graph
from resolvers.syndication import COST
from settings import Settings
from tests import sample
from tests.api.conftest import SECRET, Api
from tests.api.test_publish import publish
from tests.api.test_takedown import withdraw
from tests.graph.privacy import rows

MANY = """
UNWIND range(1, 45) AS n
CREATE (content:Content:Article:Standalone {id: 'cnt_n' + right('0' + n, 2), slug: 'n' + n, title: 'No. ' + n,
  kind: 'ARTICLE', visibility: 'PUBLIC', body: '<p>x</p>', published_at: $at - duration({minutes: n})})
WITH content
MATCH (area:Area {slug: 'help'})
CREATE (content)-[:IN_AREA {area_id: area.id, published_at: content.published_at}]->(area)
"""


async def items(api: Api, path: str) -> list[dict[str, Any]]:
    """The items of a JSON feed."""
    answer = await api.http.get(path)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


@pytest.mark.parametrize(
    ("path", "ids"),
    [
        ("/feeds/site", [sample.ASKED, sample.PAID, sample.GRAPHS]),
        ("/feeds/areas/help", [sample.ASKED]),
        ("/feeds/tags/python", [sample.GRAPHS]),
        ("/feeds/tags/rust", [sample.PAID]),
        ("/feeds/users/ada", [sample.GRAPHS]),
        ("/feeds/users/cleo", []),
    ],
)
async def test_both_forms_show_what_anybody_may_find(api: Api, path: str, ids: list[str]) -> None:
    assert [item["id"] for item in await items(api, f"{path}.json")] == ids
    answer = await api.http.get(f"{path}.xml")
    found = feedparser.parse(answer.content)
    assert not found.bozo and [entry.id for entry in found.entries] == ids
    assert answer.headers["content-type"] == "application/rss+xml; charset=utf-8"


async def test_a_feed_is_the_same_for_everybody(api: Api) -> None:
    plain = await api.http.get("/feeds/users/ada.json")
    for token in ("nonsense", "stoa_key"):
        known = await api.http.get("/feeds/users/ada.json", headers={"Authorization": f"Bearer {token}"})
        assert (known.status_code, known.content) == (200, plain.content)


async def test_what_is_published_is_there_with_its_text(api: Api) -> None:
    body = "Hello *you* and ![x](https://a.example/x.png)\n\n" + "word " * 100
    made = (await publish(api, body=body, canonicalUrl="https://blog.example/1"))["content"]
    (item, *_) = await items(api, "/feeds/areas/blog.json")
    assert item["content_html"] == made["body"] and "<em>you</em>" in item["content_html"]
    assert item["external_url"] == "https://blog.example/1"
    assert item["authors"] == [{"name": "Ada"}] and item["tags"] == ["Neo4j"]
    assert item["summary"].startswith("Hello you and") and len(item["summary"]) <= 200
    await withdraw(api, made["id"])
    assert [item["id"] for item in await items(api, "/feeds/areas/blog.json")] == [sample.PAID, sample.GRAPHS]


async def test_pages_lead_on_without_gaps_and_twins(api: Api, graph: Graph) -> None:
    await rows(graph, MANY, at=sample.NOW)
    url, seen = "/feeds/areas/help.json", list[str]()
    while url:
        page = (await api.http.get(url)).json()
        seen += [item["id"] for item in page["items"]]
        url = page.get("next_url")
    assert seen == [f"cnt_n{n:02}" for n in range(1, 46)] + [sample.ASKED]
    rss = feedparser.parse((await api.http.get("/feeds/areas/help.xml")).content)
    (behind,) = (link.href for link in rss.feed.links if link.rel == "next")
    second = feedparser.parse((await api.http.get(behind)).content)
    assert [entry.id for entry in second.entries] == seen[20:40]
    other = await api.http.get("/feeds/site.json", params={"after": behind.partition("after=")[2]})
    assert (other.status_code, "cursor" in other.json()["message"]) == (400, True)


async def test_who_has_it_is_told_so(api: Api, graph: Graph) -> None:
    first = await api.http.get("/feeds/tags/neo4j.xml")
    assert first.headers["cache-control"] == "public, max-age=120"
    for held in (
        {"If-None-Match": f'"x", W/{first.headers["etag"]}'},
        {"If-Modified-Since": first.headers["last-modified"]},
    ):
        again = await api.http.get("/feeds/tags/neo4j.xml", headers=held)
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == first.headers["etag"]
    await rows(graph, "MATCH (c:Content {id: $id}) SET c.title = 'Changed'", id=sample.ASKED)
    held = {"If-None-Match": first.headers["etag"], "If-Modified-Since": first.headers["last-modified"]}
    changed = await api.http.get("/feeds/tags/neo4j.xml", headers=held)
    assert changed.status_code == 200 and b"Changed" in changed.content
    head = await api.http.head("/feeds/tags/neo4j.xml")
    assert head.headers["etag"] == changed.headers["etag"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/feeds/areas/none.xml", 404),
        ("/feeds/tags/none.json", 404),
        ("/feeds/users/none.json", 404),
        ("/feeds/users/%00.json", 404),
        ("/feeds/others/x.json", 404),
        ("/feeds/site/x.json", 404),
        ("/feeds/site.atom", 404),
        ("/feeds/site.json?after=nonsense", 400),
    ],
)
async def test_what_isnt_there_is_said_in_words(api: Api, path: str, status: int) -> None:
    answer = await api.http.get(path)
    assert (answer.status_code, bool(answer.json()["message"])) == (status, True)


async def test_an_address_that_asks_too_much_waits(api: Api, graph: Graph, tmp_path: Path) -> None:
    strict = create_app(Settings(home=tmp_path, secret=SECRET, run_jobs=False, rate_anonymous=2 * COST), graph)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(strict), base_url="http://stoa.test") as http:
        answers = [await http.get("/feeds/site.json") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert int(answers[2].headers["retry-after"]) >= 1 and answers[2].json()["message"]


async def test_the_api_and_the_home_page_say_where_feeds_are(api: Api) -> None:
    document = """{ feedLinks { rss jsonFeed } area(slug: "help") { feedLinks { rss jsonFeed } }
      tag(slug: "rust") { feedLinks { rss jsonFeed } } user(handle: "ben") { feedLinks { rss jsonFeed } } }"""
    data = await api.data(document)
    for links in (data["feedLinks"], *(data[name]["feedLinks"] for name in ("area", "tag", "user"))):
        for path in links.values():
            assert (await api.http.get(path)).status_code == 200
    home = (await api.http.get("/")).text
    assert '<link rel="alternate" type="application/rss+xml" title="What is new" href="/feeds/site.xml">' in home


async def test_a_document_of_twenty_asks_as_often_as_one_of_one(api: Api, graph: Graph, statements: list[str]) -> None:
    await api.http.get("/feeds/site.json")  # leases points
    asked: list[list[str]] = []
    for _ in range(2):
        statements.clear()
        assert await items(api, "/feeds/areas/help.json")
        asked.append(list(statements))
        await rows(graph, "MATCH (c:Content) WHERE c.id STARTS WITH 'cnt_n' DETACH DELETE c")
        await rows(graph, MANY, at=sample.NOW)
    assert asked[0] == asked[1] and len(asked[0]) <= 6
