"""Orders of subscriptions: of one period there is one, and the subscription waits for it."""

from dataclasses import dataclass, replace
from datetime import datetime

from domain.new_order import Item, NewOrder
from domain.order import Order, OrderState
from domain.payment import FREE, Charge, Paid
from domain.renewal import credit_for
from domain.subscription import OpenKind, OpenOrder, Subscription, Terms
from graph import order as orders
from graph import settlement, subscription
from graph.database import Transaction
from graph.subscription_store import by_ids

RENEWAL = "Membership"
"""What a charge is called on the statement of a card."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be asked of a processor for a subscription."""

    subscription_id: str
    processor: str
    charge: Charge


async def order_period(
    tx: Transaction,
    held: Subscription,
    kind: OpenKind,
    order_id: str,
    at: datetime,
    expires_at: datetime | None = None,
    coupon_code: str | None = None,
) -> Subscription | None:
    """Order the next period, and let the subscription wait for that; as it is once an order of nothing is settled."""
    terms, credit = held.upcoming, credit_for(held, held.upcoming)
    item = Item(terms.price_id, unit_minor=terms.amount_minor, discount_minor=credit)
    new = replace(
        _new(held, kind, order_id, item, at, expires_at, coupon_code), tax=held.tax_on(terms.amount_minor - credit)
    )
    made = await orders.create(tx, new)
    if made.state is OrderState.CANCELLED:  # by its member, say, before it was charged: it can't be paid any more
        made = await orders.create(tx, replace(new, key=order_id))
    return await wait_for(tx, held, kind, terms, made, credit, at)


async def wait_for(
    tx: Transaction, held: Subscription, kind: OpenKind, terms: Terms, made: Order, credit: int, at: datetime
) -> Subscription | None:
    """Let a subscription wait for an order; one of nothing is settled at once."""
    waiting = OpenOrder(
        order_id=made.id,
        kind=kind,
        terms=terms,
        value_minor=made.total_minor - made.tax_minor + credit,
        credit_minor=credit,
        tax_minor=made.tax_minor,
        at=at,
        to_charge=held.processor_reference is not None,
    )
    after = await subscription.save(tx, held, held.model_copy(update={"open": waiting}), at)
    if made.total_minor:
        return after
    free = Paid(processor=FREE, reference=made.id, amount_minor=0, currency=terms.currency, at=at)
    await settlement.settle(tx, made.id, free)
    return (await by_ids(tx, [held.id])).get(held.id)


def _new(
    held: Subscription,
    kind: OpenKind,
    order_id: str,
    item: Item,
    at: datetime,
    expires_at: datetime | None,
    coupon_code: str | None,
) -> NewOrder:
    """The order of the next period: of one period there is one, however often it is asked for."""
    return NewOrder(
        id=order_id,
        user_id=held.user_id,
        items=[item],
        at=at,
        processor=held.processor,
        expires_at=expires_at,
        coupon_code=coupon_code,
        subscription_id=held.id,
        period_start=held.period_end,
        key=f"{held.id}:{held.period_end.isoformat()}:{kind}:{held.attempts}",
    )


def asked_of(held: Subscription) -> Asked | None:
    """What its processor is to be asked for the order that is open."""
    order, means = held.open, held.processor_reference
    if order is None or means is None:
        return None
    charge = Charge(
        order_id=order.order_id,
        user_id=held.user_id,
        means=means,
        amount_minor=order.charge_minor,
        currency=order.terms.currency,
        description=RENEWAL,
        attempt=order.charges + 1,
    )
    return Asked(held.id, held.processor, charge)
