"""What a budget does to its flight: it ends delivery and lets it go on, is told in the audit log, and comes back."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import orjson
import pytest
import pytest_asyncio

from domain.flight import FlightState
from domain.invalid import AdAct
from graph.database import Graph, Transaction
from jobs import close_ad_days
from tests import sample
from tests.graph.flights import NOW, account, flight_of, fund, live, rows, ticket
from tests.graph.test_ad_act import act
from tests.graph.test_conversion import clicked, invalidate, order

LOG = """MATCH (entry:AuditEntry {target_id: $id}) WHERE entry.actor = 'stoa' AND entry.request_id <> 'test'
RETURN entry.action AS action, entry.before AS before, entry.after AS after, entry.request_id AS cause
ORDER BY entry.at, entry.id"""
SPENT = {"state": "EXHAUSTED", "state_reason": "Its budget is spent."}
LIVE = {"state": "LIVE", "state_reason": None}


@pytest_asyncio.fixture(loop_scope="session")
async def funded(graph: Graph) -> AsyncIterator[Graph]:
    """The sample, whose sponsor has 100,500 minor units."""
    await graph.write(sample.load)
    await fund(graph, 100_000)
    yield graph


async def log(graph: Graph, id: str) -> list[tuple[str, dict[str, Any], dict[str, Any], str]]:
    """What the log has of a flight by its budget."""
    found = await rows(graph, LOG, id=id)
    return [(row["action"], orjson.loads(row["before"]), orjson.loads(row["after"]), row["cause"]) for row in found]


async def test_a_flight_that_is_spent_by_parallel_views_is_told_once(funded: Graph) -> None:
    id = await live(funded, price_minor=1_000_000, budget_minor=3_000)
    shown = [await ticket(funded, id) for _ in range(6)]
    await asyncio.gather(*(act(funded, AdAct.VIEW, made, NOW, made.id) for made in shown))
    assert (await flight_of(funded, id)).state is FlightState.EXHAUSTED
    ((action, before, after, cause),) = await log(funded, id)
    assert (action, before, after) == ("flight.state_changed", LIVE, SPENT)
    assert cause in {made.id for made in shown}


async def test_an_order_that_takes_the_last_of_it_and_what_gives_it_back_are_told(funded: Graph) -> None:
    id = await live(funded, pricing="CPA", price_minor=2_500)
    made = await clicked(funded, id)
    await order(funded, "A-1", made)
    assert await log(funded, id) == []
    last = (await order(funded, "A-2", made)).conversion
    assert last is not None and [(after, cause) for _, _, after, cause in await log(funded, id)] == [(SPENT, last.id)]
    await invalidate(funded, id)
    told = [(before, after) for _, before, after, cause in await log(funded, id) if cause != last.id]
    assert told == [(SPENT, LIVE)]
    assert (await flight_of(funded, id)).state_reason is None


@pytest.mark.parametrize("kind", ["COMMUNITY", "HOUSE"])
@pytest.mark.parametrize("closed", [False, True])
@pytest.mark.parametrize(("pricing", "price"), [("CPM", 500_000), ("CPC", 500), ("CPA", 500)])
async def test_a_budget_of_which_no_money_moves_comes_back_too(
    funded: Graph, kind: str, closed: bool, pricing: str, price: int
) -> None:
    await funded.write(_of_kind, kind)
    id = await live(funded, pricing=pricing, price_minor=price, budget_minor=1_000, daily_cap_minor=1_000)
    farm, fair = await clicked(funded, id, client="farm"), await clicked(funded, id)
    if pricing == "CPA":
        await order(funded, "A-1", farm)
        await order(funded, "A-2", fair)
    assert (await account(funded, id)).spent_minor == 1_000
    assert (await flight_of(funded, id)).state is FlightState.EXHAUSTED
    if closed:
        await close_ad_days.run(funded, NOW + timedelta(days=2))
    assert (await invalidate(funded, id, farm.id)).credited_minor == 0
    left = await account(funded, id)
    assert (left.spent_micro, left.closed_micro) == (500_000_000, 500_000_000 if closed else 0)
    assert (await flight_of(funded, id)).state is FlightState.LIVE
    (day,) = await rows(funded, "MATCH (day:FlightDay {flight_id: $id}) RETURN day.spent_micro AS spent", id=id)
    assert day["spent"] == 500_000_000
    assert (await invalidate(funded, id)).credited_minor == 0
    assert (await account(funded, id)).spent_micro == 0
    money = "MATCH (p:Posting {account: 'platform:ad_revenue'}) RETURN p"
    spent = "MATCH (cell:DeliveryCell) RETURN sum(cell.spend_micro) AS spent"
    assert await rows(funded, money) == [] and await rows(funded, spent) == [{"spent": 0}]


async def _of_kind(tx: Transaction, kind: str) -> None:
    text = "MATCH (campaign:Campaign {id: $id}) SET campaign.kind = $kind"
    await (await tx.run(text, {"id": sample.CAMPAIGN, "kind": kind})).consume()
