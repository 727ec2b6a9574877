"""One small, readable community for the tests: three members, two areas, three tags, and what they wrote."""

from datetime import UTC, datetime, timedelta
from typing import Any

from domain.badges import BADGES
from graph import badge, search
from graph.database import Transaction

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
ULID = "01jz000000000000000000000"


def user(letter: str) -> str:
    """The id of a sample user."""
    return f"usr_{ULID}{letter}"


def content(letter: str) -> str:
    """The id of a sample content."""
    return f"cnt_{ULID}{letter}"


def tag(letter: str) -> str:
    """The id of a sample tag."""
    return f"tag_{ULID}{letter}"


def area(letter: str) -> str:
    """The id of a sample area."""
    return f"area_{ULID}{letter}"


ADA, BEN, CLEO = user("a"), user("b"), user("c")
GRAPHS, SECRET, PAID, ASKED, ANSWERED, REMARK, LATER = (content(letter) for letter in "abcdefg")
NEO4J, PYTHON, RUST = (tag(letter) for letter in "abc")
BLOG, HELP = area("a"), area("b")
ACME = f"spo_{ULID}a"
"""A sponsor with 5 EUR."""

CAMPAIGN, FLIGHT, AD = (f"{prefix}_{ULID}a" for prefix in ("cmp", "flt", "adv"))
"""Its campaign, with a flight that is a draft, of one ad."""

ORDER = f"ord_{ULID}a"
"""An order of Ada's, in tests that make it."""
PAYOUT = f"out_{ULID}a"
"""A payout of Ada's, in tests that make it."""

SERVICE, SERVICE_PRICE = f"prd_{ULID}a", f"prc_{ULID}a"
"""A product of Ada's, and its price, in tests that make them."""

GOLD, GOLD_MONTH, GOLD_YEAR, SUBSCRIPTION = f"tier_{ULID}a", f"prc_{ULID}b", f"prc_{ULID}c", f"sub_{ULID}a"
"""A tier by the month and by the year, and Ada's subscription to it, in tests that make them."""

SERVICE_REQUEST = f"srv_{ULID}a"
"""A service that Ada asked Ben for, in tests that make it."""

DECISION = f"dec_{ULID}a"
"""A decision to show that to Ada, in tests that make one."""

USERS: list[dict[str, Any]] = [
    {"id": ADA, "handle": "ada", "display_name": "Ada", "joined_at": NOW - timedelta(days=400), "external_id": "1"},
    {"id": BEN, "handle": "ben", "display_name": "Ben", "joined_at": NOW - timedelta(days=200), "external_id": "2"},
    {"id": CLEO, "handle": "cleo", "display_name": "Cleo", "joined_at": NOW - timedelta(days=2), "external_id": "3"},
]
TAGS = [
    {"id": NEO4J, "slug": "neo4j", "name": "Neo4j"},
    {"id": PYTHON, "slug": "python", "name": "Python"},
    {"id": RUST, "slug": "rust", "name": "Rust"},
]
AREAS = [
    {"id": BLOG, "slug": "blog", "name": "Blog", "kind": "TOPIC", "norms": "Write what you tried."},
    {"id": HELP, "slug": "help", "name": "Help", "kind": "QA", "norms": None},
]


def _content(id: str, kind: str, title: str, hours: float, by: str, tags: list[str], **more: Any) -> dict[str, Any]:
    return {
        "properties": {
            "id": id,
            "kind": kind,
            "title": title,
            "slug": title.lower().replace(" ", "-"),
            "body": f"<p>{title}</p>",
            "published_at": NOW - timedelta(hours=hours),
            "visibility": more.pop("visibility", "PUBLIC"),
            "external_id": more.pop("external_id", None),
        },
        "labels": ["".join(word.capitalize() for word in kind.split("_"))]
        + ([] if kind in ("ANSWER", "COMMENT", "LESSON") else ["Standalone"]),
        "by": by,
        "tags": tags,
        "area": more.pop("area", BLOG),
    }


CONTENTS = [
    _content(GRAPHS, "ARTICLE", "Graphs in anger", 50, ADA, [NEO4J, PYTHON], external_id="10"),
    _content(SECRET, "CASE_STUDY", "For members", 40, ADA, [PYTHON], visibility="MEMBERS"),
    _content(PAID, "COURSE", "A paid course", 30, BEN, [RUST], visibility="PAID"),
    _content(ASKED, "QUESTION", "Why so slow", 20, BEN, [NEO4J], area=HELP),
    _content(ANSWERED, "ANSWER", "Why so slow answer", 10, ADA, [], area=HELP),
    _content(REMARK, "COMMENT", "Graphs in anger remark", 5, CLEO, []),
    _content(LATER, "TALK", "Not yet", -24 * 365 * 20, ADA, [PYTHON]),
]

