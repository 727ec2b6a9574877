"""The fit of sponsors on the real server: the shares the job keeps, and the formula against its reference."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from math import fsum
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.fit import Reading, fit
from graph import reading, sponsor_rules
from graph.database import Graph
from jobs import refresh_reading
from tests import sample
from tests.graph.privacy import rows
from tests.profiling import hits

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
SHARES = "MATCH (s:ReadingShare) RETURN s.dimension AS dimension, s.id AS id, s.share AS share"
VIEWED = """
UNWIND $days AS row
MATCH (content:Content {id: row.content})
CREATE (content)-[:MEASURED_ON]->(:ContentDay {content_id: row.content, date: date(row.date), view: row.views,
                                               touched_at: datetime(row.date)})
"""
READERS = """
UNWIND $days AS row
MATCH (user:User {id: row.user}) SET user.segment = row.segment
CREATE (user)-[:ACTIVE_ON]->(:UserDay {user_id: row.user, date: date(row.date), view: row.views,
                                       touched_at: datetime(row.date)})
"""
CLEAR = "MATCH (n) WHERE NOT n:Migration AND NOT n:Lock DETACH DELETE n"
FUNDER = """
CREATE (:Sponsor {id: $id})-[:RUNS]->(:Campaign {id: 'c', sponsor_id: $id})-[:HAS_FLIGHT]->
  (:Flight {id: 'f', sponsor_id: $id, state: 'LIVE'})
"""
MORE = """
UNWIND range(1, 3000) AS n
CREATE (:ReadingShare {dimension: 'TAG', id: 'more' + n, share: 0.0001}), (:User {id: 'u' + n, handle: 'u' + n}),
       (:Content {id: 'c' + n, kind: 'ARTICLE', slug: 'c' + n})
