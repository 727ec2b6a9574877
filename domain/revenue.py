"""Revenue: what can be told of what selling brings, number by number, each with its definition and what it rests on.

Amounts of the ledger are sums of postings of some kinds to the accounts of one book. They come to each other exactly:

    sales − refunds − disputes = tax + fees + shares + net + escrow

for postings sum to zero, entry by entry. Numbers of subscriptions are sums of what days moved (`domain.subscriber`).
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from domain.ledger import LedgerEntryKind
from domain.money import Money
from domain.record import Day, Moment, Record
from domain.sales_day import EARNED, Book


class RevenueMeasure(StrEnum):
    """What can be told of revenue."""

    SALES = "SALES"
    REFUNDS = "REFUNDS"
    DISPUTES = "DISPUTES"
    TAX = "TAX"
    FEES = "FEES"
    SHARES = "SHARES"
    NET = "NET"
    ESCROW = "ESCROW"
    PAYOUTS = "PAYOUTS"
    MRR = "MRR"
    SUBSCRIBERS = "SUBSCRIBERS"
    ARPU = "ARPU"
    CHURN = "CHURN"
    LTV = "LTV"


class Sum(NamedTuple):
    """The postings that a number is the sum of; `sign` makes what left an account positive."""

    kinds: frozenset[LedgerEntryKind]
    book: Book
    sign: int


_PAID = frozenset({LedgerEntryKind.SALE})
_BACK = frozenset({LedgerEntryKind.SALE_REFUNDED})
_BANK = frozenset({LedgerEntryKind.DISPUTE, LedgerEntryKind.DISPUTE_WON})
_OUT = frozenset({LedgerEntryKind.PAYOUT, LedgerEntryKind.PAYOUT_RETURNED})

SUMS: Mapping[RevenueMeasure, Sum] = {
    RevenueMeasure.SALES: Sum(_PAID, Book.OUTSIDE, -1),
    RevenueMeasure.REFUNDS: Sum(_BACK, Book.OUTSIDE, 1),
    RevenueMeasure.DISPUTES: Sum(_BANK, Book.OUTSIDE, 1),
    RevenueMeasure.TAX: Sum(EARNED, Book.TAX, 1),
    RevenueMeasure.FEES: Sum(EARNED, Book.FEES, 1),
    RevenueMeasure.SHARES: Sum(EARNED, Book.EARNINGS, 1),
    RevenueMeasure.NET: Sum(EARNED, Book.SALES, 1),
    RevenueMeasure.ESCROW: Sum(EARNED, Book.ESCROW, 1),
    RevenueMeasure.PAYOUTS: Sum(_OUT, Book.OUTSIDE, 1),
}
"""What the numbers of the ledger are sums of."""

DEFINITIONS: Mapping[RevenueMeasure, str] = {
    RevenueMeasure.SALES: "What buyers paid, with tax: Σ of what SALE took from outside.",
    RevenueMeasure.REFUNDS: "What was paid back: Σ of what SALE_REFUNDED gave to outside.",
    RevenueMeasure.DISPUTES: "What banks took back, less what was won: Σ of what DISPUTE and DISPUTE_WON gave outside.",
    RevenueMeasure.TAX: "What is owed as tax, less what went back: Σ of the account platform:tax.",
    RevenueMeasure.FEES: "What processors kept: Σ of the account platform:fees.",
    RevenueMeasure.SHARES: "What members earned as authors and by coupons, less what went back: Σ of their accounts.",
    RevenueMeasure.NET: "What is the community's, after tax, fees and shares: Σ of the account platform:sales.",
    RevenueMeasure.ESCROW: "By how much more is held until services are accepted: Σ of the accounts of escrow.",
    RevenueMeasure.PAYOUTS: "What members were paid, less what came back: Σ of PAYOUT and PAYOUT_RETURNED to outside.",
    RevenueMeasure.MRR: "At the end: a twelfth of what subscriptions that are paid for are worth a year, before tax.",
    RevenueMeasure.SUBSCRIBERS: "At the end: subscriptions that are paid for, without trials.",
    RevenueMeasure.ARPU: "MRR by subscriber, at the end; null without subscribers.",
    RevenueMeasure.CHURN: "Of those who were subscribers when the month began, the part that isn't when it ends.",
    RevenueMeasure.LTV: "ARPU by monthly churn; null where either is null, or nobody was lost.",
}


class DayRow(Record):
    """What days of one month come to, of one kind and book."""

    month: Day
    kind: LedgerEntryKind
    book: Book
    amount_minor: int
    postings: int


class RevenueEntry(Record):
    """A movement of money, and what its postings to a number's accounts come to, in minor units."""

    id: str
    kind: LedgerEntryKind
    at: Moment
    memo: str | None
    about: str | None
    currency: str
    amount_minor: int
    postings: int

    @property
    def amount(self) -> Money:
        """What they come to."""
        return Money(amount_minor=self.amount_minor, currency=self.currency)


class RevenueNumber(Record):
    """A number with what it means and rests on: `n` postings, or subscribers."""

    measure: RevenueMeasure
    definition: str
    value: float | None
    """Minor units of an amount, a count, or a part in [0, 1]; null where it isn't defined."""
    amount: Money | None
    n: int


class Revenue(Record):
    """What a time came to, from its first day to its last."""

    first: date
    last: date
    sales: RevenueNumber
    refunds: RevenueNumber
    disputes: RevenueNumber
    tax: RevenueNumber
    fees: RevenueNumber
    shares: RevenueNumber
    net: RevenueNumber
    escrow: RevenueNumber
    payouts: RevenueNumber
    mrr: RevenueNumber
    subscribers: RevenueNumber
    arpu: RevenueNumber
    churn: RevenueNumber
    ltv: RevenueNumber


class RevenueReport(Record):
    """Revenue in one currency: all of it, and month by month."""

    currency: str
    as_of: Moment
    total: Revenue
    months: tuple[Revenue, ...]
