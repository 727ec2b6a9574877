"""Views and clicks: counted once, charged exactly, refused with a reason; whatever runs at once."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import pytest_asyncio

from domain.ad_token import AdTicket
from domain.flight import FlightState
from domain.ids import IdPrefix, new_id
from domain.invalid import AdAct, InvalidReason
from graph import ad_act
from graph.ad_act import Attempt
from graph.database import Graph
from jobs import close_ad_days
from tests import sample
from tests.graph import privacy
from tests.graph.flights import (
    NOW,
    account,
    balances,
    flight_of,
    fund,
    live,
    rows,
    take,
    ticket,
)

VIEW, CLICK = AdAct.VIEW, AdAct.CLICK
CELL = "MATCH (cell:DeliveryCell {flight_id: $id}) RETURN cell {.*} AS cell ORDER BY cell.date"
CONSENT = "MATCH (user:User) WHERE user.id IN $ids SET user.consents = ['AD_PERSONALISATION']"
INVALID = "MATCH (act:InvalidAct) RETURN act.kind AS kind, act.reason AS reason ORDER BY act.at, act.id"


@pytest_asyncio.fixture(loop_scope="session")
async def funded(graph: Graph) -> AsyncIterator[Graph]:
    """The sample, whose sponsor has 100,500 minor units. Whatever a test does, cells and money agree at its end."""
    await graph.write(sample.load)
    await fund(graph, 100_000)
    yield graph
    await agreed(graph)


async def agreed(graph: Graph) -> None:
    """The invariant: flights, their days, cells and decisions come to one sum."""
    text = """MATCH (flight:Flight) WHERE flight.spent_micro IS NOT NULL
    RETURN flight.id AS id, flight.spent_micro AS spent, flight.budget_minor * 1000000 AS budget,
      flight.daily_cap_minor * 1000000 AS cap,
      COLLECT { MATCH (day:FlightDay {flight_id: flight.id}) RETURN day.spent_micro } AS days,
      COLLECT { MATCH (cell:DeliveryCell {flight_id: flight.id}) RETURN cell.spend_micro } AS cells,
      COLLECT { MATCH (d:AdDecision {flight_id: flight.id}) RETURN coalesce(d.charged_micro, 0) } AS decisions,
      COLLECT { MATCH (c:Conversion {flight_id: flight.id}) RETURN c.charged_micro } AS orders"""
    for row in await rows(graph, text):
        assert row["spent"] == sum(row["days"]) == sum(row["cells"]), row
        assert row["spent"] == sum(row["decisions"]) + sum(row["orders"]) <= row["budget"], row
        assert row["cap"] is None or max(row["days"]) <= row["cap"], row


async def act(
    graph: Graph,
    kind: AdAct,
    made: AdTicket,
    at: datetime = NOW,
    client: str = "client",
    known: InvalidReason | None = None,
) -> InvalidReason | None:
    """What becomes of one act."""
    attempt = Attempt(kind, made, client, 7, at, known, new_id(IdPrefix.INVALID_ACT))
    return await graph.write(ad_act.take, attempt)


async def cells(graph: Graph, id: str) -> list[dict[str, Any]]:
    """The cells of a flight, by day."""
    return [row["cell"] for row in await rows(graph, CELL, id=id)]


async def test_a_view_and_its_click_count_once_and_the_view_is_charged(funded: Graph) -> None:
    made = await ticket(funded, await live(funded, price_minor=700), country="DE")
    assert await act(funded, VIEW, made) is None
    assert await act(funded, CLICK, made, NOW + timedelta(minutes=1)) is None
    assert await act(funded, VIEW, made) is InvalidReason.REPLAYED
    assert await act(funded, CLICK, made) is InvalidReason.REPLAYED
    (cell,) = await cells(funded, made.flight_id)
    assert (cell["views"], cell["clicks"], cell["spend_micro"], cell["invalid_replayed"]) == (1, 1, 700_000, 2)
    assert (cell["country"], cell["reader_marks"]) == ("DE", [7])
    assert (await account(funded, made.flight_id)).spent_micro == 700_000
    (kept,) = await rows(funded, "MATCH (d:AdDecision {id: $id}) RETURN d {.*} AS d", id=made.id)
    assert kept["d"]["policy"] == "test-1" and kept["d"]["charged_micro"] == 700_000, "written though nobody else did"
    assert await rows(funded, INVALID) == [
        {"kind": "VIEW", "reason": "REPLAYED"},
        {"kind": "CLICK", "reason": "REPLAYED"},
    ]


async def test_one_act_told_by_many_at_once_counts_once(funded: Graph) -> None:
    made = await ticket(funded, await live(funded, pricing="CPC", price_minor=50))
    done = await asyncio.gather(*(act(funded, VIEW, made) for _ in range(16)))
    assert sorted(map(str, done)) == ["None"] + ["REPLAYED"] * 15
    done = await asyncio.gather(*(act(funded, CLICK, made) for _ in range(16)))
    assert done.count(None) == 1
    assert (await account(funded, made.flight_id)).spent_micro == 50_000_000


async def test_a_click_before_its_view_is_refused_and_the_view_still_counts(funded: Graph) -> None:
    made = await ticket(funded, await live(funded))
    assert await act(funded, CLICK, made) is InvalidReason.NOT_VIEWED
    assert await act(funded, VIEW, made) is None
    assert await act(funded, CLICK, made) is None


@pytest.mark.parametrize("late", [False, True])
async def test_acts_have_their_life(funded: Graph, late: bool) -> None:
    made = await ticket(funded, await live(funded))
    second = timedelta(seconds=1 if late else 0)
    view = NOW + timedelta(hours=2) + second
    assert await act(funded, VIEW, made, view) is (InvalidReason.EXPIRED if late else None)
    made = await ticket(funded, made.flight_id)
    assert await act(funded, VIEW, made, NOW + timedelta(hours=1)) is None
    click = NOW + timedelta(hours=25) + second
    assert await act(funded, CLICK, made, click) is (InvalidReason.EXPIRED if late else None)


async def test_who_clicks_is_who_viewed(funded: Graph) -> None:
    id = await live(funded)
    asked = await ticket(funded, id, client="reader")
    assert await act(funded, VIEW, asked, client="other") is InvalidReason.MISMATCH
    assert await act(funded, VIEW, asked, client="reader") is None
    by_server = await ticket(funded, id)
    assert await act(funded, VIEW, by_server, client="reader") is None, "a server asked: who views is the reader"
    assert await act(funded, CLICK, by_server, client="other") is InvalidReason.MISMATCH
    assert await act(funded, CLICK, by_server, client="reader") is None


async def test_known_invalid_traffic_leaves_the_view_to_the_reader(funded: Graph) -> None:
    made = await ticket(funded, await live(funded))
    for reason in (InvalidReason.PREFETCH, InvalidReason.BOT):
        assert await act(funded, VIEW, made, known=reason) is reason
    assert await act(funded, VIEW, made) is None
    staff = await ticket(funded, made.flight_id, void=InvalidReason.STAFF)
    assert await act(funded, VIEW, staff) is InvalidReason.STAFF
    assert (await account(funded, made.flight_id)).spent_micro == 1_000_000


async def test_too_many_clicks_of_one_client_are_refused(funded: Graph) -> None:
    id = await live(funded)
    shown = [await ticket(funded, id) for _ in range(4)]
    for made in shown:
        await act(funded, VIEW, made)
    done = await asyncio.gather(*(act(funded, CLICK, made) for made in shown))
    assert sorted(map(str, done)) == ["None"] * 3 + ["RATE"]
    late = NOW + timedelta(minutes=1, seconds=1)
    (left,) = [made for made, reason in zip(shown, done, strict=True) if reason]
    assert await act(funded, CLICK, left, late) is None, "it is a matter of time only"


async def test_a_reader_views_a_flight_as_often_as_its_caps_allow_whatever_runs_at_once(funded: Graph) -> None:
    id = await live(funded, frequency_cap_per_day=2, frequency_cap_per_week=3)
    await privacy.rows(funded, CONSENT, ids=[sample.ADA, sample.BEN])

    async def views(at: datetime, user: str = sample.ADA) -> list[InvalidReason | None]:
        made = [await ticket(funded, id, at, user_id=user) for _ in range(5)]
        return list(await asyncio.gather(*(act(funded, VIEW, each, at) for each in made)))

    assert (await views(NOW)).count(None) == 2
    assert (await views(NOW + timedelta(hours=23))).count(None) == 0
    assert (await views(NOW + timedelta(hours=25))).count(None) == 1, "three in seven days"
    assert (await views(NOW + timedelta(days=7, hours=2))).count(None) == 2
    assert (await views(NOW, sample.BEN)).count(None) == 2, "each for themselves"
    unknown = [await ticket(funded, id) for _ in range(4)]
    assert [await act(funded, VIEW, made) for made in unknown] == [None] * 4, "who isn't known isn't counted"


async def test_a_view_names_its_reader_only_while_they_consent(funded: Graph) -> None:
    """Of a decision that isn't written yet, or never will be."""
    id = await live(funded)
    await privacy.rows(funded, CONSENT, ids=[sample.ADA])
    made = [await ticket(funded, id, user_id=user) for user in (sample.ADA, sample.BEN, sample.user("z"))]
    assert [await act(funded, VIEW, each) for each in made] == [None] * 3
    named = await rows(funded, "MATCH (d:AdDecision) RETURN d.user_id AS id ORDER BY d.user_id")
    assert [row["id"] for row in named] == [sample.ADA, None, None]


