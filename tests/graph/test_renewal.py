"""Subscriptions over a year and more, night by night and after nights that were missed, on the real server."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from domain.errors import InvalidInput
from domain.order import OrderState
from domain.payment import Outcome, ProcessorDown
from domain.product import BillingInterval
from domain.subscription import EndReason, SubscriptionState
from graph import order, subscribing, subscription
from graph import subscription_store as store
from graph.database import Graph
from tests.graph.privacy import rows
from tests.graph.shop import coupon
from tests.graph.subscribed import ADA, DAY, World, tier, world
from tests.profiling import hits

START = datetime(2027, 12, 31, 9, 30, tzinfo=UTC)
BALANCE = "MATCH (b:AccountBalance {account: $account}) RETURN b.amount_minor AS minor"


async def days(of: World) -> list[str]:
    """The days on which the periods that were ordered begin."""
    return [f"{row['start'].to_native():%m-%d}" for row in await of.orders()]


@pytest.mark.slow
async def test_a_year_of_months_from_the_last_day_on(graph: Graph) -> None:
    """Night by night: each period is charged once, on the day that its month has, and access has no gap."""
    community, gold = await world(graph, START), await tier(graph)
    made = await community.subscribe(gold.price_id)
    for _ in range(366):
        assert await community.holds() == ["gold"]
        await community.night(community.now + DAY)
    expected = "12-31 01-31 02-29 03-31 04-30 05-31 06-30 07-31 08-31 09-30 10-31 11-30 12-31"
    assert " ".join(await days(community)) == expected
    assert {row["state"] for row in await community.orders()} == {OrderState.PAID}
    assert len(community.card.charged) == 12, "the first was paid at its checkout"
    (sales,) = await rows(graph, BALANCE, account="platform:sales")
    assert sales["minor"] == 13_000
    assert (await community.subscription(made.id)).period_end == datetime(2029, 1, 31, 9, 30, tzinfo=UTC)


async def test_a_leap_day_comes_back(graph: Graph) -> None:
    community = await world(graph, datetime(2028, 2, 29, tzinfo=UTC))
    gold = await tier(graph, amount=10_000, interval=BillingInterval.YEAR)
    await community.subscribe(gold.price_id)
    for _ in range(5 * 366):
        if community.now.day in (14, 15, 28, 29):
            await community.night(community.now + DAY)
        community.now += DAY
    assert await days(community) == ["02-29", "02-28", "02-28", "02-28", "02-29", "02-28"]
    assert await community.told() == ["SUBSCRIPTION_RENEWS"] * 5


async def test_missed_nights_are_caught_up_with(graph: Graph) -> None:
    community, gold = await world(graph, START), await tier(graph)
    made = await community.subscribe(gold.price_id)
    report = await community.night(START + 366 * DAY)
    assert report["charges"] == 12
    assert (await days(community))[-2:] == ["11-30", "12-31"]
    assert (await community.subscription(made.id)).state is SubscriptionState.ACTIVE
    assert (await community.night(community.now))["charges"] == 0, "again it does nothing"


async def test_after_the_end_nothing_is_charged(graph: Graph) -> None:
    community, gold = await world(graph, START), await tier(graph)
    made = await community.subscribe(gold.price_id)
    await graph.write(subscribing.cancel, made.id, True, START + DAY)
    assert await community.holds(START + 30 * DAY) == ["gold"]
    await community.night(START + 366 * DAY)
    ended = await community.subscription(made.id)
    assert (ended.state, ended.ended_at) == (SubscriptionState.EXPIRED, made.period_end)
    assert community.card.charged == []
    assert await community.holds(made.period_end) == []
    assert await community.told() == ["SUBSCRIPTION_EXPIRED"]


async def test_a_declined_card_is_tried_again_and_then_it_ends(graph: Graph) -> None:
    community, gold = await world(graph, START), await tier(graph)
    made = await community.subscribe(gold.price_id)
    community.card.says = [Outcome.FAILED] * 10
    attempts, held = [], []
    for day in range(31, 60):
        report = await community.night(START + day * DAY)
        attempts += [day] * report["charges"]
        held += [day] * (await community.holds() == ["gold"])
    assert attempts == [31, 33, 38, 45, 52]
    assert held == list(range(31, 38)), "the grace is a week"
    ended = await community.subscription(made.id)
    assert (ended.state, ended.end_reason) == (SubscriptionState.EXPIRED, EndReason.UNPAID)
    assert [row["state"] for row in await community.orders()] == [OrderState.PAID, OrderState.CANCELLED]
    assert await community.told() == ["SUBSCRIPTION_UNPAID"] * 4 + ["SUBSCRIPTION_EXPIRED"]


async def test_who_mends_their_card_goes_on(graph: Graph) -> None:
    community, gold = await world(graph, START), await tier(graph)
    made = await community.subscribe(gold.price_id)
    community.card.says = [Outcome.FAILED]
    await community.nights(40)
    after = await community.subscription(made.id)
    assert (after.state, after.period_start) == (SubscriptionState.ACTIVE, made.period_end)
    assert await days(community) == ["12-31", "01-31"]


async def test_a_payment_that_takes_its_time_isn_t_asked_for_twice(graph: Graph) -> None:
    community, gold = await world(graph, START), await tier(graph)
    await community.subscribe(gold.price_id)
    community.card.says = [Outcome.PENDING]
    await community.nights(45)
    assert len(community.card.answered) == 1, "each attempt asked after the same payment"
    assert community.card.charged == []


@pytest.mark.parametrize("killed", ["before", "after"])
async def test_a_killed_run_charges_once(graph: Graph, killed: str) -> None:
    community, gold = await world(graph, START), await tier(graph)
    made = await community.subscribe(gold.price_id)
    community.card.dies_after = killed == "after"
    community.card.says = [ConnectionResetError] if killed == "before" else []
    with pytest.raises(ConnectionResetError):
        await community.night(made.period_end)
    community.card.dies_after = False
    await community.night(made.period_end + timedelta(minutes=1))
    assert len(community.card.charged) == 1
    assert await days(community) == ["12-31", "01-31"]
    assert (await community.subscription(made.id)).state is SubscriptionState.ACTIVE


async def test_a_processor_that_is_down_costs_nobody_an_attempt(graph: Graph) -> None:
    community, gold = await world(graph, START), await tier(graph)
    made = await community.subscribe(gold.price_id)
    community.card.says = [ProcessorDown]
    assert (await community.night(made.period_end))["waiting"] == 1
    waiting = await community.subscription(made.id)
    assert (waiting.state, waiting.attempts) == (SubscriptionState.ACTIVE, 0)
    await community.night(made.period_end + timedelta(minutes=1))
    assert (await community.subscription(made.id)).period_start == made.period_end


async def test_an_order_that_its_member_gave_up_is_followed_by_another(graph: Graph) -> None:
    community, gold = await world(graph, START), await tier(graph)
    made = await community.subscribe(gold.price_id)
    community.card.says = [ProcessorDown]
    await community.night(made.period_end)
    waiting = await community.subscription(made.id)
    assert waiting.open is not None
    await graph.write(order.cancel, waiting.open.order_id, "By its buyer.", made.period_end)
    await community.night(made.period_end + timedelta(minutes=1))
    assert (await community.subscription(made.id)).state is SubscriptionState.ACTIVE
    assert len(community.card.charged) == 1
    assert [row["state"] for row in await community.orders()] == [
        OrderState.PAID,
        OrderState.CANCELLED,
        OrderState.PAID,
    ]


async def test_two_runs_at_once_charge_once(graph: Graph) -> None:
    community, gold = await world(graph, START), await tier(graph)
    made = await community.subscribe(gold.price_id)
    await asyncio.gather(*(community.night(made.period_end) for _ in range(4)))
    assert len(community.card.charged) == 1
    assert await days(community) == ["12-31", "01-31"]


async def test_by_hand_an_order_waits_with_grace(graph: Graph) -> None:
    community, gold = await world(graph, START), await tier(graph)
    made = await community.subscribe(gold.price_id, means=None)
    assert (made.state, await community.holds()) == (SubscriptionState.PAST_DUE, [])
    assert made.open is not None
    await community.pay(made.open.order_id)
    assert await community.holds() == ["gold"]
    await community.nights(34)
    late = await community.subscription(made.id)
    assert (late.state, late.attempts, await community.holds()) == (SubscriptionState.PAST_DUE, 2, ["gold"])
    assert late.open is not None
    await community.pay(late.open.order_id)
    after = await community.subscription(made.id)
    assert (after.state, after.period_end) == (SubscriptionState.ACTIVE, datetime(2028, 2, 29, 9, 30, tzinfo=UTC))
    assert await days(community) == ["12-31", "01-31"]


async def test_a_trial_is_told_of_and_had_once(graph: Graph) -> None:
    community, gold = await world(graph, START), await tier(graph, trial_days=14)
    made = await community.subscribe(gold.price_id)
    assert (made.state, await community.holds()) == (SubscriptionState.TRIALING, ["gold"])
    await community.nights(11)
    assert await community.told() == ["TRIAL_ENDS"]
    await community.nights(4)
    assert [row["total"] for row in await community.orders()] == [1_000]
    assert await community.holds() == ["gold"]
    await graph.write(subscribing.cancel, made.id, False, community.now)
    assert await community.holds() == []
    again = await community.subscribe(gold.price_id, means=None)
    assert again.state is SubscriptionState.PAST_DUE


async def test_tax_that_operators_say_is_added_from_the_next_order_on(graph: Graph) -> None:
    """What was ordered before stays as it is, a change is taxed as renewals are, and the state is owed to the cent."""
    community, silver, gold = (
        await world(graph, START),
        await tier(graph, "silver"),
        await tier(graph, "gold", 2_000, 2),
    )
    made = await community.subscribe(silver.price_id)
    community.card.says = [Outcome.FAILED]
    await community.night(made.period_end)
    await graph.write(subscribing.set_tax, made.id, 1_900, community.now)
    await community.nights(2)
    assert [charged for _, charged in community.card.charged] == [1_000], "it waited already"
    renewed = await community.subscription(made.id)
    await community.night(renewed.period_end)
    after = await community.subscription(made.id)
    assert (after.value_minor, [charged for _, charged in community.card.charged]) == (1_000, [1_000, 1_190])
    await community.change(made.id, gold.price_id)
    await community.night(community.now)
    assert [charged for _, charged in community.card.charged] == [1_000, 1_190, 1_190]
    held = [await rows(graph, BALANCE, account=f"platform:{name}") for name in ("tax", "sales")]
    assert [row["minor"] for (row,) in held] == [380, 4_000]
    assert await community.holds() == ["gold"]


async def test_a_price_that_was_archived_stays_for_who_has_it(graph: Graph) -> None:
    community, gold = await world(graph, START), await tier(graph)
    made = await community.subscribe(gold.price_id)
    await rows(graph, "MATCH (n) WHERE n:Price OR n:Tier OR n:Product SET n.archived_at = $at", at=START)
    await community.night(made.period_end)
    assert [row["total"] for row in await community.orders()] == [1_000, 1_000]


async def test_a_coupon_is_for_the_first_period(graph: Graph) -> None:
    community, gold = await world(graph, START), await tier(graph)
    await coupon(graph, "TEN")
    made = await community.subscribe(gold.price_id, coupon_code="TEN")
    assert made.value_minor == 900
    await community.night(made.period_end)
    assert [row["total"] for row in await community.orders()] == [900, 1_000]


async def test_on_trial_a_coupon_is_not_used_up(graph: Graph) -> None:
    community, gold = await world(graph, START), await tier(graph, trial_days=14)
    await coupon(graph, "TEN")
    with pytest.raises(InvalidInput, match="trial: false"):
        await community.subscribe(gold.price_id, coupon_code="TEN")


async def test_a_coupon_for_all_of_it_asks_for_no_payment(graph: Graph) -> None:
    community, gold = await world(graph, START), await tier(graph)
    await coupon(graph, "FREE", percent_off=100)
    made = await community.subscribe(gold.price_id, means=None, coupon_code="FREE")
    assert (made.state, await community.holds()) == (SubscriptionState.ACTIVE, ["gold"])


async def test_what_is_free_is_never_ordered(graph: Graph) -> None:
    community, free = await world(graph, START), await tier(graph, amount=0)
    made = await community.subscribe(free.price_id, means=None)
    await community.nights(70)
    assert (await community.subscription(made.id)).state is SubscriptionState.ACTIVE
    assert (await community.orders(), await community.told(), await community.holds()) == ([], [], ["gold"])


async def test_an_order_nobody_pays_ends_what_it_was_for(graph: Graph) -> None:
    community, gold = await world(graph, START), await tier(graph)
    made = await community.subscribe(gold.price_id, means=None)
    assert made.open is not None
    await graph.write(subscription.unpaid, made.id, made.open.order_id, START + 2 * DAY)
    assert (await community.subscription(made.id)).end_reason is EndReason.UNPAID
    assert (await community.subscribe(gold.price_id)).state is SubscriptionState.ACTIVE


async def test_finding_what_is_due_costs_what_is_due(graph: Graph) -> None:
    community, gold = await world(graph, START), await tier(graph)
    await community.subscribe(gold.price_id)
    many = """UNWIND range(1, $number) AS i CREATE (:Subscription {id: 'sub_' + i, user_id: 'usr_' + i,
    tier_id: $tier, state: 'ACTIVE', due_at: $later})"""
    costs = []
    for number in (500, 5_000):
        later = START + 100 * DAY
        await rows(graph, many, number=number, tier=gold.tier_id, later=later)
        due = store.DueParams(as_of=START + 40 * DAY, limit=10)
        own = store.OfUserParams(user_id=ADA, limit=10)
        listed = store.LatestParams(tier_id=gold.tier_id, states=["ACTIVE"], limit=10)
        costs.append(
            [
                await hits(graph, store.DUE, due),
                await hits(graph, store.OF_USER, own),
                await hits(graph, store.LATEST, listed),
            ]
        )
        await rows(graph, "MATCH (s:Subscription) WHERE NOT s.user_id = $ada DETACH DELETE s", ada=ADA)
    assert costs[0] == costs[1]
