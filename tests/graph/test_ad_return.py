"""The job that counts who came back after days with many ads, on the real server."""

from datetime import UTC, datetime, timedelta

from graph import ad_return
from graph.database import Graph
from jobs import count_ad_returns
from tests import sample
from tests.graph.privacy import rows

NOW = datetime(2026, 6, 20, 3, tzinfo=UTC)
DAYS = """
UNWIND $days AS row
MATCH (user:User {id: row.user})
CREATE (user)-[:ACTIVE_ON]->(:UserDay {user_id: row.user, date: date(row.date), touched_at: $at})
"""
VIEWS = """
UNWIND $views AS row
UNWIND range(1, row.views) AS n
CREATE (:AdDecision {id: row.user + row.date + n, user_id: row.user, flight_id: 'f', decided_at: datetime(row.date),
                     viewed_at: datetime(row.date) + duration({hours: 23})})
"""
LEFT_OUT = """
MATCH (cleo:User {id: $cleo}) SET cleo.consents = []
CREATE (:User {id: $dora, handle: 'dora', consents: ['AD_PERSONALISATION'], ad_free_until: $at})
"""
NOT_VIEWED = "CREATE (:AdDecision {id: 'x', user_id: $id, flight_id: 'f', decided_at: $at})"
KEPT = "MATCH (d:AdLoadDay) RETURN d {.*, date: toString(d.date)} AS day"


async def test_reader_days_are_counted_once_it_is_known_who_came_back(graph: Graph) -> None:
    await graph.write(sample.load)
    await rows(graph, "MATCH (u:User) SET u.consents = ['AD_PERSONALISATION']")
    await rows(graph, LEFT_OUT, cleo=sample.CLEO, dora=sample.user("d"), at=NOW)
    active = {sample.ADA: ("2026-06-01", "2026-06-08", "2026-06-16"), sample.BEN: ("2026-06-01", "2026-06-09")}
    days = [{"user": user, "date": date} for user, dates in active.items() for date in dates]
    days += [{"user": user, "date": "2026-06-01"} for user in (sample.CLEO, sample.user("d"))]
    await rows(graph, DAYS, days=days, at=NOW)
    seen = [(sample.ADA, "2026-06-01", 4), (sample.BEN, "2026-06-01", 1), (sample.CLEO, "2026-06-01", 1)]
    await rows(graph, VIEWS, views=[{"user": user, "date": date, "views": views} for user, date, views in seen])
    await rows(graph, NOT_VIEWED, id=sample.BEN, at=NOW - timedelta(days=11))
    await count_ad_returns.run(graph, NOW)
    found = [row["day"] for row in await rows(graph, KEPT)]
    kept = {(day["date"], day["band"]): (day["readers"], day["returned"]) for day in found}
    assert kept == {
        ("2026-06-01", 1): (1, 0),
        ("2026-06-01", 2): (1, 1),
        ("2026-06-08", 0): (1, 0),
        ("2026-06-09", 0): (1, 0),
    }, "Ben came back after eight days, Cleo isn't known, Dora sees no ads, and of 16 June nothing is known yet"


async def test_a_day_is_counted_once_and_those_left_out_are_made_up_for(graph: Graph) -> None:
    await graph.write(sample.load)
    await rows(graph, "MATCH (u:User) SET u.consents = ['AD_PERSONALISATION']")
    await rows(graph, DAYS, days=[{"user": sample.ADA, "date": f"2026-06-{n:02}"} for n in range(1, 21)], at=NOW)
    assert (await count_ad_returns.run(graph, NOW)).counts == {"days counted": 28}
    assert (await count_ad_returns.run(graph, NOW)).counts == {"days counted": 0}
    assert (await count_ad_returns.run(graph, NOW + timedelta(days=3))).counts == {"days counted": 3}
    span = ad_return.SpanParams(since=NOW.date() - timedelta(days=60), until=NOW.date())
    (band,) = await graph.read(ad_return.REPORT.all, span)
    assert (band.band, band.readers, band.returned) == (0, 15, 15)
