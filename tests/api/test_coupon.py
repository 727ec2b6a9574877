"""Coupons as operators make them, and what buyers are told of a code."""

from datetime import UTC, datetime
from typing import Any

import pytest

from domain.access import Role
from graph.database import Graph
from tests import sample
from tests.api.conftest import Api
from tests.api.test_audit import log
from tests.api.test_catalogue import EUR, NODE, done
from tests.graph.ordering import article
from tests.graph.privacy import rows
from tests.graph.shop import coupon, sell

QUOTE = """query ($code: String!, $prices: [ID!]!) { couponQuote(code: $code, priceIds: $prices) {
  code subtotal { amountMinor } discount { amountMinor } total { amountMinor currency } } }"""


async def test_a_buyer_sees_what_a_code_would_take_off_and_nothing_is_used(api: Api, graph: Graph) -> None:
    one = await article(graph, 999, "one")
    other = await article(graph, 5_001, "other")
    await coupon(graph, product_ids=[one.product_id])
    prices = [one.price_id, other.price_id, one.price_id]
    for _ in range(2):
        quote = (await api.data(QUOTE, as_=sample.ADA, code=" ten", prices=prices))["couponQuote"]
        assert quote["code"] == "TEN" and quote["subtotal"]["amountMinor"] == 2 * 999 + 5_001
        assert quote["discount"]["amountMinor"] == 199, "10 percent of 19.98, rounded down"
        assert quote["total"] == {"amountMinor": 2 * 999 + 5_001 - 199, "currency": "EUR"}
    assert await rows(graph, "MATCH (c:Coupon) RETURN c.redeemed AS n") == [{"n": 0}]


@pytest.mark.parametrize(
    ("changes", "more", "code"),
    [
        ({}, {"code": "NONE"}, "NOT_FOUND"),
        ({"archived_at": datetime(2026, 1, 1, tzinfo=UTC)}, {}, "NOT_FOUND"),
        ({"ends_at": datetime(2026, 1, 1, tzinfo=UTC)}, {}, "CONFLICT"),
        ({"affiliate_id": sample.ADA, "affiliate_percent": 10}, {}, "NOT_ALLOWED"),
        ({"max_redemptions": 0}, {}, "LIMIT_REACHED"),
        ({"percent_off": None, "amount_off_minor": 5, "currency": "USD"}, {}, "CONFLICT"),
        ({"product_ids": ["prd_other"]}, {}, "CONFLICT"),
        ({}, {"prices": []}, "INVALID_INPUT"),
        ({}, {"prices": [f"prc_{sample.ULID}z"]}, "NOT_FOUND"),
        ({}, {"as_": None}, "NOT_ALLOWED"),
    ],
)
async def test_a_code_that_takes_nothing_off_says_why(
    api: Api, graph: Graph, changes: dict[str, Any], more: dict[str, Any], code: str
) -> None:
    made = await sell(graph)
    await coupon(graph, **changes)
    assert await api.code(QUOTE, **({"as_": sample.ADA, "code": "TEN", "prices": [made.price_id]} | more)) == code


async def test_what_is_archived_and_what_has_another_currency_isnt_quoted(api: Api, graph: Graph) -> None:
    euros, dollars = await sell(graph), await sell(graph, slug="silver", currency="USD")
    await coupon(graph)
    prices = [euros.price_id, dollars.price_id]
    assert await api.code(QUOTE, as_=sample.ADA, code="TEN", prices=prices) == "CONFLICT"
    await done(api, "archivePrice", f'id: "{euros.price_id}"')
    assert await api.code(QUOTE, as_=sample.ADA, code="TEN", prices=prices[:1]) == "NOT_FOUND"


async def test_operators_list_coupons_and_an_affiliate_sees_theirs(api: Api, graph: Graph) -> None:
    given = (
        f'code: "friends", amountOff: {EUR % 500}, affiliateId: "{sample.ADA}", affiliatePercent: 20, maxRedemptions: 9'
    )
    made = await done(api, "createCoupon", given, "coupon { id code amountOff { amountMinor } affiliate { handle } }")
    assert (made["code"], made["amountOff"], made["affiliate"]) == ("FRIENDS", {"amountMinor": 500}, {"handle": "ada"})
    listed = "{ coupons { nodes { code redeemed maxRedemptions archivedAt products { id } } } }"
    await done(api, "archiveCoupon", f'id: "{made["id"]}"')
    (row,) = (await api.data(listed, role=Role.OPERATOR))["coupons"]["nodes"]
    assert (row["code"], row["redeemed"], row["maxRedemptions"], row["products"]) == ("FRIENDS", 0, 9, [])
    assert row["archivedAt"]
    assert (await api.data(NODE, id=made["id"], as_=sample.ADA))["node"] is not None
    own = "{ viewer { coupons { code redeemed } } }"
    assert (await api.data(own, as_=sample.ADA))["viewer"]["coupons"] == [{"code": "FRIENDS", "redeemed": 0}]
    assert (await api.data(own, as_=sample.BEN))["viewer"]["coupons"] == []
    assert (await api.data(NODE, id=made["id"], as_=sample.BEN))["node"] is None
    assert [entry["action"] for entry in (await log(api))["nodes"]] == ["coupon.archived", "coupon.created"]
