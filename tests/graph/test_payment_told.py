"""What follows from what a processor tells: in any order, repeated, or not told at all, books and access are right."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import Any

import pytest
import pytest_asyncio

from domain.checkout import purchase
from domain.dispute import DisputeState
from domain.errors import Conflict
from domain.ledger import FEES, SALES, earnings
from domain.order import Order, OrderState, PaymentState
from domain.payment import Paid, ProcessorDown, Processors
from domain.refund import RefundState
from graph import checkout, order_store, refund, refund_store, settlement
from graph.database import Graph, Transaction
from graph.dispute import of_orders
from graph.gift import redeem
from graph.order import cancel
from graph.refund_sending import send
from jobs import reconcile_payments
from jobs.payment_told import take
from payments.manual import Manual
from payments.stripe import Stripe
from payments.stripe_client import Keys
from payments.stripe_words import REFUND
from tests import sample
from tests.graph.ordering import ADA, BEN, article, back, balance, by_code, holds, order_of, ordered
from tests.graph.shop import Sold
from tests.payments.stripe_border import StripeBorder

SECRET = "whsec_for_tests"
NOW = datetime(2027, 1, 15, 8, 0, tzinfo=UTC)
"""The border's clock stands there."""
FEE = 59
DISPUTE_FEE = 2_000
Event = dict[str, Any]


@dataclass
class Shop:
    """An article on sale for 1,000 minor units, of which Ada has 70 percent, at a Stripe that remembers."""

    graph: Graph
    border: StripeBorder
    stripe: Stripe
    sold: Sold

    @property
    def processors(self) -> Processors:
        return Processors([self.stripe, Manual()])

    async def order(self) -> Order:
        return await ordered(self.graph, self.sold, at=NOW, processor="stripe")

    async def checkout(self, order: Order, now: datetime = NOW) -> str:
        """Begin an order's checkout as a resolver does; what Stripe calls it."""
        order, begun = await self.graph.write(checkout.begin, order.id, "stripe", now)
        if begun.is_payable(now):
            return begun.reference or ""
        opened = await self.stripe.checkout(purchase(order, begun))
        await self.graph.write(checkout.opened, begun, opened)
        return opened.reference

    async def paid(self) -> Order:
        """An order that is paid at Stripe, by `pi_1`."""
        order = await self.order()
        await self.hear(self.border.pay(await self.checkout(order)))
        return await order_of(self.graph, order.id)

    async def hear(self, event: Event, at: datetime = NOW) -> None:
        """A webhook, signed and verified."""
        body, headers = self.border.signed(event)
        told = self.stripe.verify(body, {"stripe-signature": headers["Stripe-Signature"]})
        await take(self.graph, self.processors, told, at)

    async def reconcile(self, at: datetime) -> dict[str, int]:
        job = reconcile_payments.job(lambda: self.processors)
        return dict((await job.run(self.graph, at, lambda done, total: None)).counts)

    async def payment(self, order: Order) -> PaymentState:
        (payment,) = (await self.graph.read(order_store.payments, [order.id]))[order.id]
        return payment.state

    async def reads(self) -> bool:
        return await holds(self.graph, self.sold, at=NOW + timedelta(minutes=5))

    async def money(self) -> tuple[int, int, int]:
        """What Ada earned, the community's sales, and what Stripe kept."""
        ada, sales, fees = [await balance(self.graph, account) for account in (earnings(ADA), SALES, FEES)]
        return ada, sales, fees


def made_there(amount: int, id: str = "re_9", ours: str | None = None, of: str = "pi_1") -> dict[str, Any]:
    """A refund at Stripe that went; of `ours` it is what was asked for by the refund of that id."""
    made = {"id": id, "object": "refund", "amount": amount, "currency": "eur", "payment_intent": of}
    return made | {"status": "succeeded", "metadata": {REFUND: ours} if ours else {}}


SOLD = (659, 282, FEE)
"""1,000 less the fee of 59 is 941, of which Ada has 70 percent."""
WON = (SOLD[0], SOLD[1] - DISPUTE_FEE, SOLD[2] + DISPUTE_FEE)
TAKEN = (0, -FEE - DISPUTE_FEE, FEE + DISPUTE_FEE)


@pytest_asyncio.fixture(loop_scope="session")
async def shop(graph: Graph) -> AsyncIterator[Shop]:
    await graph.write(sample.load)
    async with StripeBorder(SECRET) as border:
        stripe = Stripe(Keys("sk_test_1", SECRET, border.url), "https://community.example/{id}")
        yield Shop(graph, border, stripe, await article(graph))
        await stripe.close()


