"""`node`, `nodes`, tags and areas over the API."""

import pytest

from tests import sample
from tests.api.conftest import Api

NODES = "query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }"
KINDS = {sample.ADA: "User", sample.GRAPHS: "Article", sample.NEO4J: "Tag", sample.BLOG: "Area"}


async def test_anything_by_its_id_in_the_order_asked(api: Api) -> None:
    unknown = sample.user("z")
    nodes = (await api.data(NODES, ids=[*KINDS, unknown, sample.SECRET]))["nodes"]
    assert nodes == [*({"__typename": kind, "id": id} for id, kind in KINDS.items()), None, None]


@pytest.mark.parametrize("id", ["", "1", "usr_", "VXNlcjox", sample.ADA.upper(), sample.ADA + "=", "xyz_" + "0" * 26])
async def test_a_malformed_id_is_refused(api: Api, id: str) -> None:
    assert await api.code("query ($id: ID!) { node(id: $id) { id } }", id=id) == "INVALID_INPUT"


async def test_one_bad_id_spoils_only_its_place(api: Api) -> None:
    answer = await api.ask(NODES, ids=[sample.ADA, "nonsense"])
    assert answer["data"]["nodes"] == [{"__typename": "User", "id": sample.ADA}, None]
    assert answer["errors"][0]["path"] == ["nodes", 1]


async def test_too_many_ids_are_refused(api: Api) -> None:
    answer = await api.ask(NODES, ids=[sample.ADA] * 101)
    assert answer["errors"][0]["extensions"]["code"] in {"INVALID_INPUT", "QUERY_TOO_COMPLEX"}


async def test_tags_from_a_to_z_with_what_hangs_on_them(api: Api) -> None:
    document = "{ tags { nodes { slug followers contents { nodes { title } } related { slug } } } }"
    nodes = (await api.data(document))["tags"]["nodes"]
    assert [tag["slug"] for tag in nodes] == ["neo4j", "python", "rust"]
    assert [tag["followers"] for tag in nodes] == [0, 1, 0]
    assert nodes[0]["contents"]["nodes"] == [{"title": "Why so slow"}, {"title": "Graphs in anger"}]
    assert nodes[0]["related"] == [{"slug": "python"}]


async def test_one_tag_by_slug(api: Api) -> None:
    assert (await api.data('{ tag(slug: "rust") { name } }'))["tag"] == {"name": "Rust"}
    assert (await api.data('{ tag(slug: "cobol") { name } }'))["tag"] is None


async def test_areas_with_their_contents(api: Api) -> None:
    areas = (await api.data("{ areas { slug kind norms contents { nodes { title } } } }"))["areas"]
    assert [area["slug"] for area in areas] == ["blog", "help"]
    assert areas[1]["contents"]["nodes"] == [{"title": "Why so slow"}]