"""
OFFERED = """
MATCH (sponsor:Sponsor {id: $id}) SET sponsor += $offered
WITH sponsor MATCH (flight:Flight {sponsor_id: sponsor.id}) SET flight += $targeted
"""


def day(ago: int) -> str:
    return (NOW - timedelta(days=ago)).date().isoformat()


async def shares(graph: Graph) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for row in await rows(graph, SHARES):
        found.setdefault(row["dimension"], {})[row["id"]] = row["share"]
    return found


async def test_the_job_shares_out_what_was_read_in_four_weeks(graph: Graph) -> None:
    await graph.write(sample.load)
    viewed = [
        {"content": sample.GRAPHS, "date": day(1), "views": 6},
        {"content": sample.GRAPHS, "date": day(28), "views": 2},
        {"content": sample.ASKED, "date": day(3), "views": 2},
        {"content": sample.PAID, "date": day(29), "views": 50},
        {"content": sample.PAID, "date": day(0), "views": 50},
    ]
    readers = [
        {"user": sample.ADA, "segment": "HIGH_VALUE", "date": day(2), "views": 3},
        {"user": sample.BEN, "segment": "LOW_VALUE", "date": day(2), "views": 1},
    ]
    await rows(graph, VIEWED, days=viewed)
    await rows(graph, READERS, days=readers)
    await refresh_reading.run(graph, NOW)
    assert await shares(graph) == {
        "KIND": {"ARTICLE": 0.8, "QUESTION": 0.2},
        "AREA": {sample.BLOG: 0.8, sample.HELP: 0.2},
        "TAG": {sample.NEO4J: 0.6, sample.PYTHON: 0.4},
        "SEGMENT": {"HIGH_VALUE": 0.75, "LOW_VALUE": 0.25},
    }
    assert await rows(graph, "MATCH (r:CommunityReading) RETURN r.views AS views") == [{"views": 10}]
    await refresh_reading.run(graph, NOW + timedelta(days=27))
    assert await shares(graph) == {"KIND": {"COURSE": 50 / 56, "ARTICLE": 6 / 56}} | {
        key: value for key, value in (await shares(graph)).items() if key != "KIND"
    }, "what isn't read any more is forgotten"


async def test_without_a_view_nothing_is_kept_and_no_sponsor_fits(graph: Graph) -> None:
    await graph.write(sample.load)
    await refresh_reading.run(graph, NOW)
    assert await shares(graph) == {}
    assert await graph.read(sponsor_rules.fits, [sample.ACME]) == {}


OFFERS = st.fixed_dictionaries({each: st.lists(st.sampled_from("abcdefgh"), max_size=6) for each in Reading})
READ = st.fixed_dictionaries(
    {each: st.dictionaries(st.sampled_from("abcdefgh"), st.floats(0.001, 1), max_size=8) for each in Reading}
)


@given(declared=OFFERS, targeted=OFFERS, read=READ)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_the_fit_is_that_of_the_reference(
    graph: Graph,
    declared: Mapping[Reading, list[str]],
    targeted: Mapping[Reading, list[str]],
    read: Mapping[Reading, Mapping[str, float]],
) -> None:
    await rows(graph, CLEAR)
    await rows(graph, FUNDER, id=sample.ACME)
    await offer(graph, declared, targeted)
    await keep(graph, read)
    union = {each: {*declared[each], *targeted[each]} for each in Reading}
    expected = fit(union, read)
    found = (await graph.read(sponsor_rules.fits, [sample.ACME])).get(sample.ACME)
    if expected is None:
        assert found is None
        return
    assert found is not None
    assert {part.feature for part in found.parts} == {f"{each.lower()}s" for each in expected}
    for each, (weight, value) in expected.items():
        (part,) = [part for part in found.parts if part.feature == f"{each.lower()}s"]
        assert (part.weight, part.value) == pytest.approx((weight, value), abs=1e-9)
        assert part.contribution == pytest.approx(weight * value, abs=1e-9)
    assert abs(found.score - fsum(part.contribution for part in found.parts)) < 1e-9
    assert 0 <= found.score <= 1 + 1e-9


async def offer(graph: Graph, declared: Mapping[Reading, list[str]], targeted: Mapping[Reading, list[str]]) -> None:
    said = {"TAG": "tags", "KIND": "kinds", "AREA": "areas", "SEGMENT": "segments"}
    asked = {"TAG": "include_tags", "KIND": "content_kinds", "AREA": "areas", "SEGMENT": "segments"}
    properties: dict[str, Any] = {
        "offered": {f"offered_{name}": declared[Reading(each)] for each, name in said.items()},
        "targeted": {name: targeted[Reading(each)] for each, name in asked.items()},
    }
    await rows(graph, OFFERED, id=sample.ACME, **properties)


async def keep(graph: Graph, read: Mapping[Reading, Mapping[str, float]]) -> None:
    kept = [
        {"dimension": each.value, "id": id, "share": share} for each, of in read.items() for id, share in of.items()
    ]
    await graph.write(reading.store, kept, NOW)
    await graph.write(reading.forget, 1_000, NOW)


async def test_a_flight_that_is_over_offers_nothing(graph: Graph) -> None:
    await graph.write(sample.load)
    await keep(graph, {Reading.TAG: {sample.PYTHON: 1.0}})
    assert sample.ACME in await graph.read(sponsor_rules.fits, [sample.ACME])
    await rows(graph, "MATCH (f:Flight) SET f.state = 'ENDED'")
    assert await graph.read(sponsor_rules.fits, [sample.ACME]) == {}


async def test_it_costs_the_same_however_much_is_read_by_however_many(graph: Graph) -> None:
    await graph.write(sample.load)
    params = sponsor_rules.FitParams(ids=[sample.ACME])
    spread = {f"tag_{n}": 1 / 300 for n in range(300)} | {sample.PYTHON: 0.5}
    await keep(graph, {Reading.TAG: spread, Reading.AREA: {sample.BLOG: 1.0}})
    few = await hits(graph, sponsor_rules.FIT, params)
    await rows(graph, MORE)
    assert await hits(graph, sponsor_rules.FIT, params) == few
