"""Disputes: a buyer's bank takes a payment back, and decides later whose the money is."""

from collections.abc import Iterable, Sequence
from enum import StrEnum

from domain.errors import Conflict
from domain.ledger import FEES, SALES, Posting
from domain.money import Money
from domain.order import Order, Payment, PaymentState
from domain.record import Moment, Record
from domain.refund import parts_of
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
    """How much of each line is taken back; no more than is left of it, for the rest was paid back already."""
    left = sum(line.left_minor for line in order.lines)
    taken = min(amount_minor, left)
    return parts_of(order, order.money(taken), None) if taken > 0 else {}


def taken(order: Order, parts: dict[int, int], fee_minor: int) -> list[Posting]:
    """What a dispute moves: everybody's share goes back, and the community bears the processor's fee."""
    return _with_fee(reversal(order, parts).postings if parts else [], order.currency, fee_minor)


def given_back(order: Order, dispute: Dispute, more_fee_minor: int) -> list[Posting]:
    """What a dispute that was won moves: the same the other way. Its fee stays, unless the processor returns it."""
    back = negated(reversal(order, dispute.parts).postings) if dispute.parts else []
    return _with_fee(back, order.currency, more_fee_minor)


def _with_fee(postings: Sequence[Posting], currency: str, fee_minor: int) -> list[Posting]:
    moved = {posting.account: posting.amount_minor for posting in postings}
    moved[FEES] = moved.get(FEES, 0) + fee_minor
    moved[SALES] = moved.get(SALES, 0) - fee_minor
    return [Posting(account, currency, amount) for account, amount in sorted(moved.items()) if amount]
