"""Grants on the real server: given, extended, ended, and the union of them."""

from datetime import datetime, timedelta
from typing import Any

from domain.grant import Given, Source, SourceKind
from domain.ids import UserId
from graph import grant
from graph.database import Graph
from tests import sample
from tests.graph.merging import merged
from tests.graph.privacy import rows

NOW = sample.NOW
MONTH = NOW + timedelta(days=30)
ADA = UserId(sample.ADA)
BENEFITS = """
UNWIND [['ben_all', 'ALL_CONTENT'], ['ben_free', 'AD_FREE']] AS row
CREATE (:Benefit {id: row[0], slug: row[0], name: row[0], kind: row[1], created_at: $at})
"""
SUBSCRIBED, ORDERED = Source(SourceKind.SUBSCRIPTION, "sub_1"), Source(SourceKind.ORDER, "ord_1")
EVENTS = "MATCH (e:OutboxEvent) RETURN e.type AS type, e.payload AS payload ORDER BY e.seq"
FREE = "MATCH (u:User {id: $id}) RETURN u.ad_free_until AS until"


async def _begin(graph: Graph) -> None:
    await graph.write(sample.load)
    await rows(graph, BENEFITS, at=NOW)


def _given(source: Source, until: datetime | None, *benefits: str, user: str = ADA, at: datetime = NOW) -> Given:
    return Given(UserId(user), benefits or ("ben_all",), source, at, until)


async def _live(graph: Graph, at: datetime, *benefits: str) -> list[str]:
    found = await graph.read(grant.live, ADA, benefits or ("ben_all",), at)
    return sorted(each.source_id for each in found)


async def test_a_grant_lives_from_its_first_moment_and_not_at_its_last(graph: Graph) -> None:
    await _begin(graph)
    await graph.write(grant.give, _given(SUBSCRIBED, MONTH))
    instant = timedelta(microseconds=1)
    assert await _live(graph, NOW - instant) == []
    assert await _live(graph, NOW) == await _live(graph, MONTH - instant) == ["sub_1"]
    assert await _live(graph, MONTH) == []


async def test_ending_one_source_leaves_the_others(graph: Graph) -> None:
    await _begin(graph)
    await graph.write(grant.give, _given(SUBSCRIBED, MONTH))
    await graph.write(grant.give, _given(ORDERED, None))
    await graph.write(grant.end, SUBSCRIBED, NOW + timedelta(days=1), "Cancelled.")
    assert await _live(graph, NOW + timedelta(days=2)) == ["ord_1"]
    assert await _live(graph, NOW) == ["ord_1", "sub_1"], "it lived until then"
    await graph.write(grant.end, Source(SourceKind.GIFT, "ord_1"), NOW, "Another kind of source.")
    assert await _live(graph, NOW + timedelta(days=2)) == ["ord_1"]


async def test_some_benefits_of_a_source_can_end(graph: Graph) -> None:
    await _begin(graph)
    await graph.write(grant.give, _given(ORDERED, None, "ben_all", "ben_free"))
    await graph.write(grant.end, ORDERED, NOW, "Refunded in part.", ["ben_free"])
    assert await _live(graph, NOW, "ben_all", "ben_free") == ["ord_1"]
    assert await _live(graph, NOW, "ben_free") == []


async def test_given_and_ended_again_it_changes_and_tells_once(graph: Graph) -> None:
    await _begin(graph)
    for _ in range(2):
        await graph.write(grant.give, _given(SUBSCRIBED, MONTH))
    for _ in range(2):
        await graph.write(grant.give, _given(SUBSCRIBED, MONTH + timedelta(days=30)))
    for _ in range(2):
        await graph.write(grant.end, SUBSCRIBED, NOW + timedelta(days=1), "Cancelled.")
    await graph.write(grant.give, _given(SUBSCRIBED, None, at=NOW + timedelta(days=2)))
    told = [row["type"] for row in await rows(graph, EVENTS)]
    assert told == ["grant.given", "grant.given", "grant.ended", "grant.given"]
    (found,) = await graph.read(grant.live, ADA, ["ben_all"], NOW + timedelta(days=9))
    assert (found.granted_at, found.expires_at, found.ended_at) == (NOW + timedelta(days=2), None, None)


async def test_the_event_says_who_holds_what_from_what(graph: Graph) -> None:
    await _begin(graph)
    await graph.write(grant.give, _given(ORDERED, MONTH))
    await graph.write(grant.end, ORDERED, NOW, "Refunded.")
    given, ended = [row["payload"] for row in await rows(graph, EVENTS)]
    for part in (f'"userId":"{ADA}"', '"benefit":"ben_all"', '"source":"ORDER"', '"sourceId":"ord_1"'):
        assert part in given
        assert part in ended
    assert '"reason":"Refunded."' in ended


async def test_nobody_who_is_gone_is_given_anything_and_the_survivor_is_given_theirs(graph: Graph) -> None:
    await _begin(graph)
    await rows(graph, "CREATE (:Merged {user_id: 'usr_old', into_id: $id})", id=ADA)
    await graph.write(grant.give, _given(ORDERED, None, user="usr_gone"))
    await graph.write(grant.give, _given(SUBSCRIBED, None, user="usr_old"))
    found = await rows(graph, "MATCH (g:EntitlementGrant) RETURN g.user_id AS user, g.source_id AS source")
    assert found == [{"user": ADA, "source": "sub_1"}]


async def _free(graph: Graph) -> Any:
    (row,) = await rows(graph, FREE, id=ADA)
    return row["until"] and row["until"].to_native()


async def test_no_ads_are_seen_as_long_as_the_last_grant_of_it(graph: Graph) -> None:
    await _begin(graph)
    await graph.write(grant.give, _given(SUBSCRIBED, MONTH, "ben_free", "ben_all"))
    assert await _free(graph) == MONTH
    await graph.write(grant.give, _given(ORDERED, None, "ben_free"))
    assert (await _free(graph)).year == 9999
    await graph.write(grant.end, ORDERED, NOW, "Refunded.")
    assert await _free(graph) == MONTH
    await graph.write(grant.end, SUBSCRIBED, NOW, "Cancelled.")
    assert await _free(graph) is None


async def test_two_accounts_hold_together_what_either_held(graph: Graph) -> None:
    await _begin(graph)
    ben = UserId(sample.BEN)
    await graph.write(grant.give, _given(SUBSCRIBED, MONTH, "ben_free"))
    await graph.write(grant.give, _given(ORDERED, MONTH))
    await graph.write(grant.give, _given(ORDERED, None, user=ben))
    await graph.write(grant.give, _given(Source(SourceKind.GIFT, "ord_2"), MONTH, user=ben))
    await merged(graph, ben, ADA)
    found = await graph.read(grant.live, ADA, ["ben_all", "ben_free"], NOW)
    assert {(each.source_id, each.expires_at) for each in found} == {
        ("sub_1", MONTH),
        ("ord_1", None),
        ("ord_2", MONTH),
    }
    assert await rows(graph, "MATCH (g:EntitlementGrant {user_id: $id}) RETURN g.id", id=ben) == []
    assert await _free(graph) == MONTH


async def test_of_two_accounts_the_one_without_ads_lets_the_survivor_see_none(graph: Graph) -> None:
    await _begin(graph)
    await graph.write(grant.give, _given(SUBSCRIBED, MONTH, "ben_free", user=sample.BEN))
    await merged(graph, sample.BEN, ADA)
    assert await _free(graph) == MONTH
    await graph.write(grant.end, SUBSCRIBED, NOW, "Cancelled.")
    assert await _free(graph) is None