LOAD = """
UNWIND $users AS row CREATE (user:User {points: 0}) SET user += row, user.consents = ['ANALYTICS', 'PERSONALISATION']
WITH count(*) AS done UNWIND $tags AS row CREATE (tag:Tag) SET tag = row
WITH count(*) AS done UNWIND $areas AS row CREATE (area:Area) SET area = row
WITH count(*) AS done UNWIND $contents AS row
CREATE (content:Content:$(row.labels)) SET content = row.properties
WITH content, row
MATCH (user:User {id: row.by}) CREATE (user)-[:AUTHORED {user_id: user.id, at: content.published_at}]->(content)
WITH content, row
MATCH (area:Area {id: row.area})
CREATE (content)-[:IN_AREA {area_id: area.id, published_at: content.published_at}]->(area)
WITH content, row
UNWIND row.tags AS tag_id
MATCH (tag:Tag {id: tag_id}) CREATE (content)-[:TAGGED {tag_id: tag.id, published_at: content.published_at}]->(tag)
"""
CONNECT = """
MATCH (question:Content {id: $asked}), (answer:Content {id: $answered}), (article:Content {id: $graphs}),
      (comment:Content {id: $remark}), (ada:User {id: $ada}), (ben:User {id: $ben}), (python:Tag {id: $python})
CREATE (answer)-[:ANSWERS]->(question), (question)-[:ACCEPTED {at: $now}]->(answer),
       (comment)-[:REPLIES_TO {above_id: $graphs, published_at: comment.published_at}]->(article),
       (ben)-[:FOLLOWS {since: $now}]->(ada),
       (ben)-[:FOLLOWS {since: $now}]->(python)
"""


FUNDED = """
CREATE (sponsor:Sponsor {id: $sponsor, name: 'Acme', tier: 'GOLD', state: 'APPROVED', currency: 'EUR'}),
       (:LedgerEntry {id: 'led_1', key: 'sample', kind: 'FUNDING', at: $now, fingerprint: '', claim: 0})
SET sponsor.created_at = $now
CREATE (sponsor)-[:RUNS]->(campaign:Campaign {id: $campaign, sponsor_id: sponsor.id, name: 'Spring', kind: 'PAID'}),
       (campaign)-[:HAS_FLIGHT]->(flight:Flight {id: $flight, campaign_id: campaign.id, sponsor_id: sponsor.id,
         name: 'Readers', state: 'DRAFT', pricing: 'CPC', price_minor: 50, budget_minor: 500, daily_cap_minor: 100,
         currency: 'EUR', time_zone: 'Europe/Berlin', include_tags: [$python], exclude_tags: [$rust], areas: [$blog],
         segments: [], content_kinds: [], countries: [], languages: [], devices: []}),
       (flight)-[:HAS_AD]->(ad:Ad {id: $ad, flight_id: flight.id, headline: 'Graphs', body: 'Faster.',
         landing_url: 'https://acme.example/'})
SET campaign.created_at = $now, ad.created_at = $now, flight.starts_at = $now, flight.ends_at = $now + duration('P30D')
WITH sponsor
UNWIND [{account: 'outside', minor: -500}, {account: 'sponsor:' + sponsor.id + ':prepaid', minor: 500}] AS row
CREATE (:AccountBalance {account: row.account, currency: 'EUR', amount_minor: row.minor, postings: 1})
CREATE (:Posting {entry_id: 'led_1', account: row.account, currency: 'EUR', number: 1, amount_minor: row.minor,
                  balance_minor: row.minor})
"""
COUNT = """
MATCH (content:Content) WHERE content.id IN [$asked, $graphs]
SET content.answer_count = COUNT { (content)<-[:ANSWERS]-() },
    content.comment_count = COUNT { (content)<-[:REPLIES_TO]-() }
"""


async def load(tx: Transaction) -> None:
    """Put the sample into an empty graph."""
    rows = {"users": USERS, "tags": TAGS, "areas": AREAS, "contents": CONTENTS}
    await (await tx.run(LOAD, rows)).consume()
    ids = {"asked": ASKED, "answered": ANSWERED, "graphs": GRAPHS, "remark": REMARK}
    more = {"ada": ADA, "ben": BEN, "python": PYTHON, "now": NOW}
    await (await tx.run(CONNECT, ids | more)).consume()
    await (await tx.run(COUNT, ids)).consume()
    await badge.keep(tx, BADGES.badges())
    ads = {
        "sponsor": ACME,
        "campaign": CAMPAIGN,
        "flight": FLIGHT,
        "ad": AD,
        "python": PYTHON,
        "rust": RUST,
        "blog": BLOG,
    }
    await (await tx.run(FUNDED, ads | {"now": NOW})).consume()
    await search.index(tx, [str(content["properties"]["id"]) for content in CONTENTS])
