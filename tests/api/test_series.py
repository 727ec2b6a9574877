"""Series over the API: in order, one after another, whoever looks, and however many change them at once."""

import asyncio
from typing import Any

import pytest

from graph.database import Graph
from tests import sample
from tests.api.conftest import Api
from tests.api.test_publish import publish
from tests.api.test_takedown import restore, withdraw
from tests.graph.privacy import rows

SERIES = "series { id slug title description author { handle } contents { nodes { title } } }"
PAYLOAD = f"{SERIES} userErrors {{ __typename message path }}"
CREATE = f"mutation ($input: CreateSeriesInput!) {{ answer: createSeries(input: $input) {{ {PAYLOAD} }} }}"
EDIT = f"mutation ($input: EditSeriesInput!) {{ answer: editSeries(input: $input) {{ {PAYLOAD} }} }}"
ADD = f"mutation ($input: AddToSeriesInput!) {{ answer: addToSeries(input: $input) {{ {PAYLOAD} }} }}"
REMOVE = f"mutation ($input: RemoveFromSeriesInput!) {{ answer: removeFromSeries(input: $input) {{ {PAYLOAD} }} }}"
DELETE = """mutation ($input: DeleteSeriesInput!) { answer: deleteSeries(input: $input) {
  seriesId userErrors { __typename message path } } }"""
PLACE = """query ($id: ID!) { content(id: $id) { series {
  position count series { title } previous { title } next { title } } } }"""
ALL = "MATCH (s:Series) OPTIONAL MATCH (s)<-[p]-() RETURN s {.*} AS series, p.place AS place"
MANY = 6


async def change(api: Api, document: str, as_: str | None = sample.ADA, **input: Any) -> dict[str, Any]:
    """What a mutation answers."""
    answer: dict[str, Any] = (await api.data(document, as_=as_, input=input))["answer"]
    return answer


async def parts(api: Api, *titles: str) -> list[str]:
    """Ids of contents of Ada's."""
    return [(await publish(api, title=title, body=f"About {title}"))["content"]["id"] for title in titles]


def titles(answer: dict[str, Any]) -> list[str]:
    """What a series has, in order."""
    assert answer["userErrors"] == []
    return [node["title"] for node in answer["series"]["contents"]["nodes"]]


async def place(api: Api, id: str, as_: str | None = None) -> Any:
    """Where a content stands, as somebody finds it."""
    return (await api.data(PLACE, as_=as_, id=id))["content"]["series"]


async def test_a_series_is_read_from_one_content_to_the_next(api: Api) -> None:
    one, two, three = await parts(api, "One", "Two", "Three")
    made = await change(api, CREATE, title="A tour", description=" By foot ", contentIds=[one, three])
    series = made["series"]
    assert (series["title"], series["description"], series["author"]) == ("A tour", "By foot", {"handle": "ada"})
    assert titles(made) == ["One", "Three"]
    assert titles(await change(api, ADD, id=series["id"], contentId=two, position=2)) == ["One", "Two", "Three"]
    assert await place(api, two) == {
        "position": 2,
        "count": 3,
        "series": {"title": "A tour"},
        "previous": {"title": "One"},
        "next": {"title": "Three"},
    }
    ends = await place(api, one), await place(api, three)
    assert (ends[0]["previous"], ends[1]["next"]) == (None, None)
    assert await place(api, sample.GRAPHS) is None
    turned = await change(api, EDIT, id=series["id"], contentIds=[three, two, one], title="Back")
    assert titles(turned) == ["Three", "Two", "One"] and turned["series"]["slug"] == series["slug"]
    assert titles(await change(api, REMOVE, id=series["id"], contentId=two)) == ["Three", "One"]
    found = await api.data("query ($slug: String!) { series(slug: $slug) { id title } }", slug=series["slug"])
    assert found["series"] == {"id": series["id"], "title": "Back"}
    node = await api.data("query ($id: ID!) { node(id: $id) { __typename id } }", id=series["id"])
    assert node["node"] == {"__typename": "Series", "id": series["id"]}


async def test_who_may_not_see_a_part_reads_on_without_it(api: Api) -> None:
    one, two, three = await parts(api, "One", "Two", "Three")
    id = (await change(api, CREATE, title="A tour", contentIds=[one, two, three]))["series"]["id"]
    await withdraw(api, two)
    assert (await place(api, three))["previous"] == {"title": "One"} and (await place(api, three))["position"] == 2
    assert titles(await change(api, EDIT, id=id, contentIds=[three, one])) == ["Three", "One"]
    assert titles(await change(api, ADD, id=id, contentId=(await parts(api, "Four"))[0])) == ["Three", "One", "Four"]
    await restore(api, two)
    assert (await place(api, two))["previous"] == {"title": "One"}, "it stands behind what it stood behind"
    secret = (await publish(api, title="Inside", visibility="MEMBERS"))["content"]["id"]
    await change(api, ADD, id=id, contentId=secret, position=1)
    assert (await place(api, three))["previous"] is None
    assert (await place(api, three, sample.BEN))["previous"] == {"title": "Inside"}


