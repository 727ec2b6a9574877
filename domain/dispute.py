"""Disputes: a buyer's bank takes a payment back, and decides later whose the money is."""

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum

from domain.errors import Conflict
from domain.ledger import FEES, SALES, Posting
from domain.money import Money, split
from domain.order import Order, Payment, PaymentState
from domain.record import Moment, Record
from domain.sale import negated, reversal

DISPUTED = "DISPUTED"
"""Why grants ended that come back when the dispute is won."""


class DisputeState(StrEnum):
    """How a dispute stands, from the community's side."""

    OPEN = "OPEN"
    WON = "WON"
    LOST = "LOST"


class Dispute(Record):
    """A payment that a bank took back. Amounts are minor units of `currency`; `parts` of it are of which lines."""

    key: str
    processor: str
    reference: str
    payment_reference: str
    order_id: str
    state: DisputeState
    reason: str | None
    lines: tuple[int, ...]
    amounts: tuple[int, ...]
    amount_minor: int
    fee_minor: int
    currency: str
    opened_at: Moment
    closed_at: Moment | None

    @property
    def amount(self) -> Money:
        """What was taken back."""
        return Money(amount_minor=self.amount_minor, currency=self.currency)

    @property
    def parts(self) -> dict[int, int]:
        """How much of which line, by its number."""
        return dict(zip(self.lines, self.amounts, strict=True))


def check_undisputed(payments: Iterable[Payment]) -> None:
    """Go on only with what nobody's bank has taken back.

    Raises:
        Conflict: one has.
    """
    if any(payment.state in (PaymentState.DISPUTED, PaymentState.LOST) for payment in payments):
        raise Conflict("What was paid for it was taken back by a bank.", ("input", "code"))


def disputed_parts(order: Order, amount_minor: int) -> dict[int, int]:
    """How much of each line is taken back; no more than wasn't paid back already.

    What is reserved for refunds is taken last: processors send none of a payment that is disputed, so either it went
    before, and isn't in the amount, or it won't go.
    """
    found: Counter[int] = Counter()
    for weights in ([line.left_minor for line in order.lines], [line.refunding_minor for line in order.lines]):
        part = min(amount_minor, sum(weights))
        found.update(dict(enumerate(split(part, weights), start=1)))
        amount_minor -= part
    return {n: part for n, part in sorted(found.items()) if part}


def taken(order: Order, parts: dict[int, int], fee_minor: int) -> list[Posting]:
    """What a dispute moves: everybody's share goes back, and the community bears the processor's fee."""
    return _with_fee(_shares(order, parts), order.currency, fee_minor)


def given_back(order: Order, dispute: Dispute, more_fee_minor: int) -> list[Posting]:
    """What a dispute that was won moves: the same the other way. Its fee stays, unless the processor returns it."""
    return _with_fee(negated(_shares(order, dispute.parts)), order.currency, more_fee_minor)


def _shares(order: Order, parts: dict[int, int]) -> Sequence[Posting]:
    """What goes back of these parts, as the last of their lines: refunds take the first, so that whatever is paid back
    while a payment is disputed changes nothing of it, and what was taken is given back to the cent."""
    lines = [
        line.model_copy(update={"refunded_minor": line.total_minor - parts.get(line.n, 0)}) for line in order.lines
    ]
    return reversal(order.model_copy(update={"lines": tuple(lines)}), parts).postings


def _with_fee(postings: Sequence[Posting], currency: str, fee_minor: int) -> list[Posting]:
    moved = {posting.account: posting.amount_minor for posting in postings}
    moved[FEES] = moved.get(FEES, 0) + fee_minor
    moved[SALES] = moved.get(SALES, 0) - fee_minor
    return [Posting(account, currency, amount) for account, amount in sorted(moved.items()) if amount]
