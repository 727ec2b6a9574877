"""Flights to deliver, for the tests of money: the sample's sponsor, with as much money and as many flights as asked."""

from datetime import datetime, timedelta
from typing import Any

from domain.ad_token import AdTicket
from domain.audit import AuditEntry, by_itself
from domain.flight import Flight, FlightState, Pricing, price_of_act
from domain.flight_account import FlightAccount
from domain.ids import IdPrefix, new_id
from domain.ledger import OUTSIDE, Entry, LedgerEntryKind, moved, prepaid, reserved
from graph import flight as flights
from graph import flight_account, ledger
from graph.database import Graph, Transaction
from tests import sample

NOW = sample.NOW + timedelta(hours=1)
AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"
FUND = "sponsor funded for tests"


def told(action: str = "flight.state_changed", target: str = sample.FLIGHT, at: datetime = NOW) -> AuditEntry:
    """An entry of the audit log for a change."""
    return by_itself(action, target, at, "test")


async def fund(graph: Graph, amount: int, sponsor: str = sample.ACME) -> None:
    """Let the sponsor pay in."""
    id = new_id(IdPrefix.LEDGER_ENTRY)
    postings = moved(amount, "EUR", source=OUTSIDE, target=prepaid(sponsor))
    await graph.write(ledger.post, Entry(id, f"{FUND}:{id}", LedgerEntryKind.FUNDING, NOW, postings))


async def draft(graph: Graph, **terms: Any) -> str:
    """A flight of the sample's campaign with one ad, waiting for its review; its id."""
    id, ad = new_id(IdPrefix.FLIGHT), new_id(IdPrefix.AD)
    given: dict[str, Any] = {
        "name": "Tried",
        "state": "IN_REVIEW",
        "pricing": "CPM",
        "price_minor": 1_000,
        "budget_minor": 5_000,
        "currency": "EUR",
        "starts_at": sample.NOW,
        "ends_at": sample.NOW + timedelta(days=30),
        "time_zone": "UTC",
        "campaign_id": sample.CAMPAIGN,
        "sponsor_id": sample.ACME,
    }
    lists = ("include_tags", "exclude_tags", "areas", "segments", "content_kinds", "countries", "languages", "devices")

    async def make(tx: Transaction) -> None:
        text = """MATCH (campaign:Campaign {id: $terms.campaign_id})
        CREATE (campaign)-[:HAS_FLIGHT]->(flight:Flight {id: $id})-[:HAS_AD]->(:Ad {id: $ad, flight_id: $id,
          headline: 'Tried', body: 'Out.', landing_url: 'https://acme.example/', created_at: $at})
        SET flight += $terms"""
        properties = {name: [] for name in lists} | given | terms
        await (await tx.run(text, {"id": id, "ad": ad, "terms": properties, "at": sample.NOW})).consume()

    await graph.write(make)
    return id


async def live(graph: Graph, **terms: Any) -> str:
    """A flight that is live; its sponsor has what it costs."""
    id = await draft(graph, **terms)
    await take(graph, id, FlightState.LIVE)
    return id


async def take(graph: Graph, id: str, state: FlightState, at: datetime = NOW) -> Flight | None:
    """Take a flight to a state, as an operator does."""
    return await graph.write(flights.take_to, id, sample.ACME, state, None, True, told(target=id, at=at))


async def flight_of(graph: Graph, id: str) -> Flight:
    """A flight as it is now."""
    return (await graph.read(flights.by_ids, [id]))[id]


async def account(graph: Graph, id: str) -> FlightAccount:
    """The sums of a flight."""
    return await graph.read(flight_account.one, id)


async def balances(graph: Graph, flight_id: str, sponsor: str = sample.ACME) -> tuple[int, int]:
    """What the sponsor has in its account, and what is reserved for a flight, in minor units."""
    accounts = (prepaid(sponsor), reserved(flight_id))
    held = await graph.read(ledger.balances, accounts)
    own, aside = (sum(money.amount_minor for money in held.get(each, [])) for each in accounts)
    return own, aside


async def rows(graph: Graph, text: str, **parameters: Any) -> list[dict[str, Any]]:
    """What a query gives."""

    async def read(tx: Transaction) -> list[dict[str, Any]]:
        return [record.data() async for record in await tx.run(text, parameters)]

    return await graph.read(read)


async def ticket(graph: Graph, flight_id: str, at: datetime = NOW, **given: Any) -> AdTicket:
    """A decision to show the flight's ad."""
    flight = await flight_of(graph, flight_id)
    (ad,) = await rows(graph, "MATCH (ad:Ad {flight_id: $id}) RETURN ad.id AS id, ad.landing_url AS url", id=flight_id)
    fields = {
        "id": new_id(IdPrefix.DECISION),
        "flight_id": flight.id,
        "ad_id": ad["id"],
        "campaign_id": flight.campaign_id,
        "sponsor_id": flight.sponsor_id,
        "placement": "sidebar",
        "decided_at": at,
        "pricing": Pricing(flight.pricing),
        "price_micro": price_of_act(flight.pricing, flight.price_minor),
        "currency": flight.currency,
        "time_zone": flight.time_zone,
        "propensity": 0.5,
        "policy": "test-1",
        "landing_url": ad["url"],
    }
    return AdTicket.model_validate(fields | given)
