"""What an order comes to in random histories, told plainly: its lines, what of them went back, and who holds them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from dateutil.relativedelta import relativedelta

from tests.histories.sold import MONTH, ONCE, YEAR, Thing

PENDING, PAID, PARTLY, REFUNDED = "PENDING", "PAID", "PARTIALLY_REFUNDED", "REFUNDED"
CANCELLED, FAILED = "CANCELLED", "FAILED"
PAYABLE, SETTLED = (PENDING, FAILED), (PAID, PARTLY)
ARRIVES = timedelta(days=14)
LENGTH = {MONTH: relativedelta(months=1), YEAR: relativedelta(years=1)}


class No(Exception):
    """What is asked for is to be refused."""


def parts(amount: int, weights: Sequence[int]) -> list[int]:
    """An amount by weights: each part rounded down, and what is left over to the largest fractions, the first first."""
    whole = sum(weights)
    if not whole or not amount:
        return [0] * len(weights)
    found = [amount * weight // whole for weight in weights]
    fractions = [(-(amount * weight % whole), n) for n, weight in enumerate(weights)]
    for _, n in sorted(fractions)[: amount - sum(found)]:
        found[n] += 1
    return found


@dataclass
class Line:
    """So many of a thing in an order."""

    thing: Thing
    quantity: int
    discount: int
    tax: int
    total: int
    seat: bool = False
    affiliate: str | None = None
    affiliate_percent: int = 0
    refunded: int = 0
    reserved: int = 0
    fee: int = 0
    author_minor: int = 0
    affiliate_minor: int = 0

    @property
    def left(self) -> int:
        return self.total - self.refunded - self.reserved

    @property
    def returned(self) -> bool:
        return 0 < self.total == self.refunded

    def until(self, since: datetime) -> datetime | None:
        """When what it gives ends; None for never."""
        if self.thing.interval is ONCE:
            return None
        months = self.quantity * (1 if self.thing.interval is MONTH else 12)
        return since + relativedelta(months=months)

    def taken(self, amount: int) -> tuple[int, int, int]:
        """Tax, and the author's and affiliate's share, in the first so many minor units that are taken back of it."""
        if not amount:
            return 0, 0, 0
        tax = self.tax * amount // self.total
        net, of = amount - tax, self.total - self.tax
        return tax, self.author_minor * net // of, self.affiliate_minor * net // of


@dataclass
class Dispute:
    """A payment that a bank took back: so much of which line, from its end on. `won` is None while it is open."""

    reference: str
    order: "Order"
    parts: dict[int, int]
    fee: int
    won: bool | None = None


@dataclass
class Order:
    """An order, and what became of it."""

    id: str
    user: str
    lines: list[Line]
    at: datetime
    expires: datetime | None
    processor: str
    coupon: str | None = None
    gift: bool = False
    holder: str | None = None
    subscription: str | None = None
    state: str = PENDING
    paid_at: datetime | None = None
    given_at: datetime | None = None
    number: str | None = None
    reference: str | None = None
    """Of the payment that settled it."""
    disputes: dict[str, Dispute] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(line.total for line in self.lines)

    @property
    def refunded(self) -> int:
        return sum(line.refunded for line in self.lines)

    @property
    def withheld(self) -> bool:
        """Whether a bank has what was paid for it, for now or for good."""
        return any(one.won is not True for one in self.disputes.values())

    def room(self, open: bool) -> list[int]:
        """What of each line neither went back, nor is reserved, nor with a bank: one that won or that may (`open`)."""
        taken = Counter[int]()
        for one in self.disputes.values():
            taken.update(one.parts if one.won is False or (open and one.won is None) else {})
        return [max(0, line.left - taken[n]) for n, line in enumerate(self.lines, start=1)]

    def holding(self, at: datetime) -> Iterator[Thing]:
        """What its holder has of it at a moment."""
        if self.state not in SETTLED or self.withheld or self.given_at is None or at < self.given_at:
            return
        for line in self.lines:
            until = line.until(self.given_at)
            if not line.returned and (until is None or at < until):
                yield line.thing


@dataclass
class Refund:
    """Money on its way back: so much of which line."""

    order: Order
    parts: dict[int, int]
    at: datetime
    state: str = "PENDING"
