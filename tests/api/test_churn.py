"""Churn over the API: who may see whose, what adds up, and the lists that go by it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from domain.access import Role
from domain.ids import UserId
from graph.database import Graph
from jobs import refresh_churn
from tests import sample
from tests.api.conftest import Api
from tests.graph.days import add_day

CHURN = """
query ($handle: String!) { user(handle: $handle) { churn {
  risk state since reason lastActiveAt gapDays usualGapDays rhythm gaps
  parts { feature weight value contribution } history(first: 5) { state since until reason }
} } }
"""
LIST = """
query ($after: String, $churn: ChurnState, $segment: ValueSegment, $orderBy: UserOrder) {
  users(first: 1, after: $after, churn: $churn, segment: $segment, orderBy: $orderBy) {
    totalCount nodes { handle } pageInfo { hasNextPage endCursor }
  }
}
"""
RUN_AT = datetime.now(UTC)


@pytest.fixture(autouse=True)
async def looked_at(api: Api, graph: Graph) -> None:
    """Ada came daily until four days ago, Ben daily until yesterday; nothing is known of Cleo."""
    for id, ages in ((sample.ADA, (4, 5, 6, 7)), (sample.BEN, (1, 2, 3, 4))):
        for age in ages:
            await add_day(graph, UserId(id), (RUN_AT - timedelta(days=age)).date(), view=1)
    await refresh_churn.run(graph, RUN_AT)


async def test_members_see_their_own_and_it_adds_up(api: Api) -> None:
    found = (await api.data(CHURN, handle="ada", as_=sample.ADA))["user"]["churn"]
    assert (found["state"], found["gapDays"], found["usualGapDays"], found["rhythm"]) == ("COOLING", 3, 1, "OWN")
    assert sum(part["contribution"] for part in found["parts"]) == pytest.approx(found["risk"], abs=1e-9)
    assert found["risk"] == pytest.approx(1 - 2.718281828459045**-1)
    assert [span["state"] for span in found["history"]] == ["COOLING", "ACTIVE", "INSUFFICIENT_DATA"]
    assert found["history"][0]["since"] == found["since"] == found["history"][0]["since"]


async def test_of_whom_nothing_is_known_nothing_is_told(api: Api) -> None:
    found = (await api.data(CHURN, handle="cleo", role=Role.OPERATOR))["user"]["churn"]
    assert (found["state"], found["risk"], found["lastActiveAt"], found["parts"]) == (
        "INSUFFICIENT_DATA",
        None,
        None,
        [],
    )


@pytest.mark.parametrize("viewer", [{}, {"as_": sample.BEN}], ids=["anonymous", "another member"])
async def test_others_do_not(api: Api, viewer: dict[str, Any]) -> None:
    answer = await api.ask(CHURN, handle="ada", **viewer)
    assert answer["data"]["user"]["churn"] is None
    assert [error["extensions"]["code"] for error in answer["errors"]] == ["NOT_ALLOWED"]
    assert await api.code(LIST, churn="AT_RISK", **viewer) == "NOT_ALLOWED"
    assert await api.code(LIST, orderBy="CHURN_RISK", **viewer) == "NOT_ALLOWED"


@pytest.mark.parametrize(
    ("options", "handles", "total"),
    [
        ({"orderBy": "CHURN_RISK"}, ["ada", "ben"], 2),
        ({"churn": "COOLING", "orderBy": "NEWEST"}, ["ada"], 1),
        ({"churn": "ACTIVE", "orderBy": "CHURN_RISK"}, ["ben"], 1),
        ({"churn": "ACTIVE", "orderBy": "NEWEST"}, ["ben"], 1),
        ({"churn": "ACTIVE", "orderBy": "POINTS"}, ["ben"], 1),
        ({"churn": "ACTIVE", "segment": "HIGH_VALUE", "orderBy": "NEWEST"}, [], 0),
        ({"churn": "CHURNED"}, [], 0),
    ],
)
async def test_lists_page_by_page(api: Api, options: dict[str, str], handles: list[str], total: int) -> None:
    seen: list[str] = []
    after, more = None, True
    while more:
        found = (await api.data(LIST, after=after, role=Role.MODERATOR, **options))["users"]
        assert found["totalCount"] == total
        seen += [node["handle"] for node in found["nodes"]]
        after, more = found["pageInfo"]["endCursor"], found["pageInfo"]["hasNextPage"]
    assert seen == handles


async def test_how_many_are_in_each_state(api: Api) -> None:
    sizes = (await api.data("{ churnSummary { state users } }", role=Role.MODERATOR))["churnSummary"]
    assert {size["state"]: size["users"] for size in sizes} == {
        "ACTIVE": 1, "COOLING": 1, "AT_RISK": 0, "CHURNED": 0, "RETURNED": 0, "INSUFFICIENT_DATA": 0,
    }  # fmt: skip
    assert await api.code("{ churnSummary { users } }", as_=sample.ADA) == "NOT_ALLOWED"
