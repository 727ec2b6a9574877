"""What is invalidated after it was posted leaves the report, the CSV and the effectiveness as it leaves the ledger."""

import csv
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO
from itertools import count
from typing import Any

from domain.access import Role
from domain.ad_token import AdTicket
from domain.invalid import AdAct
from domain.ledger import AD_REVENUE, reserved
from graph.database import Graph
from jobs import close_ad_days, refresh_ad_norms
from tests import sample
from tests.api.conftest import Api
from tests.api.test_delivery_report import report
from tests.api.test_effectiveness import effectiveness
from tests.graph.cells import cell, put, put_rivals
from tests.graph.flights import NOW, fund, live, rows, ticket
from tests.graph.test_ad_act import act, agreed
from tests.graph.test_conversion import order

INVALIDATE = """mutation ($flight: ID!, $since: DateTime!, $until: DateTime!, $click: ID) {
  invalidateDelivery(input: {flightId: $flight, since: $since, until: $until, sameClientAs: $click,
    reason: "A farm."}) {
    views clicks conversions credited { amountMinor } more userErrors { code } } }"""
PRICED: list[dict[str, Any]] = [
    {"pricing": "CPM", "price_minor": 1_333, "time_zone": "Europe/Berlin"},
    {"pricing": "CPM", "price_minor": 777, "time_zone": "Pacific/Kiritimati"},
    {"pricing": "CPC", "price_minor": 7, "time_zone": "America/Los_Angeles"},
    {"pricing": "CPA", "price_minor": 90, "time_zone": "Asia/Kolkata"},
]
DAYS, DECISIONS = 5, 20
POSTED = """MATCH (posting:Posting {account: $account})
MATCH (entry:LedgerEntry {id: posting.entry_id}) WHERE entry.kind IN ['AD_SPEND', 'AD_CREDIT']
RETURN entry.kind AS kind, sum(posting.amount_minor) AS minor"""
STANDING = """RETURN COUNT { (d:AdDecision) WHERE d.refused IS NULL AND d.viewed_at IS NOT NULL } AS views,
  COUNT { (d:AdDecision) WHERE d.refused IS NULL AND d.clicked_at IS NOT NULL } AS clicks,
  COUNT { (c:Conversion) WHERE c.refused IS NULL } AS conversions"""
BY = (["FLIGHT"], ["DAY"], ["FLIGHT", "DAY"], ["COUNTRY"], ["TAG", "AREA"], ["PLACEMENT", "AD"], ["INVALID_REASON"])


async def delivered(graph: Graph) -> dict[str, list[AdTicket]]:
    """Flights of every price in four zones, seen over some days, a fourth of it by a farm; by flight."""
    draw, numbers = random.Random(6), count()
    await fund(graph, 100_000)
    made: dict[str, list[AdTicket]] = {}
    for terms in PRICED:
        flight = await live(graph, **terms)
        made[flight] = []
        seconds = sorted(draw.randrange(DAYS * 86_400) for _ in range(DECISIONS))
        for n, at in enumerate(NOW + timedelta(seconds=each) for each in seconds):
            tags = draw.choice([(), (sample.PYTHON,), (sample.PYTHON, sample.NEO4J)])
            shown = await ticket(graph, flight, at, country=draw.choice([None, "DE", "CN"]), tag_ids=tags)
            farm = n % 4 == 0
            for kind in (
                draw.choice([(AdAct.VIEW,), (AdAct.VIEW, AdAct.CLICK)]) if not farm else (AdAct.VIEW, AdAct.CLICK)
            ):
                await act(graph, kind, shown, at, f"farm {flight}" if farm else shown.id)
            if farm or draw.random() < 0.3:
                await order(graph, f"A-{next(numbers)}", shown, at=at + timedelta(hours=draw.randrange(30)))
            made[flight].append(shown)
    return made


async def invalidated(api: Api, flight: str, first: int, last: int, click: str | None = None) -> dict[str, Any]:
    span = {"since": NOW + timedelta(days=first), "until": NOW + timedelta(days=last)}
    asked = {name: moment.isoformat() for name, moment in span.items()}
    found = await api.data(INVALIDATE, role=Role.OPERATOR, flight=flight, click=click, **asked)
    payload: dict[str, Any] = found["invalidateDelivery"]
    assert payload["userErrors"] == [] and not payload["more"]
    return payload


