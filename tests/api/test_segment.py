"""Value segments over the API: who may see whose, and what an operator sees of all."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from domain.access import Role
from domain.ids import UserId
from graph.database import Graph
from jobs import assign_segments
from tests import sample
from tests.api.conftest import Api
from tests.graph.days import add_day
from tests.graph.privacy import rows

SEGMENT = """
query ($handle: String!) { user(handle: $handle) {
  segment { segment since until reason activityPercentile revenuePercentile trend events pending }
} }
"""
HISTORY = 'query ($first: Int) { user(handle: "ada") { segmentHistory(first: $first) { segment since until } } }'
SUMMARIES = "{ segments { segment users share averageActivity } }"
MOVED = """
MATCH (user:User {id: $ada})-[:ASSIGNED]->(held) SET held.until = $at
CREATE (user)-[:ASSIGNED]->(:SegmentAssignment {id: 'seg_next', segment: 'POTENTIAL', since: $at})
"""
RUN_AT = datetime.now(UTC)


@pytest.fixture(autouse=True)
async def assigned(api: Api, graph: Graph) -> None:
    """Ada does much, Ben some, Cleo nothing; a run has looked at them."""
    await add_day(graph, UserId(sample.ADA), (RUN_AT - timedelta(days=40)).date(), publish=2)
    await add_day(graph, UserId(sample.ADA), RUN_AT.date(), publish=5, comment=9)
    await add_day(graph, UserId(sample.BEN), RUN_AT.date(), view=6)
    await assign_segments.run(graph, RUN_AT)


async def test_members_see_their_own(api: Api) -> None:
    held = (await api.data(SEGMENT, handle="ada", as_=sample.ADA))["user"]["segment"]
    assert (held["segment"], held["until"], held["events"]) == ("HIGH_VALUE", None, 16)
    assert datetime.fromisoformat(held["since"]) == RUN_AT
    assert (held["activityPercentile"], held["revenuePercentile"], held["pending"]) == (1, None, None)
    assert held["trend"] > 1 and held["reason"].startswith("More active than 100.0%")


@pytest.mark.parametrize("viewer", [{}, {"as_": sample.BEN}], ids=["anonymous", "another member"])
async def test_others_do_not(api: Api, viewer: dict[str, Any]) -> None:
    for document, variables in ((SEGMENT, {"handle": "ada"}), (HISTORY, {})):
        options: dict[str, Any] = viewer | variables
        answer = await api.ask(document, **options)
        assert list(answer["data"]["user"].values()) == [None]
        assert [error["extensions"]["code"] for error in answer["errors"]] == ["NOT_ALLOWED"]


async def test_those_who_may_read_members_see_all(api: Api) -> None:
    held = (await api.data(SEGMENT, handle="cleo", role=Role.MODERATOR))["user"]["segment"]
    assert (held["segment"], held["reason"]) == (
        "INSUFFICIENT_DATA", "0 of the 5 events it takes to say anything.",
    )  # fmt: skip
    history = (await api.data(HISTORY, role=Role.MODERATOR))["user"]["segmentHistory"]
    assert [entry["segment"] for entry in history] == ["HIGH_VALUE"]
    assert await api.code(HISTORY, first=101, role=Role.MODERATOR) == "INVALID_INPUT"


async def test_summaries_cover_every_user(api: Api) -> None:
    sizes = {size["segment"]: size for size in (await api.data(SUMMARIES, role=Role.MODERATOR))["segments"]}
    assert {name: size["users"] for name, size in sizes.items()} == {
        "HIGH_VALUE": 1, "POTENTIAL": 0, "LOW_VALUE": 1, "INSUFFICIENT_DATA": 1,
    }  # fmt: skip
    assert sum(size["share"] for size in sizes.values()) == pytest.approx(1)
    assert sizes["POTENTIAL"]["averageActivity"] is None and sizes["INSUFFICIENT_DATA"]["averageActivity"] == 0
    assert await api.code(SUMMARIES, as_=sample.ADA) == "NOT_ALLOWED"


async def test_moves_between_segments(api: Api, graph: Graph) -> None:
    moves = """query ($from: Date!, $to: Date!) { segmentMoves(from: $from, to: $to) {
      first last up down moves { previous segment users } } }"""
    await rows(graph, MOVED, ada=sample.ADA, at=RUN_AT + timedelta(days=2))
    asked: dict[str, Any] = {"from": str(RUN_AT.date()), "to": str((RUN_AT + timedelta(days=2)).date())}
    found = (await api.data(moves, **asked, role=Role.MODERATOR))["segmentMoves"]
    assert (found["up"], found["down"]) == (0, 1)
    assert found["moves"] == [
        {"previous": None, "segment": "HIGH_VALUE", "users": 1},
        {"previous": None, "segment": "LOW_VALUE", "users": 1},
        {"previous": None, "segment": "INSUFFICIENT_DATA", "users": 1},
        {"previous": "HIGH_VALUE", "segment": "POTENTIAL", "users": 1},
    ]
    for wrong in ({"to": "2000-01-01"}, {"from": "2000-01-01"}):
        assert await api.code(moves, **asked | wrong, role=Role.MODERATOR) == "INVALID_INPUT"
    assert await api.code(moves, **asked, as_=sample.ADA) == "NOT_ALLOWED"


async def test_users_are_listed_by_segment(api: Api) -> None:
    listing = "{ users(segment: HIGH_VALUE) { nodes { handle } totalCount } }"
    found = (await api.data(listing, role=Role.MODERATOR))["users"]
    assert found == {"nodes": [{"handle": "ada"}], "totalCount": 1}
    assert await api.code(listing, as_=sample.ADA) == "NOT_ALLOWED"
