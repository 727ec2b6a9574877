"""What prices buy and contents cost, and coupons under many hands."""

import asyncio
from datetime import UTC, datetime

import pytest
import pytest_asyncio

from domain.benefit import BenefitKind
from domain.catalogue import ContentOffer
from domain.coupon import CouponLine, Redeemed
from domain.errors import Conflict, LimitReached, NotAllowed, NotFound
from domain.product import BillingInterval, ProductKind
from graph import catalogue
from graph import coupon as coupons
from graph.content import IdsParams
from graph.database import Graph
from tests import sample
from tests.graph.privacy import rows
from tests.graph.shop import coupon, sell
from tests.profiling import hits

NOW = datetime(2026, 11, 28, tzinfo=UTC)
LINES = (CouponLine(product_id="prd_a", amount_minor=1_000), CouponLine(product_id="prd_b", amount_minor=500))


@pytest_asyncio.fixture(loop_scope="session")
async def shop(graph: Graph) -> Graph:
    """The sample community, with nothing on sale yet."""
    await graph.write(sample.load)
    return graph


async def archive(graph: Graph, id: str) -> None:
    """Archive whatever has that id."""
    await rows(graph, "MATCH (n {id: $id}) SET n.archived_at = $at", id=id, at=NOW)


async def cost(graph: Graph, id: str = sample.PAID) -> ContentOffer | None:
    return (await graph.read(catalogue.product_of_content, [id])).get(id)


async def use(graph: Graph, order: str, user: str = "usr_a", code: str = "TEN", currency: str = "EUR") -> Redeemed:
    return await graph.write(coupons.redeem, code, user, order, currency, LINES, NOW)


async def redeemed(graph: Graph) -> tuple[int, int]:
    """How often the coupon counts as used, and by how many."""
    text = """MATCH (c:Coupon) OPTIONAL MATCH (r:CouponRedemption {coupon_id: c.id})
    RETURN c.redeemed AS counted, count(r) AS kept"""
    (row,) = await rows(graph, text)
    return row["counted"], row["kept"]


async def test_an_offer_says_all_that_an_order_keeps(shop: Graph) -> None:
    gold = await sell(shop, trial_days=14)
    offer = (await shop.read(catalogue.offers, [gold.price_id, "prc_none"]))[gold.price_id]
    assert (offer.tier_id, offer.trial_days, offer.benefit_ids) == (gold.tier_id, 14, (gold.benefit_id,))
    assert (offer.amount_minor, offer.currency, offer.interval) == (1_000, "EUR", BillingInterval.MONTH)
    assert (offer.product_kind, offer.author_share_percent, offer.live) == (ProductKind.MEMBERSHIP, 70, True)


@pytest.mark.parametrize("archived", ["price_id", "product_id", "tier_id"])
async def test_what_is_archived_is_no_longer_sold_and_still_known(shop: Graph, archived: str) -> None:
    gold = await sell(shop)
    await archive(shop, getattr(gold, archived))
    offer = (await shop.read(catalogue.offers, [gold.price_id]))[gold.price_id]
    assert not offer.live and offer.benefit_ids == (gold.benefit_id,), "who holds it goes on paying for the same"
    assert await cost(shop) is None


@pytest.mark.parametrize("visibility", ["HIDDEN", "REMOVED", "WITHDRAWN"])
async def test_what_was_taken_down_is_not_sold(shop: Graph, visibility: str) -> None:
    course = await sell(shop, ProductKind.COURSE, "course", benefit=BenefitKind.CONTENT, contents=(sample.PAID,))
    assert (await shop.read(catalogue.offers, [course.price_id]))[course.price_id].live
    await rows(shop, "MATCH (c:Content {id: $id}) SET c.visibility = $to", id=sample.PAID, to=visibility)
    assert not (await shop.read(catalogue.offers, [course.price_id]))[course.price_id].live
    assert await cost(shop) is None


async def test_a_content_costs_what_it_is_sold_for_or_else_the_cheapest_tier(shop: Graph) -> None:
    assert await cost(shop) is None
    await sell(shop, slug="gold", amount=900)
    silver = await sell(shop, slug="silver", amount=500, benefit=BenefitKind.AREA, area="blog")
    assert (await cost(shop)) == ContentOffer(
        content_id=sample.PAID,
        price_id=silver.price_id,
        product_id=silver.product_id,
        amount_minor=500,
        currency="EUR",
        interval=BillingInterval.MONTH,
    )
    course = await sell(shop, ProductKind.COURSE, "course", 4_900, benefit=BenefitKind.CONTENT, contents=(sample.PAID,))
    found = await cost(shop)
    assert found is not None and found.price_id == course.price_id, "itself, though a month of a tier costs less"


