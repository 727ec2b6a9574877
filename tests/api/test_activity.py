"""`User.activity` over the API: parts that add up, any moment, any model, and one statement for a whole list."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from benchmarks.statements import recorded
from domain.access import Role
from domain.ids import UserId
from graph.database import Graph
from tests import sample
from tests.api.conftest import Api
from tests.graph.days import add_day

TODAY = datetime.now(UTC)
ACTIVITY = """
query ($asOf: DateTime, $model: ID) { user(handle: "ada") { activity(asOf: $asOf, model: $model) {
  value asOf model { id version } parts { feature weight preference value contribution evidence { id } }
} } }
"""


@pytest.fixture(autouse=True)
async def acts(api: Api, graph: Graph) -> None:
    """Ada published, answered and looked around."""
    await add_day(graph, UserId(sample.ADA), TODAY.date(), publish=2, view=9, vote_up=4)
    await add_day(graph, UserId(sample.ADA), (TODAY - timedelta(days=45)).date(), publish=1, answer=3)


async def activity(api: Api, **variables: Any) -> dict[str, Any]:
    found: dict[str, Any] = (await api.data(ACTIVITY, **variables))["user"]["activity"]
    return found


async def test_parts_add_up_to_the_value(api: Api) -> None:
    score = await activity(api)
    assert score["model"]["version"] == 1
    assert [part["feature"] for part in score["parts"]] == ["answer", "comment", "like", "publish", "view"]
    assert score["value"] == pytest.approx(sum(part["contribution"] for part in score["parts"]), abs=1e-9)
    for part in score["parts"]:
        assert part["contribution"] == pytest.approx(part["weight"] * part["value"], abs=1e-9)
        assert (part["preference"], part["evidence"]) == (None, [])
    publish = next(part for part in score["parts"] if part["feature"] == "publish")
    assert publish["value"] == pytest.approx(100 * 2.5 / 8.5, abs=1e-9)


async def test_an_earlier_moment_knows_nothing_of_later_days(api: Api) -> None:
    earlier = await activity(api, asOf=(TODAY - timedelta(days=45)).isoformat())
    assert {part["feature"]: part["value"] > 0 for part in earlier["parts"]} == {
        "answer": True, "comment": False, "like": False, "publish": True, "view": False,
    }  # fmt: skip
    assert (await activity(api, asOf="1999-12-31T23:59:59Z"))["value"] == 0


async def test_a_proposal_can_be_compared_before_it_is_used(api: Api) -> None:
    propose = """mutation { proposeScoringModel(input: {kind: ACTIVITY, weights: [{feature: "vote", weight: 2}]}) {
      scoringModel { id } } }"""
    proposed = (await api.data(propose, role=Role.OPERATOR))["proposeScoringModel"]["scoringModel"]["id"]
    score = await activity(api, model=proposed, role=Role.MODERATOR)
    assert (score["model"]["version"], [part["feature"] for part in score["parts"]]) == (2, ["vote"])
    assert score["value"] == pytest.approx(100 * 4 / (4 + 15), abs=1e-9)
    assert await api.code(ACTIVITY, model=proposed) == "NOT_ALLOWED"


@pytest.mark.parametrize(
    ("variables", "code"),
    [
        ({"asOf": "1001-01-01T00:00:00Z"}, "INVALID_INPUT"),
        ({"asOf": "2026-01-31T12:00:00"}, "INVALID_INPUT"),
        ({"asOf": "0001-01-01T00:00:00+14:00"}, "INVALID_INPUT"),
        ({"model": sample.ADA, "role": Role.OPERATOR}, "INVALID_INPUT"),
        ({"model": "mdl_00000000000000000000000000", "role": Role.OPERATOR}, "NOT_FOUND"),
    ],
)
async def test_bad_arguments_are_told(api: Api, variables: dict[str, Any], code: str) -> None:
    assert await api.code(ACTIVITY, **variables) == code


async def test_a_list_of_users_is_scored_in_one_statement(api: Api) -> None:
    with recorded() as ran:
        found = await api.data("{ users(orderBy: NEWEST) { nodes { activity { value model { version } } } } }")
    assert len(found["users"]["nodes"]) == 3
    assert (ran.count("activity/by_users"), ran.count("scoring/by_ids")) == (1, 1)