async def test_a_budget_is_spent_to_its_last_view_and_never_beyond(funded: Graph) -> None:
    id = await live(funded, price_minor=300, budget_minor=301)  # 0.3 a view: 1,003 views
    await spend_all_but(funded, id, 301_000_000 - 5 * 300_000 - 100_000)
    shown = [await ticket(funded, id) for _ in range(12)]
    done = await asyncio.gather(*(act(funded, VIEW, made, client=made.id) for made in shown))
    assert done == [None] * 12, "all count"
    assert (await account(funded, id)).spent_micro == 301_000_000 - 100_000
    flight = await flight_of(funded, id)
    assert (flight.state, flight.state_reason) == (FlightState.EXHAUSTED, "Its budget is spent.")
    (day,) = await rows(funded, "MATCH (d:FlightDay) RETURN d.unbilled AS unbilled, d.views AS views")
    assert day == {"unbilled": 7, "views": 13}


async def spend_all_but(graph: Graph, id: str, micro: int) -> None:
    """Have a flight spent so much already, as one view cost it."""
    made = await ticket(graph, id, price_micro=micro)
    assert await act(graph, VIEW, made) is None


async def test_a_daily_cap_holds_and_a_new_day_goes_on(funded: Graph) -> None:
    id = await live(funded, pricing="CPC", price_minor=40, daily_cap_minor=100, time_zone="Europe/Berlin")
    midnight = datetime(2026, 6, 1, 22, tzinfo=UTC)

    async def clicks(at: datetime) -> None:
        for _ in range(3):
            made = await ticket(funded, id, at)
            await act(funded, VIEW, made, at, made.id)
            assert await act(funded, CLICK, made, at, made.id) is None

    await clicks(midnight - timedelta(seconds=1))
    assert (await account(funded, id)).spent_minor == 80
    await clicks(midnight)
    assert (await account(funded, id)).spent_minor == 160
    assert [(cell["date"].to_native(), cell["clicks"]) for cell in await cells(funded, id)] == [
        (date(2026, 6, 1), 3),
        (date(2026, 6, 2), 3),
    ]


