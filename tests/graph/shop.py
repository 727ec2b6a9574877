"""Things to sell in the graph of a test, and what their ids are."""

from dataclasses import dataclass
from datetime import UTC, datetime

from domain.benefit import BenefitKind
from domain.ids import IdPrefix, new_id
from domain.product import BillingInterval, ProductKind
from graph.database import Graph, Transaction

OPENED = datetime(2026, 1, 1, tzinfo=UTC)
SELL = """
MERGE (benefit:Benefit {slug: $slug})
ON CREATE SET benefit.id = $benefit_id, benefit.name = $slug, benefit.kind = $benefit, benefit.created_at = $at
CREATE (benefit)<-[:INCLUDES]-(product:Product {id: $product_id, kind: $kind, name: $slug, author_id: $author_id,
  author_share_percent: $share, created_at: $at})
CREATE (product)-[:PRICED]->(:Price {id: $price_id, product_id: $product_id, amount_minor: $amount,
  currency: $currency, interval: $interval, created_at: $at})
FOREACH (_ IN CASE WHEN $kind = 'MEMBERSHIP' THEN [1] ELSE [] END |
  CREATE (:Tier {id: $tier_id, slug: $slug, name: $slug, rank: 1, trial_days: $trial_days, product_id: $product_id,
    created_at: $at}))
WITH benefit
OPTIONAL MATCH (content:Content) WHERE content.id IN $contents
OPTIONAL MATCH (area:Area) WHERE area.slug = $area
FOREACH (one IN CASE WHEN content IS NULL THEN [] ELSE [content] END | MERGE (benefit)-[:UNLOCKS]->(one))
FOREACH (one IN CASE WHEN area IS NULL THEN [] ELSE [area] END | MERGE (benefit)-[:UNLOCKS]->(one))
RETURN DISTINCT benefit.id AS id
"""
COUPON = """
CREATE (coupon:Coupon {id: $id, code: $code, percent_off: 10, product_ids: [], redeemed: 0, affiliate_percent: 0,
  created_at: $at})
SET coupon += $changes
"""


@dataclass(frozen=True, slots=True)
class Sold:
    """One thing on sale."""

    product_id: str
    price_id: str
    benefit_id: str
    tier_id: str | None


async def sell(
    graph: Graph,
    kind: ProductKind = ProductKind.MEMBERSHIP,
    slug: str = "gold",
    amount: int = 1_000,
    currency: str = "EUR",
    interval: BillingInterval | None = None,
    benefit: BenefitKind = BenefitKind.ALL_CONTENT,
    contents: tuple[str, ...] = (),
    area: str | None = None,
    author_id: str | None = None,
    share: int = 70,
    trial_days: int = 0,
) -> Sold:
    """Put something on sale: with one price, and one benefit of that slug, made if it isn't there."""
    membership = kind is ProductKind.MEMBERSHIP
    ids = {name: new_id(IdPrefix(name)) for name in ("ben", "prd", "prc", "tier")}
    given = {
        "kind": kind,
        "slug": slug,
        "amount": amount,
        "currency": currency,
        "interval": interval or (BillingInterval.MONTH if membership else BillingInterval.ONCE),
        "benefit": benefit,
        "contents": list(contents),
        "area": area,
        "author_id": author_id,
        "share": share,
        "trial_days": trial_days,
        "benefit_id": ids["ben"],
        "product_id": ids["prd"],
        "price_id": ids["prc"],
        "tier_id": ids["tier"],
        "at": OPENED,
    }

    async def made(tx: Transaction) -> str:
        row = await (await tx.run(SELL, given)).single()
        return str(row and row["id"])

    return Sold(ids["prd"], ids["prc"], await graph.write(made), ids["tier"] if membership else None)


async def coupon(graph: Graph, code: str = "TEN", **changes: object) -> str:
    """Make a coupon, of 10 percent unless changed; its id."""
    id = new_id(IdPrefix.COUPON)

    async def made(tx: Transaction) -> None:
        await (await tx.run(COUPON, {"id": id, "code": code, "at": OPENED, "changes": changes})).consume()

    await graph.write(made)
    return id