async def test_a_series_without_anything_to_find_is_its_authors_alone(api: Api) -> None:
    made = (await change(api, CREATE, title="Empty"))["series"]
    asked = "query ($id: ID!, $slug: String!) { node(id: $id) { id } series(slug: $slug) { id } "
    asked += 'user(handle: "ada") { series { nodes { id } } } }'
    names = {"id": made["id"], "slug": made["slug"]}
    for who, there in ((sample.ADA, True), (sample.BEN, False), (None, False)):
        data = await api.data(asked, as_=who, **names)
        assert (data["node"], data["series"]) == (({"id": made["id"]},) * 2 if there else (None, None))
        assert data["user"]["series"]["nodes"] == ([{"id": made["id"]}] if there else [])


async def test_pages_of_a_series_and_of_a_members_series(api: Api, graph: Graph) -> None:
    ids = await parts(api, *"abcdefg")
    made = (await change(api, CREATE, title="Letters", contentIds=ids))["series"]
    document = """query ($slug: String!, $after: String) { series(slug: $slug) {
      contents(first: 3, after: $after) { nodes { title } pageInfo { hasNextPage endCursor } } } }"""
    seen, after = list[str](), None
    while True:
        page = (await api.data(document, slug=made["slug"], after=after))["series"]["contents"]
        seen += [node["title"] for node in page["nodes"]]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    assert seen == list("abcdefg")
    for id in ids[3:]:
        await change(api, REMOVE, id=made["id"], contentId=id)
        await change(api, CREATE, title="Another", contentIds=[id])
    lists = """query ($after: String) { user(handle: "ada") {
      series(first: 2, after: $after) { edges { cursor node { id } } } } }"""
    edges, after = list[str](), None
    while page := (await api.data(lists, after=after))["user"]["series"]["edges"]:
        edges += [edge["node"]["id"] for edge in page]
        after = page[-1]["cursor"]
    assert len(edges) == len(set(edges)) == 5 and edges == sorted(edges, reverse=True)


async def test_of_many_changes_at_once_none_is_lost(api: Api, graph: Graph) -> None:
    ids = await parts(api, *"abcdef")
    id = (await change(api, CREATE, title="Letters"))["series"]["id"]
    answers = await asyncio.gather(*(change(api, ADD, id=id, contentId=each, position=1) for each in ids))
    assert [answer["userErrors"] for answer in answers] == [[]] * MANY
    found = await rows(graph, "MATCH ()-[p:IN_SERIES]->() RETURN p.place AS place ORDER BY place")
    assert [row["place"] for row in found] == list(range(1, MANY + 1))


async def test_a_series_goes_and_its_contents_stay(api: Api) -> None:
    ids = await parts(api, "One")
    id = (await change(api, CREATE, title="A tour", contentIds=ids))["series"]["id"]
    assert (await change(api, DELETE, sample.BEN, id=id))["userErrors"][0]["__typename"] == "NotFoundError"
    assert await change(api, DELETE, id=id) == {"seriesId": id, "userErrors": []}
    assert await place(api, ids[0]) is None
    assert (await change(api, DELETE, id=id))["userErrors"][0]["__typename"] == "NotFoundError"


@pytest.mark.parametrize(
    ("document", "input", "problem", "path"),
    [
        (CREATE, {"title": ""}, "InvalidInputError", ["input", "title"]),
        (CREATE, {"title": "x" * 301}, "InvalidInputError", ["input", "title"]),
        (CREATE, {"title": "x", "description": "x" * 1_001}, "InvalidInputError", ["input", "description"]),
        (CREATE, {"title": "x", "contentIds": [sample.GRAPHS] * 2}, "InvalidInputError", ["input", "contentIds"]),
        (CREATE, {"title": "x", "contentIds": [sample.BEN]}, "InvalidInputError", ["contentIds"]),
        (CREATE, {"title": "x", "contentIds": [sample.ASKED]}, "NotFoundError", ["input"]),
        (CREATE, {"title": "x", "contentIds": [sample.ANSWERED]}, "NotFoundError", ["input"]),
        (CREATE, {"title": "x", "contentIds": [sample.LATER]}, "NotFoundError", ["input"]),
        (CREATE, {"title": "x", "contentIds": [sample.SECRET]}, "ConflictError", ["input"]),
        (EDIT, {"id": sample.GRAPHS}, "InvalidInputError", ["id"]),
        (EDIT, {"contentIds": []}, "ConflictError", ["input", "contentIds"]),
        (EDIT, {"title": " "}, "InvalidInputError", ["input", "title"]),
        (ADD, {"contentId": sample.GRAPHS, "position": 3}, "InvalidInputError", ["input", "position"]),
        (ADD, {"contentId": sample.ASKED}, "NotFoundError", ["input"]),
    ],
)
async def test_what_cant_be_is_refused_and_changes_nothing(
    api: Api, graph: Graph, document: str, input: dict[str, Any], problem: str, path: list[str]
) -> None:
    kept = (await change(api, CREATE, title="Kept", contentIds=[sample.SECRET]))["series"]["id"]
    before = await rows(graph, ALL)
    given = input if document is CREATE else {"id": kept} | input
    answer = await change(api, document, **given)
    assert (answer["series"], answer["userErrors"][0]["__typename"]) == (None, problem)
    assert answer["userErrors"][0]["path"] == path
    assert await rows(graph, ALL) == before


async def test_series_have_an_end(api: Api, graph: Graph) -> None:
    text = "UNWIND range(1, 100) AS n CREATE (:Series {id: 'ser_' + n, user_id: $id, slug: 's' + n})"
    await rows(graph, text, id=sample.ADA)
    assert (await change(api, CREATE, title="x"))["userErrors"][0]["__typename"] == "LimitReachedError"
