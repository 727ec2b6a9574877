"""What is on sale in random histories, and to whom: a small shop in which everything has its author and its price."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from domain.benefit import BenefitKind
from domain.ids import UserId
from domain.product import BillingInterval, ProductKind
from graph.database import Graph
from tests.graph.privacy import rows

ONCE, MONTH, YEAR = BillingInterval.ONCE, BillingInterval.MONTH, BillingInterval.YEAR
START = datetime(2027, 11, 30, 9, 30, tzinfo=UTC)
"""Near the last days of a month and a year: periods, and numbers of invoices, begin anew within a history."""
CURRENCY = "EUR"
AUTHORS = ADA, BEN = UserId("usr_ada"), UserId("usr_ben")
MEMBERS = (ADA, BEN, UserId("usr_cleo"), UserId("usr_dan"))
CONTENTS: Mapping[str, UserId] = {"cnt_a": ADA, "cnt_b": BEN, "cnt_c": ADA, "cnt_d": BEN}
"""Paid contents and their authors; `cnt_c` is a course."""
EVERYTHING = frozenset(CONTENTS)


@dataclass(frozen=True)
class Thing:
    """One price of something on sale, and the contents that it unlocks."""

    slug: str
    amount: int
    kind: ProductKind
    interval: BillingInterval = ONCE
    contents: frozenset[str] = frozenset()
    author: UserId | None = None
    share: int = 0
    rank: int = 0
    trial: timedelta = timedelta()
    product: str = ""

    @property
    def price_id(self) -> str:
        return f"prc_{self.slug}"

    @property
    def product_id(self) -> str:
        return f"prd_{self.product or self.slug}"

    @property
    def benefit_id(self) -> str:
        return f"ben_{self.product or self.slug}"

    @property
    def tier_id(self) -> str:
        return f"tier_{self.product or self.slug}"


ARTICLE = Thing("a", 997, ProductKind.ARTICLE, contents=frozenset({"cnt_a"}), author=ADA, share=70)
OTHER = Thing("b", 1_333, ProductKind.ARTICLE, contents=frozenset({"cnt_b"}), author=BEN, share=33)
COURSE = Thing("c", 5_003, ProductKind.COURSE, contents=frozenset({"cnt_c"}), author=ADA, share=85)
NOTE = Thing("d", 901, ProductKind.ARTICLE, contents=frozenset({"cnt_d"}), author=BEN, share=50)
SILVER = Thing("silver", 1_000, ProductKind.MEMBERSHIP, MONTH, frozenset({"cnt_b", "cnt_d"}), rank=1)
SILVER_YEAR = Thing(
    "silver-year", 9_999, ProductKind.MEMBERSHIP, YEAR, frozenset({"cnt_b", "cnt_d"}), rank=1, product="silver"
)
GOLD = Thing("gold", 2_501, ProductKind.MEMBERSHIP, MONTH, EVERYTHING, rank=2, trial=timedelta(days=7))
GOLD_YEAR = Thing(
    "gold-year", 25_003, ProductKind.MEMBERSHIP, YEAR, EVERYTHING, rank=2, trial=timedelta(days=7), product="gold"
)
TIERS: Sequence[Thing] = (SILVER, SILVER_YEAR, GOLD, GOLD_YEAR)
SINGLE: Sequence[Thing] = (ARTICLE, OTHER, COURSE, NOTE)
THINGS: Mapping[str, Thing] = {thing.price_id: thing for thing in (*SINGLE, *TIERS)}
COHORT, SEATS = "coh_c", 2
COHORT_STARTS = START + timedelta(days=45)


@dataclass(frozen=True)
class Code:
    """A coupon."""

    code: str
    percent: int = 0
    amount: int = 0
    most: int | None = None
    affiliate: UserId | None = None
    affiliate_percent: int = 0
    products: tuple[str, ...] = ()


CODES: Mapping[str, Code] = {
    each.code: each
    for each in (
        Code("TENTH", percent=15, affiliate=BEN, affiliate_percent=20),
        Code("FIVE", amount=500, most=2),
        Code("FREE", percent=100, products=(ARTICLE.product_id, SILVER.product_id)),
    )
}

MAKE = """
UNWIND $members AS id
CREATE (:User {id: id, handle: id, display_name: id, joined_at: $at, points: 0})
WITH count(*) AS members
UNWIND $contents AS row
MATCH (author:User {id: row.author})
CREATE (author)-[:AUTHORED {user_id: author.id, at: $at}]->(content:Content {id: row.id, slug: row.id, title: row.id,
  kind: row.kind, visibility: 'PAID', published_at: $at})
