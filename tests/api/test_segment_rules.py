"""Rules of segments over the API: proposed, looked at by a dry run, put in use, and gone back from."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from domain.access import Role
from domain.ids import UserId
from domain.segment import ValueSegment
from domain.segment_diff import ShownMove
from graph import segment_rules
from graph.database import Graph
from jobs import assign_segments, compare_segment_rules
from tests import sample
from tests.api.conftest import Api
from tests.graph.days import add_day
from tests.graph.privacy import rows

PROPOSE = """
mutation ($input: ProposeSegmentRulesInput!) { proposeSegmentRules(input: $input) {
  segmentRules { version active keptDownTo rising sizes { membersFrom highValue potential } }
  userErrors { code path }
} }
"""
ACTIVATE = """
mutation ($version: Int!) { activateSegmentRules(input: {version: $version}) {
  segmentRules { version active } userErrors { code path message }
} }
"""
DIFF = """
query ($version: Int!) { segmentRulesDiff(version: $version) {
  version comparedVersion users activeMembers moved ways { previous segment users }
  members { previous segment user { handle } }
} }
"""
VERSIONS = "{ segmentRules { version active activatedAt } }"
SMALL: dict[str, Any] = {
    "sizes": [{"membersFrom": 0, "potential": 0.8}, {"membersFrom": 100, "highValue": 0.9, "potential": 0.6}]
}
NOW = datetime.now(UTC)
STORED = """
MATCH (user:User)-[:ASSIGNED]->(held:SegmentAssignment) WHERE held.until IS NULL
RETURN user.handle AS handle, held.segment AS segment, held.rule_version AS version ORDER BY handle
"""


@pytest.fixture(autouse=True)
async def assigned(api: Api, graph: Graph) -> None:
    """Ada does much, Ben some, Cleo nothing; a run has looked at them."""
    await add_day(graph, UserId(sample.ADA), (NOW - timedelta(days=40)).date(), publish=2)
    await add_day(graph, UserId(sample.ADA), NOW.date(), publish=5, comment=9)
    await add_day(graph, UserId(sample.BEN), NOW.date(), view=6)
    await assign_segments.run(graph, NOW)


async def propose(api: Api, role: Role = Role.OPERATOR, **changes: Any) -> dict[str, Any]:
    found: dict[str, Any] = (await api.data(PROPOSE, input={**SMALL, **changes}, role=role))["proposeSegmentRules"]
    return found


async def activate(api: Api, version: int, role: Role = Role.OPERATOR) -> dict[str, Any]:
    found: dict[str, Any] = (await api.data(ACTIVATE, version=version, role=role))["activateSegmentRules"]
    return found


async def in_use(api: Api) -> list[int]:
    found = (await api.data(VERSIONS, role=Role.MODERATOR))["segmentRules"]
    return [row["version"] for row in found if row["active"]]


async def test_rules_are_proposed_looked_at_put_in_use_and_gone_back_from(api: Api, graph: Graph) -> None:
    assert await in_use(api) == [2], "what Stoa comes with"
    proposed = (await propose(api))["segmentRules"]
    assert proposed["version"] == 3 and not proposed["active"] and proposed["rising"] == 1.25
    assert proposed["sizes"][0] == {"membersFrom": 0, "highValue": None, "potential": 0.8}
    assert (await api.data(DIFF, version=3, role=Role.MODERATOR))["segmentRulesDiff"] is None
    (refused,) = (await activate(api, 3))["userErrors"]
    assert refused["code"] == "CONFLICT" and "segmentRulesDiff" in refused["message"]

    before = await rows(graph, STORED)
    assert (await compare_segment_rules.run(graph, NOW)).counts == {"proposals": 1, "users looked at": 3}
    assert (await compare_segment_rules.run(graph, NOW)).counts == {"proposals": 0}
    assert await rows(graph, STORED) == before and await in_use(api) == [2], "nothing was changed"
    assert (await api.data(DIFF, version=3, role=Role.MODERATOR))["segmentRulesDiff"] == {
        "version": 3, "comparedVersion": 2, "users": 3, "activeMembers": 2, "moved": 1,
        "ways": [{"previous": "HIGH_VALUE", "segment": "POTENTIAL", "users": 1}],
        "members": [{"previous": "HIGH_VALUE", "segment": "POTENTIAL", "user": {"handle": "ada"}}],
    }  # fmt: skip

    late = await graph.read(segment_rules.diff, 3)
    assert late is not None
    assert (await activate(api, 3))["segmentRules"] == {"version": 3, "active": True}
    assert await in_use(api) == [3]
    shown = ShownMove(user_id=UserId(sample.ADA), previous=ValueSegment.HIGH_VALUE, segment=ValueSegment.POTENTIAL)
    await graph.write(segment_rules.keep_diff, late, [shown])
    for day in (1, 2):
        await assign_segments.run(graph, NOW + timedelta(days=day))
    found = {row["handle"]: (row["segment"], row["version"]) for row in await rows(graph, STORED)}
    assert found["ada"] == ("POTENTIAL", 3), "two runs confirm it"
    assert await rows(graph, "MATCH ()-[r:WOULD_MOVE]->() RETURN r") == [], "nor by a comparison that came too late"

    assert (await activate(api, 2))["userErrors"] == [], "what was in use can be gone back to without a comparison"
    assert await in_use(api) == [2]
    assert (await activate(api, 3))["userErrors"] == []


async def test_a_comparison_with_what_is_not_in_use_any_more_does_not_do(api: Api, graph: Graph) -> None:
    for _ in range(2):
        await propose(api)
    await compare_segment_rules.run(graph, NOW)
    await activate(api, 4)
    assert [error["code"] for error in (await activate(api, 3))["userErrors"]] == ["CONFLICT"]
    await compare_segment_rules.run(graph, NOW)
    found = (await api.data(DIFF, version=3, role=Role.MODERATOR))["segmentRulesDiff"]
    assert (found["comparedVersion"], found["moved"], found["members"]) == (4, 0, [])
    assert (await activate(api, 3))["userErrors"] == []


async def test_bad_rules_are_user_errors_and_change_nothing(api: Api, graph: Graph) -> None:
    wrong: list[tuple[dict[str, Any], list[str]]] = [
        ({"sizes": []}, ["input", "sizes"]),
        ({"sizes": [{"membersFrom": 0, "highValue": 0.5, "potential": 0.6}]}, ["input", "sizes", "0", "highValue"]),
        ({"minEvents": 0}, ["input", "minEvents"]),
    ]
    for changes, path in wrong:
        assert (await propose(api, **changes))["userErrors"] == [{"code": "INVALID_INPUT", "path": path}]
    for version in (-1, 9, 2**31 - 1):
        (error,) = (await activate(api, version))["userErrors"]
        assert (error["code"], error["path"]) == ("NOT_FOUND", ["input", "version"])
        assert await api.code(DIFF, version=version, role=Role.OPERATOR) == "NOT_FOUND"
    assert await rows(graph, "MATCH (n:SegmentRules) RETURN n") == []


async def test_only_operators_change_rules_and_so_many_wait_at_most(api: Api) -> None:
    for answer in (await propose(api, Role.MODERATOR), await activate(api, 2, Role.MODERATOR)):
        assert [error["code"] for error in answer["userErrors"]] == ["NOT_ALLOWED"]
    assert await api.code(VERSIONS, as_=sample.ADA) == "NOT_ALLOWED"
    for _ in range(10):
        assert (await propose(api))["userErrors"] == []
    assert [error["code"] for error in (await propose(api))["userErrors"]] == ["LIMIT_REACHED"]
