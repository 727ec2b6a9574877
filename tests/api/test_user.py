"""Users over the API: look-ups, lists, follows, and who is asking."""

import pytest

from domain.access import Role
from graph.database import Graph, Transaction
from tests import sample
from tests.api.conftest import Api

LIST = """
query ($first: Int, $after: String, $orderBy: UserOrder, $segment: ValueSegment) {
  users(first: $first, after: $after, orderBy: $orderBy, segment: $segment) {
    totalCount edges { cursor node { handle } } pageInfo { hasNextPage endCursor }
  }
}
"""
SCORES = {sample.ADA: (50.0, "HIGH_VALUE"), sample.BEN: (10.0, "LOW_VALUE"), sample.CLEO: (10.0, "LOW_VALUE")}


async def _score(tx: Transaction) -> None:
    rows = [{"id": id, "activity": activity, "segment": segment} for id, (activity, segment) in SCORES.items()]
    query = "UNWIND $rows AS row MATCH (u:User {id: row.id}) SET u.activity = row.activity, u.segment = row.segment"
    await (await tx.run(query, {"rows": rows})).consume()


@pytest.mark.parametrize(
    ("options", "handles"),
    [
        ({}, ["ada", "cleo", "ben"]),
        ({"orderBy": "NEWEST"}, ["cleo", "ben", "ada"]),
        ({"segment": "LOW_VALUE"}, ["cleo", "ben"]),
        ({"segment": "LOW_VALUE", "orderBy": "NEWEST"}, ["cleo", "ben"]),
        ({"segment": "POTENTIAL"}, []),
    ],
)
async def test_lists_in_their_order_page_by_page(
    api: Api, graph: Graph, options: dict[str, object], handles: list[str]
) -> None:
    await graph.write(_score)
    seen: list[str] = []
    after, more = None, True
    while more:
        page = (await api.data(LIST, first=1, after=after, role=Role.OPERATOR, **options))["users"]
        assert page["totalCount"] == len(handles)
        seen += [edge["node"]["handle"] for edge in page["edges"]]
        after, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
    assert seen == handles


async def test_a_segment_is_for_those_who_may_know(api: Api) -> None:
    assert await api.code(LIST, segment="LOW_VALUE") == "NOT_ALLOWED"
    assert await api.code(LIST, segment="LOW_VALUE", as_=sample.ADA) == "NOT_ALLOWED"


@pytest.mark.parametrize("arguments", ['handle: "ada"', 'externalId: "1"', f'id: "{sample.ADA}"'])
async def test_a_user_by_any_name(api: Api, arguments: str) -> None:
    found = await api.data(f"{{ user({arguments}) {{ id displayName }} }}")
    assert found == {"user": {"id": sample.ADA, "displayName": "Ada"}}


async def test_follows_both_ways(api: Api) -> None:
    document = """
    query ($handle: String!) { user(handle: $handle) {
      followers { nodes { handle } }
      following { edges { node { __typename ... on User { handle } ... on Tag { slug } } } }
    } }
    """
    ada = (await api.data(document, handle="ada"))["user"]
    assert ada["followers"]["nodes"] == [{"handle": "ben"}]
    ben = (await api.data(document, handle="ben"))["user"]
    assert sorted(str(edge["node"]) for edge in ben["following"]["edges"]) == [
        "{'__typename': 'Tag', 'slug': 'python'}",
        "{'__typename': 'User', 'handle': 'ada'}",
    ]


async def test_what_a_user_wrote(api: Api) -> None:
    document = '{ user(handle: "ada") { contents { nodes { title } } } }'
    nodes = (await api.data(document))["user"]["contents"]["nodes"]
    assert [node["title"] for node in nodes] == ["Why so slow answer", "Graphs in anger"]


async def test_who_is_asking(api: Api) -> None:
    document = "{ viewer { scopes user { handle } } }"
    assert (await api.data(document))["viewer"] is None
    assert (await api.data(document, as_=sample.BEN))["viewer"]["user"] == {"handle": "ben"}
    operator = (await api.data(document, role=Role.OPERATOR))["viewer"]
    assert operator["user"] is None and "events:backfill" in operator["scopes"]


async def test_a_forged_token_is_refused(api: Api) -> None:
    headers = {"Authorization": "Bearer x.y.z"}
    answer = await api.http.post("/graphql", json={"query": "{ __typename }"}, headers=headers)
    assert answer.status_code == 401
    assert answer.json()["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"


async def test_activity_adds_up_and_is_public(api: Api) -> None:
    document = '{ user(handle: "ada") { activity { value parts { feature contribution } model { version } } } }'
    activity = (await api.data(document))["user"]["activity"]
    assert activity["value"] == pytest.approx(sum(part["contribution"] for part in activity["parts"]), abs=1e-9)
    assert activity["model"]["version"] == 1