def told(text: str) -> Iterator[tuple[str, int]]:
    """The first value of each line of a CSV, and its spend in minor units."""
    for line in csv.DictReader(StringIO(text)):
        yield next(iter(line.values())), round(float(line["spend"]) * 100)


async def compared(api: Api, graph: Graph, flights: list[str]) -> int:
    """The report, however it is told apart, its CSV and the ledger have the same; what that is."""
    kinds = {row["kind"]: row["minor"] for row in await rows(graph, POSTED, account=AD_REVENUE)}
    posted: int = sum(kinds.values())
    (standing,) = await rows(graph, STANDING)
    for by in BY:
        found = await report(api, by)
        total = found["total"]
        assert total["spend"]["amountMinor"] == posted, by
        assert {name: total[name] for name in standing} == standing, by
        assert all(min(row["views"], row["clicks"], row["spend"]["amountMinor"]) >= 0 for row in found["rows"]), by
        *lines, (last, sum_of_csv) = told(found["csv"])
        assert (last, sum_of_csv) == ("TOTAL", posted), by
        assert [minor for _, minor in lines] == [row["spend"]["amountMinor"] for row in found["rows"]], by
        assert "TAG" in by or sum(minor for _, minor in lines) == posted, by
    by_flight = {row["dimensions"][0]: row["spend"]["amountMinor"] for row in (await report(api, ["FLIGHT"]))["rows"]}
    for flight in flights:
        own = sum(row["minor"] for row in await rows(graph, POSTED, account=reserved(flight)))
        assert by_flight[flight] == -own, flight
    return posted


async def test_report_csv_and_ledger_agree_whatever_is_invalidated_later(api: Api, graph: Graph) -> None:
    made = await delivered(graph)
    flights = list(made)
    await close_ad_days.run(graph, NOW + timedelta(days=3))
    open_yet = await invalidated(api, flights[0], 3, DAYS)
    assert open_yet["views"] and open_yet["credited"]["amountMinor"] == 0, "what isn't posted isn't credited"
    assert (await invalidated(api, flights[0], 0, 2))["credited"]["amountMinor"] > 0
    await close_ad_days.run(graph, NOW + timedelta(days=DAYS + 3))
    amounts = [await compared(api, graph, flights)]
    for flight in flights[1:]:
        farm = await invalidated(api, flight, 0, DAYS, made[flight][0].id)
        assert 0 < farm["views"] < DECISIONS and farm["credited"]["amountMinor"] > 0
        amounts.append(await compared(api, graph, flights))
    assert (await invalidated(api, flights[1], 1, 4))["credited"]["amountMinor"] > 0
    amounts.append(await compared(api, graph, flights))
    assert amounts == sorted(amounts, reverse=True) and len(set(amounts)) == len(amounts), "each takes some of it"
    await agreed(graph)
    for flight in flights:
        await invalidated(api, flight, 0, DAYS)
    assert await compared(api, graph, flights) == 0


async def test_effectiveness_falls_when_clicks_are_found_invalid(api: Api, graph: Graph) -> None:
    await fund(graph, 10_000)
    flight, now = await live(graph, pricing="CPC", price_minor=50), datetime.now(UTC)
    made = [await ticket(graph, flight, now - timedelta(hours=1)) for _ in range(12)]
    for shown in made:
        for kind in (AdAct.VIEW, AdAct.CLICK):
            assert await act(graph, kind, shown, now - timedelta(minutes=30), shown.id) is None
    day = (now - timedelta(days=3)).date()
    await put(graph, [cell(date=day, decisions=3_000, views=1_500, ad_id=made[0].ad_id, flight_id=flight)])
    await put_rivals(graph, day)

    async def value() -> float:
        await refresh_ad_norms.run(graph, datetime.now(UTC))
        found = await effectiveness(api, id=made[0].ad_id)
        assert found["status"] == "MEASURED", found
        return float(found["value"])

    before = await value()
    await api.data(
        INVALIDATE,
        role=Role.OPERATOR,
        flight=flight,
        since=(now - timedelta(hours=2)).isoformat(),
        until=now.isoformat(),
    )
    after = await value()
    assert after < before and (await effectiveness(api, id=made[0].ad_id))["n"] == 1_500
