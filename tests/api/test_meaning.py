"""Searching by meaning: what is found in other words and in the other language, by whom, and when it can't be."""

from typing import Any

import pytest
import pytest_asyncio

from domain import embedder
from domain.meaning import Said
from domain.search import SearchMode
from graph import meaning, search
from graph.content import EARLIEST
from graph.database import Graph, Transaction
from graph.queries import CYPHER
from resolvers import search_lists
from tests import profiling, sample
from tests.api import judged
from tests.api.conftest import Api
from tests.api.judged import JUDGED, id_of

SEARCH = """
query ($query: String!, $mode: SearchMode!, $first: Int, $after: String, $tags: [String!], $author: String,
       $kinds: [ContentKind!], $from: Date, $to: Date, $types: [SearchType!], $area: String) {
  search(query: $query, mode: $mode, first: $first, after: $after, tags: $tags, author: $author, kinds: $kinds,
         from: $from, to: $to, types: $types, area: $area) {
    near wordsOnly pageInfo { hasNextPage endCursor }
    edges { score parts { source place value score } excerpt { text }
            node { __typename ... on Content { id title } ... on User { id } ... on Tag { id slug } } }
  }
}
"""
IN_CHINESE = [id_of(row["id"]) for row in JUDGED["contents"] if row["id"].startswith("zh")]


@pytest_asyncio.fixture(loop_scope="session")
async def read(api: Api, graph: Graph) -> Api:
    """The sample and the judged contents, each with its meaning."""
    await judged.load(graph)
    return api


async def found(api: Api, query: str, mode: SearchMode = SearchMode.MEANING, **options: Any) -> list[dict[str, Any]]:
    answer = await api.data(SEARCH, query=query, mode=mode, **options)
    edges: list[dict[str, Any]] = answer["search"]["edges"]
    return edges


def ids(edges: list[dict[str, Any]]) -> list[str]:
    return [edge["node"]["id"] for edge in edges]


async def share_found(api: Api, mode: SearchMode, places: int) -> float:
    """Of what answers every second of the judged queries, the share that stands so high."""
    hits = []
    for query in JUDGED["queries"][::2]:
        shown = ids(await found(api, query["text"], mode, first=places))
        hits += [id_of(name) in shown for name in query["finds"]]
    return sum(hits) / len(hits)


async def test_meaning_finds_what_words_do_not(read: Api) -> None:
    by_words, by_meaning, by_both = [await share_found(read, mode, 5) for mode in SearchMode]
    assert by_words < 0.3 < 0.7 < by_meaning
    assert by_both >= by_meaning - 0.1


async def test_both_lists_put_highest_what_stands_in_both(read: Api) -> None:
    edges = await found(read, "argon2 密码", SearchMode.HYBRID)
    assert ids(edges)[0] == id_of("zh-password"), "the word and the meaning"
    assert {part["source"] for part in edges[0]["parts"]} == {"WORDS", "MEANING"}
    for edge in edges:
        assert edge["score"] == pytest.approx(sum(part["score"] for part in edge["parts"]))
        assert all(part["score"] == pytest.approx(1 / (60 + part["place"])) for part in edge["parts"])


async def test_pages_neither_repeat_nor_lose(read: Api) -> None:
    whole = ids(await found(read, "databases and passwords", SearchMode.HYBRID, first=50))
    paged: list[str] = []
    after = None
    while True:
        page = (await read.data(SEARCH, query="databases and passwords", mode="HYBRID", first=3, after=after))["search"]
        paged += ids(page["edges"])
        if not page["pageInfo"]["hasNextPage"]:
            break
        after = page["pageInfo"]["endCursor"]
    assert paged == whole and len(whole) > 4
    refused = await read.ask(SEARCH, query="databases and passwords", mode="MEANING", first=3, after=after)
    assert refused["errors"][0]["extensions"]["code"] == "INVALID_INPUT", "a cursor is one mode's"


NARROWED: list[tuple[dict[str, Any], list[str]]] = [
    ({"tags": ["rust"]}, [*IN_CHINESE, sample.PAID]),
    ({"author": "ada"}, [sample.GRAPHS]),
    ({"area": "help", "kinds": ["QUESTION"]}, [sample.ASKED]),
    ({"from": "2026-05-29", "to": "2026-05-30"}, [id_of("zh-slow-page"), id_of("zh-password"), sample.GRAPHS]),
    ({"kinds": ["TALK"]}, []),
    ({"types": ["USER"]}, []),
]


