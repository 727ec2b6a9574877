"""Orders: what a member buys, for how much, and in which state that is.

An order keeps everything as it was when it was made: names, prices, shares. What is changed in the catalogue later
changes nothing of it.
"""

from datetime import datetime
from enum import StrEnum

from domain.grant import Source, SourceKind
from domain.ids import UserId
from domain.money import Money
from domain.product import BillingInterval, ProductKind
from domain.record import Moment, Record


class OrderState(StrEnum):
    """Where an order stands."""

    PENDING = "PENDING"
    PAID = "PAID"
    PARTIALLY_REFUNDED = "PARTIALLY_REFUNDED"
    REFUNDED = "REFUNDED"
    CANCELLED = "CANCELLED"
    FAILED = "FAILED"


PAYABLE = (OrderState.PENDING, OrderState.FAILED)
"""In which a payment settles an order: that one failed may be told after another succeeded."""

SETTLED = (OrderState.PAID, OrderState.PARTIALLY_REFUNDED)
"""In which an order gives what it is of, and something of it can be paid back."""


class PaymentState(StrEnum):
    """What became of a payment."""

    SUCCEEDED = "SUCCEEDED"
    FAILED = "FAILED"
    DISPUTED = "DISPUTED"
    LOST = "LOST"
    RETURNED = "RETURNED"


class OrderLine(Record):
    """So many of one thing. Amounts are minor units of the order's currency.

    `total_minor` is unit × quantity − discount + tax. What is shared out is known once the order is paid: of what is
    left without tax and the line's part of the processor's fee, `author_minor` and `affiliate_minor` are theirs.
    """

    n: int
    """Counts up from 1 in the order."""
    product_id: str
    price_id: str
    kind: ProductKind
    name: str
    interval: BillingInterval
    currency: str
    quantity: int
    unit_minor: int
    discount_minor: int
    tax_minor: int
    total_minor: int
    refunded_minor: int = 0
    refunding_minor: int = 0
    """Of what is reserved for refunds that are under way."""
    benefit_ids: tuple[str, ...] = ()
    author_id: str | None = None
    author_share_percent: int = 0
    affiliate_id: str | None = None
    affiliate_percent: int = 0
    cohort_id: str | None = None
    fee_minor: int = 0
    author_minor: int = 0
    affiliate_minor: int = 0

    @property
    def left_minor(self) -> int:
        """What of it was paid and neither refunded nor is being refunded."""
        return self.total_minor - self.refunded_minor - self.refunding_minor

    @property
    def returned(self) -> bool:
        """Whether all of it was paid back, so that it gives nothing any more."""
        return 0 < self.total_minor == self.refunded_minor

    def money(self, amount_minor: int) -> Money:
        """An amount in its currency."""
        return Money(amount_minor=amount_minor, currency=self.currency)


class Order(Record):
    """An order and its lines. Sums are those of its lines, in minor units of `currency`."""

    id: str
    number: str | None
    """Of the invoice, once it is paid: counts up without gaps in a year."""
    user_id: UserId
    state: OrderState
    state_reason: str | None
    currency: str
    subtotal_minor: int
    discount_minor: int
    tax_minor: int
    total_minor: int
    refunded_minor: int
    refunding_minor: int
    fee_minor: int
    coupon_id: str | None
    coupon_code: str | None
    is_gift: bool
    gift_to: UserId | None
    """Who gets what is bought; of a gift by code nobody until it is redeemed."""
    gift_redeemed_at: Moment | None
    subscription_id: str | None
    period_start: Moment | None
    created_at: Moment
    expires_at: Moment | None
    paid_at: Moment | None
    processor: str
    billing_name: str | None
    billing_address: str | None
    lines: tuple[OrderLine, ...]

    @property
    def holder_id(self) -> UserId | None:
        """Who holds what it gives: its buyer, or who it was given to."""
        return self.gift_to if self.is_gift else self.user_id

    @property
    def source(self) -> Source:
        """What the grants of what it gives by itself come from."""
        return Source(SourceKind.GIFT if self.is_gift else SourceKind.ORDER, self.id)

    @property
    def held_since(self) -> datetime | None:
        """Since when somebody has what it gives; None while nobody paid for it."""
        return self.gift_redeemed_at or self.paid_at

    @property
    def refundable_minor(self) -> int:
        """What of what was paid neither was refunded nor is being refunded."""
        return self.total_minor - self.refunded_minor - self.refunding_minor if self.state in SETTLED else 0

    def money(self, amount_minor: int) -> Money:
        """An amount in its currency."""
        return Money(amount_minor=amount_minor, currency=self.currency)

    def has_expired(self, at: datetime) -> bool:
        """Whether it can't be paid any more."""
        return self.state in PAYABLE and self.expires_at is not None and self.expires_at <= at

    def line(self, n: int) -> OrderLine:
        """The line of that number.

        Raises:
            LookupError: it has none.
        """
        return next(line for line in self.lines if line.n == n) if 0 < n <= len(self.lines) else _no_line(self.id, n)


class Payment(Record):
    """That money came, or was to come, for an order. Of one processor a reference is told once."""

    id: str
    order_id: str
    processor: str
    reference: str
    state: PaymentState
    reason: str | None
    """Why it didn't settle the order, where it didn't."""
    problem: str | None = None
    """Why its money doesn't go back by itself, where it should."""
    amount_minor: int
    currency: str
    fee_minor: int
    at: Moment

    @property
    def amount(self) -> Money:
        """What was paid."""
        return Money(amount_minor=self.amount_minor, currency=self.currency)


def _no_line(order_id: str, n: int) -> OrderLine:
    raise LookupError(f"{order_id} has no line {n}")
