"""What is kept for a time is gone after it, and not before."""

from datetime import UTC, datetime, timedelta
from typing import Any

import neo4j.time
import pytest

from domain.event import Event
from domain.interaction import InteractionType
from domain.retention import CASES, EXPORT_REQUESTS, FADED, PROOFS, SEGMENT_PROPOSALS, Retention
from graph import scoring
from graph.database import Graph
from graph.event import record
from jobs import assign_segments, enforce_retention, refresh_activity, refresh_recommendation
from tests import sample
from tests.graph.days import add_users
from tests.graph.privacy import rows
from tests.graph.reading import START, Crowd

KEPT = """
CREATE (:DataRequest {id: 'req_a', kind: 'EXPORT', state: 'EXPIRED', requested_at: $at}),
       (:DataRequest {id: 'req_b', kind: 'EXPORT', state: 'FAILED', requested_at: $at}),
       (:DataRequest {id: 'req_c', kind: 'ERASURE', state: 'DONE', requested_at: $at, finished_at: $at}),
       (:Consent {user_id: 'req_c', number: 1}), (:Consent {user_id: 'usr_a', number: 1}),
       (:Tombstone {thing: 'HANDLE', hash: 'h', at: $at})
"""
CASES_KEPT = """
CREATE (:Report {id: 'rep_a', state: 'UPHELD', at: $at})-[:IN_CASE]->(
  old:ModerationCase {id: 'case_a', state: 'DECIDED', rank: 1.0 * $at.epochSeconds, decided_at: $at})
CREATE (:Report {id: 'rep_b', state: 'DISMISSED', at: $at})-[:IN_CASE]->(old)
CREATE (:Report {id: 'rep_c', state: 'UPHELD', at: $at})-[:IN_CASE]->(
  :ModerationCase {id: 'case_b', state: 'DECIDED', rank: 1.0 * $at.epochSeconds, decided_at: $at})
CREATE (:Report {id: 'rep_d', state: 'OPEN', at: $at})-[:IN_CASE]->(
  :ModerationCase {id: 'case_c', state: 'OPEN', rank: 3.0, opened_at: $at})
CREATE (:ModerationAction {id: 'mod_a', case_id: 'case_a', at: $at, appeal_state: 'REJECTED'})
CREATE (:ModerationAction {id: 'mod_b', case_id: 'case_b', at: $at, appeal_state: 'OPEN'})
"""
LEFT = "MATCH (n) WHERE n:DataRequest OR n:Consent OR n:Tombstone "
LEFT += "RETURN coalesce(n.id, n.user_id, n.hash) AS id ORDER BY id"


@pytest.mark.parametrize(
    ("after", "left"),
    [
        (EXPORT_REQUESTS - timedelta(days=1), ["h", "req_a", "req_b", "req_c", "req_c", "usr_a"]),
        (EXPORT_REQUESTS + timedelta(days=1), ["h", "req_c", "req_c", "usr_a"]),
        (PROOFS + timedelta(days=1), ["h", "req_c", "usr_a"]),
    ],
)
async def test_what_is_over_goes_and_nothing_else(graph: Graph, after: timedelta, left: list[str]) -> None:
    await rows(graph, KEPT, at=sample.NOW)
    await enforce_retention.run(graph, sample.NOW + after)
    assert [row["id"] for row in await rows(graph, LEFT)] == left


@pytest.mark.parametrize(
    ("after", "gone"), [(CASES - timedelta(days=1), set()), (CASES + timedelta(days=1), {"case_a", "rep_a", "rep_b"})]
)
async def test_a_decided_case_goes_with_its_reports_and_what_was_done_stays(
    graph: Graph, after: timedelta, gone: set[str]
) -> None:
    await rows(graph, CASES_KEPT, at=sample.NOW)
    left = "MATCH (n) WHERE n.id IS NOT NULL RETURN n.id AS id"
    before = {row["id"] for row in await rows(graph, left)}
    await enforce_retention.run(graph, sample.NOW + after)
    assert before - {row["id"] for row in await rows(graph, left)} == gone


@pytest.mark.parametrize(("after", "left"), [(timedelta(minutes=-1), 1), (timedelta(minutes=1), 0)])
async def test_whom_old_proposals_would_move_is_forgotten(graph: Graph, after: timedelta, left: int) -> None:
    await rows(graph, "CREATE (:User)-[:WOULD_MOVE]->(:SegmentRules {version: 3, created_at: $at})", at=sample.NOW)
    await enforce_retention.run(graph, sample.NOW + SEGMENT_PROPOSALS + after)
    assert await rows(graph, "MATCH ()-[shown:WOULD_MOVE]->() RETURN count(shown) AS n") == [{"n": left}]