FOREACH (_ IN CASE row.kind WHEN 'COURSE' THEN [1] ELSE [] END | SET content:Course)
FOREACH (_ IN CASE row.kind WHEN 'ARTICLE' THEN [1] ELSE [] END | SET content:Article)
"""
SELL = """
UNWIND $things AS row
MERGE (benefit:Benefit {id: row.benefit_id})
ON CREATE SET benefit.slug = row.benefit_id, benefit.name = row.benefit_id, benefit.kind = row.benefit,
  benefit.created_at = $at
MERGE (product:Product {id: row.product_id})
ON CREATE SET product.kind = row.kind, product.name = row.slug, product.author_id = row.author,
  product.author_share_percent = row.share, product.created_at = $at
MERGE (product)-[:INCLUDES]->(benefit)
CREATE (product)-[:PRICED]->(:Price {id: row.price_id, product_id: row.product_id, amount_minor: row.amount,
  currency: $currency, interval: row.interval, created_at: $at})
FOREACH (_ IN CASE row.kind WHEN 'MEMBERSHIP' THEN [1] ELSE [] END |
  MERGE (tier:Tier {id: row.tier_id})
  SET tier.slug = row.product_id, tier.name = row.slug, tier.rank = row.rank, tier.trial_days = row.trial_days,
    tier.product_id = row.product_id, tier.created_at = $at)
WITH benefit, row WHERE row.benefit = 'CONTENT'
UNWIND row.contents AS id
MATCH (content:Content {id: id})
MERGE (benefit)-[:UNLOCKS]->(content)
"""
REST = """
CREATE (cohort:Cohort {id: $cohort, course_id: 'cnt_c', product_id: 'prd_c', name: 'The first', starts_at: $starts,
  ends_at: $starts + duration('P2D'), seats: $seats, created_at: $at})
WITH cohort
UNWIND $codes AS row
CREATE (coupon:Coupon {id: 'cpn_' + row.code, product_ids: row.products, redeemed: 0, created_at: $at})
SET coupon += row {.code, .percent_off, .amount_off_minor, .currency, .max_redemptions, .affiliate_id,
  .affiliate_percent}
"""


async def open_shop(graph: Graph) -> None:
    """Put the shop into an empty graph."""
    at = START - timedelta(days=90)
    contents = [
        {"id": id, "author": author, "kind": "COURSE" if id == "cnt_c" else "ARTICLE"}
        for id, author in CONTENTS.items()
    ]
    await rows(graph, MAKE, members=MEMBERS, contents=contents, at=at)
    things = [_row(thing) for thing in THINGS.values()]
    await rows(graph, SELL, things=things, currency=CURRENCY, at=at)
    codes = [_code(each) for each in CODES.values()]
    await rows(graph, REST, cohort=COHORT, starts=COHORT_STARTS, seats=SEATS, codes=codes, at=at)


def _row(thing: Thing) -> dict[str, Any]:
    names = ("slug", "amount", "kind", "interval", "author", "share", "rank")
    ids = ("price_id", "product_id", "benefit_id", "tier_id")
    row = {name: getattr(thing, name) for name in (*names, *ids)}
    benefit = BenefitKind.CONTENT if thing.contents else BenefitKind.FEATURE
    more = {"contents": sorted(thing.contents), "trial_days": thing.trial.days}
    return row | more | {"benefit": BenefitKind.ALL_CONTENT if thing.contents == EVERYTHING else benefit}


def _code(each: Code) -> dict[str, Any]:
    row = {
        "code": each.code,
        "products": list(each.products),
        "max_redemptions": each.most,
        "affiliate_id": each.affiliate,
        "affiliate_percent": each.affiliate_percent,
    }
    if each.percent:
        return row | {"percent_off": each.percent, "amount_off_minor": None, "currency": None}
    return row | {"percent_off": None, "amount_off_minor": each.amount, "currency": CURRENCY}
