"""The catalogue of live flights, as a process reads it from the graph and keeps it."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from domain.ad_context import AdContext
from domain.errors import Unavailable
from domain.ids import AreaId, TagId
from graph import ad_catalogue
from graph.database import Graph
from resolvers.ad_catalogue import AdCatalogue
from tests import sample
from tests.graph.privacy import rows
from tests.profiling import hits

NOW = datetime.now(UTC)
LIVE = """
MATCH (flight:Flight {id: $flight})
SET flight.state = 'LIVE', flight.starts_at = $now - duration('P1D'), flight.ends_at = $now + duration('P1D'),
    flight.include_tags = [], flight.exclude_tags = [], flight.areas = [],
    flight += $changes
"""
PAGE = AdContext("top", NOW, area_id=AreaId("are_x"), tag_ids=(TagId("tag_x"),), words=frozenset({"graph"}))


async def live(graph: Graph, **changes: Any) -> AdCatalogue:
    """A catalogue that has been read nothing of yet, over the sample with its flight live."""
    await graph.write(sample.load)
    await rows(graph, LIVE, flight=sample.FLIGHT, now=NOW, changes=changes)
    return AdCatalogue(lambda: graph)


async def served(catalogue: AdCatalogue, context: AdContext = PAGE) -> list[str]:
    """The flights that may serve there."""
    return [found.flight.id for found in (await catalogue.current()).eligible(context)]


async def test_a_live_flight_is_known_with_its_ads_and_sponsor(graph: Graph) -> None:
    catalogue = await live(graph, include_tags=["tag_x"], time_zone="Europe/Berlin")
    (candidate,) = (await catalogue.current()).eligible(PAGE)
    assert [ad.id for ad in candidate.ads] == [sample.AD] and candidate.sponsor_id == sample.ACME
    assert candidate.flight.targeting.include_tags == ("tag_x",) and candidate.spent_micro == 0


@pytest.mark.parametrize("state", ["DRAFT", "IN_REVIEW", "PAUSED", "EXHAUSTED", "ENDED", "REJECTED"])
async def test_only_live_flights_are(graph: Graph, state: str) -> None:
    assert await served(await live(graph, state=state)) == []


async def test_what_was_spent_today_is_that_of_the_flights_day(graph: Graph) -> None:
    catalogue = await live(graph, time_zone="Pacific/Auckland", spent_micro=7)
    today = f"{sample.FLIGHT}|{NOW.astimezone(ZoneInfo('Pacific/Auckland')).date()}"
    await rows(graph, "CREATE (:FlightDay {key: $key, spent_micro: 5})", key=today)
    (candidate,) = (await catalogue.current()).candidates
    assert (candidate.spent_micro, candidate.spent_today_micro) == (7, 5)


async def test_what_was_changed_here_is_known_at_once_and_elsewhere_soon(
    graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue = await live(graph)
    assert await served(catalogue) == [sample.FLIGHT]
    before = (await catalogue.current()).candidates[0]
    await rows(graph, "MATCH (f:Flight {id: $id}) SET f.spent_micro = 9", id=sample.FLIGHT)
    monkeypatch.setattr("resolvers.ad_catalogue.FRESH_SECONDS", 0.0)
    await catalogue.current()
    await asyncio.sleep(0.3)
    after = (await catalogue.current()).candidates[0]
    assert after is before and after.spent_micro == 9, "the same candidate, with what it has spent by now"
    await rows(graph, "MATCH (f:Flight {id: $id}) SET f.state = 'PAUSED'", id=sample.FLIGHT)
    catalogue.forget()
    assert await served(catalogue) == []


async def test_what_may_change_of_a_live_flight_is_read_again_and_its_terms_are_not(graph: Graph) -> None:
    catalogue = await live(graph, budget_minor=500, price_minor=50)
    (before,) = (await catalogue.current()).candidates
    masks = (await catalogue.current())._masks
    changed = "MATCH (f:Flight {id: $id}) SET f.budget_minor = 40, f.daily_cap_minor = 30, f.include_tags = ['tag_y']"
    await rows(graph, changed, id=sample.FLIGHT)
    catalogue.forget()
    assert await served(catalogue) == [], "what is left doesn't pay for one more act"
    (after,) = (await catalogue.current()).candidates
    assert after is before and (after.flight.budget_minor, after.flight.daily_cap_minor) == (40, 30)
    assert after.flight.targeting == before.flight.targeting and (await catalogue.current())._masks is masks
    await rows(graph, "MATCH (s:Sponsor {id: $id}) SET s.excluded_tags = ['tag_z']", id=sample.ACME)
    catalogue.forget()
    assert (await catalogue.current())._masks is not masks, "its sponsor's rules are in them"
    again = AdCatalogue(lambda: graph)
    assert (await again.current()).candidates[0].flight.targeting.include_tags == ("tag_y",)


async def test_a_read_that_was_under_way_when_something_changed_isnt_kept(graph: Graph) -> None:
    catalogue = await live(graph)
    reading = asyncio.ensure_future(catalogue.current())
    await asyncio.sleep(0)
    await rows(graph, "MATCH (f:Flight {id: $id}) SET f.state = 'PAUSED'", id=sample.FLIGHT)
    catalogue.forget()
    assert await served(catalogue) == []
    await asyncio.gather(reading, return_exceptions=True)
    assert await served(catalogue) == []


async def test_one_flight_that_cant_be_read_keeps_no_other_from_serving(graph: Graph) -> None:
    catalogue = await live(graph)
    await rows(
        graph,
        "MATCH (f:Flight {id: $id}) CREATE (:Flight {id: 'flt_o', state: 'LIVE', pricing: 'CPX', ends_at: f.ends_at,"
        " time_zone: 'UTC', campaign_id: f.campaign_id, sponsor_id: f.sponsor_id})",
        id=sample.FLIGHT,
    )
    assert await served(catalogue) == [sample.FLIGHT]


@pytest.mark.parametrize(
    "statement",
    [
        "MATCH (s:Sponsor {id: $acme}) SET s.excluded_tags = ['tag_x']",
        "MATCH (s:Sponsor {id: $acme}) SET s.excluded_words = ['graph']",
        "CREATE (:Area {id: 'are_x', vetoed_sponsors: [$acme]})",
        "CREATE (:Sponsor {id: 'spo_o', state: 'APPROVED', exclusive_tags: ['tag_x']})",
        "CREATE (:Sponsor {id: 'spo_o', state: 'APPROVED', exclusive_areas: ['are_x']})",
    ],
)
async def test_the_rules_of_sponsors_and_areas_hold(graph: Graph, statement: str) -> None:
    catalogue = await live(graph)
    await rows(graph, statement, acme=sample.ACME)
    assert await served(catalogue) == [] and await served(catalogue, AdContext("top", NOW)) == [sample.FLIGHT]


async def test_without_a_database_nothing_stale_is_gone_by(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    catalogue = await live(graph)
    await catalogue.current()

    async def down(*_: Any) -> None:
        raise Unavailable("down")

    monkeypatch.setattr(graph, "read", down)
    assert await served(catalogue) == [sample.FLIGHT]
    catalogue.forget()
    with pytest.raises(Unavailable):
        await catalogue.current()


async def test_reading_costs_as_much_as_there_is_live(graph: Graph) -> None:
    await live(graph)
    params = ad_catalogue.FlightsParams(now=NOW + timedelta(hours=1))
    few = await hits(graph, ad_catalogue.FLIGHTS, params)
    await rows(graph, "UNWIND range(1, 500) AS n CREATE (:Flight {id: 'f' + n, state: 'ENDED', ends_at: $at})", at=NOW)
    assert await hits(graph, ad_catalogue.FLIGHTS, params) <= few
