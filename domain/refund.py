"""Refunds: what may be asked back by time and by what was used, and how a sum is taken from the lines of an order.

Within fourteen days of payment all of it is returned of what was hardly opened, less than a fifth. Of a course of which
more was opened the part of the lessons that weren't is; of a membership, once something was read with it, the part of
its whole days to come. A body that was handed out is all of an article: there are no downloads beside it. A service
goes by where it stands, however long ago it was paid. What the rule gives, operators may go beyond, up to what was
paid.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from domain.errors import Conflict, InvalidInput, LimitReached, NotFound
from domain.gift import end_of
from domain.money import Money, split
from domain.order import SETTLED, Order, OrderLine, Payment, PaymentState
from domain.product import ProductKind
from domain.record import Moment, Record
from domain.service import ServiceRequest
from domain.service_end import returnable

PERIOD = timedelta(days=14)
HARDLY = 20
"""Below so many percent opened all is returned."""
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


class Use(Record):
    """What was used of what a line gives.

    `parts` are the lessons of a course that were sold, and one of any other content; `opened` of them were. `read` says
    that something was read with a membership. `service` is what was asked for, of a service.
    """

    parts: int = 1
    opened: int = 0
    read: bool = False
    service: ServiceRequest | None = None


class LineQuote(Record):
    """What may be asked back of one line, and why so much."""

    n: int
    refundable: Money
    reason: str


class RefundQuote(Record):
    """What may be asked back of an order, and why so much."""

    refundable: Money
    reason: str
    lines: tuple[LineQuote, ...]

    def parts(self, n: int | None) -> dict[int, int]:
        """How much of which line that is, of all of them or one.

        Raises:
            LimitReached: it is nothing.
        """
        found = {one.n: one.refundable.amount_minor for one in self.lines if n in (None, one.n)}
        parts = {line: minor for line, minor in found.items() if minor}
        if not parts:
            raise LimitReached(f"By the rule nothing is returned. {self.reason}", ("input", "byQuote"))
        return parts


UNUSED = Use()


def quote(order: Order, uses: Mapping[int, Use], at: datetime) -> RefundQuote:
    """What may be asked back at that moment; `uses` by the lines' numbers, of those of which something was."""
    if order.state not in SETTLED or order.paid_at is None:
        return RefundQuote(refundable=order.money(0), reason=f"The order is {order.state}.", lines=())
    found = []
    for line in order.lines:
        allowed, reason = _allowed(line, order.paid_at, uses.get(line.n, UNUSED), at)
        left = max(0, allowed - line.refunded_minor - line.refunding_minor)
        if line.left_minor == 0:
            left, reason = 0, "Nothing of it is left."
        found.append(LineQuote(n=line.n, refundable=order.money(left), reason=reason))
    total = sum(one.refundable.amount_minor for one in found)
    reasons = dict.fromkeys(one.reason for one in found)
    return RefundQuote(refundable=order.money(total), reason=" ".join(reasons), lines=tuple(found))


def _allowed(line: OrderLine, paid_at: datetime, use: Use, at: datetime) -> tuple[int, str]:
    """What of a line is returned by the rule, in minor units rounded down, and why."""
    if use.service is not None:
        whole, reason = returnable(use.service, at)
        return line.total_minor if whole else 0, reason
    if at - paid_at > PERIOD:
        return 0, f"{PERIOD.days} days from payment are over."
    if line.kind is ProductKind.MEMBERSHIP:
        return _of_membership(line, paid_at, use, at)
    if use.opened * 100 < use.parts * HARDLY or not use.opened:
        return line.total_minor, f"Within {PERIOD.days} days, and less than {HARDLY} % of it was opened."
    part = line.total_minor * (use.parts - use.opened) // use.parts
    return part, f"{use.opened} of {use.parts} parts of it were opened: the others are returned."


def _of_membership(line: OrderLine, paid_at: datetime, use: Use, at: datetime) -> tuple[int, str]:
    if not use.read:
        return line.total_minor, f"Within {PERIOD.days} days, and nothing was read with it."
    end = end_of(line, paid_at)
    if end is None:
        return 0, "It was read with, and has no end."
    days, left = (end - paid_at).days, (end - at).days
    return line.total_minor * left // days, f"It was read with: {left} of its {days} days are returned."


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