async def test_an_act_that_comes_after_its_day_was_closed_is_charged_to_the_next(funded: Graph) -> None:
    id = await live(funded)
    made, late = await ticket(funded, id), await ticket(funded, id)
    assert await act(funded, VIEW, made) is None
    await close_ad_days.run(funded, NOW + timedelta(days=1))
    assert await act(funded, VIEW, late) is None
    days = await rows(funded, "MATCH (d:FlightDay) RETURN d.date AS date, d.spent_micro AS spent, d.open_on AS open")
    day = NOW.date()
    told = {row["date"].to_native(): (row["spent"], row["open"] is None) for row in days}
    assert told == {day: (1_000_000, True), day + timedelta(days=1): (1_000_000, False)}
    await take(funded, id, FlightState.ENDED)
    assert await balances(funded, id) == (100_498, 0)


async def test_closing_amid_views_loses_and_doubles_nothing(funded: Graph) -> None:
    id, at = await live(funded, budget_minor=50_000, price_minor=1_300), NOW.replace(hour=23, minute=59)
    shown = [await ticket(funded, id, at) for _ in range(60)]

    async def view(n: int, made: AdTicket) -> None:
        await asyncio.sleep(n / 200)
        await act(funded, VIEW, made, at, made.id)

    async def close() -> None:
        for _ in range(5):
            await asyncio.sleep(0.05)
            await close_ad_days.run(funded, NOW + timedelta(days=1))

    await asyncio.gather(close(), *(view(n, made) for n, made in enumerate(shown)))
    await take(funded, id, FlightState.ENDED)
    assert await balances(funded, id) == (100_500 - 78, 0), "60 views of 1.3"


async def test_what_comes_after_the_end_is_counted_and_not_billed(funded: Graph) -> None:
    id = await live(funded)
    made, paused = await ticket(funded, id), await ticket(funded, id)
    await take(funded, id, FlightState.PAUSED)
    assert await act(funded, VIEW, paused) is None
    await take(funded, id, FlightState.ENDED)
    assert await act(funded, VIEW, made) is None
    assert (await account(funded, id)).spent_micro == 1_000_000, "what was decided before the pause"
    (cell,) = await cells(funded, id)
    assert (cell["views"], cell["spend_micro"]) == (2, 1_000_000)


async def test_refused_acts_of_one_decision_are_counted_without_end_and_kept_with_an_end(funded: Graph) -> None:
    made = await ticket(funded, await live(funded))
    for _ in range(25):
        await act(funded, VIEW, made, known=InvalidReason.BOT)
    assert len(await rows(funded, INVALID)) == 20
    (cell,) = await cells(funded, made.flight_id)
    assert cell["invalid_bot"] == 25
