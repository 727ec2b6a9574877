"""Decisions about ads over HTTP with a thousand live flights, beside `RETURN 1` by the bare driver, in turns.

    .venv/bin/python -m benchmarks.ads [--users 300] [--flights 1000] [--rounds 400]

Each flight asks for some seventy things and rules out others: areas, kinds, countries, languages, devices, weekdays,
hours, tags, words; a third ask for tags of the page, a quarter for interests and segments of the reader. One in four
has caps. Ads are asked for beside contents, by a server for nobody it knows, and by members who consent to what they
saw before being looked at, and saw a hundred ads this week. What nothing caps is answered after one read, what is
capped after one read and one write; beside them stands the least write there is.
"""

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from statistics import mean, median
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import orjson
import typer
import uvloop
from neo4j import AsyncSession
from rich.console import Console
from rich.table import Table

from benchmarks.hits import profile
from benchmarks.serving import Served, connected, document, filled, headers, serving
from domain.access import Role
from domain.ad_load import NO_CAP, AdLoad
from domain.ad_policy import POLICY
from domain.ad_token import AdTicket
from domain.content import ContentKind
from domain.flight import Pricing
from domain.ids import IdPrefix, UserId, new_id
from domain.segment import ValueSegment
from domain.targeting import Targeting
from graph import ad_decision
from graph.database import Graph, Server
from resolvers.ad_catalogue import AdCatalogue
from resolvers.ad_request import Asked, context_of

GOAL = 3.0
WARM_UP = 100
READERS = 50
SHOWN = 100
"""Ads each of the readers saw in the last seven days."""

BESIDE = {"placement": "sidebar", "device": "desktop", "country": "DE", "language": "en"}
BARE, WRITE = "RETURN 1, bare", "the least write, bare"
PAGE, READER = "by the page", "for a reader"
UNCAPPED, CAPPED = "  of flights without caps", "  of flights with caps"
ASK = """mutation ($input: RequestAdInput!) { requestAd(input: $input) { decision {
  id ad { id headline body landingUrl } viewUrl clickUrl paidBy noFillReason } userErrors { code message } } }"""
KNOWN = """
MATCH (content:Standalone) WHERE content.visibility = 'PUBLIC'
WITH content LIMIT 300 WITH collect(content.id) AS contents
MATCH (user:User) WITH contents, user LIMIT $readers
SET user.consents = coalesce(user.consents, []) + ['AD_PERSONALISATION']
WITH contents, collect(user.id) AS readers
MATCH (tag:Tag) WITH contents, readers, collect(tag.id) AS tags
MATCH (area:Area) RETURN contents, readers, tags, collect(area.id) AS areas
"""
FLIGHTS = """
UNWIND range(0, 49) AS n
CREATE (:Sponsor {id: 'spo_' + n, name: 'Sponsor ' + n, tier: 'GOLD', state: 'APPROVED', currency: 'EUR'})
WITH count(*) AS done
UNWIND $flights AS row
MATCH (sponsor:Sponsor {id: row.flight.sponsor_id})
CREATE (sponsor)-[:RUNS]->(campaign:Campaign {id: row.flight.campaign_id, sponsor_id: sponsor.id, kind: 'PAID'}),
       (campaign)-[:HAS_FLIGHT]->(flight:Flight)-[:HAS_AD]->(ad:Ad)
SET flight = row.flight, ad = row.ad, campaign.created_at = $now
"""
EARLIER = """
UNWIND $rows AS row
CREATE (decision:AdDecision) SET decision = row
"""
"""What readers saw before."""


@dataclass(frozen=True)
class World:
    """What of the demo is asked about, and the ads there are by the id of each: their flight's."""

    contents: Sequence[str]
    readers: Sequence[str]
    flights: Sequence[dict[str, Any]]
    capped: frozenset[str]
    """Ads of flights with caps."""

    @property
    def features(self) -> float:
        """How many things a flight asks for or rules out, on average."""
        return mean(sum(len(value) for value in each.values() if isinstance(value, list)) for each in self.flights)


