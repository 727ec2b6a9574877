"""Contents over the API: who finds what, and lists that neither repeat nor drop."""

import pytest

from domain.access import Role
from tests import sample
from tests.api.conftest import Api

PAGE = """
query ($first: Int, $after: String, $tags: [String!], $area: String, $kinds: [ContentKind!]) {
  contents(first: $first, after: $after, tags: $tags, area: $area, kinds: $kinds) {
    edges { cursor node { id title kind author { handle } tags { slug } area { slug } } }
    pageInfo { hasNextPage endCursor }
  }
}
"""
ONE = "query ($id: ID!) { content(id: $id) { __typename title body access { allowed reason } } }"


async def _titles(api: Api, **options: object) -> list[str]:
    found = await api.data(PAGE, **options)
    return [edge["node"]["title"] for edge in found["contents"]["edges"]]


async def test_anonymous_readers_find_what_is_public_or_paid_for(api: Api) -> None:
    assert await _titles(api) == ["Why so slow", "A paid course", "Graphs in anger"]


async def test_members_find_more_but_nothing_from_the_future(api: Api) -> None:
    assert await _titles(api, as_=sample.CLEO) == ["Why so slow", "A paid course", "For members", "Graphs in anger"]


@pytest.mark.parametrize(
    ("filters", "titles"),
    [
        ({"tags": ["neo4j"]}, ["Why so slow", "Graphs in anger"]),
        ({"tags": ["python", "rust"]}, ["A paid course", "For members", "Graphs in anger"]),
        ({"area": "help"}, ["Why so slow"]),
        ({"area": "blog", "tags": ["neo4j"]}, ["Graphs in anger"]),
        ({"kinds": ["ANSWER", "COMMENT"]}, ["Graphs in anger remark", "Why so slow answer"]),
        ({"tags": ["no-such-tag"]}, []),
        ({"area": "no-such-area"}, []),
    ],
)
async def test_filters(api: Api, filters: dict[str, object], titles: list[str]) -> None:
    assert await _titles(api, as_=sample.CLEO, **filters) == titles


@pytest.mark.parametrize("filters", [{}, {"tags": ["neo4j", "python", "rust"]}, {"area": "blog"}])
async def test_pages_neither_overlap_nor_drop(api: Api, filters: dict[str, object]) -> None:
    whole = await _titles(api, as_=sample.CLEO, **filters)
    seen: list[str] = []
    after = None
    while True:
        page = (await api.data(PAGE, as_=sample.CLEO, first=1, after=after, **filters))["contents"]
        seen += [edge["node"]["title"] for edge in page["edges"]]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    assert seen == whole


async def test_a_list_carries_author_tags_and_area(api: Api) -> None:
    node = (await api.data(PAGE, tags=["python"]))["contents"]["edges"][0]["node"]
    assert node["author"] == {"handle": "ada"}
    assert {tag["slug"] for tag in node["tags"]} == {"neo4j", "python"}
    assert node["area"] == {"slug": "blog"}


@pytest.mark.parametrize(
    ("content", "viewer", "allowed"),
    [
        (sample.GRAPHS, {}, True),
        (sample.SECRET, {}, None),
        (sample.SECRET, {"as_": sample.CLEO}, True),
        (sample.PAID, {}, False),
        (sample.PAID, {"as_": sample.CLEO}, False),
        (sample.PAID, {"as_": sample.BEN}, True),
        (sample.PAID, {"role": Role.OPERATOR}, True),
        (sample.LATER, {"as_": sample.CLEO}, None),
    ],
)
async def test_who_reads_a_body(api: Api, content: str, viewer: dict[str, object], allowed: bool | None) -> None:
    found = (await api.data(ONE, id=content, **viewer))["content"]
    if allowed is None:
        assert found is None
    else:
        assert found["access"]["allowed"] is allowed
        assert (found["body"] is not None) is allowed


async def test_each_kind_is_a_type_and_answers_stand_below_their_question(api: Api) -> None:
    document = """
    query ($id: ID!) { content(id: $id) { __typename ... on Question {
      answers { nodes { __typename title } } } } }
    """
    found = (await api.data(document, id=sample.ASKED))["content"]
    assert found == {
        "__typename": "Question",
        "answers": {"nodes": [{"__typename": "Answer", "title": "Why so slow answer"}]},
    }


async def test_comments_and_stats(api: Api) -> None:
    document = """
    query { content(externalId: "10") {
      comments { edges { node { __typename title } } }
      stats { views likes comments votes }
    } }
    """
    found = (await api.data(document))["content"]
    assert found["comments"]["edges"] == [{"node": {"__typename": "Comment", "title": "Graphs in anger remark"}}]
    assert found["stats"] == {"views": 0, "likes": 0, "comments": 0, "votes": 0}


@pytest.mark.parametrize(
    "arguments", ["", f'id: "{sample.GRAPHS}", slug: "x"', f'id: "{sample.ADA}"', 'id: "nonsense"', 'id: "1"']
)
async def test_a_content_is_named_in_one_right_way(api: Api, arguments: str) -> None:
    document = f"{{ content{f'({arguments})' if arguments else ''} {{ id }} }}"
    assert await api.code(document) == "INVALID_INPUT"


@pytest.mark.parametrize("page", ["first: 0", "first: -1", "first: 101", 'after: "x"', 'first: 5, after: "%"'])
async def test_a_bad_page_is_refused(api: Api, page: str) -> None:
    assert await api.code(f"{{ contents({page}) {{ nodes {{ id }} }} }}") in {"INVALID_INPUT", "BAD_REQUEST"}


async def test_a_cursor_of_another_list_is_refused(api: Api) -> None:
    cursor = (await api.data(PAGE))["contents"]["edges"][0]["cursor"]
    assert await api.code(PAGE, after=cursor, area="blog") == "INVALID_INPUT"
