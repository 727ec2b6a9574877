"""What decisions about ads are measured on: live flights that ask for much, and members who saw ads before."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from statistics import mean
from typing import Any
from zoneinfo import ZoneInfo

from benchmarks.serving import connected
from domain.content import ContentKind
from domain.ids import IdPrefix, new_id
from domain.segment import ValueSegment
from graph.database import Server

READERS, REGULARS = 450, 50
"""Members who consent, and those of them who go from page to page."""
SHOWN = 100
"""Ads each of the readers saw in the last seven days."""

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
