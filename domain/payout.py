"""Payouts: what of a member's earnings can be paid out, and what becomes of a payout.

What was sold is held for some days, for it may be paid back. A day of sales comes free with the first day of UTC on
which all of it is as old as the hold: between hold and a day more after the sale. What is on its way is set aside.
What goes back of earlier sales may leave less than nothing: that is carried, and what is earned next makes it up first.
"""

from datetime import date, datetime, timedelta
from enum import StrEnum

from domain.errors import Conflict, InvalidInput, LimitReached
from domain.ids import UserId
from domain.ledger import earnings
from domain.money import Money
from domain.record import Moment, Record, day_of

AT_ONCE = 100
"""Members for whom payouts are made at a time."""
MAX_REFERENCE = 100
MAX_REASON = 500
_ID, _AMOUNT = ("input", "id"), ("input", "amountMinor")


class PayoutState(StrEnum):
    """What became of a payout."""

    PENDING = "PENDING"
    SENT = "SENT"
    RETURNED = "RETURNED"


class PayoutRules(Record):
    """How long sales are held, in days, and the least that is paid out at a time, in minor units of any currency."""

    hold_days: int = 14
    minimum_minor: int = 1_000

    def held_from(self, at: datetime) -> date:
        """The first day of UTC whose sales are still held at that moment."""
        return day_of(at) - timedelta(days=self.hold_days)


class Earnings(Record):
    """How a member's earnings in one currency stand, in minor units."""

    user_id: str
    """Whose: of who was erased, the id of the erasure."""
    currency: str
    balance_minor: int
    """Σ of the postings of their account; below zero where they owe."""
    held_minor: int
    under_way_minor: int
    """What of it is set aside for payouts that aren't sent yet."""

    @property
    def account(self) -> str:
        """Their account in the ledger."""
        return earnings(self.user_id)

    @property
    def available_minor(self) -> int:
        """What can be paid out: never more than the balance, and nothing of one below zero."""
        return max(0, self.balance_minor - max(0, self.held_minor) - self.under_way_minor)

    def money(self, amount_minor: int) -> Money:
        """An amount in their currency."""
        return Money(amount_minor=amount_minor, currency=self.currency)

    def to_pay(self, asked_minor: int | None, rules: PayoutRules) -> int:
        """How much is paid out: what is asked for, or all that is available.

        Raises:
            InvalidInput: what is asked for is nothing.
            LimitReached: it is more than is available, or less than is paid out at a time.
        """
        if asked_minor is not None and asked_minor < 1:
            raise InvalidInput("Ask for 1 minor unit or more, or leave the amount out for all.", _AMOUNT)
        available = self.available_minor
        amount = available if asked_minor is None else asked_minor
        if amount > available:
            raise LimitReached(f"{available:,} minor units of {self.currency} are available.", _AMOUNT)
        if amount < rules.minimum_minor:
            least = f"No less than {rules.minimum_minor:,} minor units of {self.currency} are paid out at a time"
            raise LimitReached(f"{least}; {available:,} are available.", _AMOUNT)
        return amount


class Payout(Record):
    """That a member is paid what they earned, in minor units of `currency`."""

    id: str
    user_id: UserId
    state: PayoutState
    amount_minor: int
    currency: str
    processor: str
    by: str
    """Who asked for it: user:…, key:… or role:…."""
    reference: str | None
    """What it is called where it was sent from."""
    reason: str | None
    """Why it came back."""
    created_at: Moment
    sent_at: Moment | None
    returned_at: Moment | None

    @property
    def amount(self) -> Money:
        """How much."""
        return Money(amount_minor=self.amount_minor, currency=self.currency)


def sent(payout: Payout, reference: str, at: datetime) -> Payout:
    """The payout once it went; the same when it was told so before.

    Raises:
        Conflict: it went under another reference, or came back.
    """
    if payout.state is PayoutState.RETURNED:
        raise Conflict("It came back: ask for another.", _ID)
    if payout.state is PayoutState.SENT:
        if payout.reference != reference:
            raise Conflict(f"It was sent before, under the reference {payout.reference}.", ("input", "reference"))
        return payout
    return payout.model_copy(update={"state": PayoutState.SENT, "reference": reference, "sent_at": at})


def returned(payout: Payout, reason: str, at: datetime) -> Payout:
    """The payout once it came back, or turned out not to go; the same when it was told so before."""
    if payout.state is PayoutState.RETURNED:
        return payout
    return payout.model_copy(update={"state": PayoutState.RETURNED, "reason": reason, "returned_at": at})
