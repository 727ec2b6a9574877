"""Orders after clicks: told once, given to the last valid click, paid for by action; and what is invalidated later."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any

import pytest
import pytest_asyncio

from domain.ad_token import AdTicket
from domain.errors import Conflict, NotFound
from domain.flight import FlightState
from domain.ids import IdPrefix, new_id
from domain.invalid import AdAct, InvalidReason
from domain.money import Money
from graph import conversion, invalidation
from graph.conversion import Recorded, Told
from graph.database import Graph
from graph.invalidation import Invalidated
from jobs import close_ad_days, prune
from jobs.job import silent
from tests import sample
from tests.graph.flights import NOW, account, balances, flight_of, fund, live, rows, take, ticket, told
from tests.graph.test_ad_act import act, agreed, cells

EUR = Money(amount_minor=4_900, currency="EUR")


@pytest_asyncio.fixture(loop_scope="session")
async def funded(graph: Graph) -> AsyncIterator[Graph]:
    """The sample, whose sponsor has 100,500 minor units."""
    await graph.write(sample.load)
    await fund(graph, 100_000)
    yield graph
    await agreed(graph)


async def clicked(graph: Graph, id: str, at: datetime = NOW, client: str | None = None) -> AdTicket:
    """A decision that was viewed and clicked."""
    made = await ticket(graph, id, at)
    for kind in (AdAct.VIEW, AdAct.CLICK):
        assert await act(graph, kind, made, at, client or made.id) is None
    return made


async def order(
    graph: Graph,
    number: str,
    *clicks: AdTicket,
    at: datetime = NOW,
    value: Money | None = None,
    sponsor: str | None = None,
) -> Recorded:
    """Tell of an order."""
    ids = [made.id for made in clicks]
    claim = hash(new_id(IdPrefix.CONVERSION)) & (2**62 - 1)
    kept, invalid = new_id(IdPrefix.CONVERSION), new_id(IdPrefix.INVALID_ACT)
    return await graph.write(conversion.record, Told(kept, number, ids, at, value, sponsor, at, claim, invalid))


async def test_an_order_is_given_to_the_last_click_before_it_and_paid_for(funded: Graph) -> None:
    id = await live(funded, pricing="CPA", price_minor=900)
    first, last = await clicked(funded, id), await clicked(funded, id, NOW + timedelta(hours=1))
    await clicked(funded, id, NOW + timedelta(hours=3))
    found = await order(funded, "A-1", last, first, at=NOW + timedelta(hours=2), value=EUR)
    assert found.conversion is not None and found.conversion.decision_id == last.id
    assert (found.conversion.value_minor, found.conversion.charged_micro) == (4_900, 900_000_000)
    assert sum(cell["conversions"] for cell in await cells(funded, id)) == 1
    assert await balances(funded, id) == (95_500, 5_000)


async def test_an_order_told_by_many_at_once_is_one(funded: Graph) -> None:
    id = await live(funded, pricing="CPA", price_minor=900)
    one, other = await clicked(funded, id), await clicked(funded, id)
    done = await asyncio.gather(*(order(funded, "A-1", one, other) for _ in range(12)))
    assert [found.duplicate for found in done].count(False) == 1
    assert len({found.conversion.id for found in done if found.conversion}) == 1
    assert (await account(funded, id)).spent_minor == 900
    with pytest.raises(Conflict):
        await order(funded, "A-1", one)
    with pytest.raises(Conflict):
        await order(funded, "A-1", one, other, value=EUR)
    assert (await order(funded, "A-2", one, other)).duplicate is False, "another order is another one"


async def test_an_order_without_a_valid_click_is_kept_with_its_reason(funded: Graph) -> None:
    id = await live(funded, pricing="CPA", price_minor=900)
    seen, old = await ticket(funded, id), await clicked(funded, id)
    await act(funded, AdAct.VIEW, seen)
    late = NOW + timedelta(days=7, seconds=1)
    assert (await order(funded, "A-1", seen)).reason is InvalidReason.NOT_CLICKED
    assert (await order(funded, "A-1", old, at=late)).reason is InvalidReason.EXPIRED
    assert (await order(funded, "A-1", old, at=late - timedelta(seconds=1))).conversion is not None
    kept = await rows(funded, "MATCH (act:InvalidAct {kind: 'CONVERSION'}) RETURN act.reason AS reason ORDER BY reason")
    assert [row["reason"] for row in kept] == ["EXPIRED", "NOT_CLICKED"]


async def test_an_order_that_doesnt_count_is_told_on_the_day_of_the_flights_zone(funded: Graph) -> None:
    late = NOW.replace(hour=22)
    seen = await ticket(funded, await live(funded, pricing="CPA", price_minor=900, time_zone="Asia/Tokyo"), late)
    await act(funded, AdAct.VIEW, seen, late)
    assert (await order(funded, "A-1", seen, at=late)).reason is InvalidReason.NOT_CLICKED
    (cell,) = await cells(funded, seen.flight_id)
    assert (str(cell["date"]), cell["views"], cell["invalid_not_clicked"]) == ("2026-06-02", 1, 1)


async def test_orders_are_about_the_sponsors_own_clicks(funded: Graph) -> None:
    made = await clicked(funded, await live(funded, pricing="CPA", price_minor=900))
    with pytest.raises(NotFound):
        await order(funded, "A-1", made, sponsor="spo_01jz000000000000000000000z")
    with pytest.raises(Conflict):
        await order(funded, "A-1", made, value=Money(amount_minor=5, currency="USD"))
    assert (await account(funded, made.flight_id)).spent_micro == 0


async def test_orders_stop_at_the_budget(funded: Graph) -> None:
    id = await live(funded, pricing="CPA", price_minor=900, budget_minor=2_000)
    made = await clicked(funded, id)
    done = await asyncio.gather(*(order(funded, f"A-{n}", made) for n in range(6)))
    assert all(found.conversion for found in done)
    assert (await account(funded, id)).spent_minor == 1_800
    assert (await flight_of(funded, id)).state is FlightState.EXHAUSTED


async def invalidate(graph: Graph, id: str, same: str | None = None, days: int = 9) -> Invalidated:
    """Invalidate what a flight delivered since yesterday."""
    span = (NOW - timedelta(days=1), NOW + timedelta(days=days))
    return await graph.write(invalidation.invalidate, id, span, same, told("delivery.invalidated", id))


async def test_what_is_invalidated_is_credited_to_the_micro_unit(funded: Graph) -> None:
    id = await live(funded, price_minor=1_300, budget_minor=6_500)
    shown = [await clicked(funded, id, client="farm" if n < 2 else None) for n in range(5)]
    await close_ad_days.run(funded, NOW + timedelta(days=1))
    assert await balances(funded, id) == (94_000, 6_494), "5 × 1.3 are 6 and a half"
    assert await invalidate(funded, id, shown[0].id) == Invalidated(2, 2, 0, 3, False)
    assert (await account(funded, id)).spent_micro == 3_900_000
    assert await balances(funded, id) == (94_000, 6_497)
    assert await invalidate(funded, id, shown[0].id) == Invalidated(), "once"
    (cell,) = await cells(funded, id)
    assert (cell["views"], cell["clicks"], cell["spend_micro"], cell["invalid_invalidated"]) == (3, 3, 3_900_000, 4)
    await take(funded, id, FlightState.ENDED)
    assert await balances(funded, id) == (100_497, 0)
    assert (await invalidate(funded, id)).credited_minor == 3
    assert await balances(funded, id) == (100_500, 0), "what ended gives it back at once"


async def test_what_is_invalidated_before_its_day_is_closed_is_never_posted(funded: Graph) -> None:
    id = await live(funded, pricing="CPA", price_minor=2_500)
    made = await clicked(funded, id)
    await order(funded, "A-1", made)
    await order(funded, "A-2", made)
    assert (await flight_of(funded, id)).state is FlightState.EXHAUSTED
    assert await invalidate(funded, id) == Invalidated(1, 1, 2, 0, False)
    assert (await flight_of(funded, id)).state is FlightState.LIVE, "there is a budget again"
    await close_ad_days.run(funded, NOW + timedelta(days=1))
    assert await balances(funded, id) == (95_500, 5_000)
    assert await act(funded, AdAct.CLICK, made) is InvalidReason.INVALIDATED
    assert (await order(funded, "A-3", made)).reason is InvalidReason.INVALIDATED


async def test_invalidating_amid_views_and_closes_keeps_every_sum(funded: Graph) -> None:
    id = await live(funded, price_minor=1_300, budget_minor=50_000)
    shown = [await ticket(funded, id) for _ in range(40)]

    async def views() -> None:
        await asyncio.gather(*(act(funded, AdAct.VIEW, made, NOW, made.id) for made in shown))

    async def disturb() -> None:
        for _ in range(4):
            await invalidate(funded, id)
            await close_ad_days.run(funded, NOW + timedelta(days=1))

    await asyncio.gather(views(), disturb())
    await agreed(funded)
    await invalidate(funded, id)
    assert (await account(funded, id)).spent_micro == 0
    await take(funded, id, FlightState.ENDED)
    assert await balances(funded, id) == (100_500, 0)


async def test_clients_are_forgotten_after_a_day_and_invalid_acts_after_ninety(funded: Graph) -> None:
    made = await clicked(funded, await live(funded))
    await act(funded, AdAct.CLICK, made)
    text = "RETURN COUNT { (:AdClient) } AS clients, COUNT { (:InvalidAct) } AS acts"

    async def left(after: timedelta) -> dict[str, Any]:
        await prune.run(funded, NOW + after, silent)
        (found,) = await rows(funded, text)
        return found

    assert await left(timedelta(hours=23)) == {"clients": 2, "acts": 1}
    assert await left(timedelta(days=2)) == {"clients": 0, "acts": 1}
    assert await left(timedelta(days=91)) == {"clients": 0, "acts": 0}