@dataclass
class Measured:
    """Seconds by what was asked, how many had an ad, eligible flights, and database hits by statement."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    filled: dict[str, int] = field(default_factory=dict)
    eligible: dict[str, float] = field(default_factory=dict)
    hits: dict[str, int] = field(default_factory=dict)


def main(
    users: Annotated[int, typer.Option(min=100, help="Of the demo, when NEO4J_URI names no graph.")] = 300,
    flights: Annotated[int, typer.Option(min=1, help="That are live.")] = 1_000,
    rounds: Annotated[int, typer.Option(min=20, help="Of each kind.")] = 400,
) -> None:
    """Measure and print."""
    with filled(users) as server:
        world = uvloop.run(prepare(server, flights))
        with serving(server) as served:
            print_table(uvloop.run(measure(server, served, world, rounds)), world)


async def prepare(server: Server, flights: int) -> World:
    """Let flights be live, and some members consent who saw ads before."""
    async with connected(server) as (_, session):
        known = await (await session.run(KNOWN, {"readers": READERS})).single(strict=True)
        draw, now = random.Random(7), datetime.now(UTC)
        rows = [row(number, known["tags"], known["areas"], draw) for number in range(flights)]
        await (await session.run(FLIGHTS, {"flights": rows, "now": now})).consume()
        earlier = [shown(reader, draw.choice(rows), draw) for reader in known["readers"] for _ in range(SHOWN)]
        await (await session.run(EARLIER, {"rows": earlier})).consume()
        capped = frozenset(each["ad"]["id"] for each in rows if "frequency_cap_per_day" in each["flight"])
        return World(known["contents"], known["readers"], [each["flight"] for each in rows], capped)


def row(number: int, tags: Sequence[str], areas: Sequence[str], draw: random.Random) -> dict[str, Any]:
    """A live flight and its ad."""
    now = datetime.now(UTC)
    flight: dict[str, Any] = {
        "id": new_id(IdPrefix.FLIGHT),
        "campaign_id": new_id(IdPrefix.CAMPAIGN),
        "sponsor_id": f"spo_{number % 50}",
        "name": f"Flight {number}",
        "state": "LIVE",
        "pricing": ("CPC", "CPM")[number % 2],
        "price_minor": draw.randint(20, 300),
        "budget_minor": 10_000_000,
        "currency": "EUR",
        "starts_at": now - timedelta(days=1),
        "ends_at": now + timedelta(days=30),
        "time_zone": ("UTC", "Europe/Berlin", "Asia/Shanghai")[number % 3],
    }
    flight |= targeting(number, now.astimezone(ZoneInfo(str(flight["time_zone"]))), tags, areas, draw)
    if draw.random() < 0.25:
        flight |= {"frequency_cap_per_day": 3, "frequency_cap_per_week": 10}
    words = {"headline": f"Ad {number}", "body": "Words.", "landing_url": "https://example.org/", "created_at": now}
    return {"flight": flight, "ad": {"id": new_id(IdPrefix.AD), "flight_id": flight["id"], **words}}


def targeting(
    number: int, local: datetime, tags: Sequence[str], areas: Sequence[str], draw: random.Random
) -> dict[str, list[Any]]:
    """What a flight asks for and rules out; most of it is so where ads are asked for here."""
    kinds = [kind.value for kind in ContentKind]
    mixed_areas, mixed_tags = draw.sample(list(areas), len(areas)), draw.sample(list(tags), len(tags))
    found: dict[str, list[Any]] = {
        "areas": mixed_areas[1:],
        "exclude_areas": mixed_areas[:1],
        "content_kinds": [kind for kind in kinds if kind != "COMMENT"],
        "exclude_content_kinds": ["COMMENT"],
        "countries": ["DE", "AT", "CH", "NL", "FR", "PL", "GB", "US"],
        "exclude_countries": ["AQ", "BV"],
        "languages": ["en", "de"],
        "exclude_languages": ["fr"],
        "devices": ["desktop", "tablet"],
        "exclude_devices": ["mobile"],
        "weekdays": list(range(1, 8)),
        "hours": sorted((local.hour + hour) % 24 for hour in range(-4, 14)),
        "exclude_tags": mixed_tags[:6],
        "exclude_keywords": [f"word{draw.randrange(1000)}" for _ in range(5)],
    }
    if number % 3 == 0:
        found["include_tags"] = mixed_tags[6:26]
    if number % 4 == 0:
        found |= {"interest_tags": mixed_tags[26:66], "exclude_interest_tags": mixed_tags[66:68]}
        found["segments"] = [segment.value for segment in ValueSegment]
    return found


def shown(reader: str, row: dict[str, Any], draw: random.Random) -> dict[str, Any]:
    """An ad the reader saw this week, and clicked on one in fifty times."""
    at = datetime.now(UTC) - timedelta(minutes=draw.randrange(180, 7 * 24 * 60))
    decided = {"id": new_id(IdPrefix.DECISION), "user_id": reader, "flight_id": row["flight"]["id"], "decided_at": at}
    seen = {"placement": "sidebar", "ad_id": row["ad"]["id"], "expires_at": at + timedelta(hours=2), "viewed_at": at}
    return decided | seen | ({"clicked_at": at} if draw.random() < 0.02 else {})


async def measure(server: Server, served: Served, world: World, rounds: int) -> Measured:
    """Take turns: `RETURN 1`, the least write, an ad for nobody that is known, and one for a member."""
    found, draw = Measured(), random.Random(7)
    machine = headers(role=Role.OPERATOR)
    members = [headers(UserId(reader)) for reader in world.readers]
    async with connected(server) as (graph, session):
        for number in range(WARM_UP + rounds):
            if number == WARM_UP:
                found = Measured()
            for name, statement in ((BARE, "RETURN 1 AS rows"), (WRITE, "CREATE (:Least {of: 1})")):
                started = time.perf_counter()
                await bare(session, statement)
                found.seconds.setdefault(name, []).append(time.perf_counter() - started)
            for name, who in ((PAGE, machine), (READER, draw.choice(members))):
                body = document(ASK, input=BESIDE | {"contentId": draw.choice(world.contents)})
                started = time.perf_counter()
                answer = served.send(body, who)
                note(found, world, name, time.perf_counter() - started, answer)
        await bare(session, "MATCH (least:Least) DELETE least")
        found.eligible = await eligible(graph, world)
        found.hits = await hits(graph, world)
    return found


def note(found: Measured, world: World, name: str, seconds: float, answer: bytes) -> None:
    """Keep how long an answer took, of a reader's by whether its flight has caps as well."""
    decision = orjson.loads(answer)["data"]["requestAd"]["decision"]
    names = [name]
    if name == READER and decision["ad"] is not None:
        names.append(CAPPED if decision["ad"]["id"] in world.capped else UNCAPPED)
    for each in names:
        found.seconds.setdefault(each, []).append(seconds)
        found.filled[each] = found.filled.get(each, 0) + (decision["ad"] is not None)


