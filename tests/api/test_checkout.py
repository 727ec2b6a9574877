"""Paying at Stripe over the API: one page for one order whatever fails in between, and refunds sent at once."""

import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio

from app import create_app
from domain.access import Role
from domain.order import OrderState
from domain.payment import Processors
from domain.renewal import Dunning
from graph.database import Graph
from graph.scoring import ensure_default_models
from jobs import reconcile_payments, renew_subscriptions
from payments.stripe import Stripe
from payments.stripe_client import Keys
from settings import Settings
from tests import sample
from tests.api.conftest import SECRET, Api
from tests.graph.ordering import article, order_of, ordered
from tests.graph.shop import Sold, sell
from tests.graph.subscribed import tier
from tests.payments.stripe_border import StripeBorder

KEY, SIGNING = "sk_test_of_the_shop", "whsec_of_the_shop"
ORDER = """mutation ($price: ID!, $key: String) {
  createOrder(input: {items: [{priceId: $price}], idempotencyKey: $key}) {
  checkoutUrl order { id state processor } userErrors { code } } }"""
PAY = """mutation ($id: ID!, $key: String) { payOrder(input: {id: $id, idempotencyKey: $key}) {
  checkoutUrl order { state } userErrors { code message } } }"""
SUBSCRIBE = """mutation ($tier: ID!, $price: ID!) { subscribeToTier(input: {tierId: $tier, priceId: $price}) {
  checkoutUrl subscription { state } userErrors { code message } } }"""
CHANGE = """mutation ($id: ID!, $price: ID!) { changeTier(input: {id: $id, priceId: $price}) {
  subscription { tier { slug } openOrder { id } } userErrors { code message } } }"""
REFUND = """mutation ($id: ID!, $key: String) { refundOrder(input: {id: $id, reason: "Sorry", idempotencyKey: $key}) {
  refund { state } order { state } userErrors { code message } } }"""
DISPUTES = """query ($id: ID!) { node(id: $id) { ... on Order { disputes {
  reference state reason amount { amountMinor currency } closedAt } payments { state } } } }"""
PAGE = "https://checkout.example/cs_1"


@dataclass
class Shop:
    """The app with Stripe switched on, and Ada's article on sale for 10 EUR."""

    api: Api
    graph: Graph
    border: StripeBorder
    sold: Sold

    async def order(self, key: str | None = None) -> dict[str, Any]:
        """What `createOrder` answers Cleo, with its errors."""
        answer = await self.api.ask(ORDER, as_=sample.CLEO, price=self.sold.price_id, key=key)
        return {**answer["data"]["createOrder"], "errors": [e["extensions"]["code"] for e in answer.get("errors", [])]}

    async def pay(self, id: str, as_: str = sample.CLEO, key: str | None = None) -> dict[str, Any]:
        paid: dict[str, Any] = (await self.api.data(PAY, as_=as_, id=id, key=key))["payOrder"]
        return paid

    async def hear(self, event: dict[str, Any]) -> None:
        body, headers = self.border.signed(event)
        assert (await self.api.http.post("/webhooks/stripe", content=body, headers=headers)).status_code == 200

    async def renew(self, at: datetime) -> None:
        """The job of subscriptions, as it runs at a moment."""
        stripe = Stripe(Keys(KEY, SIGNING, self.border.url), "https://community.example")
        renewal = renew_subscriptions.job(lambda: Processors([stripe]), Dunning)
        await renewal.run(self.graph, at, lambda done, total: None)
        await stripe.close()

    async def refund(self, id: str, key: str) -> dict[str, Any]:
        """What `refundOrder` answers an operator."""
        made: dict[str, Any] = (await self.api.data(REFUND, role=Role.OPERATOR, id=id, key=key))["refundOrder"]
        return made

    async def paid(self) -> str:
        """The id of an order that was paid."""
        made = await self.order()
        await self.hear(self.border.pay("cs_1"))
        return str(made["order"]["id"])


@pytest_asyncio.fixture(loop_scope="session")
async def shop(graph: Graph, tmp_path: Path) -> AsyncIterator[Shop]:
    await graph.write(sample.load)
    await ensure_default_models(graph)
    async with StripeBorder(SIGNING) as border:
        stripe = {"payments": "stripe", "stripe_secret_key": KEY, "stripe_webhook_secret": SIGNING}
        border.now = int(time.time()) + 30  # clocks differ
        given = {"home": tmp_path, "secret": SECRET, "run_jobs": False, "public_url": "https://community.example"}
        limits = {"time_limit": 60, "stripe_api": border.url}
        app = create_app(Settings.model_validate(given | stripe | limits), graph)
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://stoa.test") as http:
            yield Shop(Api(http), graph, border, await article(graph))