COMPUTING = (refresh_activity, refresh_recommendation, assign_segments)
DAY = timedelta(days=1)
YEAR = 365 * DAY
YEARS = Retention.of(acts_days=400, sums_days=400)
NAMED = "MATCH (event:Event) WHERE event.user_id IS NOT NULL RETURN event.occurred_at AS at ORDER BY at"
CONTENT = "MATCH (c:Content) RETURN c.id AS id, c.readers AS readers, c.trend_1d AS day, c.trend_14d AS fortnight"
USER = "MATCH (u:User) RETURN u.id AS id, u.activity AS activity, u.segment AS segment"
PAIR = "MATCH (u:User)-[:INTERACTED]->(c:Content) RETURN [u.id, c.id] AS pair LIMIT 1"
LONGEST = timedelta(days=FADED * 45)


async def scores(graph: Graph, as_of: datetime) -> dict[str, dict[str, Any]]:
    """What formulas make of the community as it is stored now, computed anew."""
    await rows(graph, "MATCH (n:JobRun) WHERE n.name IN $jobs DETACH DELETE n", jobs=[job.NAME for job in COMPUTING])
    await rows(graph, "MATCH (n:SegmentAssignment) DETACH DELETE n")
    for job in COMPUTING:
        await job.run(graph, as_of)
    return {row["id"]: row for text in (CONTENT, USER) for row in await rows(graph, text)}


async def community(graph: Graph, *ages: timedelta) -> datetime:
    """Readers who came a few days long, so long ago each time; the moment it is now."""
    await scoring.ensure_default_models(graph)
    crowd, now = Crowd(3, users=12, contents=30), START + timedelta(days=2_000)
    await crowd.add(graph)
    for age in ages:
        await crowd.act(graph, 150, now - age, hours=48)
    await rows(graph, "MATCH (day:UserDay) SET day.touched_at = datetime() - duration('PT1H')")
    return now


async def test_old_acts_name_nobody_and_no_score_notices(graph: Graph) -> None:
    now = await community(graph, timedelta(days=1_000), timedelta(days=390), timedelta(days=3))
    (stale,) = await add_users(
        graph, {(now - age * DAY).date(): {"view": 2} for age in (1_000, 1_001, 1_002)}, touched_at=START
    )
    before = await scores(graph, now)
    counts = (await enforce_retention.run(graph, now, kept=YEARS)).counts
    assert counts["acts forgotten"] == 150 and counts["days folded"] > 5
    assert len(await rows(graph, NAMED)) == 300
    assert await rows(graph, "MATCH (e:Event) RETURN count(e) AS n") == [{"n": 450}]
    times = await rows(graph, "MATCH ()-[done:INTERACTED]->() WHERE done.first_at < $at RETURN done", at=now - 2 * YEAR)
    assert times and all((done := row["done"])["first_at"].day == done["view_first"].day == 1 for row in times)
    after = await scores(graph, now)
    assert after.keys() == before.keys()
    for id, row in before.items():
        assert after[id] == pytest.approx(row, abs=0.01), id
        assert after[id].get("segment") == row.get("segment")
    assert before[stale]["segment"] == "LOW_VALUE", "it takes five acts to be in a segment, however old they are"
    days = "MATCH (d:UserDay {user_id: $id}) RETURN d.date AS date, d.view AS views"
    assert await rows(graph, days, id=stale) == [
        {"date": neo4j.time.Date.from_native((now - 1_000 * DAY).date()), "views": 6}
    ]
    assert after[stale]["activity"] > 0, "the share of members who are less active is one of those who are"
    assert (await enforce_retention.run(graph, now, kept=YEARS)).counts["acts forgotten"] == 0


async def test_without_a_setting_nothing_that_members_did_goes(graph: Graph) -> None:
    now = await community(graph, timedelta(days=1_500))
    counts = (await enforce_retention.run(graph, now)).counts
    assert (counts["acts forgotten"], counts["days folded"], len(await rows(graph, NAMED))) == (0, 0, 150)


async def test_what_is_told_late_is_forgotten_by_the_next_run(graph: Graph) -> None:
    now = await community(graph, timedelta(days=500), timedelta(days=1))
    await enforce_retention.run(graph, now, kept=YEARS)
    (user, content), *_ = [row["pair"] for row in await rows(graph, PAIR)]
    late = Event("late", "1", InteractionType.LIKE, user, content, now - LONGEST - timedelta(days=9))
    await graph.write(record, [late], datetime.now(UTC))
    await enforce_retention.run(graph, now + timedelta(hours=1), kept=YEARS)
    assert len(await rows(graph, NAMED)) == 150
    orphaned = "MATCH (e:Event) WHERE e.user_id IS NOT NULL AND NOT EXISTS { (:UserDay {user_id: e.user_id}) } RETURN e"
    assert await rows(graph, orphaned) == []