async def bare(session: AsyncSession, statement: str) -> None:
    """A statement as the bare driver runs it."""
    async for _ in await session.run(statement):
        pass


async def eligible(graph: Graph, world: World) -> dict[str, float]:
    """How many flights may serve, on average."""
    catalogue, now = await AdCatalogue(lambda: graph).current(), datetime.now(UTC)
    counts: dict[str, list[int]] = {PAGE: [], READER: []}
    for number, content_id in enumerate(world.contents[:100]):
        for name, reader in ((PAGE, None), (READER, world.readers[number % READERS])):
            facts = await graph.read(ad_decision.FACTS.one, ad_decision.FactsParams.at(now, content_id, None, reader))
            asked = Asked("sidebar", device="desktop", country="DE", language="en")
            counts[name].append(len(catalogue.eligible(context_of(asked, facts, reader, now))))
    return {name: mean(numbers) for name, numbers in counts.items()}


async def hits(graph: Graph, world: World) -> dict[str, int]:
    """Database hits of the two statements of a request."""
    now, reader = datetime.now(UTC), world.readers[0]
    facts = ad_decision.FactsParams.at(now, world.contents[0], None, reader)
    anew = ad_decision.ShownParams.at(now, reader)
    ticket = AdTicket(
        id=new_id(IdPrefix.DECISION),
        flight_id=world.flights[0]["id"],
        ad_id="adv_1",
        campaign_id="cmp_1",
        sponsor_id="spo_1",
        placement="sidebar",
        user_id=reader,
        decided_at=now,
        pricing=Pricing.CPM,
        price_micro=1,
        currency="EUR",
        time_zone="UTC",
        propensity=1.0,
        policy=POLICY,
        landing_url="https://example.org/",
    )
    caps = Targeting(frequency_cap_per_day=3, frequency_cap_per_week=10)
    limited = AdLoad(per_day=1_000, per_placement=None)
    for_flight, for_all = (
        ad_decision.ReserveParams.of(ticket, ticket.decision(), caps, load) for load in (NO_CAP, limited)
    )
    return {
        f"page, reader and {SHOWN} ads they saw": await graph.read(profile, ad_decision.FACTS, facts),
        "the reader again, where the page is remembered": await graph.read(profile, ad_decision.SHOWN, anew),
        "an ad of a flight with caps": await graph.write(profile, ad_decision.RESERVE, for_flight),
        "the same under a cap on all ads of a day": await graph.write(profile, ad_decision.RESERVE, for_all),
    }


def print_table(found: Measured, world: World) -> None:
    """Medians, their ratio to `RETURN 1`, and the hits."""
    base = median(found.seconds[BARE])
    title = f"{len(world.flights):,} live flights of {world.features:.0f} features; goal: ≤ {GOAL:g}"
    table = Table("decision", "number", "p50 ms", "p95 ms", ": RETURN 1", "filled", "eligible", title=title)
    for name in (BARE, WRITE, PAGE, READER, UNCAPPED, CAPPED):
        seconds = found.seconds.get(name, [])
        if not seconds:
            continue
        tail = sorted(seconds)[int(len(seconds) * 0.95)]
        share = f"{found.filled[name] / len(seconds):.0%}" if name in found.filled else ""
        served = f"{found.eligible[name]:.0f}" if name in found.eligible else ""
        times = (f"{1000 * median(seconds):.2f}", f"{1000 * tail:.2f}", f"{median(seconds) / base:.1f}")
        table.add_row(name, str(len(seconds)), *times, share, served)
    Console().print(table)
    for name, number in found.hits.items():
        Console().print(f"{name}: {number:,} database hits")


if __name__ == "__main__":
    typer.run(main)
