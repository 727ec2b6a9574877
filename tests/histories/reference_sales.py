"""What orders come to in random histories, told plainly: what they cost, when they are paid, and when given up."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from tests.histories.reference_order import ARRIVES, CANCELLED, PAID, PAYABLE, SETTLED, Line, No, Order, parts
from tests.histories.reference_seats import Cohort
from tests.histories.sold import CODES, ONCE, Thing

if TYPE_CHECKING:
    from tests.histories.reference_subscription import Subscription


@dataclass
class Sales:
    """Everything that was ordered and paid."""

    orders: dict[str, Order] = field(default_factory=dict)
    payments: dict[str, Order] = field(default_factory=dict)
    """Which order each payment was told of, by its reference."""
    strays: dict[str, datetime] = field(default_factory=dict)
    """Payments that settled nothing, and aren't given back yet."""
    uses: dict[tuple[str, str], str] = field(default_factory=dict)
    """By coupon and member the order it was used for."""
    cohort: Cohort = field(default_factory=Cohort)
    numbers: Counter[int] = field(default_factory=Counter)
    """How many invoices each year has."""
    subscriptions: "dict[str, Subscription]" = field(default_factory=dict)

    def lines(
        self,
        user: str,
        items: Sequence[tuple[Thing, int, bool]],
        coupon: str | None,
        gift: bool,
        tax: int,
        order_id: str,
    ) -> list[Line]:
        """What an order is of and costs; the coupon counts as used from now on."""
        for thing, quantity, seat in items:
            renews = thing.interval is not ONCE
            if (renews and not gift) or (quantity > 1 and not renews):
                raise No("not sold so")
            if seat and gift:
                raise No("a seat is its buyer's own")
        amounts = [thing.amount * quantity for thing, quantity, _ in items]
        off = (
            self.use(coupon, user, order_id, [thing for thing, _, _ in items], amounts) if coupon else [0] * len(items)
        )
        by = CODES[coupon].affiliate if coupon else None
        percent = CODES[coupon].affiliate_percent if coupon else 0
        net = [amount - less for amount, less in zip(amounts, off, strict=True)]
        if tax > sum(net):
            raise No("more tax than there is to tax")
        return [
            Line(thing, quantity, less, taxes, amount + taxes, seat, by if less else None, percent if less else 0)
            for (thing, quantity, seat), less, amount, taxes in zip(items, off, net, parts(tax, net), strict=True)
        ]

    def use(self, code: str, user: str, order_id: str, things: Sequence[Thing], amounts: Sequence[int]) -> list[int]:
        """Use a coupon: what it takes off each."""
        known = CODES[code]
        self.check_use(code, user)
        covered = [not known.products or thing.product_id in known.products for thing in things]
        if not any(covered):
            raise No("for none of these")
        of = [amount if covers else 0 for amount, covers in zip(amounts, covered, strict=True)]
        whole = sum(of) * known.percent // 100 if known.percent else min(known.amount, sum(of))
        self.uses[code, user] = order_id
        return parts(whole, of)

    def check_use(self, code: str, user: str) -> None:
        """Go on if a member may use a coupon."""
        known = CODES[code]
        used = sum(1 for other, _ in self.uses if other == code)
        if (code, user) in self.uses or known.affiliate == user or (known.most is not None and used >= known.most):
            raise No("used, or their own")

    def place(self, order: Order, at: datetime) -> None:
        """Keep a new order; one of nothing is settled."""
        if any(line.seat for line in order.lines):
            self.cohort.take(order.user, order.id, at)
        self.orders[order.id] = order
        if not order.total and order.subscription is None:
            self.settle(order, order.id, 0, 0, at, None)

    def settle(self, order: Order, reference: str, amount: int, fee: int, at: datetime, means: str | None) -> None:
        """A payment is told."""
        if reference in self.payments:
            return
        self.payments[reference] = order
        if not self._settles(order, amount, at):
            self.strays[reference] = at
            return
        order.state, order.paid_at, order.reference = PAID, at, reference
        order.given_at = at if order.holder else None
        self.numbers[at.year] += 1
        order.number = f"{at.year}-{self.numbers[at.year]:06}"
        self._share(order, fee)
        if order.subscription is not None:
            self.subscriptions[order.subscription].paid(self, order, at, means)

    def _settles(self, order: Order, amount: int, at: datetime) -> bool:
        if order.state not in PAYABLE or amount != order.total:
            return False
        used = dict(self.uses)
        try:
            if order.coupon and used.get((order.coupon, order.user)) != order.id:
                self.check_use(order.coupon, order.user)
                self.uses[order.coupon, order.user] = order.id
            if any(line.seat for line in order.lines):
                self.cohort.take(order.user, order.id, at)
        except No:
            self.uses = used
            return False
        return True

    def _share(self, order: Order, fee: int) -> None:
        fees = parts(fee, [line.total for line in order.lines])
        for line, part in zip(order.lines, fees, strict=True):
            line.fee = part
            net = line.total - line.tax - line.fee
            author = line.thing.share if line.thing.author not in (None, order.user) else 0
            affiliate = line.affiliate_percent if line.affiliate not in (None, order.user) else 0
            affiliate = min(affiliate, 100 - author)
            if net > 0:
                shares = parts(net, [author, affiliate, 100 - author - affiliate])
                line.author_minor, line.affiliate_minor = shares[:2]

    def confirm(self, order: Order, reference: str, at: datetime) -> None:
        """An operator says that it was paid."""
        if not self._settles(order, order.total, at):
            raise No("it can't be paid now")
        self.settle(order, reference, order.total, 0, at, None)

    def wait(self, order: Order, at: datetime) -> None:
        """Its money is on its way."""
        if order.state in PAYABLE and order.expires is not None:
            order.expires = max(order.expires, at + ARRIVES)

    def give_up(self, order: Order, state: str, at: datetime) -> None:
        """It failed, or is cancelled: its coupon and its seat are free again."""
        if order.state not in PAYABLE or order.state == state:
            return
        order.state = state
        self.uses = {key: id for key, id in self.uses.items() if id != order.id}
        self.cohort.leave(order.id, at)
        if state == CANCELLED and order.subscription is not None:
            self.subscriptions[order.subscription].unpaid(order, at)

    def cancel(self, order: Order, at: datetime) -> None:
        """Somebody gives it up."""
        if order.state not in (*PAYABLE, CANCELLED):
            raise No("it is paid")
        self.give_up(order, CANCELLED, at)

    def expire(self, at: datetime) -> None:
        """What wasn't paid in time is given up."""
        due = [one for one in self.orders.values() if one.state in PAYABLE and one.expires and one.expires <= at]
        for order in sorted(due, key=lambda one: one.expires or at):
            self.give_up(order, CANCELLED, at)

    def redeem(self, order: Order, user: str, at: datetime) -> None:
        """Somebody uses the code of a gift."""
        if order.state not in SETTLED or order.withheld or order.holder not in (None, user):
            raise No("unpaid, taken back, or somebody else's")
        if order.holder is None:
            order.holder, order.given_at = user, at