async def test_an_order_is_made_paid_and_read(shop: Shop) -> None:
    made = await shop.order()
    assert (made["checkoutUrl"], made["order"]["state"], made["order"]["processor"]) == (PAGE, "PENDING", "stripe")
    await shop.hear(shop.border.pay("cs_1"))
    body = "query ($id: ID!) { content(id: $id) { body access { allowed } } }"
    read = (await shop.api.data(body, as_=sample.CLEO, id=sample.PAID))["content"]
    assert read["access"]["allowed"] and read["body"]


async def test_an_order_has_one_page_however_often_it_is_asked_for(shop: Shop) -> None:
    made = [await shop.order("the same key") for _ in range(3)]
    paid = [await shop.pay(made[0]["order"]["id"], key=key) for key in (None, "a", "a", "b")]
    assert {answer["checkoutUrl"] for answer in [*made, *paid]} == {PAGE}
    assert len(shop.border.of("cs")) == 1


@pytest.mark.parametrize("key", [None, "the same key"])
@pytest.mark.parametrize("fault", ["500", "silent", "refused"])
async def test_while_stripe_is_down_the_order_stands_and_is_paid_once_later(
    shop: Shop, fault: str, key: str | None
) -> None:
    shop.border.faults = [fault]
    made = await shop.order(key)
    assert (made["checkoutUrl"], made["errors"], made["order"]["state"]) == (None, ["UNAVAILABLE"], "PENDING")
    id = made["order"]["id"]
    again = await shop.order(key) if key else await shop.pay(id)
    assert again["checkoutUrl"] == PAGE and len(shop.border.of("cs")) == 1
    await shop.hear(shop.border.pay("cs_1"))
    assert (await order_of(shop.graph, id)).state is OrderState.PAID


async def test_what_is_paid_has_no_page_any_more(shop: Shop) -> None:
    made = await shop.order("the same key")
    await shop.hear(shop.border.pay("cs_1"))
    again = await shop.order("the same key")
    assert (again["checkoutUrl"], again["errors"]) == (None, [])
    refused = await shop.pay(made["order"]["id"])
    assert [error["code"] for error in refused["userErrors"]] == ["CONFLICT"]


async def test_a_subscription_is_begun_at_its_page_and_renewed_by_the_card_that_was_kept(shop: Shop) -> None:
    gold = await sell(shop.graph)
    begun = await shop.api.data(SUBSCRIBE, as_=sample.CLEO, tier=gold.tier_id, price=gold.price_id)
    made = begun["subscribeToTier"]
    assert (made["checkoutUrl"], made["userErrors"]) == (PAGE, [])
    await shop.hear(shop.border.pay("cs_1"))
    state = "{ viewer { subscriptions { state currentPeriodEnd openOrder { id } } } }"
    (now,) = (await shop.api.data(state, as_=sample.CLEO))["viewer"]["subscriptions"]
    assert (now["state"], now["openOrder"]) == ("ACTIVE", None)
    await shop.renew(datetime.fromisoformat(now["currentPeriodEnd"]) + timedelta(minutes=1))
    (later,) = (await shop.api.data(state, as_=sample.CLEO))["viewer"]["subscriptions"]
    assert later["state"] == "ACTIVE" and later["currentPeriodEnd"] > now["currentPeriodEnd"]
    assert [intent["amount"] for intent in shop.border.of("pi")] == [1_000, 1_000]


@pytest.mark.parametrize("fault", ["500", "silent"])
async def test_while_stripe_is_down_a_change_of_tier_waits_and_is_charged_once(shop: Shop, fault: str) -> None:
    silver, gold = await tier(shop.graph, "silver", 1_000, 1), await tier(shop.graph, "gold", 2_500, 2)
    await shop.api.data(SUBSCRIBE, as_=sample.CLEO, tier=silver.tier_id, price=silver.price_id)
    await shop.hear(shop.border.pay("cs_1"))
    state = "{ viewer { subscriptions { id tier { slug } openOrder { id } } } }"
    (made,) = (await shop.api.data(state, as_=sample.CLEO))["viewer"]["subscriptions"]
    shop.border.faults = ["", fault]  # what was charged before, the charge itself
    changed = (await shop.api.data(CHANGE, as_=sample.CLEO, id=made["id"], price=gold.price_id))["changeTier"]
    assert changed["userErrors"] == [] and changed["subscription"]["openOrder"]
    assert changed["subscription"]["tier"] == {"slug": "silver"}
    await shop.renew(datetime.now(UTC) + timedelta(minutes=10))
    (later,) = (await shop.api.data(state, as_=sample.CLEO))["viewer"]["subscriptions"]
    assert (later["tier"], later["openOrder"]) == ({"slug": "gold"}, None)
    first, charged = [intent["amount"] for intent in shop.border.of("pi")]
    assert first == 1_000 and 1_400 < charged <= 1_500


