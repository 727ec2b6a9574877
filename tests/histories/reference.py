"""What random histories come to, told plainly: who bought what, what was paid of it, and who holds it.

Nothing of `domain` is used but its words, so that a rule that is written wrongly there is found here. Amounts are minor
units. Access and earnings are folded from the facts whenever they are asked for, and stand nowhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from tests.histories.reference_order import PARTLY, REFUNDED, SETTLED, Dispute, No, Order, Refund, parts
from tests.histories.reference_sales import Sales
from tests.histories.sold import CONTENTS, Thing


@dataclass
class Reference(Sales):
    """The whole community, as it is to be."""

    refunds: dict[str, Refund] = field(default_factory=dict)
    grants: dict[str, tuple[str, Thing, datetime, datetime | None]] = field(default_factory=dict)
    """What operators gave, by its id: to whom, what, from when until when."""

    def ask_back(self, id: str, order: Order, amount: int | None, line: int | None, at: datetime) -> Refund:
        """Reserve what is to be paid back."""
        if order.state not in SETTLED or order.withheld or not order.total:
            raise No("there is nothing to pay back")
        left = {n: each.left for n, each in enumerate(order.lines, start=1) if line in (None, n)}
        asked = sum(left.values()) if amount is None else amount
        if not 0 < asked <= sum(left.values()):
            raise No("more than is left")
        cut = dict(zip(left, parts(asked, list(left.values())), strict=True))
        refund = self.refunds[id] = Refund(order, {n: part for n, part in cut.items() if part}, at)
        for n, part in refund.parts.items():
            order.lines[n - 1].reserved += part
        return refund

    def back(self, refund: Refund, well: bool, at: datetime) -> None:
        """It went, or didn't; once. What gave way to another and went all the same is taken wherever there is some."""
        if refund.state == "SUCCEEDED" or (refund.state == "FAILED" and not well):
            return
        order = refund.order
        if refund.state == "FAILED":
            refund.parts = self._reserved(order, sum(refund.parts.values()), at)
        refund.state = "SUCCEEDED" if well else "FAILED"
        for n, part in refund.parts.items():
            line = order.lines[n - 1]
            line.reserved -= part
            line.refunded += part if well else 0
        if well:
            order.state = REFUNDED if order.refunded == order.total else PARTLY
            if order.state == REFUNDED or any(line.seat and line.returned for line in order.lines):
                self.cohort.leave(order.id, at)

    def back_there(self, id: str, payment: str, amount: int, at: datetime) -> None:
        """Somebody paid back of a payment at the processor's own pages; nothing of one that settled nothing."""
        order = self.payments.get(payment)
        if order is not None and order.reference == payment and id not in self.refunds:
            self.refunds[id] = Refund(order, self._reserved(order, amount, at), at)
            self.back(self.refunds[id], True, at)

    def _reserved(self, order: Order, amount: int, at: datetime) -> dict[int, int]:
        """Reserve what went: of what neither a bank has nor is reserved, and for that the last refunds give way."""
        waiting = [one for one in self.refunds.values() if one.order is order and one.state == "PENDING"]
        while amount > sum(room := order.room(open=True)) and waiting:
            self.back(waiting.pop(), False, at)
        if amount > sum(room):  # the bank let it go, so that a dispute that looks open was won
            room = order.room(open=False)
        cut = {n: part for n, part in enumerate(parts(amount, room), start=1) if part}
        for n, part in cut.items():
            order.lines[n - 1].reserved += part
        return cut

    def dispute(self, reference: str, payment: str, amount: int, fee: int) -> Dispute | None:
        """A bank takes a payment back; None for one that settled nothing."""
        order = self.payments.get(payment)
        if order is None or order.reference != payment:
            return None
        if reference not in order.disputes:
            left, going = [line.left for line in order.lines], [line.reserved for line in order.lines]
            taken = parts(min(amount, sum(left)), left)
            more = parts(min(max(0, amount - sum(left)), sum(going)), going)  # a refund under way doesn't go then
            cut = {n: a + b for n, (a, b) in enumerate(zip(taken, more, strict=True), start=1) if a + b}
            order.disputes[reference] = Dispute(reference, order, cut, fee)
            if order.subscription is not None:
                self.subscriptions[order.subscription].withhold(reference)
        return order.disputes[reference]

    def close_dispute(self, dispute: Dispute, won: bool, at: datetime) -> None:
        """A bank has decided; once."""
        if dispute.won is not None:
            return
        dispute.won, order = won, dispute.order
        if not won:
            if any(order.lines[n - 1].seat for n in dispute.parts):
                self.cohort.leave(order.id, at)
        elif order.subscription is not None:
            self.subscriptions[order.subscription].won(dispute.reference, order.withheld)

    def reads(self, user: str, content: str, at: datetime) -> bool:
        """Whether a member may read a content at a moment."""
        return CONTENTS[content] == user or any(content in thing.contents for thing in self.holds(user, at))

    def holds(self, user: str, at: datetime) -> Iterator[Thing]:
        """Everything a member holds, from whatever source."""
        for order in self.orders.values():
            if order.holder == user and order.subscription is None:
                yield from order.holding(at)
        for one in self.subscriptions.values():
            if one.user == user:
                yield from one.holding(at)
        for who, thing, since, until in self.grants.values():
            if who == user and since <= at and (until is None or at < until):
                yield thing
