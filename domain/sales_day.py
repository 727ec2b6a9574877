"""Days of selling: what its entries moved in a day, by kind and by whose accounts, and what members earned by the day.

They are sums of postings, kept beside them, so that a year is read as its days, however much was sold. A day is one of
UTC. What a member earned stands under the day on which it was *sold*: what goes back of it later is taken off there, so
a day comes to what is left of it, which is never below zero.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from domain.ledger import FEES, OUTSIDE, SALES, TAX, Entry, LedgerEntryKind
from domain.record import Record, day_of


class Book(StrEnum):
    """Whose accounts: all of one kind are one book."""

    OUTSIDE = "OUTSIDE"
    TAX = "TAX"
    FEES = "FEES"
    SALES = "SALES"
    EARNINGS = "EARNINGS"
    ESCROW = "ESCROW"
    OTHER = "OTHER"


EARNED = frozenset(
    {
        LedgerEntryKind.SALE,
        LedgerEntryKind.SALE_REFUNDED,
        LedgerEntryKind.DISPUTE,
        LedgerEntryKind.DISPUTE_WON,
        LedgerEntryKind.ESCROWED,
        LedgerEntryKind.ESCROW_RELEASED,
        LedgerEntryKind.ESCROW_RETURNED,
    }
)
"""By what members earn, and lose again what they had earned."""

SELLING = EARNED | {LedgerEntryKind.PAYOUT, LedgerEntryKind.PAYOUT_RETURNED}
"""The kinds that are counted by the day. Each moves money that many wait for anyway, so counting adds no queue."""

BEGINS: dict[Book, str] = {
    Book.OUTSIDE: OUTSIDE,
    Book.TAX: TAX,
    Book.FEES: FEES,
    Book.SALES: SALES,
    Book.EARNINGS: "member:",
    Book.ESCROW: "escrow:",
}
"""With what the keys of a book's accounts begin."""


class Counted(Record):
    """What was posted to the accounts of a book by entries of a kind, in a day and a currency, in minor units."""

    currency: str
    day: date
    kind: LedgerEntryKind
    book: Book
    amount_minor: int
    postings: int


class EarnedOn(Record):
    """What is added to an account of earnings for what was sold on a day, in minor units."""

    account: str
    currency: str
    day: date
    amount_minor: int


def book_of(account: str) -> Book:
    """The book that an account is in."""
    return next((book for book, begin in BEGINS.items() if account.startswith(begin)), Book.OTHER)


def counted(entry: Entry) -> list[Counted]:
    """What an entry adds to days, in the order in which they are locked; nothing of kinds that aren't counted."""
    if entry.kind not in SELLING:
        return []
    amounts: Counter[tuple[str, Book]] = Counter()
    postings: Counter[tuple[str, Book]] = Counter()
    for posting in entry.postings:
        place = posting.currency, book_of(posting.account)
        amounts[place] += posting.amount_minor
        postings[place] += 1
    day = day_of(entry.at)
    return [
        Counted(
            currency=currency,
            day=day,
            kind=entry.kind,
            book=book,
            amount_minor=amounts[currency, book],
            postings=postings[currency, book],
        )
        for currency, book in sorted(postings)
    ]


def earned(entry: Entry) -> Sequence[EarnedOn]:
    """What members earned by an entry, or gave back, under the day on which it was sold."""
    if entry.kind not in EARNED:
        return []
    day = day_of(entry.sold_at or entry.at)
    return [
        EarnedOn(account=posting.account, currency=posting.currency, day=day, amount_minor=posting.amount_minor)
        for posting in sorted(entry.postings, key=lambda posting: (posting.account, posting.currency))
        if book_of(posting.account) is Book.EARNINGS
    ]
