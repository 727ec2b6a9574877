"""Payments by hand, and finding the processor an order was begun at."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.errors import Unavailable
from domain.payment import Charge, Item, NotGenuine, Outcome, Processors, Purchase, Return
from payments.manual import Manual

NOW = datetime(2027, 3, 1, tzinfo=UTC)


def purchase(*amounts: int) -> Purchase:
    items = tuple(Item(name="A course", amount_minor=amount) for amount in amounts)
    return Purchase(order_id="ord_1", user_id="usr_1", currency="EUR", items=items, expires_at=NOW + timedelta(days=1))


async def test_what_is_paid_by_hand_has_no_page_to_pay_at() -> None:
    checkout = await Manual().checkout(purchase(1900, 100))
    assert (checkout.url, checkout.reference) == (None, "ord_1")


async def test_a_renewal_by_hand_waits_for_its_operator() -> None:
    charge = Charge(order_id="o", user_id="u", means="", amount_minor=5, currency="EUR", description="A month")
    assert (await Manual().charge(charge)).state is Outcome.PENDING


async def test_a_refund_by_hand_is_named_by_its_key() -> None:
    outcome = await Manual().refund(Return(key="rfd_1", payment_reference="x", amount_minor=1, currency="EUR"))
    assert (outcome.state, outcome.reference) == (Outcome.SUCCEEDED, "rfd_1")


def test_no_webhook_is_believed_to_come_from_a_person() -> None:
    with pytest.raises(NotGenuine):
        Manual().verify(b"{}", {})


def test_a_purchase_costs_what_its_items_do() -> None:
    assert purchase(1900, 0, 100).amount_minor == 2000


def test_an_order_finds_its_processor_as_long_as_that_is_on() -> None:
    processors = Processors([Manual()])
    assert processors.named("manual") is processors.default
    with pytest.raises(Unavailable, match="switched off"):
        processors.named("stripe")