async def test_an_order_is_paid_by_what_stripe_tells(shop: Shop) -> None:
    order = await shop.paid()
    assert (order.state, order.processor, order.fee_minor, order.number) == (
        OrderState.PAID,
        "stripe",
        FEE,
        "2027-000001",
    )
    assert await shop.reads() and await shop.money() == SOLD


async def test_however_often_and_by_whatever_event_it_is_told_it_is_paid_once(shop: Shop) -> None:
    order = await shop.order()
    completed = shop.border.pay(await shop.checkout(order))
    succeeded = shop.border.event("payment_intent.succeeded", shop.border.made["pi_1"])
    for event in (succeeded, completed, completed, succeeded):
        await shop.hear(event)
    assert await shop.payment(order) is PaymentState.SUCCEEDED and await shop.money() == SOLD


@pytest.mark.parametrize("order_of_events", list(permutations(range(3))))
async def test_paid_disputed_and_won_may_be_told_in_any_order(shop: Shop, order_of_events: tuple[int, ...]) -> None:
    order = await shop.order()
    paid = shop.border.pay(await shop.checkout(order))
    events = [paid, shop.border.dispute("pi_1", "needs_response"), shop.border.dispute("pi_1", "won")]
    for place in order_of_events:
        await shop.hear(events[place])
    dispute = (await shop.graph.read(of_orders, [order.id])).get(order.id, [])
    assert await shop.payment(order) is PaymentState.SUCCEEDED and await shop.reads()
    assert [row.state for row in dispute] == [DisputeState.WON]
    assert await shop.money() == WON


@pytest.mark.parametrize("closed_first", [False, True])
async def test_a_dispute_takes_money_and_access_and_lost_leaves_them_taken(shop: Shop, closed_first: bool) -> None:
    order = await shop.paid()
    events = [shop.border.dispute("pi_1", "needs_response"), shop.border.dispute("pi_1", "lost")]
    first, second = reversed(events) if closed_first else events
    await shop.hear(first)
    assert not await shop.reads() and await shop.money() == TAKEN
    await shop.hear(second)
    await shop.hear(first)
    assert not await shop.reads() and await shop.money() == TAKEN
    assert await shop.payment(order) is PaymentState.LOST


async def test_a_dispute_that_is_won_gives_money_and_access_back(shop: Shop) -> None:
    order = await shop.paid()
    await shop.hear(shop.border.dispute("pi_1", "needs_response"))
    with pytest.raises(Conflict, match="disputed"):
        await shop.graph.write(refund.request, back(order))
    await shop.hear(shop.border.dispute("pi_1", "won"))
    assert await shop.reads()
    assert await shop.money() == WON


async def test_what_is_held_from_elsewhere_is_held_on_while_a_payment_is_disputed(shop: Shop) -> None:
    await shop.paid()
    order = await shop.order()
    await shop.hear(shop.border.pay(await shop.checkout(order)))
    await shop.hear(shop.border.dispute("pi_1", "needs_response"))
    assert await shop.reads()
    await shop.hear(shop.border.dispute("pi_2", "needs_response", "dp_2"))
    assert not await shop.reads()


async def test_a_bank_that_only_asks_takes_nothing(shop: Shop) -> None:
    await shop.paid()
    for status in ("warning_needs_response", "warning_closed"):
        event = shop.border.dispute("pi_1", status)
        await shop.hear(event | {"type": "charge.dispute.created"} if status.endswith("response") else event)
    assert await shop.reads() and await shop.money() == SOLD


async def test_what_was_paid_back_before_isnt_taken_twice(shop: Shop) -> None:
    order = await shop.paid()
    asked = await shop.graph.write(refund.request, back(order, 400))
    await send(shop.graph, shop.processors, asked, NOW)
    await shop.hear(shop.border.dispute("pi_1", "needs_response"))
    ada, sales, fees = await shop.money()
    assert (ada, sales + fees) == (0, 0)


async def test_what_is_paid_back_at_stripe_itself_goes_before_what_is_reserved(shop: Shop) -> None:
    order = await shop.paid()
    kept, late = [await shop.graph.write(refund.request, back(order, 400)) for _ in range(2)]
    await shop.hear(shop.border.event("refund.created", made_there(500)))
    after, states = await order_of(shop.graph, order.id), await shop.graph.read(refund_store.by_ids, [kept.id, late.id])
    assert (after.refunded_minor, after.refunding_minor) == (500, 400)
    assert [states[one.id].state for one in (kept, late)] == [RefundState.PENDING, RefundState.FAILED]
    await shop.graph.write(refund.fail, kept.id, "Their account is closed.", NOW)
    await shop.hear(shop.border.event("refund.updated", made_there(400, "re_8", late.id)))
    assert (await order_of(shop.graph, order.id)).refunded_minor == 900, "it had gone after all"


