"""Money of flights: set aside when they go live, posted day by day to the minor unit, given back at their end."""

import asyncio
from datetime import UTC, date, datetime, timedelta

import pytest
import pytest_asyncio

from domain.errors import Conflict, InvalidInput, PaymentRequired
from domain.flight import FlightState
from domain.outbox import EventType, outbox_event
from domain.sponsor import SponsorState
from graph import flight as flights
from graph import sponsor
from graph.database import Graph, Transaction
from jobs import close_ad_days
from tests import sample
from tests.graph.flights import (
    NOW,
    account,
    balances,
    draft,
    flight_of,
    fund,
    live,
    rows,
    take,
    told,
)

POSTED = """MATCH (entry:LedgerEntry) WHERE entry.kind IN ['AD_SPEND', 'AD_CREDIT']
MATCH (posting:Posting {account: 'platform:ad_revenue', entry_id: entry.id})
RETURN entry.key AS key, posting.amount_minor AS amount ORDER BY key"""


@pytest_asyncio.fixture(loop_scope="session")
async def funded(graph: Graph) -> Graph:
    """The sample, whose sponsor has 10,500 minor units."""
    await graph.write(sample.load)
    await fund(graph, 10_000)
    return graph


async def decide(graph: Graph, state: SponsorState) -> None:
    """Take the sponsor to a state, as an operator does."""
    concerned = outbox_event(EventType.MEMBER_CONCERNED, NOW, {})
    await graph.write(sponsor.decide, sample.ACME, state, "So.", told(target=sample.ACME), concerned)


async def spend(graph: Graph, id: str, day: date, micro: int) -> None:
    """Charge a day of a flight, as acts do."""

    async def charge(tx: Transaction) -> None:
        text = """MATCH (flight:Flight {id: $id}) SET flight.spent_micro = coalesce(flight.spent_micro, 0) + $micro
        MERGE (day:FlightDay {key: $id + '|' + toString($day)})
        ON CREATE SET day.flight_id = $id, day.date = $day, day.open_on = $day, day.spent_micro = 0
        SET day.spent_micro = day.spent_micro + $micro"""
        await (await tx.run(text, {"id": id, "day": day, "micro": micro})).consume()

    await graph.write(charge)


async def test_a_flight_that_goes_live_has_its_whole_budget_set_aside_once(funded: Graph) -> None:
    id = await live(funded, budget_minor=4_000)
    assert await balances(funded, id) == (6_500, 4_000)
    await take(funded, id, FlightState.PAUSED)
    await take(funded, id, FlightState.LIVE)
    assert await balances(funded, id) == (6_500, 4_000)
    await take(funded, id, FlightState.ENDED)
    assert await balances(funded, id) == (10_500, 0)


async def test_a_flight_whose_budget_is_not_covered_stays_where_it_is(funded: Graph) -> None:
    id = await draft(funded, budget_minor=10_501)
    with pytest.raises(PaymentRequired) as refused:
        await take(funded, id, FlightState.LIVE)
    assert refused.value.path == ("input", "state")
    assert (await flight_of(funded, id)).state is FlightState.IN_REVIEW
    assert await balances(funded, id) == (10_500, 0)


async def test_two_flights_never_share_the_same_money(funded: Graph) -> None:
    first, second = await draft(funded, budget_minor=6_000), await draft(funded, budget_minor=6_000)
    await take(funded, first, FlightState.LIVE)
    with pytest.raises(PaymentRequired):
        await take(funded, second, FlightState.LIVE)


async def test_of_flights_that_go_live_at_once_as_many_do_as_there_is_money_for(funded: Graph) -> None:
    ids = [await draft(funded, budget_minor=4_000) for _ in range(5)]

    async def went(id: str) -> bool:
        try:
            return await take(funded, id, FlightState.LIVE) is not None
        except PaymentRequired:
            return False

    assert sum(await asyncio.gather(*map(went, ids))) == 2
    states = [(await flight_of(funded, id)).state for id in ids]
    assert sorted(states) == ["IN_REVIEW"] * 3 + ["LIVE"] * 2
    assert (await balances(funded, ids[0]))[0] == 2_500


async def test_a_campaign_of_the_house_moves_no_money(funded: Graph) -> None:
    await rows_written(funded, "MATCH (c:Campaign {id: $id}) SET c.kind = 'HOUSE'", id=sample.CAMPAIGN)
    id = await live(funded, budget_minor=99_000)
    await spend(funded, id, NOW.date(), 2_500_000)
    await close_ad_days.run(funded, NOW + timedelta(days=2))
    assert await balances(funded, id) == (10_500, 0) and await rows(funded, POSTED) == []
    assert (await account(funded, id)).closed_micro == 2_500_000
    await take(funded, id, FlightState.ENDED)
    assert await balances(funded, id) == (10_500, 0)


async def rows_written(graph: Graph, text: str, **parameters: object) -> None:
    """Change the graph by hand."""

    async def write(tx: Transaction) -> None:
        await (await tx.run(text, parameters)).consume()

    await graph.write(write)


