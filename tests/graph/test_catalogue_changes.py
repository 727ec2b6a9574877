"""The catalogue under many hands, as it grows, and when what somebody has bought is sold no more."""

import asyncio
from datetime import UTC, datetime

import pytest
import pytest_asyncio

from domain.audit import by_command_line
from domain.errors import NotFound
from domain.gift import digest_of, new_code
from domain.ids import ContentId, IdPrefix, UserId, new_id
from domain.product import BillingInterval, NewPrice, ProductKind
from graph import benefit_changes, catalogue, content_price, gift, product, product_changes, settlement, tier
from graph.database import Graph
from tests import sample
from tests.graph.merging import merged
from tests.graph.ordering import CLEO, LATER, article, bought, by_code, holds, ordered, paid
from tests.graph.privacy import rows
from tests.graph.shop import OPENED, coupon, sell
from tests.profiling import hits

NOW = datetime(2026, 11, 28, tzinfo=UTC)
ENTRY = by_command_line("tier.edited", "x", NOW)
GROW = """UNWIND range(1, 2000) AS n
WITH n, '01jz' + right('0000000000000000000000' + n, 22) AS ulid
CREATE (:Benefit {id: 'ben_' + ulid, slug: 's' + n, name: 's', kind: ['FEATURE', 'AREA'][n % 2], created_at: $at})
CREATE (:Product {id: 'prd_' + ulid, kind: ['SERVICE', 'MEMBERSHIP'][n % 2], name: 'x', author_share_percent: 0,
  created_at: $at})"""


@pytest_asyncio.fixture(loop_scope="session")
async def shop(graph: Graph) -> Graph:
    """The sample community, with nothing on sale yet."""
    await graph.write(sample.load)
    return graph


async def live(graph: Graph) -> list[dict[str, object]]:
    """The prices on sale."""
    text = "MATCH (p:Price) WHERE p.archived_at IS NULL RETURN p.amount_minor AS amount, p.currency AS currency"
    return await rows(graph, text)


async def test_operators_who_set_a_price_at_once_leave_one(shop: Graph) -> None:
    gold = await sell(shop)
    prices = (NewPrice(amount_minor=n, currency="EUR", interval=BillingInterval.MONTH) for n in range(500, 508))
    ids = [new_id(IdPrefix.PRICE) for _ in range(8)]
    given = zip(ids, prices, strict=True)
    await asyncio.gather(
        *(shop.write(product_changes.set_price, id, gold.product_id, price, NOW, ENTRY) for id, price in given)
    )
    assert len(await live(shop)) == 1
    assert len(await rows(shop, "MATCH (p:Price) RETURN p")) == 9, "those before are kept for who pays them"


async def test_operators_who_make_a_tier_of_one_name_at_once_make_one(shop: Graph) -> None:
    def new() -> tier.CreateParams:
        ids = {"id": new_id(IdPrefix.TIER), "product_id": new_id(IdPrefix.PRODUCT)}
        return tier.CreateParams(**ids, slug="gold", name="Gold", description=None, rank=1, trial_days=0, at=NOW)

    made = await asyncio.gather(*(shop.write(tier.create, new(), (), {}, ENTRY) for _ in range(6)))
    assert sorted(made) == [False] * 5 + [True]
    assert await rows(shop, "MATCH (t:Tier), (p:Product) RETURN count(*) AS n") == [{"n": 1}]


async def test_an_author_in_two_windows_sells_a_content_once(shop: Graph) -> None:
    async def priced(cents: int) -> None:
        params = content_price.OfContentParams(
            id=new_id(IdPrefix.PRODUCT),
            benefit_id=new_id(IdPrefix.BENEFIT),
            content_id=ContentId(sample.PAID),
            kind=ProductKind.COURSE,
            name="A course",
            author_id=UserId(sample.BEN),
            share=70,
            at=NOW,
        )
        price = NewPrice(amount_minor=cents, currency="EUR", interval=BillingInterval.ONCE)
        await shop.write(content_price.sell, params, new_id(IdPrefix.PRICE), price, ENTRY)

    await asyncio.gather(*(priced(cents) for cents in range(100, 106)))
    counts = (
        "MATCH (p:Product) MATCH (b:Benefit {slug: $id}) RETURN count(p) AS products, count(DISTINCT b) AS benefits"
    )
    assert await rows(shop, counts, id=sample.PAID) == [{"products": 1, "benefits": 1}]
    assert len(await live(shop)) == 1


async def test_a_gift_bought_before_is_redeemed_after_the_tier_was_archived(shop: Graph) -> None:
    gold, code = await sell(shop), digest_of(new_code())
    made = await ordered(shop, gold, gift=by_code(code))
    await shop.write(settlement.settle, made.id, paid(made))
    away = tier.ChangeParams(id=str(gold.tier_id), properties={"archived_at": NOW}, of_product={"archived_at": NOW})
    await shop.write(tier.change, away, None, ENTRY)
    with pytest.raises(NotFound):
        await ordered(shop, gold)
    await shop.write(gift.redeem, code, CLEO, LATER)
    assert await holds(shop, gold)
    ids = [str(gold.tier_id)]
    assert await shop.read(tier.by_ids, ids, CLEO, False) and not await shop.read(tier.by_ids, ids, sample.BEN, False)


async def test_who_bought_what_is_sold_no_more_keeps_it(shop: Graph) -> None:
    sold = await article(shop)
    await bought(shop, sold)
    change = product_changes.ChangeParams(id=sold.product_id, properties={"archived_at": NOW})
    await shop.write(product_changes.change, change, (), ENTRY)
    assert await holds(shop, sold), "not even what it includes now is taken from them"
    assert not (await shop.read(catalogue.offers, [sold.price_id]))[sold.price_id].live


async def test_lists_cost_the_same_however_much_is_on_sale(shop: Graph) -> None:
    for number in range(25):
        await sell(shop, slug=f"tier-{number}")
    asked = (
        (product.LATEST, product.LatestParams(kinds=tuple(ProductKind), limit=21)),
        (product.LATEST, product.LatestParams(kinds=(ProductKind.MEMBERSHIP,), before_id="prd_8", limit=21)),
        (benefit_changes.LATEST, benefit_changes.LatestParams(kinds=("FEATURE", "ALL_CONTENT"), limit=21)),
        (tier.LIVE, tier.LimitParams()),
    )
    few = [await hits(shop, query, params) for query, params in asked]
    await rows(shop, GROW, at=OPENED)
    many = [await hits(shop, query, params) for query, params in asked]
    assert all(now <= before * 1.2 + 150 for now, before in zip(many, few, strict=True)), (few, many)


async def test_two_accounts_of_one_person_used_a_coupon_once_each_and_as_often_as_it_counts(shop: Graph) -> None:
    id = await coupon(shop, affiliate_id=sample.BEN, redeemed=2)
    used = """UNWIND $users AS user CREATE (:CouponRedemption {key: $id + '|' + user, coupon_id: $id, user_id: user,
      order_id: 'ord_' + user, at: $at})"""
    await rows(shop, used, id=id, users=[sample.BEN, sample.ADA], at=NOW)
    await merged(shop, sample.BEN, sample.ADA)
    kept = "MATCH (r:CouponRedemption) RETURN r.user_id AS user, r.key AS key ORDER BY key"
    found = await rows(shop, kept)
    assert {row["user"] for row in found} == {sample.ADA} and found[0]["key"] == f"{id}|{sample.ADA}"
    assert await rows(shop, "MATCH (c:Coupon) RETURN c.affiliate_id AS by") == [{"by": sample.ADA}]