async def test_a_lesson_costs_what_its_course_does(shop: Graph) -> None:
    await rows(
        shop,
        """MATCH (c:Content {id: $id})
        CREATE (:Content:Lesson {id: 'cnt_lesson', kind: 'LESSON', visibility: 'PAID'})-[:PART_OF]->(c)""",
        id=sample.PAID,
    )
    course = await sell(shop, ProductKind.COURSE, "course", benefit=BenefitKind.CONTENT, contents=(sample.PAID,))
    found = await cost(shop, "cnt_lesson")
    assert found is not None and found.product_id == course.product_id


async def test_what_contents_cost_is_asked_at_the_same_cost_however_many_are_sold(shop: Graph) -> None:
    await sell(shop, ProductKind.COURSE, "course", benefit=BenefitKind.CONTENT, contents=(sample.PAID,))
    params = IdsParams(ids=[sample.PAID])
    few = await hits(shop, catalogue.CONTENT_OFFERS, params)
    await rows(
        shop,
        """UNWIND range(1, 2000) AS n
        CREATE (:Benefit {id: 'ben_' + n, slug: 's' + n, kind: 'CONTENT'})<-[:INCLUDES]-(:Product {id: 'prd_' + n,
          kind: 'ARTICLE'})-[:PRICED]->(:Price {id: 'prc_' + n, currency: 'EUR', interval: 'ONCE', amount_minor: n})""",
    )
    assert await hits(shop, catalogue.CONTENT_OFFERS, params) <= few * 1.2


async def test_a_coupon_is_used_once_a_member_and_once_an_order(shop: Graph) -> None:
    await coupon(shop)
    assert (await use(shop, "ord_1")).discounts == (100, 50)
    assert (await use(shop, "ord_1", code=" ten")).discounts == (100, 50), "told again, of the same order"
    assert await redeemed(shop) == (1, 1)
    with pytest.raises(Conflict):
        await use(shop, "ord_2")
    await use(shop, "ord_3", "usr_b")
    assert await redeemed(shop) == (2, 2)


async def test_an_order_that_is_not_paid_gives_its_coupon_back_once(shop: Graph) -> None:
    await coupon(shop, max_redemptions=1)
    await use(shop, "ord_1")
    for _ in range(2):
        await shop.write(coupons.give_back, "ord_1")
        assert await redeemed(shop) == (0, 0)
    await use(shop, "ord_2")
    assert await redeemed(shop) == (1, 1)


async def test_many_at_once_never_use_it_more_often_than_it_may_be(shop: Graph) -> None:
    await coupon(shop, max_redemptions=3)
    uses = (use(shop, f"ord_{n}", f"usr_{n}") for n in range(8))
    answers = await asyncio.gather(*uses, return_exceptions=True)
    refused = [answer for answer in answers if isinstance(answer, BaseException)]
    assert len(refused) == 5 and all(isinstance(answer, LimitReached) for answer in refused), refused
    assert await redeemed(shop) == (3, 3)


async def test_one_member_in_two_windows_uses_it_once(shop: Graph) -> None:
    await coupon(shop)
    answers = await asyncio.gather(*(use(shop, f"ord_{n}") for n in range(4)), return_exceptions=True)
    assert sum(isinstance(answer, Conflict) for answer in answers) == 3
    assert await redeemed(shop) == (1, 1)


async def test_an_affiliate_earns_by_others_and_not_by_themselves(shop: Graph) -> None:
    await coupon(shop, affiliate_id="usr_a", affiliate_percent=20)
    with pytest.raises(NotAllowed):
        await use(shop, "ord_1")
    used = await use(shop, "ord_1", "usr_b")
    assert (used.affiliate_id, used.affiliate_percent) == ("usr_a", 20)


async def test_what_is_refused_counts_nothing(shop: Graph) -> None:
    await coupon(shop, percent_off=None, amount_off_minor=700, currency="USD", product_ids=["prd_b"])
    with pytest.raises(NotFound):
        await use(shop, "ord_1", code="NONE")
    with pytest.raises(Conflict):
        await use(shop, "ord_1")
    assert (await use(shop, "ord_1", currency="USD")).discounts == (0, 500)
    assert await redeemed(shop) == (1, 1)
