"""Checkouts: where an order is paid, and when its processor is asked what became of it if nothing is heard."""

from datetime import datetime, timedelta
from enum import StrEnum

from domain.errors import Conflict
from domain.order import PAYABLE, Order
from domain.payment import Item, Purchase
from domain.record import Moment, Record

LONGEST = timedelta(hours=24)
"""How long a checkout can be paid."""
SHORTEST = timedelta(minutes=40)
"""One that would end earlier isn't begun: Stripe makes none below thirty minutes, and ours end five earlier."""
ASK_AFTER = timedelta(minutes=10)
"""So long after it was begun, and then after twice as long each time, a checkout is asked about."""
ARRIVES = timedelta(days=14)
"""How long money may take that is on its way."""


class CheckoutState(StrEnum):
    """Where a checkout stands."""

    BEGUN = "BEGUN"
    """It was asked for, and not yet answered."""
    OPEN = "OPEN"
    PAID = "PAID"
    EXPIRED = "EXPIRED"


class Begun(Record):
    """A checkout as it is kept."""

    order_id: str
    processor: str
    state: CheckoutState
    attempt: int
    begun_at: Moment
    expires_at: Moment
    reference: str | None
    url: str | None

    def is_payable(self, now: datetime) -> bool:
        """Whether a buyer can be sent there."""
        return self.state is CheckoutState.OPEN and self.url is not None and now < self.expires_at

    def next_ask(self, now: datetime) -> datetime:
        """When it is asked about again: as long again as it has been there, so a handful of times a day."""
        return now + max(ASK_AFTER, now - self.begun_at)


def ends(order: Order, now: datetime) -> datetime:
    """Until when a checkout that is begun now can be paid.

    Raises:
        Conflict: the order isn't to be paid, or no longer.
    """
    if order.state not in PAYABLE or order.has_expired(now):
        raise Conflict("This order can't be paid any more: make another.", ("input", "id"))
    end = min(order.expires_at or now + LONGEST, now + LONGEST)
    if end - now < SHORTEST:
        raise Conflict("This order ends in a few minutes: make another.", ("input", "id"))
    return end


def purchase(order: Order, begun: Begun) -> Purchase:
    """What is asked of the processor: the same for one attempt, whenever it is asked."""
    return Purchase(
        order_id=order.id,
        attempt=begun.attempt,
        user_id=order.user_id,
        currency=order.currency,
        items=tuple(
            Item(
                name=line.name if line.quantity == 1 else f"{line.quantity} × {line.name}",
                amount_minor=line.total_minor,
            )
            for line in order.lines
        ),
        expires_at=begun.expires_at,
        keeps_means=order.subscription_id is not None,
    )