async def test_what_was_paid_back_at_stripe_itself_before_a_dispute_may_be_told_after_it(shop: Shop) -> None:
    order = await shop.paid()
    await shop.hear(shop.border.dispute("pi_1", "needs_response", amount=700))
    await shop.hear(shop.border.event("refund.created", made_there(300)))
    assert await shop.money() == TAKEN
    await shop.hear(shop.border.dispute("pi_1", "won", amount=700))
    after = await order_of(shop.graph, order.id)
    assert (after.state, after.refunded_minor) == (OrderState.PARTIALLY_REFUNDED, 300)
    ada, sales, fees = await shop.money()
    assert (ada, sales + fees) == (462, 238), "700 to share, as if it had never been disputed"


async def test_what_was_paid_back_at_stripe_itself_after_a_dispute_may_be_told_before_that_was_won(shop: Shop) -> None:
    order = await shop.paid()
    await shop.hear(shop.border.dispute("pi_1", "needs_response"))
    await shop.hear(shop.border.event("refund.created", made_there(300)))
    await shop.hear(shop.border.dispute("pi_1", "won"))
    assert (await order_of(shop.graph, order.id)).refunded_minor == 300
    ada, sales, fees = await shop.money()
    assert (ada, sales + fees) == (462, 238) and await shop.reads()


async def test_money_for_nothing_that_is_sent_back_at_stripe_itself_is_no_refund_of_the_order(shop: Shop) -> None:
    order = await shop.paid()
    twice = Paid(processor="stripe", reference="pi_9", amount_minor=1_000, currency="EUR", at=NOW)
    await shop.graph.write(settlement.settle, order.id, twice)
    made = made_there(1_000, of="pi_9")
    await shop.hear(shop.border.event("refund.created", made))
    after = await order_of(shop.graph, order.id)
    assert (after.state, after.refunded_minor) == (OrderState.PAID, 0) and await shop.reads()


async def test_a_checkout_that_expired_is_followed_by_another(shop: Shop) -> None:
    order = await shop.order()
    first = await shop.checkout(order)
    await shop.hear(shop.border.expire(first))
    second = await shop.checkout(order, NOW + timedelta(hours=1))
    assert first != second and (await order_of(shop.graph, order.id)).state is OrderState.PENDING
    await shop.hear(shop.border.expire(first))
    assert await shop.checkout(order, NOW + timedelta(hours=1)) == second


async def test_an_order_is_paid_though_its_checkout_was_told_to_have_expired(shop: Shop) -> None:
    order = await shop.order()
    session = await shop.checkout(order)
    expired, paid = shop.border.expire(session), shop.border.pay(session)
    await shop.hear(paid)
    await shop.hear(expired)
    assert (await order_of(shop.graph, order.id)).state is OrderState.PAID


async def test_a_transfer_is_waited_for(shop: Shop) -> None:
    order = await shop.order()
    paid = shop.border.pay(await shop.checkout(order))
    shop.border.made["pi_1"]["status"] = "processing"
    paid["data"]["object"]["payment_status"] = "unpaid"
    await shop.hear(paid)
    waiting = await order_of(shop.graph, order.id)
    assert waiting.state is OrderState.PENDING and waiting.expires_at == NOW + timedelta(days=14)
    shop.border.made["pi_1"]["status"] = "succeeded"
    await shop.hear(shop.border.event("checkout.session.async_payment_succeeded", shop.border.made["cs_1"]))
    assert (await order_of(shop.graph, order.id)).state is OrderState.PAID


async def test_a_transfer_that_failed_fails_its_order(shop: Shop) -> None:
    order = await shop.order()
    shop.border.pay(await shop.checkout(order))
    shop.border.made["pi_1"]["status"] = "requires_payment_method"
    await shop.hear(shop.border.event("checkout.session.async_payment_failed", shop.border.made["cs_1"]))
    assert (await order_of(shop.graph, order.id)).state is OrderState.FAILED


@pytest.mark.parametrize("fault", ["500", "silent", "refused"])
async def test_what_cant_be_looked_up_is_kept_and_done_later(shop: Shop, fault: str) -> None:
    order = await shop.order()
    paid = shop.border.pay(await shop.checkout(order))
    shop.border.faults = [fault]
    with pytest.raises(ProcessorDown):
        await shop.hear(paid)
    assert (await order_of(shop.graph, order.id)).state is OrderState.PENDING
    assert (await shop.reconcile(NOW))["events"] == 0  # whoever was told may still be at it
    assert (await order_of(shop.graph, order.id)).state is OrderState.PENDING
    await shop.reconcile(NOW + timedelta(minutes=2))
    assert (await order_of(shop.graph, order.id)).state is OrderState.PAID and await shop.money() == SOLD