async def test_what_costs_nothing_is_asked_of_nobody(shop: Shop) -> None:
    await shop.api.data(
        """mutation { createCoupon(input: {code: "ALL", percentOff: 100}) { userErrors { code } } }""",
        role=Role.OPERATOR,
    )
    free = """mutation ($price: ID!) { createOrder(input: {items: [{priceId: $price}], coupon: "ALL"}) {
      checkoutUrl order { state } userErrors { code } } }"""
    made = (await shop.api.data(free, as_=sample.CLEO, price=shop.sold.price_id))["createOrder"]
    assert (made["checkoutUrl"], made["order"]["state"], shop.border.asked) == (None, "PAID", [])


async def test_nobody_pays_anothers_order(shop: Shop) -> None:
    made = await shop.order()
    refused = await shop.pay(made["order"]["id"], as_=sample.BEN)
    assert (refused["checkoutUrl"], refused["userErrors"][0]["code"]) == (None, "NOT_FOUND")


async def test_an_order_that_waited_for_an_operator_can_be_paid_online_since(shop: Shop) -> None:
    waiting = await ordered(shop.graph, shop.sold, at=datetime.now(UTC))
    assert (await shop.pay(waiting.id))["checkoutUrl"] == PAGE
    await shop.hear(shop.border.pay("cs_1"))
    settled = await order_of(shop.graph, waiting.id)
    assert (settled.state, settled.processor) == (OrderState.PAID, "stripe")


async def test_an_expired_order_isnt_paid(shop: Shop) -> None:
    old = await ordered(shop.graph, shop.sold, at=datetime.now(UTC) - timedelta(days=2), processor="stripe")
    assert [error["code"] for error in (await shop.pay(old.id))["userErrors"]] == ["CONFLICT"]
    assert shop.border.asked == []


async def test_what_stripe_wont_take_is_told_to_the_buyer(shop: Shop) -> None:
    shop.border.answers = 400, {"error": {"type": "invalid_request_error", "message": "At least 50 cents."}}
    made = await shop.order()
    assert (made["checkoutUrl"], made["errors"]) == (None, ["CONFLICT"])


@pytest.mark.parametrize("key", [None, "the same key"])
async def test_a_refund_is_sent_once_it_is_committed(shop: Shop, key: str | None) -> None:
    id = await shop.paid()
    made = [await shop.refund(id, key or "") if key else await refund_once(shop, id) for _ in range(2 if key else 1)]
    for answer in made:
        assert (answer["refund"]["state"], answer["order"]["state"]) == ("SUCCEEDED", "REFUNDED")
    assert [row["amount"] for row in shop.border.of("re")] == [1_000]


async def refund_once(shop: Shop, id: str) -> dict[str, Any]:
    """A refund without a key."""
    made: dict[str, Any] = (await shop.api.data(REFUND, role=Role.OPERATOR, id=id))["refundOrder"]
    return made


async def test_a_refund_that_stripe_doesnt_answer_is_on_its_way_and_goes_once(shop: Shop) -> None:
    id = await shop.paid()
    shop.border.faults = ["", "silent"]
    made = await shop.refund(id, "a key")
    assert (made["refund"]["state"], made["order"]["state"], made["userErrors"]) == ("PENDING", "PAID", [])
    stripe = Stripe(Keys(KEY, SIGNING, shop.border.url), "https://community.example")
    job = reconcile_payments.job(lambda: Processors([stripe]))
    await job.run(shop.graph, datetime.now(UTC) + timedelta(hours=1), lambda done, total: None)
    await stripe.close()
    assert (await shop.refund(id, "a key"))["refund"]["state"] == "SUCCEEDED"
    assert [row["amount"] for row in shop.border.of("re")] == [1_000]


async def test_a_dispute_is_seen_with_its_order(shop: Shop) -> None:
    id = await shop.paid()
    await shop.hear(shop.border.dispute("pi_1", "needs_response"))
    seen = (await shop.api.data(DISPUTES, as_=sample.CLEO, id=id))["node"]
    (dispute,) = seen["disputes"]
    assert dispute == {
        "reference": "dp_1",
        "state": "OPEN",
        "reason": "fraudulent",
        "amount": {"amountMinor": 1_000, "currency": "EUR"},
        "closedAt": None,
    }
    assert seen["payments"] == [{"state": "DISPUTED"}]
    refused = await shop.refund(id, "a key")
    assert refused["userErrors"][0]["code"] == "CONFLICT"
