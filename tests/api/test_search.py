"""The search over the API: what is found, by whom, in which order, and that nothing typed can break it."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.access import SIGNED_IN, Role
from domain.search import Only, lucene
from domain.words import words
from graph import search
from graph.database import Graph, Transaction
from tests import sample
from tests.api import library
from tests.api.conftest import Api

SEARCH = """
query ($query: String!, $first: Int, $after: String, $types: [SearchType!], $kinds: [ContentKind!], $tags: [String!],
       $area: String, $author: String, $from: Date, $to: Date) {
  search(query: $query, first: $first, after: $after, types: $types, kinds: $kinds, tags: $tags, area: $area,
         author: $author, from: $from, to: $to) {
    near
    edges {
      cursor score title { text match } excerpt { text match }
      node { __typename ... on Content { id title author { handle } tags { slug } area { slug } }
             ... on User { handle } ... on Tag { slug } }
    }
    pageInfo { hasNextPage endCursor }
  }
}
"""
WRITE = """
MATCH (content:Content {id: $id}) SET content += $changes REMOVE content.search_keys
"""
CHINESE = "<p>如何优化 Neo4j 图数据库的查询性能？先看 <code>PROFILE</code> 的结果。</p>"


async def _write(tx: Transaction, id: str, changes: dict[str, object]) -> None:
    await (await tx.run(WRITE, {"id": id, "changes": changes})).consume()


async def _all_indexed(graph: Graph) -> None:
    while await graph.write(search.index_missing, 100):
        pass


@pytest.fixture
async def filled(api: Api, graph: Graph) -> Api:
    """The sample community with some words, known to the search."""
    await graph.write(_write, sample.GRAPHS, {"body": "<p>Databases of graphs, <b>neo</b>4j among them.</p>"})
    await graph.write(_write, sample.SECRET, {"body": "<p>A zanzibar for members.</p>"})
    await graph.write(_write, sample.PAID, {"body": "<p>A zanzibar that costs.</p>"})
    await graph.write(_write, sample.ASKED, {"body": CHINESE})
    await graph.write(_write, sample.ANSWERED, {"body": "<pre>CALL db.index.fulltext.queryNodes</pre>"})
    await graph.write(_write, sample.REMARK, {"body": "<p>Thank you for my_var in C++.</p>"})
    await _all_indexed(graph)
    return api


async def _found(api: Api, query: str, **options: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await api.data(SEARCH, query=query, **options))["search"]["edges"]
    return found


def _names(edges: list[dict[str, Any]]) -> list[str]:
    return [
        f"{node['__typename']} {node.get('title') or node.get('handle') or node.get('slug')}"
        for node in (edge["node"] for edge in edges)
    ]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("anger", ["Article Graphs in anger"]),
        ("graph database", ["Article Graphs in anger"]),
        ("DATABASES neo4j", ["Article Graphs in anger"]),
        ('"graphs neo4j"', ["Article Graphs in anger"]),
        ("数据库性能", ["Question Why so slow"]),
        ("图数据库", ["Question Why so slow"]),
        ("优化 查询性能", ["Question Why so slow"]),
        ("图", ["Question Why so slow"]),
        ("db.index.fulltext", ["Answer Why so slow answer"]),
        ("queryNodes", ["Answer Why so slow answer"]),
        ("c++ var", ["Comment Graphs in anger remark"]),
        ("pyton", ["Tag python", "Article Graphs in anger"]),
        ("databsae", ["Article Graphs in anger"]),
        ("rust", ["Tag rust"]),
        ("code strong href", []),
    ],
)
async def test_what_is_found(filled: Api, query: str, names: list[str]) -> None:
    assert _names(await _found(filled, query))[: len(names) or None] == names


async def test_people_are_found_by_the_start_of_their_names(filled: Api) -> None:
    edges = await _found(filled, "ada", types=["USER"])
    assert _names(edges)[0] == "User ada"
    assert any(part["match"] and part["text"].lower().startswith("ada") for part in edges[0]["title"])


@pytest.mark.parametrize(
    ("who", "titles"),
    [({}, []), ({"as_": sample.CLEO}, ["For members"]), ({"role": Role.OPERATOR}, ["For members"])],
)
async def test_texts_are_searched_for_those_who_may_read_them(
    filled: Api, who: dict[str, Any], titles: list[str]
) -> None:
    edges = await _found(filled, "zanzibar", **who)
    assert [edge["node"]["title"] for edge in edges] == titles, "a paid text isn't searched for anybody"
    for edge in edges:
        assert [part["text"] for part in edge["excerpt"] if part["match"]] == ["zanzibar"]


async def test_a_paid_content_is_found_by_its_title_and_shows_no_text(filled: Api) -> None:
    (edge,) = await _found(filled, "paid course", as_=sample.CLEO, types=["CONTENT"])
    assert edge["node"]["title"] == "A paid course" and edge["excerpt"] == []


@pytest.mark.parametrize("visibility", ["HIDDEN", "REMOVED", "WITHDRAWN", "MEMBERS"])
async def test_what_is_taken_from_readers_is_gone_at_once(filled: Api, graph: Graph, visibility: str) -> None:
    text = "MATCH (content:Content {id: $id}) SET content.visibility = $visibility"

    async def take(tx: Transaction) -> None:
        await (await tx.run(text, {"id": sample.GRAPHS, "visibility": visibility})).consume()

    await graph.write(take)
    assert await _found(filled, "anger") == []


@pytest.mark.parametrize(
    ("filters", "titles"),
    [
        ({}, ["Graphs in anger", "For members", "A paid course"]),
        ({"kinds": ["ARTICLE", "COURSE"]}, ["Graphs in anger", "A paid course"]),
        ({"tags": ["python"]}, ["Graphs in anger", "For members"]),
        ({"tags": ["rust", "neo4j"]}, ["Graphs in anger", "A paid course"]),
        ({"area": "help"}, []),
        ({"area": "blog", "author": "ben"}, ["A paid course"]),
        ({"author": "ada"}, ["Graphs in anger", "For members"]),
        ({"author": "nobody"}, []),
        ({"tags": ["no-such-tag"]}, []),
        ({"to": "2000-01-01"}, []),
        ({"from": "2000-01-01"}, ["Graphs in anger", "For members", "A paid course"]),
        ({"from": "0001-01-01", "to": "9999-12-31"}, ["Graphs in anger", "For members", "A paid course"]),
    ],
)
async def test_filters(filled: Api, graph: Graph, filters: dict[str, Any], titles: list[str]) -> None:
    for id in (sample.GRAPHS, sample.SECRET, sample.PAID):
        await graph.write(_write, id, {"title": _title(id) + " quokka"})
    await _all_indexed(graph)
    edges = await _found(filled, "quokka", as_=sample.CLEO, **filters)
    assert {edge["node"]["title"].removesuffix(" quokka") for edge in edges} == set(titles)


def _title(id: str) -> str:
    return next(str(one["properties"]["title"]) for one in sample.CONTENTS if one["properties"]["id"] == id)


async def test_pages_neither_repeat_nor_lose_while_the_index_changes(filled: Api, graph: Graph) -> None:
    await graph.write(library.fill)
    for number, id in enumerate(library.ids()):
        await graph.write(_write, id, {"title": "wombat " * (number % 3 + 1)})
    await _all_indexed(graph)
    seen, after = [], None
    while True:
        found = (await filled.data(SEARCH, query="wombat", first=9, after=after))["search"]
        seen += [edge["node"]["id"] for edge in found["edges"]]
        after = found["pageInfo"]["endCursor"]
        if not found["pageInfo"]["hasNextPage"]:
            break
        await graph.write(_write, sample.GRAPHS, {"title": "wombat " * len(seen)})
        await _all_indexed(graph)
    assert sorted(set(seen) - {sample.GRAPHS}) == sorted(library.ids())
    assert len(seen) == len(set(seen))


async def test_a_cursor_of_another_search_is_refused(filled: Api) -> None:
    cursor = (await _found(filled, "anger"))[0]["cursor"]
    assert await filled.code(SEARCH, query="anger", author="ada", after=cursor) == "INVALID_INPUT"


async def test_nothing_to_search_for_is_refused(filled: Api) -> None:
    assert await filled.code(SEARCH, query=" * ") == "INVALID_INPUT"
    assert await filled.code(SEARCH, query="graph", **{"from": "2026-02-01", "to": "2026-01-01"}) == "INVALID_INPUT"
    assert await filled.code(SEARCH, query="graph", tags=[]) == "INVALID_INPUT"


async def test_stop_words_alone_find_nothing(filled: Api) -> None:
    assert await _found(filled, "the of") == []


nasty = st.text(max_size=40) | st.text('"\\+-&|!(){}[]^~*?:/ ANDORT0aé图数', max_size=40)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(nasty, st.booleans())
async def test_the_index_understands_whatever_is_typed(connected: Graph, text: str, near: bool) -> None:
    params = search.HitsParams(
        query=lucene(words(f"{text} x"), Only(author_id="usr_x"), SIGNED_IN, near=near),
        depth=5,
        shown=(),
        audience=SIGNED_IN,
        now=sample.NOW,
        limit=5,
    )
    await connected.read(search.HITS.all, params)
