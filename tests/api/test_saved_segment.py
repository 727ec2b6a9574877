"""Saved segments over the API: saved, worked out, listed page by page, changed and forgotten."""

from datetime import UTC, datetime
from typing import Any

import pytest

from domain.access import Role
from graph.database import Graph
from jobs import refresh_saved_segments
from tests import sample
from tests.api.conftest import Api
from tests.graph.privacy import rows

SAVE = """
mutation ($input: SaveSegmentInput!) { saveSegment(input: $input) {
  savedSegment { slug name tags churn activityPercentileFrom members } userErrors { code path }
} }
"""
LIST = """
query ($slug: String!, $after: String, $orderBy: UserOrder) {
  users(savedSegment: $slug, first: 1, after: $after, orderBy: $orderBy) {
    totalCount nodes { handle } pageInfo { hasNextPage endCursor }
  }
}
"""
DELETE = 'mutation { deleteSegment(input: {slug: "rusty"}) { slug userErrors { code } } }'
REPORT = "{ savedSegments { report { gap share averageActivity segments { segment users } churn { state users } } } }"
CROWD = """
MATCH (tag:Tag {id: $tag}) UNWIND range(1, 18) AS n
CREATE (user:User {id: 'crowd' + n, handle: 'crowd' + n, joined_at: $now, activity: 5.0, segment: 'LOW_VALUE'})
CREATE (user)-[:INTERESTED_IN {affinity: 0.5}]->(tag)
"""
DRAWN = """
MATCH (tag:Tag {id: $tag}) UNWIND $ids AS id MATCH (user:User {id: id})
MERGE (user)-[:INTERESTED_IN {affinity: 0.5}]->(tag) SET user.activity = 5.0
"""
INPUT: dict[str, Any] = {"slug": "rusty", "name": "Rust people", "conditions": {"tags": ["rust"]}}


@pytest.fixture(autouse=True)
async def drawn(api: Api, graph: Graph) -> None:
    """Ada and Ben are drawn to Rust."""
    await rows(graph, DRAWN, tag=sample.RUST, ids=[sample.ADA, sample.BEN])


async def saved(api: Api, graph: Graph, **changes: Any) -> dict[str, Any]:
    payload: dict[str, Any] = (await api.data(SAVE, input={**INPUT, **changes}, role=Role.OPERATOR))["saveSegment"]
    await refresh_saved_segments.run(graph, datetime.now(UTC))
    return payload


async def listed(api: Api) -> tuple[list[str], int]:
    seen: list[str] = []
    after, more, total = None, True, 0
    while more:
        page = (await api.data(LIST, slug="rusty", after=after, role=Role.MODERATOR))["users"]
        seen += [node["handle"] for node in page["nodes"]]
        total, after, more = page["totalCount"], page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
    return seen, total


async def test_a_segment_is_saved_worked_out_and_listed(api: Api, graph: Graph) -> None:
    payload = await saved(api, graph)
    assert payload["userErrors"] == [] and payload["savedSegment"]["members"] is None
    assert await listed(api) == (["ben", "ada"], 2), "both as active, the id decides"
    (told,) = (await api.data(REPORT, role=Role.MODERATOR))["savedSegments"]
    assert told["report"] == {"gap": "TOO_FEW", "share": None, "averageActivity": None, "segments": [], "churn": []}
    await rows(graph, "MATCH (user:User {id: $id}) SET user.activity = 9.0", id=sample.ADA)
    await rows(graph, "MATCH (user:User {id: $id})-[r:INTERESTED_IN]->() DELETE r", id=sample.BEN)
    await refresh_saved_segments.run(graph, datetime.now(UTC))
    assert await listed(api) == (["ada"], 1)
    await saved(api, graph, conditions={"tags": ["rust"], "churn": ["CHURNED"]})
    assert await listed(api) == ([], 0)
    (kept,) = (await api.data("{ savedSegments { slug churn members } }", role=Role.MODERATOR))["savedSegments"]
    assert kept == {"slug": "rusty", "churn": ["CHURNED"], "members": 0}
    assert (await api.data(DELETE, role=Role.OPERATOR))["deleteSegment"] == {"slug": "rusty", "userErrors": []}
    again = (await api.data(DELETE, role=Role.OPERATOR))["deleteSegment"]
    assert again["userErrors"] == [{"code": "NOT_FOUND"}] and await rows(graph, "MATCH (n:SavedSegment) RETURN n") == []


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"slug": "Not a slug"}, ["input", "slug"]),
        ({"conditions": {}}, ["input", "conditions"]),
        ({"conditions": {"tags": ["nowhere"]}}, ["input", "conditions", "tags"]),
        ({"conditions": {"activityPercentileFrom": 2}}, ["input", "conditions", "activityPercentileFrom"]),
    ],
)
async def test_what_cannot_be_is_refused_and_changes_nothing(
    api: Api, graph: Graph, changes: dict[str, Any], path: list[str]
) -> None:
    payload = await saved(api, graph, **changes)
    assert payload["userErrors"] == [{"code": "INVALID_INPUT", "path": path}]
    assert await rows(graph, "MATCH (n:SavedSegment) RETURN n") == []


async def test_what_it_is_made_of_is_reported_where_enough_are_in_it(api: Api, graph: Graph) -> None:
    await rows(graph, CROWD, tag=sample.RUST, now=datetime.now(UTC))
    await saved(api, graph)
    (told,) = (await api.data(REPORT, role=Role.MODERATOR))["savedSegments"]
    found = told["report"]
    assert (found["gap"], found["averageActivity"], found["share"]) == (None, 5.0, pytest.approx(20 / 21))
    assert [part for part in found["segments"] if part["users"]] == [{"segment": "LOW_VALUE", "users": 18}]
    assert sum(part["users"] for part in found["churn"]) == 0


async def test_who_may_and_what_goes_together(api: Api, graph: Graph) -> None:
    await saved(api, graph)
    refused = (await api.data(SAVE, input=INPUT, role=Role.MODERATOR))["saveSegment"]
    assert [error["code"] for error in refused["userErrors"]] == ["NOT_ALLOWED"]
    assert await api.code(LIST, slug="rusty", as_=sample.ADA) == "NOT_ALLOWED"
    assert await api.data(LIST, slug="none", role=Role.MODERATOR) == {"users": None}
    assert await api.code(LIST, slug="rusty", orderBy="NEWEST", role=Role.MODERATOR) == "INVALID_INPUT"
