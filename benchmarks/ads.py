"""Decisions about ads over HTTP with a thousand live flights, beside `RETURN 1` by the bare driver, in turns.

    .venv/bin/python -m benchmarks.ads [--users 300] [--flights 1000] [--rounds 300]

Two in three flights ask for tags of the demo, one in four has caps. Ads are asked for beside contents, by a server for
nobody it knows, and by members who consent to what they saw before being looked at. Database hits are those of the
statements of one request, with as many options as a decision can have.
"""

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import Annotated, Any

import typer
import uvloop
from neo4j import AsyncSession
from rich.console import Console
from rich.table import Table

from benchmarks.hits import profile
from benchmarks.serving import Served, connected, document, filled, headers, serving
from domain.access import Role
from domain.ad_policy import MOST
from domain.ids import IdPrefix, UserId, first_id, new_id
from graph import ad_decision
from graph.database import Graph, Server

GOAL = 3.0
WARM_UP = 60
READERS = 50
ASK = """mutation ($input: RequestAdInput!) { requestAd(input: $input) { decision {
  id ad { id headline body landingUrl } viewUrl clickUrl paidBy noFillReason } userErrors { code message } } }"""
KNOWN = """
MATCH (content:Standalone) WHERE content.visibility = 'PUBLIC'
WITH content LIMIT 300 WITH collect(content.id) AS contents
MATCH (user:User) WITH contents, user LIMIT $readers
SET user.consents = coalesce(user.consents, []) + ['AD_PERSONALISATION']
WITH contents, collect(user.id) AS readers
MATCH (tag:Tag) RETURN contents, readers, collect(tag.id) AS tags
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


@dataclass
class Measured:
    """Seconds by what was asked, how many were answered with an ad, and database hits by statement."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    filled: dict[str, int] = field(default_factory=dict)
    hits: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class World:
    """What of the demo is asked about."""

    contents: Sequence[str]
    readers: Sequence[str]
    tags: Sequence[str]


def main(
    users: Annotated[int, typer.Option(min=100, help="Of the demo, when NEO4J_URI names no graph.")] = 300,
    flights: Annotated[int, typer.Option(min=1, help="That are live.")] = 1_000,
    rounds: Annotated[int, typer.Option(min=20, help="Of each kind.")] = 300,
) -> None:
    """Measure and print."""
    with filled(users) as server:
        world = uvloop.run(prepare(server, flights))
        with serving(server) as served:
            print_table(uvloop.run(measure(server, served, world, rounds)), flights)


async def prepare(server: Server, flights: int) -> World:
    """Let flights be live, and some members consent."""
    async with connected(server) as (_, session):
        record = await (await session.run(KNOWN, {"readers": READERS})).single(strict=True)
        world = World(record["contents"], record["readers"], record["tags"])
        draw = random.Random(7)
        rows = [row(number, world.tags, draw) for number in range(flights)]
        await (await session.run(FLIGHTS, {"flights": rows, "now": datetime.now(UTC)})).consume()
    return world


def row(number: int, tags: Sequence[str], draw: random.Random) -> dict[str, Any]:
    """A live flight and its ad."""
    now = datetime.now(UTC)
    flight = {
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
        "include_tags": draw.sample(list(tags), min(5, len(tags))) if number % 3 else [],
    }
    if number % 4 == 0:
        flight |= {"frequency_cap_per_day": 3, "frequency_cap_per_week": 10}
    words = {"headline": f"Ad {number}", "body": "Words.", "landing_url": "https://example.org/", "created_at": now}
    return {"flight": flight, "ad": {"id": new_id(IdPrefix.AD), "flight_id": flight["id"], **words}}


async def measure(server: Server, served: Served, world: World, rounds: int) -> Measured:
    """Take turns: `RETURN 1`, an ad for nobody that is known, and one for a member."""
    found, draw = Measured(), random.Random(7)
    machine = headers(role=Role.OPERATOR)
    members = [headers(UserId(reader)) for reader in world.readers]
    async with connected(server) as (graph, session):
        for number in range(WARM_UP + rounds):
            if number == WARM_UP:
                found = Measured()
            started = time.perf_counter()
            await one(session)
            found.seconds.setdefault("RETURN 1, bare", []).append(time.perf_counter() - started)
            for name, who in (("by the page", machine), ("for a reader", draw.choice(members))):
                body = document(ASK, input={"placement": "sidebar", "contentId": draw.choice(world.contents)})
                started = time.perf_counter()
                answer = served.send(body, who)
                found.seconds.setdefault(name, []).append(time.perf_counter() - started)
                found.filled[name] = found.filled.get(name, 0) + (b'"noFillReason":null' in answer)
        found.hits = await hits(graph, world)
    return found


async def one(session: AsyncSession) -> None:
    """`RETURN 1` as the bare driver runs it."""
    async for _ in await session.run("RETURN 1 AS rows"):
        pass


async def hits(graph: Graph, world: World) -> dict[str, int]:
    """Database hits of the two statements of a request."""
    now, reader = datetime.now(UTC), world.readers[0]
    facts = ad_decision.FactsParams(content_id=world.contents[0], area=None, user_id=reader, now=now)
    option = {"rank": 0, "value": 1.0, "factors": [1.0] * 6, "per_day": 3, "per_week": 10}
    options = [
        option | {"flight_id": f"flt_{n}", "properties": {"ad_id": f"adv_{n}", "flight_id": f"flt_{n}"}}
        for n in range(MOST)
    ]
    day = timedelta(days=1)
    params = ad_decision.DecideParams(
        id=new_id(IdPrefix.DECISION),
        user_id=reader,
        now=now,
        day_ago=now - day,
        week_ago=now - 7 * day,
        day_ago_id=first_id(IdPrefix.DECISION, now - day),
        per_day=20,
        per_placement=None,
        options=options,
        luck=0.5,
        properties={"placement": "sidebar", "decided_at": now, "expires_at": now + timedelta(hours=2)},
    )
    return {
        "facts of page and reader": await graph.read(profile, ad_decision.FACTS, facts),
        f"decision for a reader, {MOST} options": await graph.write(profile, ad_decision.DECIDE, params),
    }


def print_table(found: Measured, flights: int) -> None:
    """Medians, their ratio to `RETURN 1`, and the hits."""
    bare = median(found.seconds["RETURN 1, bare"])
    table = Table(
        "decision", "p50 ms", "p95 ms", ": RETURN 1", "filled", title=f"{flights:,} live flights; goal: ≤ {GOAL:g}"
    )
    for name, seconds in found.seconds.items():
        tail, share = sorted(seconds)[int(len(seconds) * 0.95)], found.filled.get(name, 0) / len(seconds)
        cells = (f"{1000 * median(seconds):.2f}", f"{1000 * tail:.2f}", f"{median(seconds) / bare:.1f}", f"{share:.0%}")
        table.add_row(name, *cells)
    Console().print(table)
    for name, number in found.hits.items():
        Console().print(f"{name}: {number:,} database hits")


if __name__ == "__main__":
    typer.run(main)
