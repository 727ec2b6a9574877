"""Subscriptions over the API: begun, paid by hand, changed, cancelled and resumed, and seen by whom they concern."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest_asyncio

from domain.access import Role
from domain.product import BillingInterval
from graph.database import Graph
from jobs.job import silent
from jobs.registry import JOBS
from tests import sample
from tests.api.conftest import Api
from tests.api.test_audit import log
from tests.api.test_moderation import moderate
from tests.api.test_order import ask, operate, problem
from tests.graph.privacy import rows
from tests.graph.shop import Sold
from tests.graph.subscribed import World, tier

ERRORS = "userErrors { code message path }"
SHOWN = """id state cancelAtPeriodEnd currentPeriodStart currentPeriodEnd accessUntil tier { slug } price { interval }
  nextTier { slug } credit { amountMinor currency } openOrder { id total { amountMinor currency } } endReason"""
SUBSCRIBE = f"""mutation ($input: SubscribeToTierInput!) {{ subscribeToTier(input: $input) {{
  subscription {{ {SHOWN} }} {ERRORS} }} }}"""
CANCEL = f"""mutation ($input: CancelSubscriptionInput!) {{ cancelSubscription(input: $input) {{
  subscription {{ {SHOWN} }} {ERRORS} }} }}"""
RESUME = f"""mutation ($input: ResumeSubscriptionInput!) {{ resumeSubscription(input: $input) {{
  subscription {{ {SHOWN} }} {ERRORS} }} }}"""
CHANGE = f"""mutation ($input: ChangeTierInput!) {{ changeTier(input: $input) {{
  subscription {{ {SHOWN} }} {ERRORS} }} }}"""
CONFIRM = (
    f"mutation ($input: ConfirmPaymentInput!) {{ confirmPayment(input: $input) {{ order {{ state }} {ERRORS} }} }}"
)
ORDERS = """query ($id: ID!, $first: Int, $after: String) { node(id: $id) { ... on Subscription {
  orders(first: $first, after: $after) {
    nodes { id total { amountMinor } postings { account amount { amountMinor } } }
    pageInfo { hasNextPage endCursor } } } } }"""
MINE = f"{{ viewer {{ subscriptions {{ {SHOWN} }} }} }}"
ALL = """query ($states: [SubscriptionState!], $tierId: ID, $first: Int, $after: String) {
  subscriptions(states: $states, tierId: $tierId, first: $first, after: $after) {
    nodes { id } pageInfo { hasNextPage endCursor } } }"""
QUOTE = """query ($id: ID!, $priceId: ID!, $at: ChangeTime) { node(id: $id) { ... on Subscription {
  tierChangeQuote(priceId: $priceId, at: $at) { direction at takesEffectAt charge { amountMinor currency }
    creditUsed { amountMinor } credit { amountMinor } } } } }"""
TAX = f"""mutation ($input: SetSubscriptionTaxInput!) {{ setSubscriptionTax(input: $input) {{
  subscription {{ taxBasisPoints }} {ERRORS} }} }}"""
ADA = sample.ADA


@pytest_asyncio.fixture(loop_scope="session")
async def tiers(api: Api, graph: Graph) -> tuple[Sold, Sold]:
    """Silver for 10 EUR a month, gold for 25."""
    return await tier(graph, "silver", 1_000, 1), await tier(graph, "gold", 2_500, 2)


async def subscribed(api: Api, sold: Sold, as_: str = ADA, **more: Any) -> Any:
    """A subscription that waits for its payment, or is on trial."""
    made = await ask(api, SUBSCRIBE, as_, tierId=sold.tier_id, priceId=sold.price_id, **more)
    assert made["userErrors"] == [], made
    return made["subscription"]


async def confirm(api: Api, subscription: Any) -> None:
    """Enter that what waits was paid."""
    order = subscription["openOrder"]
    paid = await operate(api, CONFIRM, id=order["id"], reference=order["id"], amount=order["total"])
    assert paid["userErrors"] == []


async def mine(api: Api, as_: str = ADA) -> Any:
    """The latest subscription of a member."""
    return (await api.data(MINE, as_=as_))["viewer"]["subscriptions"][0]


async def active(api: Api, sold: Sold, as_: str = ADA) -> Any:
    """A subscription that is paid."""
    await confirm(api, await subscribed(api, sold, as_))
    return await mine(api, as_)


async def test_a_subscription_is_had_once_its_order_is_paid(api: Api, tiers: tuple[Sold, Sold]) -> None:
    waiting = await subscribed(api, tiers[0], idempotencyKey="one")
    assert waiting == await subscribed(api, tiers[0], idempotencyKey="one"), "sent again it is the same"
    assert (waiting["state"], waiting["openOrder"]["total"]["amountMinor"]) == ("PAST_DUE", 1_000)
    assert waiting["accessUntil"] == waiting["currentPeriodEnd"]
    await confirm(api, waiting)
    paid = await mine(api)
    assert (paid["state"], paid["tier"]["slug"], paid["openOrder"]) == ("ACTIVE", "silver", None)
    assert datetime.fromisoformat(paid["accessUntil"]) > datetime.now(UTC) + timedelta(days=27)


async def test_it_leads_to_its_orders_and_what_moved_for_them(api: Api, tiers: tuple[Sold, Sold]) -> None:
    silver, gold = tiers
    paid = await active(api, silver)
    changed = await ask(api, CHANGE, ADA, id=paid["id"], priceId=gold.price_id)
    assert changed["userErrors"] == [], changed
    operator = {"role": Role.OPERATOR, "id": paid["id"], "first": 1}
    latest = (await api.data(ORDERS, **operator))["node"]["orders"]
    assert latest["nodes"][0]["id"] == changed["subscription"]["openOrder"]["id"]
    assert latest["nodes"][0]["postings"] == [], "it isn't paid"
    first = (await api.data(ORDERS, **operator, after=latest["pageInfo"]["endCursor"]))["node"]["orders"]
    assert not first["pageInfo"]["hasNextPage"]
    amounts = [posting["amount"]["amountMinor"] for posting in first["nodes"][0]["postings"]]
    assert sum(amounts) == 0 and max(amounts) == first["nodes"][0]["total"]["amountMinor"] == 1_000
    own = (await api.ask(ORDERS, as_=ADA, id=paid["id"]))["data"]["node"]["orders"]["nodes"]
    assert [order["postings"] for order in own] == [None, None], "postings are for who may see revenue"


async def test_one_lives_at_a_time(api: Api, tiers: tuple[Sold, Sold]) -> None:
    silver, gold = tiers
    await active(api, silver)
    for sold in (silver, gold):
        refused = await problem(api, SUBSCRIBE, ADA, tierId=sold.tier_id, priceId=sold.price_id)
        assert refused == ("CONFLICT", ["input", "priceId"])


async def test_what_isn_t_offered_can_t_be_subscribed_to(api: Api, graph: Graph, tiers: tuple[Sold, Sold]) -> None:
    silver, gold = tiers
    nothing = ("NOT_FOUND", ["input", "priceId"])
    assert await problem(api, SUBSCRIBE, ADA, tierId=silver.tier_id, priceId=gold.price_id) == nothing
    assert (await problem(api, SUBSCRIBE, ADA, tierId=silver.tier_id, priceId="x"))[0] == "INVALID_INPUT"
    for_life = await World(graph, sample.NOW).price(silver, 50_000, BillingInterval.ONCE)
    assert (await problem(api, SUBSCRIBE, ADA, tierId=silver.tier_id, priceId=for_life))[0] == "CONFLICT"
    await rows(graph, "MATCH (p:Price) SET p.archived_at = $at", at=sample.NOW)
    assert await problem(api, SUBSCRIBE, ADA, tierId=silver.tier_id, priceId=silver.price_id) == nothing


async def test_who_is_banned_buys_nothing(api: Api, graph: Graph, tiers: tuple[Sold, Sold]) -> None:
    banned = sample.user("r")  # a process remembers who was banned: nobody known
    await rows(
        graph,
        "CREATE (:User {id: $id, handle: 'otto', display_name: 'Otto', joined_at: $at})",
        id=banned,
        at=sample.NOW,
    )
    await moderate(api, "BAN", targetId=banned, days=1)
    refused = await problem(api, SUBSCRIBE, banned, tierId=tiers[0].tier_id, priceId=tiers[0].price_id)
    assert refused[0] == "NOT_ALLOWED"


async def test_a_trial_is_had_at_once(api: Api, graph: Graph) -> None:
    sold = await tier(graph, trial_days=14)
    trying = await subscribed(api, sold)
    assert (trying["state"], trying["openOrder"]) == ("TRIALING", None)
    refused = await problem(api, SUBSCRIBE, sample.BEN, tierId=sold.tier_id, priceId=sold.price_id, couponCode="TEN")
    assert refused == ("INVALID_INPUT", ["input", "couponCode"])
    paying = await subscribed(api, sold, sample.BEN, trial=False)
    assert paying["openOrder"]["total"]["amountMinor"] == 1_000


async def test_cancelled_it_lasts_and_can_go_on(api: Api, tiers: tuple[Sold, Sold]) -> None:
    made = await active(api, tiers[0])
    cancelled = (await ask(api, CANCEL, ADA, id=made["id"]))["subscription"]
    assert (cancelled["state"], cancelled["cancelAtPeriodEnd"]) == ("CANCELLED", True)
    assert cancelled["accessUntil"] == made["currentPeriodEnd"]
    assert (await ask(api, RESUME, ADA, id=made["id"]))["subscription"] == made
    ended = (await ask(api, CANCEL, ADA, id=made["id"], atPeriodEnd=False))["subscription"]
    assert (ended["state"], ended["endReason"]) == ("EXPIRED", "CANCELLED")
    assert (await problem(api, RESUME, ADA, id=made["id"]))[0] == "CONFLICT"


async def test_another_s_is_nobody_s_business_but_operators_(api: Api, tiers: tuple[Sold, Sold]) -> None:
    made = await active(api, tiers[0])
    for document in (CANCEL, RESUME):
        assert (await problem(api, document, sample.BEN, id=made["id"]))[0] == "NOT_FOUND"
    assert (await problem(api, CHANGE, sample.BEN, id=made["id"], priceId=tiers[1].price_id))[0] == "NOT_FOUND"
    assert (await api.data("query ($id: ID!) { node(id: $id) { id } }", as_=sample.BEN, id=made["id"]))["node"] is None
    await operate(api, CANCEL, id=made["id"])
    await operate(api, RESUME, id=made["id"])
    entries = {entry["action"]: entry for entry in (await log(api))["nodes"]}
    assert entries["subscription.cancelled"]["targetId"] == made["id"]
    assert json.loads(entries["subscription.resumed"]["after"])["state"] == "ACTIVE"


async def test_operators_say_what_tax_is_due(api: Api, tiers: tuple[Sold, Sold]) -> None:
    silver, gold = tiers
    made = await active(api, silver)
    assert (await operate(api, TAX, id=made["id"], basisPoints=1_900))["subscription"] == {"taxBasisPoints": 1_900}
    entry = (await log(api, first=1))["nodes"][0]
    assert (entry["action"], json.loads(entry["before"]), json.loads(entry["after"])) == (
        "subscription.tax_set", {"tax_basis_points": 0}, {"tax_basis_points": 1_900},
    )  # fmt: skip
    quoted = QUOTE.replace("creditUsed", "tax { amountMinor } creditUsed")
    quote = (await api.data(quoted, as_=ADA, id=made["id"], priceId=gold.price_id))["node"]["tierChangeQuote"]
    assert 283 <= quote["tax"]["amountMinor"] <= 285, "19 percent of 14.90 to 15.00"
    waiting = (await ask(api, CHANGE, ADA, id=made["id"], priceId=gold.price_id))["subscription"]
    assert 1_773 <= waiting["openOrder"]["total"]["amountMinor"] <= 1_785
    await confirm(api, waiting)
    assert (await mine(api))["tier"]["slug"] == "gold"
    for points in (-1, 10_001):
        refused = await problem(api, TAX, None, Role.OPERATOR, id=made["id"], basisPoints=points)
        assert refused == ("INVALID_INPUT", ["input", "basisPoints"])
    assert (await problem(api, TAX, ADA, id=made["id"], basisPoints=0))[0] == "NOT_ALLOWED"
    assert (await problem(api, TAX, None, Role.OPERATOR, id=sample.SUBSCRIPTION, basisPoints=0))[0] == "NOT_FOUND"


async def test_operators_list_them(api: Api, tiers: tuple[Sold, Sold]) -> None:
    first = await active(api, tiers[0])
    second = await active(api, tiers[1], sample.BEN)
    third = await subscribed(api, tiers[1], sample.CLEO)

    async def listed(**chosen: Any) -> Any:
        return (await api.data(ALL, role=Role.OPERATOR, **chosen))["subscriptions"]

    assert [row["id"] for row in (await listed())["nodes"]] == [third["id"], second["id"], first["id"]]
    assert [row["id"] for row in (await listed(states=["ACTIVE"], tierId=tiers[1].tier_id))["nodes"]] == [second["id"]]
    page = await listed(first=2)
    rest = await listed(first=2, after=page["pageInfo"]["endCursor"])
    assert ([row["id"] for row in rest["nodes"]], page["pageInfo"]["hasNextPage"]) == ([first["id"]], True)
    assert await api.code(ALL, as_=ADA) == "NOT_ALLOWED"


async def test_a_change_is_quoted_and_ordered(api: Api, tiers: tuple[Sold, Sold]) -> None:
    silver, gold = tiers
    made = await active(api, silver)
    asked = {"as_": ADA, "id": made["id"], "priceId": gold.price_id}
    quote = (await api.data(QUOTE, **asked))["node"]["tierChangeQuote"]
    assert (quote["direction"], quote["at"], quote["charge"]["currency"]) == ("UPGRADE", "NOW", "EUR")
    assert 1_490 <= quote["charge"]["amountMinor"] <= 1_500, "almost the whole month is left"
    later = (await api.data(QUOTE, **asked, at="PERIOD_END"))["node"]["tierChangeQuote"]
    assert (later["charge"]["amountMinor"], later["takesEffectAt"]) == (0, made["currentPeriodEnd"])
    waiting = (await ask(api, CHANGE, ADA, id=made["id"], priceId=gold.price_id))["subscription"]
    assert waiting["tier"]["slug"] == "silver"
    await confirm(api, waiting)
    assert (await mine(api))["tier"]["slug"] == "gold"
    down = (await ask(api, CHANGE, ADA, id=made["id"], priceId=silver.price_id, at="NOW"))["subscription"]
    assert down["tier"]["slug"] == "silver"
    assert 1_490 <= down["credit"]["amountMinor"] <= 1_500
    again = await problem(api, CHANGE, ADA, id=made["id"], priceId=silver.price_id)
    assert again == ("CONFLICT", ["input", "priceId"])


async def test_a_change_to_less_waits(api: Api, tiers: tuple[Sold, Sold]) -> None:
    silver, gold = tiers
    made = await active(api, gold)
    waiting = (await ask(api, CHANGE, ADA, id=made["id"], priceId=silver.price_id))["subscription"]
    assert (waiting["tier"]["slug"], waiting["nextTier"]["slug"]) == ("gold", "silver")


async def test_an_order_that_runs_out_ends_what_was_never_paid(
    api: Api, graph: Graph, tiers: tuple[Sold, Sold]
) -> None:
    await subscribed(api, tiers[0])
    later = datetime.now(UTC) + timedelta(days=30)
    for job in JOBS:
        if job.name in ("expire-orders", "renew-subscriptions"):
            await job.run(graph, later, silent)
    ended = await mine(api)
    assert (ended["state"], ended["endReason"]) == ("EXPIRED", "UNPAID")
