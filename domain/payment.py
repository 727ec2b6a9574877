"""Payments: what is asked of a payment processor and what it answers, whichever it is.

A processor is never asked inside a transaction. What is wanted is written first, with the key under which it is asked
for; the answer is written afterwards. Between the two anything may die: under the same key the processor does a thing
once, so whoever finds the intent asks again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from domain.errors import Unavailable
from domain.record import Moment, Record

BY_HAND = "manual"
"""The processor of what an operator says was paid, and sends back."""

FREE = "none"
"""The processor of an order that costs nothing, so that nobody is asked."""


KEPT = timedelta(days=90)
"""How long what a processor told is kept after it was dealt with."""


class ProcessorDown(Unavailable):
    """The processor can't be reached, or can't answer now. Whether it did what was asked is told by asking again."""


class NotGenuine(Exception):
    """A webhook that the processor didn't sign, or that is older than it may be."""


class Outcome(StrEnum):
    """What came of asking a processor for money to move."""

    SUCCEEDED = "SUCCEEDED"
    PENDING = "PENDING"
    FAILED = "FAILED"


class Paid(Record):
    """That an order was paid. `reference` names the payment at its processor: told twice, it is one.

    `fee_minor` is what the processor kept, in the currency of the order. `means` is what renewals can be charged to, in
    the processor's own words; None when nothing was kept for them.
    """

    processor: str
    reference: str
    amount_minor: int
    currency: str
    fee_minor: int = 0
    at: Moment
    means: str | None = None


class Item(Record):
    """A line of a checkout: what is bought, and what all of it costs with its tax, in minor units."""

    name: str
    amount_minor: int


class Purchase(Record):
    """An order that is to be paid at a processor's own pages."""

    order_id: str
    attempt: int = 1
    """Counts up from 1: a checkout that expired is followed by another."""
    user_id: str
    currency: str
    items: tuple[Item, ...]
    expires_at: Moment
    keeps_means: bool = False
    """Whether what it is paid with is kept for renewals."""

    @property
    def amount_minor(self) -> int:
        """What is to be paid, above zero."""
        return sum(item.amount_minor for item in self.items)


class Checkout(Record):
    """Where an order is paid; without a url where it is paid by hand."""

    url: str | None
    reference: str
    expires_at: Moment


class Charge(Record):
    """A renewal that is to be paid with what was kept at an earlier order.

    Its key is the order and the attempt: one that was declined is tried again as another, one of which nothing is known
    as the same.
    """

    order_id: str
    attempt: int = 1
    user_id: str
    means: str
    amount_minor: int
    currency: str
    description: str


class ChargeOutcome(Record):
    """What came of a charge: `paid` when it succeeded, else why it didn't."""

    state: Outcome
    paid: Paid | None = None
    reason: str | None = None


class Return(Record):
    """Money that is to go back to who paid. Under one `key`, the id of the refund, it goes once."""

    key: str
    payment_reference: str
    amount_minor: int
    currency: str


class RefundOutcome(Record):
    """What came of a refund; `reference` names it at the processor."""

    state: Outcome
    reference: str | None = None
    reason: str | None = None


class Standing(StrEnum):
    """How an order stands at its processor."""

    OPEN = "OPEN"
    PROCESSING = "PROCESSING"
    """Paid by what takes days to arrive, such as a transfer."""
    PAID = "PAID"
    EXPIRED = "EXPIRED"
    UNKNOWN = "UNKNOWN"
    """The processor never heard of it."""


class Seen(Record):
    """How an order stands at its processor; `paid` where it is."""

    standing: Standing
    order_id: str | None = None
    paid: Paid | None = None


class ToldKind(StrEnum):
    """What a processor tells by a webhook, of what concerns Stoa."""

    PAID = "PAID"
    PROCESSING = "PROCESSING"
    """It was paid by what takes days to arrive."""
    PAYMENT_FAILED = "PAYMENT_FAILED"
    CHECKOUT_EXPIRED = "CHECKOUT_EXPIRED"
    REFUNDED = "REFUNDED"
    DISPUTED = "DISPUTED"
    DISPUTE_CLOSED = "DISPUTE_CLOSED"
    OTHER = "OTHER"
    """Of no concern: it is kept, and nothing follows from it."""


class Told(Record):
    """One event of a processor. What its kind doesn't need is None."""

    id: str
    processor: str
    type: str
    """In the processor's own words."""
    kind: ToldKind
    at: Moment
    order_id: str | None = None
    payment_reference: str | None = None
    """Of the payment that it is about."""
    reference: str | None = None
    """Of the checkout, refund or dispute itself."""
    key: str | None = None
    """Under which the refund was asked for: the id of ours."""
    amount_minor: int | None = None
    currency: str | None = None
    fee_minor: int = 0
    """What the processor took for the dispute so far."""
    won: bool | None = None
    """Whether the community won the dispute."""
    outcome: Outcome | None = None
    """Of the refund."""
    reason: str | None = None


class Payments(Protocol):
    """A payment processor. Everything but `verify` may raise ProcessorDown, and then nothing is known."""

    @property
    def name(self) -> str:
        """As it stands on orders and payments."""

    @property
    def online(self) -> bool:
        """Whether it has pages to pay at, and tells of what happens by webhooks."""

    async def checkout(self, purchase: Purchase) -> Checkout:
        """Have an order paid; asked again, it is the same checkout.

        Raises:
            Refused: the processor doesn't take such an order, and says why.
        """

    async def charge(self, charge: Charge) -> ChargeOutcome:
        """Have a renewal paid; asked again, it is the same payment."""

    async def refund(self, wanted: Return) -> RefundOutcome:
        """Give money back; asked again, it is the same refund."""

    async def look(self, order_id: str, checkout_reference: str | None) -> Seen:
        """How an order stands there: for what wasn't told, or wasn't heard."""

    async def payment(self, reference: str) -> Seen:
        """What a payment is for, and what was paid by it."""

    async def missed(self, since: datetime) -> Sequence[Told]:
        """What it told since then and couldn't deliver, the oldest first."""

    def verify(self, body: bytes, headers: Mapping[str, str]) -> Told:
        """What a webhook tells, from its body as it came.

        Raises:
            NotGenuine: the processor didn't sign this, or long ago, or it sends no webhooks.
        """

    async def close(self) -> None:
        """Give its connections back."""


@dataclass(frozen=True)
class Processors:
    """The processors there are: the one that new orders are paid at comes first."""

    all: Sequence[Payments]

    @property
    def default(self) -> Payments:
        """The one that new orders are paid at."""
        return self.all[0]

    def named(self, name: str) -> Payments:
        """The one of that name, which an order was begun or paid at.

        Raises:
            ProcessorDown: it has been switched off since.
        """
        for processor in self.all:
            if processor.name == name:
                return processor
        raise ProcessorDown(f"The payment processor {name} is switched off; an operator can switch it on again.")

    async def close(self) -> None:
        """Give their connections back."""
        for processor in self.all:
            await processor.close()


def checkout_key(purchase: Purchase) -> str:
    """Under which the checkout of an order is asked for."""
    return f"checkout:{purchase.order_id}:{purchase.attempt}"


def charge_key(charge: Charge) -> str:
    """Under which a renewal is charged."""
    return f"charge:{charge.order_id}:{charge.attempt}"
