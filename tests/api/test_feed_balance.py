"""The balance of a feed over the API: what is locked to its reader has a bounded share, is marked, and is seen."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from domain.access import Role
from domain.grant import Given
from domain.ids import UserId
from graph import feed_balance, grant
from graph.database import Graph
from graph.queries import NoParams
from tests import sample
from tests.api import library
from tests.api.conftest import Api
from tests.api.test_entitlement import EVERY_SECOND, LOCK, ORDER
from tests.api.test_sponsor import change
from tests.graph.privacy import rows
from tests.profiling import hits

FEED = """query ($first: Int, $after: String) { feed(first: $first, after: $after) { balance { lockedPercent }
  edges { locked node { id visibility access { allowed } } } pageInfo { hasNextPage endCursor } } }"""
SET = """mutation ($input: SetFeedBalanceInput!) { setFeedBalance(input: $input) {
  feedBalance { lockedPercent } userErrors { code path } } }"""
DORA = sample.user("d")
HALF = """
MATCH (c:Standalone) WITH c ORDER BY c.id WITH collect(c) AS found
UNWIND range(0, size(found) - 1) AS n WITH found[n] AS c, n
SET c.visibility = CASE WHEN n % 2 = 0 THEN 'PAID' ELSE 'PUBLIC' END
"""


async def _begin(graph: Graph) -> None:
    await graph.write(library.fill)
    await rows(graph, LOCK, dora=DORA, ada=sample.ADA, graphs=sample.GRAPHS, body="<p>x</p>", at=sample.NOW)
    await rows(graph, HALF)


async def _feed(api: Api, **more: Any) -> dict[str, Any]:
    found: dict[str, Any] = (await api.data(FEED, as_=DORA, **more))["feed"]
    for edge in found["edges"]:
        assert edge["locked"] is not edge["node"]["access"]["allowed"]
    return found


async def test_a_fifth_of_a_page_is_locked_at_most_unless_operators_say_otherwise(api: Api, graph: Graph) -> None:
    await _begin(graph)
    found = await _feed(api, first=20)
    assert found["balance"] == {"lockedPercent": 20}
    assert [edge["locked"] for edge in found["edges"]].count(True) == 4 and len(found["edges"]) == 20
    done = await change(api, SET, lockedPercent=0)
    assert done == {"feedBalance": {"lockedPercent": 0}, "userErrors": []}
    assert not [edge for edge in (await _feed(api, first=20))["edges"] if edge["locked"]]
    await change(api, SET, lockedPercent=100)
    assert sum(edge["locked"] for edge in (await _feed(api, first=20))["edges"]) > 4
    assert (await api.data("{ feedBalance { lockedPercent } }"))["feedBalance"] == {"lockedPercent": 100}
    entries = (await api.data("{ auditLog { nodes { action before after } } }", role=Role.OPERATOR))["auditLog"][
        "nodes"
    ]
    assert [entry["action"] for entry in entries] == ["feed_balance.set"] * 2
    assert "20" in str(entries[1]["before"]), "what held before it was ever set"


async def test_what_a_reader_holds_is_not_locked_and_not_bounded(api: Api, graph: Graph) -> None:
    await _begin(graph)
    at = datetime.now(UTC) - timedelta(minutes=1)
    await graph.write(grant.give, Given(UserId(DORA), ("ben_all",), ORDER, at, None))
    edges = (await _feed(api, first=20))["edges"]
    assert not any(edge["locked"] for edge in edges)
    assert sum(edge["node"]["visibility"] == "PAID" for edge in edges) > 4


async def test_pages_neither_repeat_nor_lose_what_can_be_read(api: Api, graph: Graph) -> None:
    await _begin(graph)
    shown: list[str] = []
    locked, after, more = 0, None, True
    while more:
        found = await _feed(api, first=7, after=after)
        assert found["edges"], "a page that was announced has something in it"
        assert sum(edge["locked"] for edge in found["edges"]) * 5 <= len(found["edges"])
        locked += sum(edge["locked"] for edge in found["edges"])
        shown += [edge["node"]["id"] for edge in found["edges"]]
        more, after = found["pageInfo"]["hasNextPage"], found["pageInfo"]["endCursor"]
    assert len(shown) == len(set(shown)) and locked > 0
    readable = await rows(graph, "MATCH (c:Standalone {visibility: 'PUBLIC'}) RETURN c.id AS id")
    own = {row["id"] for row in readable if row["id"] not in shown}
    assert not own, "everything that can be read is shown in the end"


async def test_a_page_with_paid_contents_asks_what_is_locked_and_how_much_may_be(
    api: Api, graph: Graph, statements: list[str]
) -> None:
    await _begin(graph)
    await rows(graph, "MATCH (c:Content) SET c.visibility = 'PUBLIC'")
    page = "{ feed(first: 20) { %s edges { node { id } } } }"
    asked = []
    for half, shown in ((False, ""), (True, ""), (True, "balance { lockedPercent }")):
        if half:
            await rows(graph, HALF)
        statements.clear()
        await api.data(page % shown, as_=DORA)
        asked.append(sorted(name for name in statements if name not in EVERY_SECOND))
    assert asked[1] == asked[2] == sorted([*asked[0], "access/claims", "feed_balance/current"])


async def test_the_balance_is_read_beside_the_ranking_by_a_look_at_an_index(graph: Graph) -> None:
    for percent in (None, 10):
        if percent is not None:
            await graph.write(feed_balance.SET.run, feed_balance.SetParams(locked_percent=percent))
        assert await hits(graph, feed_balance.CURRENT, NoParams()) <= 5


@pytest.mark.parametrize("percent", [-1, 101])
async def test_what_is_no_share_is_refused(api: Api, percent: int) -> None:
    done = await change(api, SET, lockedPercent=percent)
    assert done == {
        "feedBalance": None,
        "userErrors": [{"code": "INVALID_INPUT", "path": ["input", "lockedPercent"]}],
    }
