"""Decisions about ads over HTTP with a thousand live flights, beside `RETURN 1` by the bare driver, in turns.

    .venv/bin/python -m benchmarks.ads [--users 600] [--flights 1000] [--rounds 400]

Each flight asks for some seventy things and rules out others: areas, kinds, countries, languages, devices, weekdays,
hours, tags, words; a third ask for tags of the page, a quarter for interests and segments of the reader. One in four
has caps. Ads are asked for beside contents, by a server for nobody it knows, and by members who consent to what they
saw before being looked at, and saw a hundred ads this week. Pages were asked for before, so most are remembered, and so
are fifty of the members, who go from page to page; others come for the first time in five minutes, and are read. What
nothing caps is answered at once, what is capped is written before; beside them stands the least write there is. The
goal is held against each row.
"""

import random
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from statistics import mean, median
from typing import Annotated

import orjson
import typer
import uvloop
from neo4j import AsyncSession
from rich.console import Console
from rich.table import Table

from benchmarks.ad_world import READERS, REGULARS, SHOWN, World, prepare
from benchmarks.hits import profile
from benchmarks.serving import Served, connected, document, filled, headers, serving
from domain.access import Role
from domain.ad_load import NO_CAP, AdLoad
from domain.ad_policy import POLICY
from domain.ad_token import AdTicket
from domain.flight import Pricing
from domain.ids import IdPrefix, UserId, new_id
from domain.targeting import Targeting
from graph import ad_decision, ad_facts
from graph.database import Graph, Server
from resolvers.ad_catalogue import AdCatalogue
from resolvers.ad_request import Asked, context_of

GOAL = 3.0
WARM_UP = 400
BESIDE = {"placement": "sidebar", "device": "desktop", "country": "DE", "language": "en"}
BARE, WRITE = "RETURN 1, bare", "the least write, bare"
PAGE, READER, FIRST = "by the page", "for a reader", "for a reader who just came"
CAPS = {True: "  of flights with caps", False: "  of flights without caps"}
ASK = """mutation ($input: RequestAdInput!) { requestAd(input: $input) { decision {
  id ad { id headline body landingUrl } viewUrl clickUrl paidBy noFillReason } userErrors { code message } } }"""


@dataclass
class Measured:
    """Seconds by what was asked, how many had an ad, eligible flights, and database hits by statement."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    filled: dict[str, int] = field(default_factory=dict)
    eligible: dict[str, float] = field(default_factory=dict)
    hits: dict[str, int] = field(default_factory=dict)


def main(
    users: Annotated[int, typer.Option(min=100, help="Of the demo, when NEO4J_URI names no graph.")] = 600,
    flights: Annotated[int, typer.Option(min=1, help="That are live.")] = 1_000,
    rounds: Annotated[int, typer.Option(min=20, max=READERS - REGULARS, help="Of each kind.")] = 400,
) -> None:
    """Measure and print."""
    with filled(users) as server:
        world = uvloop.run(prepare(server, flights))
        with serving(server) as served:
            print_table(uvloop.run(measure(server, served, world, rounds)), world)


async def measure(server: Server, served: Served, world: World, rounds: int) -> Measured:
    """Take turns: `RETURN 1`, the least write, an ad for nobody that is known, and one for a member."""
    found, draw = Measured(), random.Random(7)
    machine = headers(role=Role.OPERATOR)
    members = [headers(UserId(reader)) for reader in world.readers]
    regulars, others = members[:REGULARS], members[REGULARS:]
    async with connected(server) as (graph, session):
        for number in range(WARM_UP + rounds):
            if number == WARM_UP:
                found = Measured()
            for name, statement in ((BARE, "RETURN 1 AS rows"), (WRITE, "CREATE (:Least {of: 1})")):
                started = time.perf_counter()
                await bare(session, statement)
                found.seconds.setdefault(name, []).append(time.perf_counter() - started)
            asking = [(PAGE, machine), (READER, draw.choice(regulars))]
            if number >= WARM_UP:
                asking.append((FIRST, others[(number - WARM_UP) % len(others)]))
            for name, who in asking:
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
    if name != PAGE and decision["ad"] is not None:
        names.append(name + CAPS[decision["ad"]["id"] in world.capped])
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
        for name, reader in ((PAGE, None), (READER, world.readers[number % REGULARS])):
            facts = await graph.read(ad_facts.FACTS.one, ad_facts.FactsParams.at(now, content_id, None, reader))
            asked = Asked("sidebar", device="desktop", country="DE", language="en")
            counts[name].append(len(catalogue.eligible(context_of(asked, facts, reader, now))))
    return {name: mean(numbers) for name, numbers in counts.items()}


async def hits(graph: Graph, world: World) -> dict[str, int]:
    """Database hits of the statements of a request."""
    now, reader = datetime.now(UTC), world.readers[0]
    facts = ad_facts.FactsParams.at(now, world.contents[0], None, reader)
    changed = ad_facts.ChangedParams(since=now, limit=1_000)
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
        f"page, reader and {SHOWN} ads they saw": await graph.read(profile, ad_facts.FACTS, facts),
        "who withdrew since, each second": await graph.read(profile, ad_facts.CHANGED, changed),
        "an ad of a flight with caps": await graph.write(profile, ad_decision.RESERVE, for_flight),
        "the same under a cap on all ads of a day": await graph.write(profile, ad_decision.RESERVE, for_all),
    }


def print_table(found: Measured, world: World) -> None:
    """Medians, their ratio to `RETURN 1`, and the hits."""
    base = median(found.seconds[BARE])
    title = f"{len(world.flights):,} live flights of {world.features:.0f} features; goal: ≤ {GOAL:g}"
    table = Table("decision", "number", "p50 ms", "p95 ms", ": RETURN 1", "filled", "eligible", title=title)
    of_readers = [name + more for name in (READER, FIRST) for more in ("", *CAPS.values())]
    for name in (BARE, WRITE, PAGE, *of_readers):
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