async def test_a_webhook_that_never_came_is_asked_for(shop: Shop) -> None:
    order = await shop.order()
    shop.border.pay(await shop.checkout(order))
    await shop.reconcile(NOW + timedelta(minutes=9))
    assert (await order_of(shop.graph, order.id)).state is OrderState.PENDING
    await shop.reconcile(NOW + timedelta(minutes=10))
    assert (await order_of(shop.graph, order.id)).state is OrderState.PAID and await shop.money() == SOLD
    asked = len(shop.border.asked)
    await shop.reconcile(NOW + timedelta(hours=3))
    assert [ask for ask in shop.border.asked[asked:] if "events" not in ask] == []


async def test_what_couldnt_be_delivered_is_fetched(shop: Shop) -> None:
    await shop.paid()
    shop.border.undelivered = [shop.border.dispute("pi_1", "needs_response")]
    for _ in range(2):
        await shop.reconcile(NOW + timedelta(minutes=2))
    assert not await shop.reads() and await shop.money() == TAKEN


async def test_a_checkout_that_nobody_paid_is_asked_about_ever_more_seldom_and_then_no_more(shop: Shop) -> None:
    order = await shop.order()
    await shop.checkout(order)
    for minutes in range(0, 60 * 50, 10):
        await shop.reconcile(NOW + timedelta(minutes=minutes))
    assert 5 <= sum("checkout/sessions/" in asked for asked in shop.border.asked) <= 12


async def test_a_killed_process_leaves_a_checkout_that_is_begun_again_as_the_same(shop: Shop) -> None:
    order = await shop.order()
    order, begun = await shop.graph.write(checkout.begin, order.id, "stripe", NOW)
    await shop.stripe.checkout(purchase(order, begun))
    assert await shop.checkout(order, NOW + timedelta(minutes=5)) == "cs_1"
    assert len(shop.border.of("cs")) == 1


async def test_a_payment_whose_checkout_was_never_noted_is_found(shop: Shop) -> None:
    order = await shop.order()
    order, begun = await shop.graph.write(checkout.begin, order.id, "stripe", NOW)
    shop.border.pay((await shop.stripe.checkout(purchase(order, begun))).reference)
    await shop.reconcile(NOW + timedelta(minutes=10))
    assert (await order_of(shop.graph, order.id)).state is OrderState.PAID


@pytest.mark.parametrize("fault", ["500", "silent", "refused"])
async def test_a_refund_that_wasnt_answered_is_sent_again_and_goes_once(shop: Shop, fault: str) -> None:
    order = await shop.paid()
    asked = await shop.graph.write(refund.request, back(order, 400))
    shop.border.faults = ["", fault]
    with pytest.raises(ProcessorDown):
        await send(shop.graph, shop.processors, asked, NOW)
    assert (await shop.reconcile(NOW + timedelta(hours=1)))["refunds"] == 1
    sent = (await shop.graph.read(refund_store.by_ids, [asked.id]))[asked.id]
    assert (sent.state, sent.processor_reference) == (RefundState.SUCCEEDED, "re_1")
    assert [row["amount"] for row in shop.border.of("re")] == [400]
    told = shop.border.event("refund.updated", shop.border.made["re_1"])
    for _ in range(2):
        await shop.hear(told)
    assert (await order_of(shop.graph, order.id)).refunded_minor == 400


async def test_a_refund_that_a_bank_sent_back_later_is_told_to_operators(
    shop: Shop, capfd: pytest.CaptureFixture[str]
) -> None:
    order = await shop.paid()
    asked = await shop.graph.write(refund.request, back(order, 400))
    await send(shop.graph, shop.processors, asked, NOW)
    shop.border.made["re_1"] |= {"status": "failed", "failure_reason": "lost_or_stolen_card"}
    await shop.hear(shop.border.event("refund.failed", shop.border.made["re_1"]))
    assert "pay it by other means" in capfd.readouterr().out
    assert sorted(await shop.graph.read(states)) == ["APPLIED", "IGNORED"]


