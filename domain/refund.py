"""Refunds: what is paid back of an order, and how a sum is taken from its lines."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from domain.errors import Conflict, InvalidInput, LimitReached, NotFound
from domain.money import Money, split
from domain.order import SETTLED, Order, OrderState, Payment, PaymentState
from domain.record import Moment, Record

MAX_REASON = 500
_AMOUNT = ("input", "amount", "amountMinor")


class RefundState(StrEnum):
    """What became of a refund."""

    PENDING = "PENDING"
    SUCCEEDED = "SUCCEEDED"
    FAILED = "FAILED"


class Refund(Record):
    """That something of an order is paid back; amounts are minor units of its currency."""

    id: str
    key: str
    order_id: str
    lines: tuple[int, ...]
    amounts: tuple[int, ...]
    amount_minor: int
    tax_minor: int | None
    """How much of it is tax, once it went."""
    currency: str
    state: RefundState
    reason: str
    problem: str | None
    by: str
    processor: str
    payment_reference: str
    processor_reference: str | None
    created_at: Moment
    done_at: Moment | None

    @property
    def parts(self) -> dict[int, int]:
        """How much of which line, by its number."""
        return dict(zip(self.lines, self.amounts, strict=True))

    @property
    def amount(self) -> Money:
        """All of it."""
        return Money(amount_minor=self.amount_minor, currency=self.currency)

    @property
    def tax(self) -> Money | None:
        """How much of it is tax; None until it went."""
        return None if self.tax_minor is None else Money(amount_minor=self.tax_minor, currency=self.currency)


def check_refundable(order: Order, payments: Iterable[Payment]) -> Payment:
    """The payment that a refund goes back on.

    Raises:
        Conflict: the order isn't paid, is paid back, cost nothing, or its payment is disputed.
    """
    if order.state not in SETTLED:
        raise Conflict(f"The order is {order.state}: there is nothing to pay back.", ("input", "id"))
    for payment in payments:
        if payment.state is PaymentState.SUCCEEDED and payment.amount_minor > 0:
            return payment
        if payment.state in (PaymentState.DISPUTED, PaymentState.LOST):
            raise Conflict("Its payment is disputed: the bank decides who has the money.", ("input", "id"))
    raise Conflict("Nothing was paid for it. End what it gives by `endGrant`.", ("input", "id"))


def parts_of(order: Order, amount: Money | None, n: int | None) -> dict[int, int]:
    """How much of each line is paid back: all that is left by default, of one line, or an amount.

    An amount is shared out by what is left of each line, so that of none more is taken than that.

    Raises:
        NotFound: there is no such line.
        Conflict: the amount is in another currency.
        InvalidInput: it isn't positive.
        LimitReached: more is asked for than is left; the message says how much that is.
    """
    if n is not None and not 1 <= n <= len(order.lines):
        raise NotFound(f"Its lines are numbered from 1 to {len(order.lines)}.", ("input", "line"))
    left = {line.n: line.left_minor for line in order.lines if n in (None, line.n)}
    most = sum(left.values())
    if amount is not None and amount.currency != order.currency:
        raise Conflict(f"The order was paid in {order.currency}.", ("input", "amount", "currency"))
    asked = most if amount is None else amount.amount_minor
    if amount is not None and asked < 1:
        raise InvalidInput("Pay back 1 minor unit or more.", _AMOUNT)
    if asked > most or most == 0:
        raise LimitReached(f"{most:,} minor units of {order.currency} are left to pay back.", _AMOUNT)
    parts = dict(zip(left, split(asked, list(left.values())), strict=True))
    return {n: part for n, part in parts.items() if part}


def parts_gone(order: Order, amount_minor: int, disputed: Mapping[int, int]) -> dict[int, int] | None:
    """How much of each line went by a refund that nothing was reserved for; None where so much isn't left.

    What a bank has taken of a line can't have gone as well: `disputed` says how much that is.
    """
    left = {line.n: max(0, line.left_minor - disputed.get(line.n, 0)) for line in order.lines}
    if amount_minor > sum(left.values()):
        return None
    parts = dict(zip(left, split(amount_minor, list(left.values())), strict=True))
    return {n: part for n, part in parts.items() if part}


def paid_back(bought: Order, parts: Mapping[int, int]) -> Order:
    """The order once these parts went, of what was reserved for them."""
    lines = tuple(
        line.model_copy(
            update={
                "refunded_minor": line.refunded_minor + parts.get(line.n, 0),
                "refunding_minor": line.refunding_minor - parts.get(line.n, 0),
            }
        )
        for line in bought.lines
    )
    refunded = sum(line.refunded_minor for line in lines)
    whole = refunded == bought.total_minor
    return bought.model_copy(
        update={
            "lines": lines,
            "refunded_minor": refunded,
            "refunding_minor": sum(line.refunding_minor for line in lines),
            "state": OrderState.REFUNDED if whole else OrderState.PARTIALLY_REFUNDED,
        }
    )