async def test_days_are_posted_in_whole_minor_units_and_the_rest_is_carried(funded: Graph) -> None:
    id, day = await live(funded), NOW.date()
    for offset, micro in enumerate((1_700_000, 200_000, 700_000)):
        await spend(funded, id, day + timedelta(days=offset), micro)
    report = await close_ad_days.run(funded, NOW + timedelta(days=2))
    assert report.counts == {"days closed": 2, "flights ended": 0}
    assert await rows(funded, POSTED) == [{"key": f"ad_spend:{id}:{day}", "amount": 1}], "0.9 of the second is carried"
    await close_ad_days.run(funded, NOW + timedelta(days=2))
    await close_ad_days.run(funded, NOW + timedelta(days=3))
    assert [row["amount"] for row in await rows(funded, POSTED)] == [1, 1], "1.9 + 0.7 are 2.6"
    sums = await account(funded, id)
    assert (sums.posted_minor, sums.spent_minor, sums.closed_through) == (2, 2, day + timedelta(days=2))
    assert await balances(funded, id) == (5_500, 4_998)
    await take(funded, id, FlightState.ENDED)
    assert await balances(funded, id) == (10_498, 0)


async def test_a_day_is_over_in_the_zone_of_its_flight(funded: Graph) -> None:
    id = await live(funded, time_zone="America/Los_Angeles", ends_at=datetime(2027, 1, 1, tzinfo=UTC))
    await spend(funded, id, date(2026, 11, 1), 3_000_000)  # a day of 25 hours
    over = datetime(2026, 11, 2, 8, tzinfo=UTC)
    await close_ad_days.run(funded, over - timedelta(seconds=1))
    assert await rows(funded, POSTED) == []
    await close_ad_days.run(funded, over)
    assert [row["amount"] for row in await rows(funded, POSTED)] == [3]


async def test_a_flight_that_is_over_for_good_is_settled_by_itself(funded: Graph) -> None:
    ends = NOW + timedelta(days=5)
    click, order = await live(funded, ends_at=ends), await live(funded, ends_at=ends, pricing="CPA", price_minor=9)
    await spend(funded, click, ends.date(), 2_900_000)
    late = ends + timedelta(hours=26, seconds=1)
    assert (await close_ad_days.run(funded, late - timedelta(seconds=1))).counts["flights ended"] == 0
    assert (await close_ad_days.run(funded, late)).counts["flights ended"] == 1
    assert (await flight_of(funded, click)).state is FlightState.ENDED
    assert (await flight_of(funded, order)).state is FlightState.LIVE, "orders may still be told of"
    assert await balances(funded, click) == (5_498, 0)
    (log,) = await rows(funded, "MATCH (e:AuditEntry {target_id: $id}) WHERE e.actor = 'stoa' AND e.request_id = "
                        "'close-ad-days' RETURN e.action AS action", id=click)  # fmt: skip
    assert log["action"] == "flight.state_changed"


async def test_a_sponsor_with_money_set_aside_does_not_end(funded: Graph) -> None:
    await live(funded, budget_minor=10_500)
    with pytest.raises(Conflict, match="10,500"):
        await decide(funded, SponsorState.ENDED)


async def test_a_sponsor_that_may_not_advertise_has_no_flight_taken_live(funded: Graph) -> None:
    id = await draft(funded)
    await decide(funded, SponsorState.SUSPENDED)
    with pytest.raises(Conflict):
        await take(funded, id, FlightState.LIVE)


async def test_a_budget_is_changed_with_the_money_behind_it(funded: Graph) -> None:
    id = await live(funded, budget_minor=5_000, daily_cap_minor=2_000)
    await spend(funded, id, NOW.date(), 3_000_000_001)
    await change(funded, id, 9_000)
    assert await balances(funded, id) == (1_500, 9_000)
    await change(funded, id, 3_001, 3_001)
    assert await balances(funded, id) == (7_499, 3_001)
    assert (await flight_of(funded, id)).state is FlightState.EXHAUSTED, "less than a view's price is left"
    with pytest.raises(Conflict, match="3,001"):
        await change(funded, id, 3_000)
    with pytest.raises(PaymentRequired) as refused:
        await change(funded, id, 10_501)
    assert refused.value.path == ("input", "budget")
    with pytest.raises(InvalidInput):
        await change(funded, id, 3_500, 4_000)
    await change(funded, id, 4_001)
    assert (await flight_of(funded, id)).state is FlightState.LIVE
    await take(funded, id, FlightState.ENDED)
    with pytest.raises(Conflict):
        await change(funded, id, 5_000)
    assert await balances(funded, id) == (7_500, 0)


async def change(graph: Graph, id: str, budget: int, cap: int | None = None) -> None:
    """Change a budget."""
    await graph.write(flights.change_budget, id, budget, cap, told("flight.budget_changed", id))


async def test_a_draft_is_edited_instead(funded: Graph) -> None:
    with pytest.raises(Conflict, match="editFlight"):
        await change(funded, sample.FLIGHT, 600)
