"""The feed and recommendations over the API: who may ask, what is shown and why; pages that hold while all moves."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from domain.access import Role
from domain.exposure import place_of
from domain.recommendation import FORMULA
from graph.database import Graph
from tests import sample
from tests.api import library
from tests.api.conftest import Api

EDGES = """
edges {
  cursor score exploration sources node { id kind visibility author { id } tags { slug } }
  parts { feature weight value contribution preference evidence { id } }
}
pageInfo { hasNextPage hasPreviousPage startCursor endCursor } asOf model { id kind version active }
"""
FEED = "query ($first: Int, $after: String, $kinds: [ContentKind!], $area: String) {"
FEED += f" feed(first: $first, after: $after, kinds: $kinds, area: $area) {{ {EDGES} }} }}"
OF_USER = "query ($id: ID!, $first: Int, $after: String, $kinds: [ContentKind!]) {"
OF_USER += f" user(id: $id) {{ recommendations(first: $first, after: $after, kinds: $kinds) {{ {EDGES} }} }} }}"
DECLARE = """
mutation ($tags: [String!]!) { declareInterests(input: {tags: $tags}) {
  user { id handle } userErrors { __typename code message path }
} }
"""


@pytest_asyncio.fixture(loop_scope="session")
async def filled(api: Api, graph: Graph) -> AsyncIterator[Api]:
    """The API over the sample and the library."""
    await graph.write(library.fill)
    yield api


async def feed(api: Api, **more: Any) -> dict[str, Any]:
    found: dict[str, Any] = (await api.data(FEED, **more))["feed"]
    return found


def shown(page: dict[str, Any]) -> list[str]:
    return [edge["node"]["id"] for edge in page["edges"]]


async def walk(api: Api, first: int, **more: Any) -> AsyncIterator[dict[str, Any]]:
    """Every page of a feed, up to its end."""
    after = None
    while True:
        page = await feed(api, first=first, after=after, **more)
        yield page
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            return


@pytest.mark.parametrize("as_", [None, sample.ADA])
async def test_a_feed_says_what_it_shows_and_why(filled: Api, as_: str | None) -> None:
    page = await feed(filled, as_=as_, first=20)
    assert len(set(shown(page))) == 20 and page["asOf"]
    assert (page["model"]["kind"], page["model"]["version"], page["model"]["active"]) == ("RECOMMENDATION", 1, True)
    weights = {known.name: known.weight for known in FORMULA.features if known.weight}
    for edge in page["edges"]:
        assert {part["feature"]: part["weight"] for part in edge["parts"]} == pytest.approx(weights)
        assert sum(part["contribution"] for part in edge["parts"]) == pytest.approx(edge["score"], rel=0, abs=1e-9)
        assert 0 <= edge["score"] <= 1 and edge["sources"]
        for part in edge["parts"]:
            assert part["contribution"] == pytest.approx(part["weight"] * part["value"])


async def test_nobody_is_shown_what_they_may_not_find(filled: Api) -> None:
    page = await feed(filled, first=100)
    assert {edge["node"]["visibility"] for edge in page["edges"]} == {"PUBLIC", "PAID"}
    assert sample.LATER not in shown(page), "it isn't published yet"
    members = await feed(filled, as_=sample.CLEO, first=100)
    assert {sample.SECRET, sample.PAID} <= set(shown(members))


async def test_a_member_is_not_shown_their_own_nor_what_they_know(filled: Api, graph: Graph) -> None:
    known = library.ids()[4:9]
    await graph.write(library.touch, sample.BEN, known)
    page = await feed(filled, as_=sample.BEN, first=100)
    assert sample.BEN not in {edge["node"]["author"]["id"] for edge in page["edges"]}
    assert not set(shown(page)) & set(known)
    assert set(known) <= set(shown(await feed(filled, as_=sample.ADA, first=100)))


async def test_recommendations_are_for_oneself_and_those_who_may_read_members(filled: Api) -> None:
    for viewer in ({"as_": sample.ADA}, {"as_": sample.BEN, "role": Role.MODERATOR}, {"role": Role.OPERATOR}):
        page = (await filled.data(OF_USER, id=sample.ADA, first=5, **viewer))["user"]["recommendations"]
        assert len(page["edges"]) == 5
        assert sample.ADA not in {edge["node"]["author"]["id"] for edge in page["edges"]}
    for viewer in ({}, {"as_": sample.BEN}):
        assert await filled.code(OF_USER, id=sample.ADA, **viewer) == "NOT_ALLOWED"


@pytest.mark.parametrize("as_", [None, sample.ADA])
async def test_pages_neither_repeat_nor_lose_anything_while_all_moves(
    filled: Api, graph: Graph, as_: str | None
) -> None:
    seen: list[str] = []
    pinned = set()
    async for page in walk(filled, 7, as_=as_):
        seen += shown(page)
        pinned.add((page["asOf"], page["model"]["id"]))
        await graph.write(library.stir)
        await graph.write(library.touch, sample.CLEO, library.ids()[:: len(seen)])
        await graph.write(library.touch, sample.ADA, seen[-3:])
    assert len(seen) == len(set(seen)), "nothing twice"
    assert set(library.ids()) <= set(seen), "nothing lost"
    assert len(pinned) == 1, "one moment, one model"


async def test_each_place_has_an_id_that_goes_on_behind_a_cursor(filled: Api) -> None:
    """A frontend sends it back with a click, which learning weighs by its place."""
    query = "query ($after: String) { feed(first: 3, after: $after) { edges { cursor exposureId } } }"
    first = (await filled.data(query, as_=sample.ADA))["feed"]["edges"]
    more = (await filled.data(query, as_=sample.ADA, after=first[1]["cursor"]))["feed"]["edges"]
    assert [place_of(edge["exposureId"]) for edge in (*first, *more)] == [1, 2, 3, 3, 4, 5]


async def test_what_is_read_between_two_pages_is_left_out(filled: Api, graph: Graph) -> None:
    page = await feed(filled, as_=sample.ADA, first=5)
    rest = [id for id in library.ids() if id not in shown(page)]
    await graph.write(library.touch, sample.ADA, rest[:10])
    more = await feed(filled, as_=sample.ADA, first=100, after=page["pageInfo"]["endCursor"])
    assert set(shown(more)) >= set(rest[10:]) and not set(shown(more)) & set(rest[:10])
    assert more["pageInfo"]["hasPreviousPage"] and not more["pageInfo"]["hasNextPage"]


async def test_a_page_goes_on_from_any_row_of_the_one_before(filled: Api) -> None:
    page = await feed(filled, first=10)
    more = await feed(filled, first=7, after=page["edges"][2]["cursor"])
    assert shown(more)[:6] and not set(shown(more)) & set(shown(page)[:3])


async def test_later_pages_keep_the_model_of_the_first(filled: Api) -> None:
    page = await feed(filled, first=5)
    proposed = await filled.data(
        'mutation { proposeScoringModel(input: {kind: RECOMMENDATION, weights: [{feature: "popularity", weight: 1}]}) '
        "{ scoringModel { id } } }",
        role=Role.OPERATOR,
    )
    id = proposed["proposeScoringModel"]["scoringModel"]["id"]
    activate = "mutation ($id: ID!) { activateScoringModel(input: {id: $id}) { userErrors { code } } }"
    await filled.data(activate, id=id, role=Role.OPERATOR)
    more = await feed(filled, first=5, after=page["pageInfo"]["endCursor"])
    assert more["model"]["id"] == page["model"]["id"]
    fresh = await feed(filled, first=5)
    assert fresh["model"]["id"] == id
    assert [part["feature"] for part in fresh["edges"][0]["parts"]] == ["popularity"]


@pytest.mark.parametrize(
    "changed",
    [{"as_": sample.BEN}, {"as_": None}, {"kinds": ["ARTICLE"]}, {"area": "blog"}],
    ids=["another user", "nobody", "other kinds", "an area"],
)
async def test_a_cursor_is_refused_in_another_list(filled: Api, changed: dict[str, Any]) -> None:
    cursor = (await feed(filled, as_=sample.ADA, first=3))["pageInfo"]["endCursor"]
    assert await filled.code(FEED, **{"as_": sample.ADA, "after": cursor} | changed) == "INVALID_INPUT"


async def test_a_tampered_cursor_is_refused(filled: Api) -> None:
    cursor = (await feed(filled, first=3))["pageInfo"]["endCursor"]
    middle = len(cursor) // 2
    other = "A" if cursor[middle] != "A" else "B"
    for bad in (cursor[:middle] + other + cursor[middle + 1 :], cursor[:-4], cursor + "AAAA", "", "x" * 4000):
        assert await filled.code(FEED, after=bad) == "INVALID_INPUT"


async def test_every_tenth_place_is_for_exploration(filled: Api) -> None:
    tried = set()
    for _ in range(8):
        places = [edge["exploration"] for edge in (await feed(filled, first=30))["edges"]]
        assert [place for place, exploration in enumerate(places, start=1) if exploration] == [10, 20, 30]
        page = await feed(filled, first=10)
        assert "EXPLORATION" in page["edges"][9]["sources"]
        tried.add(shown(page)[9])
    assert len(tried) > 1, "each list draws anew"


async def test_no_author_takes_the_head_of_a_feed(filled: Api) -> None:
    """Four write the library in turn, and nothing else tells their contents apart but hours."""
    head = [edge["node"]["author"]["id"] for edge in (await feed(filled, first=9))["edges"]]
    assert max(head.count(author) for author in head) <= 4


@pytest.mark.parametrize("first", [0, -1, 101])
async def test_a_page_has_bounds(filled: Api, first: int) -> None:
    assert await filled.code(FEED, first=first) == "INVALID_INPUT"


async def test_a_feed_can_be_of_some_kinds_or_of_an_area(filled: Api) -> None:
    assert shown(await feed(filled, kinds=["QUESTION"])) == [sample.ASKED]
    assert shown(await feed(filled, area="help")) == [sample.ASKED]
    assert shown(await feed(filled, kinds=["PROJECT"])) == shown(await feed(filled, area="nowhere")) == []


def about_rust(page: dict[str, Any]) -> int:
    return sum({"slug": "rust"} in edge["node"]["tags"] for edge in page["edges"])


async def declare(api: Api, tags: list[str], **viewer: Any) -> dict[str, Any]:
    found: dict[str, Any] = (await api.data(DECLARE, tags=tags, **viewer))["declareInterests"]
    return found


async def test_a_new_members_feed_follows_what_they_declare_at_once(filled: Api) -> None:
    newcomer = {"as_": sample.user("f")}
    before = await feed(filled, first=9, **newcomer)
    assert {source for edge in before["edges"] for source in edge["sources"]} <= {"FRESH", "POPULAR", "EXPLORATION"}
    done = await declare(filled, ["rust"], **newcomer)
    assert done["user"]["id"] == newcomer["as_"] and done["userErrors"] == []
    after = await feed(filled, first=9, **newcomer)
    assert about_rust(after) > about_rust(before)
    for edge in after["edges"][:3]:
        assert "TAG_AFFINITY" in edge["sources"] and edge["node"]["tags"] == [{"slug": "rust"}]
        (part,) = (part for part in edge["parts"] if part["feature"] == "tag_affinity")
        assert part["value"] == 1 and part["evidence"] == [{"id": sample.RUST}]


async def test_a_declaration_replaces_the_one_before_and_keeps_what_was_learned(filled: Api, graph: Graph) -> None:
    await graph.write(_learn, sample.ADA, sample.NEO4J, 0.3)
    await declare(filled, ["rust", "neo4j"], as_=sample.ADA)
    assert await graph.read(_interests, sample.ADA) == {sample.RUST: (1.0, True), sample.NEO4J: (0.3, True)}
    await graph.write(_learn, sample.ADA, sample.PYTHON, 0.7)
    await declare(filled, ["neo4j", "neo4j"], as_=sample.ADA)
    assert await graph.read(_interests, sample.ADA) == {sample.NEO4J: (0.3, True), sample.PYTHON: (0.7, None)}


@pytest.mark.parametrize(
    ("tags", "viewer", "type_name", "path"),
    [
        (["rust", "cobol"], {"as_": sample.ADA}, "NotFound", ["input", "tags", "1"]),
        ([], {"as_": sample.ADA}, "InvalidInput", ["input", "tags"]),
        (["rust"] * 21, {"as_": sample.ADA}, "InvalidInput", ["input", "tags"]),
        (["rust"], {}, "NotAllowed", []),
        (["rust"], {"role": Role.OPERATOR}, "NotAllowed", []),
        (["rust"], {"as_": sample.user("z")}, "NotFound", []),
    ],
)
async def test_a_declaration_is_refused_whole(
    filled: Api, graph: Graph, tags: list[str], viewer: dict[str, Any], type_name: str, path: list[str]
) -> None:
    refused = await declare(filled, tags, **viewer)
    (error,) = refused["userErrors"]
    assert refused["user"] is None and error["__typename"] == f"{type_name}Error"
    assert (error["path"] or []) == path
    assert await graph.read(_interests, sample.ADA) == {}


async def _learn(tx: Any, user_id: str, tag_id: str, affinity: float) -> None:
    text = """
    MATCH (user:User {id: $user}), (tag:Tag {id: $tag}) CREATE (user)-[:INTERESTED_IN {affinity: $affinity}]->(tag)
    """
    await (await tx.run(text, {"user": user_id, "tag": tag_id, "affinity": affinity})).consume()


async def _interests(tx: Any, user_id: str) -> dict[str, tuple[float, bool | None]]:
    text = """
    MATCH (:User {id: $id})-[of:INTERESTED_IN]->(tag) RETURN tag.id AS tag, of.affinity AS affinity, of.declared AS said
    """
    return {row["tag"]: (row["affinity"], row["said"]) async for row in await tx.run(text, {"id": user_id})}
