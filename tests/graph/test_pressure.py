"""The job that counts what members met of paywalls and ads and who left, on the real server."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from domain.pressure import PressureCell, ReaderKind
from graph import pressure
from graph.database import Graph
from graph.queries import Query
from jobs import count_pressure
from tests import sample
from tests.graph.ordering import ADA, BEN, article, bought
from tests.graph.privacy import rows
from tests.profiling import hits

MAY = date(2026, 5, 1)
COUNTED = datetime(2026, 6, 29, 3, tzinfo=UTC)
"""The first day on which May can be."""
ALL = "MATCH (user:User) SET user.consents = ['ANALYTICS', 'AD_PERSONALISATION'], user.joined_at = datetime($at)"
DAYS = """
UNWIND $days AS row
CREATE (:UserDay {user_id: row[0], date: date(row[1]), touched_at: datetime()})
"""
VIEWS = """
UNWIND $views AS row
CREATE (:Event {source: 'web', event_id: row[0] + row[2], type: 'VIEW', user_id: row[0], content_id: row[1],
                occurred_at: datetime(row[2])})
"""
ADS = """
UNWIND $ads AS row
UNWIND range(1, row[2]) AS n
CREATE (:AdDecision {id: row[0] + row[1] + n, user_id: row[0], flight_id: 'f', decided_at: datetime(row[1]),
                     viewed_at: datetime(row[1]) + duration({hours: 1})})
"""
PAYING = """
CREATE (:Subscription {id: 'sub_1', user_id: $user})
CREATE (:SubscriberSpan {key: 'a', subscription_id: 'sub_1', since: datetime('2026-05-31T00:00:00Z'),
                         until: datetime('9999-12-31T00:00:00Z')})
"""


async def kept(graph: Graph, first: date = MAY, last: date = MAY) -> list[PressureCell]:
    return await graph.read(pressure.CELLS.all, pressure.CellsParams(first=first, last=last))


async def counted(graph: Graph, *days: tuple[str, str], at: datetime = COUNTED) -> None:
    await rows(graph, ALL, at="2020-01-01T00:00:00Z")
    await rows(graph, DAYS, days=[list(day) for day in days])
    await count_pressure.run(graph, at)


@pytest.fixture
async def community(graph: Graph) -> Graph:
    await graph.write(sample.load)
    return graph


async def test_a_paywall_is_met_by_what_was_locked_when_it_was_viewed(community: Graph) -> None:
    """The course is Ben's, Ada holds it since she bought it, and Cleo meets a paywall on each of two days."""
    at = "MATCH (g:EntitlementGrant) SET g.granted_at = datetime('2026-05-10T00:00:00Z')"
    await bought(community, await article(community, author_id=BEN), user=ADA)
    await rows(community, at)
    views = [
        (BEN, "2026-05-03T08:00:00Z"), (ADA, "2026-05-09T08:00:00Z"), (ADA, "2026-05-11T08:00:00Z"),
        (sample.CLEO, "2026-05-03T08:00:00Z"), (sample.CLEO, "2026-05-03T09:00:00Z"),
        (sample.CLEO, "2026-05-31T23:59:59Z"), (sample.CLEO, "2026-06-01T00:00:00Z"),
    ]  # fmt: skip
    await rows(community, VIEWS, views=[[user, sample.PAID, when] for user, when in views])
    await rows(community, VIEWS, views=[[sample.CLEO, sample.GRAPHS, "2026-05-04T08:00:00Z"]])
    active = [(user, f"2026-05-{day:02}") for user in (ADA, BEN, sample.CLEO) for day in (3, 11)]
    await counted(community, *active, (ADA, "2026-06-28"))
    found = {(cell.paywalls, cell.met, cell.readers, cell.left) for cell in await kept(community)}
    assert found == {(0, 0, 1, 1), (1, 1, 1, 0), (2, 2, 1, 1)}


async def test_members_are_told_apart_and_only_those_who_can_be_known_count(community: Graph) -> None:
    await rows(community, ADS, ads=[[ADA, "2026-05-31T23:30:00Z", 4], [ADA, "2026-05-02T08:00:00Z", 3]])
    await rows(community, PAYING, user=BEN)
    await rows(community, ALL, at="2020-01-01T00:00:00Z")
    await rows(community, DAYS, days=[[user, "2026-05-02"] for user in (ADA, BEN, sample.CLEO)] + [[ADA, "2026-06-29"]])
    await rows(community, "MATCH (u:User {id: $id}) SET u.joined_at = datetime('2026-05-01T00:00:00Z')", id=ADA)
    await rows(community, "MATCH (u:User {id: $id}) SET u.consents = ['ANALYTICS']", id=sample.CLEO)
    await count_pressure.run(community, COUNTED)
    found = {cell.kind: (cell.ads, cell.viewed, cell.readers, cell.left) for cell in await kept(community)}
    assert found == {ReaderKind.NEW: (3, 3, 1, 1), ReaderKind.PAYING: (0, 0, 1, 1)}, "four were viewed in June"
    await rows(community, "MATCH (u:User) SET u.ad_free_until = datetime()")
    await rows(community, "MATCH (j:JobRun) DETACH DELETE j")
    await count_pressure.run(community, COUNTED)
    assert {cell.kind for cell in await kept(community)} == {ReaderKind.AD_FREE}, "in the place of what was counted"


async def test_a_month_is_counted_once_and_those_left_out_are_made_up_for(community: Graph) -> None:
    await counted(community, (ADA, "2026-04-30"), (ADA, "2026-05-28"), at=COUNTED - timedelta(days=1))
    assert [(cell.month, cell.left) for cell in await kept(community, date(2026, 1, 1))] == [(date(2026, 4, 1), 0)]
    assert (await count_pressure.run(community, COUNTED)).counts == {"months counted": 1}
    assert (await count_pressure.run(community, COUNTED)).counts == {"months counted": 0}
    assert (await count_pressure.run(community, COUNTED + timedelta(days=70))).counts == {"months counted": 2}
    assert [(cell.month, cell.left) for cell in await kept(community)] == [(MAY, 1)]


MANY = """
UNWIND range($from, $to) AS n
CREATE (:PressureCell {month: date('2020-01-01') + duration({months: n}), activity: 0, kind: 'OTHER', paywalls: 0,
                       ads: 0, readers: 1, left: 0, active_days: 1, met: 0, viewed: 0})
CREATE (:Event {source: 'web', event_id: 'x' + n, type: 'VIEW', user_id: 'usr_1', content_id: 'cnt_1',
                occurred_at: datetime('2000-01-01T00:00:00Z') + duration({hours: n})})
"""
READS: list[tuple[Query[Any, Any], Mapping[str, Any]]] = [
    (pressure.CELLS, {"first": date(2021, 1, 1), "last": date(2021, 12, 1)}),
    (pressure.VIEWED, {"since": datetime(2000, 1, 9, tzinfo=UTC), "until": datetime(2000, 1, 10, tzinfo=UTC)}),
]


@pytest.mark.parametrize("read", READS, ids=lambda read: read[0].name)
async def test_what_is_read_stays_flat(graph: Graph, read: tuple[Query[Any, Any], Mapping[str, Any]]) -> None:
    query, params = read
    await rows(graph, MANY, **{"from": 1, "to": 1_000})
    few = await hits(graph, query, params)
    await rows(graph, MANY, **{"from": 1_001, "to": 6_000})
    assert await hits(graph, query, params) <= few + 2
