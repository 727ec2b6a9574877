"""What may be asked back of an order, by time and by what was used.

Within fourteen days of payment all of it is returned of what was hardly opened, less than a fifth. Of a course of which
more was opened the part of the lessons that weren't is; of a membership, once something was read with it, the part of
its whole days to come. A body that was handed out is all of an article: there are no downloads beside it. A service
goes by where it stands, however long ago it was paid. What the rule gives, operators may go beyond, up to what was
paid.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from domain.errors import LimitReached
from domain.gift import end_of
from domain.money import Money
from domain.order import SETTLED, Order, OrderLine
from domain.product import ProductKind
from domain.record import Record
from domain.service import ServiceRequest
from domain.service_end import returnable

PERIOD = timedelta(days=14)
HARDLY = 20
"""Below so many percent opened all is returned."""


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
