"""Leaderboards over the API: exact at once, ranked as in a competition, closed at the end, left by who wants to."""

from datetime import UTC, datetime, timedelta
from typing import Any

from graph import leaderboard
from graph.database import Graph
from jobs import close_leaderboards, refresh_points
from tests import sample
from tests.api.conftest import Api
from tests.api.test_vote import rows, vote
from tests.profiling import hits

BOARD = """query ($period: LeaderboardPeriod!, $area: String, $tag: String, $on: Date, $first: Int, $after: String) {
  leaderboard(period: $period, area: $area, tag: $tag, on: $on) { timeZone startsAt
    entries(first: $first, after: $after) { nodes { rank points user { handle } } totalCount
      pageInfo { hasNextPage endCursor } } } }"""
OPT_OUT = "mutation ($out: Boolean!) { setLeaderboardOptOut(input: {optOut: $out}) { userErrors { message } } }"
CROWD = """
UNWIND range(1, $n) AS n
CREATE (:BoardScore {board: $board, user_id: 'usr_' + right('00000' + n, 6), points: n % 50 + 1,
  place: right('0000000000' + toString(n % 50 + 1), 11) + ':usr_' + right('00000' + n, 6),
  ends_on: date('2026-01-02')})
"""


async def shown(api: Api, period: str = "DAY", **more: Any) -> list[tuple[int, int, str]]:
    """The ranks, points and handles on a board."""
    found = await api.data(BOARD, period=period, **more)
    return [(n["rank"], n["points"], n["user"]["handle"]) for n in found["leaderboard"]["entries"]["nodes"]]


async def earn(api: Api) -> None:
    """Ada 20 in help, Ben and Cleo 10 each, Ben's of neo4j."""
    await vote(api, "UP", sample.BEN)
    await vote(api, "UP", sample.CLEO)
    await vote(api, "UP", sample.CLEO, sample.ASKED)
    await vote(api, "UP", sample.BEN, sample.REMARK)


async def test_every_board_is_exact_at_once(api: Api) -> None:
    await earn(api)
    for period in ("DAY", "WEEK", "MONTH", "QUARTER", "YEAR", "ALL_TIME"):
        assert await shown(api, period) == [(1, 20, "ada"), (2, 10, "cleo"), (2, 10, "ben")]
    assert await shown(api, area="help") == [(1, 20, "ada"), (2, 10, "ben")]
    assert await shown(api, tag="python") == [(1, 10, "cleo")]
    await vote(api, "NONE", sample.CLEO)
    assert await shown(api) == [(1, 10, "cleo"), (1, 10, "ben"), (1, 10, "ada")]
    await vote(api, "DOWN", sample.CLEO, sample.ASKED)
    assert await shown(api) == [(1, 10, "cleo"), (1, 10, "ada")], "nobody stands there with less than a point"
    for wrong in ({"area": "help", "tag": "python"}, {"area": "nowhere"}, {"tag": "nothing"}):
        assert await api.code(BOARD, period="DAY", **wrong) in ("INVALID_INPUT", "NOT_FOUND")


async def test_pages_go_on_counting(api: Api) -> None:
    await earn(api)
    found, after = list[tuple[int, str]](), None
    while True:
        page = (await api.data(BOARD, period="WEEK", first=1, after=after))["leaderboard"]["entries"]
        found += [(node["rank"], node["user"]["handle"]) for node in page["nodes"]]
        assert page["totalCount"] == 3
        if not page["pageInfo"]["hasNextPage"]:
            break
        after = page["pageInfo"]["endCursor"]
    assert found == [(1, "ada"), (2, "cleo"), (2, "ben")]


async def test_who_opts_out_is_on_none_until_they_come_back_with_all_they_have(api: Api) -> None:
    await earn(api)
    before = await shown(api)
    assert (await api.data(OPT_OUT, as_=sample.ADA, out=True))["setLeaderboardOptOut"]["userErrors"] == []
    await vote(api, "NONE", sample.CLEO)
    assert await shown(api) == [(1, 10, "cleo"), (1, 10, "ben")]
    await vote(api, "UP", sample.CLEO)
    await api.data(OPT_OUT, as_=sample.ADA, out=False)
    assert await shown(api) == before


async def test_a_board_that_has_ended_stays_as_it_was(api: Api, graph: Graph) -> None:
    await earn(api)
    today, later = datetime.now(UTC), datetime.now(UTC) + timedelta(days=1)
    name, ends = f"DAY:{today.date()}:all", str(later.date())
    await rows(graph, CROWD, n=250, board=name)
    await rows(graph, "MATCH (s:BoardScore {board: $b}) SET s.ends_on = date($d)", b=name, d=ends)
    await close_leaderboards.run(graph, later)
    await close_leaderboards.run(graph, later)
    left = await rows(graph, "MATCH (s:BoardScore {board: $b}) RETURN count(s), min(s.points)", b=name)
    assert left == [(100, 31)], "and Ada, Ben and Cleo, whose 20 and 10 were too few"
    assert await shown(api, "MONTH", on=str(today.date())) == [(1, 20, "ada"), (2, 10, "cleo"), (2, 10, "ben")]


async def test_a_backfill_makes_the_same_boards(api: Api, graph: Graph) -> None:
    await earn(api)
    scores = "MATCH (s:BoardScore) WHERE s.points <> 0 RETURN s.board, s.user_id, s.points ORDER BY s.board, s.user_id"
    before = await rows(graph, scores)
    await rows(graph, "MATCH (n) WHERE n:BoardScore OR n:PointDay OR n:PointEntry DELETE n")
    await rows(graph, "MATCH (user:User) SET user.points = 0, user.point_entries = 0")
    await rows(graph, "MATCH ()-[a:ACCEPTED]->() DELETE a")
    await rows(graph, "MATCH (:User)-[a:AUTHORED]->() SET a.at = datetime('2999-01-01T00:00:00Z')")
    await refresh_points.run(graph, datetime.now(UTC))
    assert await rows(graph, scores) == before


async def test_a_page_costs_the_same_on_a_board_ten_times_as_large(graph: Graph) -> None:
    costs = []
    for n in (2_000, 20_000):
        await rows(graph, CROWD, n=n, board=f"b{n}")
        middle = {"board": f"b{n}", "before": "00000000025:usr_000900", "limit": 21}
        costs.append(await hits(graph, leaderboard.PAGE, middle))
    assert costs[1] <= costs[0] * 1.2 and costs[1] <= 2_000
