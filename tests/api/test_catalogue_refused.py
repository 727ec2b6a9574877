"""What can't be put on sale: refused with a reason that says what to change, and nothing is changed."""

import pytest

from graph.database import Graph
from tests import sample
from tests.api.conftest import Api
from tests.api.test_catalogue import EUR, refused
from tests.graph.privacy import rows
from tests.graph.shop import coupon, sell

TIER = 'slug: "x", name: "X", rank: 1, '
SHARE = "authorSharePercent"
SERVICE = 'kind: SERVICE, name: "X", '
BENEFIT = 'slug: "x", name: "X", kind: '
COUPON = 'code: "NEW", percentOff: 10, '


@pytest.mark.parametrize(
    ("name", "given", "kind", "path"),
    [
        ("createTier", 'slug: "gold", name: "Other", rank: 1', "Conflict", "slug"),
        ("createTier", 'slug: "Gold!", name: "Other", rank: 1', "InvalidInput", "slug"),
        ("createTier", 'slug: "x", name: " ", rank: 1', "InvalidInput", "name"),
        ("createTier", 'slug: "x", name: "X", rank: 0', "InvalidInput", "rank"),
        ("createTier", TIER + "trialDays: -1", "InvalidInput", "trialDays"),
        ("createTier", TIER + "trialDays: 366", "InvalidInput", "trialDays"),
        ("createTier", TIER + f'benefits: ["ben_{sample.ULID}z"]', "NotFound", "0"),
        ("createTier", TIER + f'benefits: ["{sample.ADA}"]', "InvalidInput", "benefits"),
        ("createTier", TIER + f"prices: [{{amount: {EUR % -1}}}]", "InvalidInput", "amountMinor"),
        ("createTier", TIER + f"prices: [{{amount: {EUR % (10**9 + 1)}}}]", "InvalidInput", "amountMinor"),
        ("createTier", TIER + 'prices: [{amount: {amountMinor: 5, currency: "EURO"}}]', "InvalidInput", "currency"),
        ("createTier", TIER + f"prices: [{{amount: {EUR % 5}}}, {{amount: {EUR % 6}}}]", "InvalidInput", "1"),
        ("createProduct", 'kind: MEMBERSHIP, name: "X"', "InvalidInput", "kind"),
        ("createProduct", 'kind: COURSE, name: "X"', "InvalidInput", "benefits"),
        ("createProduct", SERVICE + f"prices: [{{amount: {EUR % 0}}}]", "InvalidInput", "amountMinor"),
        ("createProduct", SERVICE + f"prices: [{{amount: {EUR % 5}, interval: MONTH}}]", "InvalidInput", "interval"),
        ("createProduct", SERVICE + "authorSharePercent: 50", "InvalidInput", SHARE),
        (
            "createProduct",
            SERVICE + f'authorId: "{sample.ADA}", authorSharePercent: 101',
            "InvalidInput",
            "authorSharePercent",
        ),
        ("createProduct", SERVICE + f'authorId: "{sample.user("z")}"', "NotFound", "authorId"),
        ("createBenefit", 'slug: "all", name: "X", kind: AD_FREE', "Conflict", "slug"),
        ("createBenefit", BENEFIT + "CONTENT", "InvalidInput", "contents"),
        ("createBenefit", BENEFIT + "AREA", "InvalidInput", "areas"),
        ("createBenefit", BENEFIT + 'AREA, areas: ["none"]', "NotFound", "0"),
        ("createBenefit", BENEFIT + f'CONTENT, contents: ["{sample.content("z")}"]', "NotFound", "0"),
        ("createBenefit", BENEFIT + f'AD_FREE, contents: ["{sample.PAID}"]', "InvalidInput", "contents"),
        ("createCoupon", 'code: "TEN", percentOff: 10', "Conflict", "code"),
        ("createCoupon", 'code: "x", percentOff: 10', "InvalidInput", "code"),
        ("createCoupon", 'code: "NEW", percentOff: 0', "InvalidInput", "percentOff"),
        ("createCoupon", COUPON + f"amountOff: {EUR % 5}", "InvalidInput", "percentOff"),
        ("createCoupon", f'code: "NEW", amountOff: {EUR % -5}', "InvalidInput", "amountMinor"),
        ("createCoupon", 'code: "NEW", amountOff: {amountMinor: 5, currency: "€"}', "InvalidInput", "currency"),
        ("createCoupon", COUPON + f'products: ["prd_{sample.ULID}z"]', "NotFound", "0"),
        ("createCoupon", COUPON + "maxRedemptions: 0", "InvalidInput", "maxRedemptions"),
        ("createCoupon", COUPON + "affiliatePercent: 10", "InvalidInput", "affiliatePercent"),
        ("createCoupon", COUPON + f'affiliateId: "{sample.ADA}"', "InvalidInput", "affiliatePercent"),
        ("createCoupon", COUPON + f'affiliateId: "{sample.user("z")}", affiliatePercent: 5', "NotFound", "affiliateId"),
        (
            "createCoupon",
            COUPON + 'startsAt: "2027-01-01T00:00:00Z", endsAt: "2026-01-01T00:00:00Z"',
            "InvalidInput",
            "endsAt",
        ),
        ("setPrice", f'productId: "prd_{sample.ULID}z", amount: {EUR % 5}', "NotFound", "productId"),
        ("archivePrice", f'id: "prc_{sample.ULID}z"', "NotFound", "id"),
        ("archiveProduct", f'id: "prd_{sample.ULID}z"', "NotFound", "id"),
        ("archiveTier", f'id: "tier_{sample.ULID}z"', "NotFound", "id"),
        ("editTier", f'id: "{sample.ADA}"', "InvalidInput", "id"),
    ],
)
async def test_what_cant_be_is_refused_and_changes_nothing(
    api: Api, graph: Graph, name: str, given: str, kind: str, path: str
) -> None:
    await sell(graph, slug="gold")
    await rows(graph, "MATCH (b:Benefit {slug: 'gold'}) SET b.slug = 'all'")
    await coupon(graph)
    assert await refused(api, graph, name, given) == (kind, path)
