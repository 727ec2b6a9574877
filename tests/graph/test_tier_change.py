"""Changes of tier on the real server: what they charge, what they give and end, and what they leave as credit."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from domain.errors import Conflict, NotFound
from domain.order import OrderState
from domain.payment import Outcome
from domain.product import BillingInterval
from domain.subscription import Subscription, SubscriptionState
from domain.tier_change import ChangeTime
from graph import order as orders
from graph import subscribing
from graph.database import Graph
from tests import sample
from tests.graph.privacy import rows
from tests.graph.shop import Sold
from tests.graph.subscribed import DAY, World, tier, world

START = datetime(2027, 1, 31, tzinfo=UTC)


async def tiers(graph: Graph) -> tuple[World, Sold, Sold, Subscription]:
    """A member of silver for 10 a month, where gold is 25."""
    community = await world(graph, START)
    silver, gold = await tier(graph, "silver", 1_000, 1), await tier(graph, "gold", 2_500, 2)
    made = await community.subscribe(silver.price_id)
    community.now = START + 7 * DAY
    return community, silver, gold, made


async def test_an_upgrade_is_paid_and_had_at_once(graph: Graph) -> None:
    community, _, gold, made = await tiers(graph)
    waiting = await community.change(made.id, gold.price_id)
    assert (waiting.open is not None, await community.holds()) == (True, ["silver"])
    await community.night(community.now)
    after = await community.subscription(made.id)
    assert (after.terms.amount_minor, after.period_end) == (2_500, made.period_end)
    assert await community.holds() == ["gold"]
    assert [row["total"] for row in await community.orders()] == [1_000, 1_125]
    await community.night(made.period_end)
    assert [row["total"] for row in await community.orders()] == [1_000, 1_125, 2_500]


async def test_an_upgrade_that_isn_t_paid_changes_nothing(graph: Graph) -> None:
    community, _, gold, made = await tiers(graph)
    community.card.says = [Outcome.FAILED]
    await community.change(made.id, gold.price_id)
    await community.night(community.now)
    after = await community.subscription(made.id)
    assert after == made.model_copy(update={"processor_reference": after.processor_reference})
    assert [row["state"] for row in await community.orders()] == [OrderState.PAID, OrderState.CANCELLED]
    assert await community.told() == ["SUBSCRIPTION_UNPAID"]


async def test_an_upgrade_by_hand_waits_until_it_is_paid(graph: Graph) -> None:
    community = await world(graph, START)
    silver, gold = await tier(graph, "silver", 1_000, 1), await tier(graph, "gold", 2_500, 2)
    made = await community.subscribe(silver.price_id, means=None)
    assert made.open is not None
    await community.pay(made.open.order_id)
    community.now = START + 7 * DAY
    waiting = await community.change(made.id, gold.price_id)
    assert waiting.open is not None
    community.now = START + 9 * DAY
    await community.pay(waiting.open.order_id)
    assert await community.holds() == ["gold"]
    assert [row["total"] for row in await community.orders()] == [1_000, 1_125]


async def test_an_order_of_a_change_that_is_given_up_leaves_what_was(graph: Graph) -> None:
    community, silver, gold, made = await tiers(graph)
    waiting = await community.change(made.id, gold.price_id)
    assert waiting.open is not None
    await graph.write(orders.cancel, waiting.open.order_id, "NOT_WANTED", community.now)
    assert (await community.subscription(made.id)).open is None
    year = await community.price(silver, 10_000)
    again = await community.change(made.id, gold.price_id)
    other = await community.change(made.id, year)
    assert again.open is not None and other.open is not None
    states = {row["state"] for row in await community.orders()}
    assert states == {OrderState.PAID, OrderState.CANCELLED, OrderState.PENDING}


async def test_a_downgrade_waits_for_the_end_of_the_period(graph: Graph) -> None:
    community = await world(graph, START)
    silver, gold = await tier(graph, "silver", 1_000, 1), await tier(graph, "gold", 2_500, 2)
    made = await community.subscribe(gold.price_id)
    await community.change(made.id, silver.price_id)
    assert await community.holds() == ["gold"]
    await community.night(made.period_end)
    assert await community.holds() == ["silver"]
    assert [row["total"] for row in await community.orders()] == [2_500, 1_000]


async def test_two_changes_within_a_millisecond_are_told_both(graph: Graph) -> None:
    community, silver, gold, made = await tiers(graph)
    for price in (gold, silver, gold):
        community.now += timedelta(microseconds=1)
        await community.change(made.id, price.price_id, ChangeTime.PERIOD_END)
    assert len(await rows(graph, "MATCH (e:OutboxEvent {type: 'subscription.changed'}) RETURN e.id AS id")) == 3


async def test_a_downgrade_at_once_leaves_credit_that_renewals_take(graph: Graph) -> None:
    community = await world(graph, START)
    silver, gold = await tier(graph, "silver", 1_000, 1), await tier(graph, "gold", 2_500, 2)
    made = await community.subscribe(gold.price_id)
    community.now = START + 7 * DAY
    after = await community.change(made.id, silver.price_id, ChangeTime.NOW)
    assert (after.credit_minor, await community.holds()) == (1_125, ["silver"])
    await community.night(made.period_end)
    assert (await community.subscription(made.id)).credit_minor == 125
    await community.night(datetime(2027, 3, 31, tzinfo=UTC))
    found = [(row["total"], row["discount"]) for row in await community.orders()]
    assert found == [(2_500, 0), (875, 125)], "a period that credit pays alone needs no order"


async def test_a_year_may_take_the_place_of_months(graph: Graph) -> None:
    community, silver, _, made = await tiers(graph)
    year = await community.price(silver, 10_000, BillingInterval.YEAR)
    await community.change(made.id, year)
    await community.night(community.now)
    after = await community.subscription(made.id)
    assert (after.period_start, after.period_end) == (START + 7 * DAY, datetime(2028, 2, 7, tzinfo=UTC))
    assert [row["total"] for row in await community.orders()] == [1_000, 9_250]


async def test_a_renewal_takes_the_place_of_a_change_nobody_paid(graph: Graph) -> None:
    community = await world(graph, START)
    silver, gold = await tier(graph, "silver", 1_000, 1), await tier(graph, "gold", 2_500, 2)
    made = await community.subscribe(silver.price_id)
    await rows(graph, "MATCH (s:Subscription) REMOVE s.processor_reference")
    await community.change(made.id, gold.price_id)
    await community.night(made.period_end)
    after = await community.subscription(made.id)
    assert (after.state, after.terms.amount_minor) == (SubscriptionState.PAST_DUE, 1_000)
    found = sorted(row["state"] for row in await community.orders())
    assert found == [OrderState.CANCELLED, OrderState.PAID, OrderState.PENDING]


async def test_what_isn_t_sold_can_t_be_changed_to(graph: Graph) -> None:
    community, _, gold, made = await tiers(graph)
    await rows(graph, "MATCH (p:Price {id: $id}) SET p.archived_at = $at", id=gold.price_id, at=START)
    with pytest.raises(NotFound, match="isn't sold"):
        await community.change(made.id, gold.price_id)
    with pytest.raises(NotFound, match="isn't sold"):
        await community.change(made.id, "prc_none")
    with pytest.raises(NotFound, match="no such subscription"):
        await community.change("sub_none", gold.price_id)


async def test_a_member_has_one_live_subscription(graph: Graph) -> None:
    community, silver, gold, _ = await tiers(graph)
    with pytest.raises(Conflict, match="this tier already"):
        await community.subscribe(silver.price_id)
    with pytest.raises(Conflict, match="changeTier"):
        await community.subscribe(gold.price_id)


async def test_of_many_that_subscribe_at_once_one_does(graph: Graph) -> None:
    community, gold = await world(graph, START), await tier(graph)
    ben = sample.BEN
    asked = (community.subscribe(gold.price_id, means=None, user=ben) for _ in range(6))  # type: ignore[arg-type]
    found = await asyncio.gather(*asked, return_exceptions=True)
    assert sum(isinstance(one, Conflict) for one in found) == 5
    assert len(await community.orders()) == 1


async def test_cancelling_and_resuming_are_told(graph: Graph) -> None:
    community, _, _, made = await tiers(graph)
    await graph.write(subscribing.cancel, made.id, True, community.now)
    await graph.write(subscribing.resume, made.id, community.now)
    await graph.write(subscribing.cancel, made.id, False, community.now)
    assert await community.holds() == []
    text = "MATCH (e:OutboxEvent) WHERE e.type STARTS WITH 'subscription' RETURN e.type AS type ORDER BY e.seq"
    told = [row["type"].partition(".")[2] for row in await rows(graph, text)]
    assert told == ["created", "renewed", "cancelled", "resumed", "expired"]