async def test_a_search_by_meaning_is_narrowed(read: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether the few that are left are compared one by one, or the nearest of all are sifted."""
    monkeypatch.setattr(search_lists, "LEAST", -1.0)
    for most in (1_000, 0):
        monkeypatch.setattr(meaning, "MOST", most)
        for filters, among in NARROWED:
            found_ids = ids(await found(read, "graph", first=50, **filters))
            assert sorted(found_ids) == sorted(among), (most, filters)


async def test_members_find_more_than_others_and_of_what_is_sold_only_the_title(read: Api, graph: Graph) -> None:
    await graph.write(_say, sample.SECRET, "Raising goats", "<p>Milk and cheese from a small herd.</p>")
    await graph.write(_say, sample.PAID, "A paid course", f"<p>{'Welcome to all of you. ' * 40}Goats give milk.</p>")
    await judged.embed(graph)
    assert sample.SECRET not in ids(await found(read, "farm animals"))
    edges = await found(read, "farm animals", as_=sample.CLEO)
    assert ids(edges)[:1] == [sample.SECRET] and sample.PAID not in ids(edges)


async def _say(tx: Transaction, id: str, title: str, body: str) -> None:
    from_now = "MATCH (content:Content {id: $id}) SET content.title = $title, content.body = $body"
    await (await tx.run(from_now, {"id": id, "title": title, "body": body})).consume()
    await search.index(tx, [id])


async def test_nobody_is_found_whom_one_keeps_away(read: Api) -> None:
    assert id_of("en-backup") in ids(await found(read, "restore lost files", as_=sample.CLEO))
    mute = "mutation ($id: ID!) { muteUser(input: {userId: $id}) { userErrors { message } } }"
    assert (await read.data(mute, as_=sample.CLEO, id=sample.BEN))["muteUser"]["userErrors"] == []
    for mode in (SearchMode.MEANING, SearchMode.HYBRID):
        assert id_of("en-backup") not in ids(await found(read, "restore lost files", mode, as_=sample.CLEO))


async def test_without_a_model_words_go_on(read: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedder, "USE", None)
    embedder._model.cache_clear()
    await _words_go_on(read, "isn't installed")


async def test_while_the_index_is_built_words_go_on(read: Api, graph: Graph) -> None:
    (migration,) = (CYPHER / "migrations").glob("*_meaning.cypher")
    await graph.define("DROP INDEX meanings")
    try:
        await _words_go_on(read, "still being built")
    finally:
        await graph.define(migration.read_text(encoding="utf-8").split(";")[0])
        await graph.define("CALL db.awaitIndex('meanings', 60)")


async def _words_go_on(api: Api, why: str) -> None:
    answer = await api.data(SEARCH, query="passwort argon2", mode="HYBRID")
    assert why in answer["search"]["wordsOnly"] and answer["search"]["edges"]
    refused = await api.ask(SEARCH, query="argon2", mode="MEANING")
    assert refused["errors"][0]["extensions"]["code"] == "CONFLICT" and why in refused["errors"][0]["message"]
    assert (await api.data(SEARCH, query="argon2", mode="TEXT"))["search"]["edges"]


async def test_nothing_to_search_for_is_refused(api: Api) -> None:
    for query in ("?!", "🎉", "x" * 201, " "):
        answer = await api.ask(SEARCH, query=query, mode="MEANING")
        assert answer["errors"][0]["extensions"]["code"] == "INVALID_INPUT", query


async def test_a_search_by_meaning_costs_the_same_in_a_larger_graph(read: Api, graph: Graph) -> None:
    vector = embedder.embed(Said("graph"))
    assert vector is not None
    audience = {"audience": ("PUBLIC",), "now": sample.NOW}
    params = meaning.NearestParams.model_validate(
        {"vector": vector, "least": -1.0, "limit": 10, "depth": 20, "since": EARLIEST, **audience}
    )
    few = await profiling.hits(graph, meaning.NEAREST, params)
    await graph.write(_many)
    assert await profiling.hits(graph, meaning.NEAREST, params) <= few * 1.1 + 20


async def _many(tx: Transaction) -> None:
    text = """
    MATCH (like:Content {id: $id}) WITH like.meaning AS vector
    UNWIND range(1, 1000) AS n
    CREATE (content:Content:Article:Standalone {id: 'cnt_many' + n, kind: 'ARTICLE', visibility: 'PUBLIC'})
    SET content.published_at = $now, content.search_keys = ['v2']
    WITH content, n, [at IN range(0, 511) | vector[at] + sin(n * (at + 1)) / 30] AS moved
    CALL db.create.setNodeVectorProperty(content, 'meaning', moved)
    """
    await (await tx.run(text, {"id": id_of("en-graph"), "now": sample.NOW})).consume()