async def test_what_is_paid_back_at_stripe_itself_is_paid_back_here(shop: Shop) -> None:
    order = await shop.paid()
    made = made_there(1_000)
    for type in ("refund.created", "refund.updated"):
        await shop.hear(shop.border.event(type, made))
    after = await order_of(shop.graph, order.id)
    assert (after.state, after.refunded_minor) == (OrderState.REFUNDED, 1_000)
    assert not await shop.reads() and await shop.money() == (0, -FEE, FEE)


async def test_money_that_came_for_nothing_goes_back_once(shop: Shop) -> None:
    """The buyer paid at two pages, of which they were sent to the second when the first seemed to have expired."""
    order = await shop.order()
    first = await shop.checkout(order)
    expired = shop.border.expire(first)
    await shop.hear(expired)
    second = await shop.checkout(order, NOW + timedelta(hours=1))
    for session in (second, first):
        await shop.hear(shop.border.pay(session))
    shop.border.faults = ["", "", "silent"]  # what was missed, refunds of that payment, the refund itself
    counts = [await shop.reconcile(NOW + timedelta(hours=hours)) for hours in (2, 3, 4)]
    assert [(run["given back"], run["unanswered"]) for run in counts] == [(0, 1), (1, 0), (0, 0)]
    assert [(row["payment_intent"], row["amount"]) for row in shop.border.of("re")] == [("pi_2", 1_000)]
    payments = (await shop.graph.read(order_store.payments, [order.id]))[order.id]
    states = {payment.reference: payment.state for payment in payments}
    assert states == {"pi_1": PaymentState.SUCCEEDED, "pi_2": PaymentState.RETURNED}
    assert await shop.money() == SOLD and await shop.reads()


async def test_what_is_paid_after_the_order_was_given_up_goes_back(shop: Shop) -> None:
    order = await shop.order()
    session = await shop.checkout(order)
    await shop.graph.write(cancel, order.id, "By its buyer.", NOW)
    await shop.hear(shop.border.pay(session))
    await shop.reconcile(NOW + timedelta(minutes=5))
    assert [row["amount"] for row in shop.border.of("re")] == [1_000]
    assert await shop.payment(order) is PaymentState.RETURNED and await shop.money() == (0, 0, 0)


async def test_what_stripe_wont_give_back_is_left_to_operators(shop: Shop) -> None:
    order = await shop.order()
    session = await shop.checkout(order)
    await shop.graph.write(cancel, order.id, "By its buyer.", NOW)
    await shop.hear(shop.border.pay(session))
    shop.border.made["pi_1"]["amount"] = 0
    for hours in (1, 2):
        await shop.reconcile(NOW + timedelta(hours=hours))
    assert sum(asked == "POST refunds" for asked in shop.border.asked) == 1
    assert await shop.payment(order) is PaymentState.FAILED


async def test_a_gift_whose_payment_is_disputed_isnt_redeemed(shop: Shop) -> None:
    gift, digest = by_code("digest of the code"), "digest of the code"
    order = await ordered(shop.graph, shop.sold, at=NOW, processor="stripe", gift=gift)
    await shop.hear(shop.border.pay(await shop.checkout(order)))
    await shop.hear(shop.border.dispute("pi_1", "needs_response"))
    with pytest.raises(Conflict, match="taken back"):
        await shop.graph.write(redeem, digest, BEN, NOW)
    await shop.hear(shop.border.dispute("pi_1", "won"))
    await shop.graph.write(redeem, digest, BEN, NOW)
    assert await holds(shop.graph, shop.sold, BEN, NOW + timedelta(minutes=5))


async def test_what_is_of_no_order_of_ours_changes_nothing(shop: Shop) -> None:
    shop.border._intent(500, "eur", {"stoa_order": "ord_of_another_community"}, 0)
    for event in (
        shop.border.event("customer.created", {"id": "cus_1"}),
        shop.border.event("payment_intent.succeeded", shop.border.made["pi_1"]),
        shop.border.dispute("pi_1", "needs_response"),
    ):
        await shop.hear(event)
    assert await shop.graph.read(states) == ["IGNORED"] * 3 and await shop.money() == (0, 0, 0)


async def test_of_two_processes_that_are_told_at_once_one_does_what_follows(shop: Shop) -> None:
    order = await shop.order()
    paid = shop.border.pay(await shop.checkout(order))

    await asyncio.gather(*(shop.hear(paid) for _ in range(4)))
    assert await shop.payment(order) is PaymentState.SUCCEEDED and await shop.money() == SOLD
    assert await shop.graph.read(states) == ["APPLIED"]


async def states(tx: Transaction) -> list[str]:
    """What came of the events that are kept."""
    result = await tx.run("MATCH (event:PaymentEvent) RETURN event.state AS state")
    return [row["state"] async for row in result]
