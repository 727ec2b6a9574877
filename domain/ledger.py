"""The ledger of money: double entry, in which every entry moves money between accounts and makes none.

An account is a key, not a thing: what happened to it are its postings, and its balance is their sum. A posting's amount
is what the account gains. What came in from outside is therefore as negative there as it is positive here, and all the
balances of a currency come to zero.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.errors import PaymentRequired
from domain.ids import IdPrefix, stable_id
from domain.record import Moment, Record


class LedgerEntryKind(StrEnum):
    """Why money moved."""

    FUNDING = "FUNDING"
    FUNDING_RETURNED = "FUNDING_RETURNED"
    AD_SPEND = "AD_SPEND"
    AD_CREDIT = "AD_CREDIT"
    AD_RESERVED = "AD_RESERVED"
    AD_RELEASED = "AD_RELEASED"
    SALE = "SALE"
    SALE_REFUNDED = "SALE_REFUNDED"
    DISPUTE = "DISPUTE"
    DISPUTE_WON = "DISPUTE_WON"
    PAYOUT = "PAYOUT"
    PAYOUT_RETURNED = "PAYOUT_RETURNED"
    ESCROWED = "ESCROWED"
    ESCROW_RELEASED = "ESCROW_RELEASED"
    ESCROW_RETURNED = "ESCROW_RETURNED"


OUTSIDE = "outside"
"""Whoever is beyond Stoa: banks and payment processors."""

AD_REVENUE = "platform:ad_revenue"
"""What the community has earned by ads."""

SALES = "platform:sales"
"""What the community has earned by what it sold, after tax, fees and the shares of others."""

TAX = "platform:tax"
"""What was charged as tax, and is owed to a state."""

FEES = "platform:fees"
"""What payment processors kept of what was paid."""

_OVERDRAWN = (OUTSIDE, "platform:", "member:")
"""Beginnings of the keys of accounts that may go below zero."""


def prepaid(sponsor_id: str) -> str:
    """The account of what a sponsor has paid in and not yet spent."""
    return f"sponsor:{sponsor_id}:prepaid"


def reserved(flight_id: str) -> str:
    """The account of what of its sponsor's money is set aside for a flight, and not yet earned."""
    return f"flight:{flight_id}:reserved"


def earnings(user_id: str) -> str:
    """The account of what a member earned by sales and wasn't paid out. After refunds it may owe, which is carried."""
    return f"member:{user_id}:earnings"


def escrow(id: str) -> str:
    """The account of what a buyer paid for a service that isn't accepted yet."""
    return f"escrow:{id}"


def may_be_negative(account: str) -> bool:
    """Whether an account may owe: what others have paid in never does, and what was earned may be taken back."""
    return account.startswith(_OVERDRAWN)


@dataclass(frozen=True, slots=True)
class Posting:
    """What one account gains (or, negative, gives) by an entry, in minor units."""

    account: str
    currency: str
    amount_minor: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One movement of money. `key` is its identity: the same movement told twice is one.

    `about` is the id of the order, refund or payout that it is about, so that every sum leads down to what was done.
    `sold_at` is when that was sold of which something goes back, or comes again; None for what happens first.
    """

    id: str
    key: str
    kind: LedgerEntryKind
    at: datetime
    postings: Sequence[Posting]
    memo: str | None = None
    about: str | None = None
    sold_at: datetime | None = None

    @classmethod
    def keyed(
        cls,
        key: str,
        kind: LedgerEntryKind,
        at: datetime,
        postings: Sequence[Posting],
        memo: str | None = None,
        about: str | None = None,
        sold_at: datetime | None = None,
    ) -> "Entry":
        """One whose id follows from when it was and its key."""
        return cls(stable_id(IdPrefix.LEDGER_ENTRY, at, key), key, kind, at, postings, memo, about, sold_at)

    @property
    def fingerprint(self) -> str:
        """What tells a repeat from a contradiction: a hash of what it moves."""
        moved = sorted((p.account, p.currency, p.amount_minor) for p in self.postings)
        return hashlib.blake2b(repr((self.kind.value, moved)).encode(), digest_size=16).hexdigest()


class Posted(Record):
    """A posting as it stands in an account's statement."""

    entry_id: str
    kind: LedgerEntryKind
    number: int
    """Counts up from 1 in the account."""
    amount_minor: int
    balance_minor: int
    """Of the account after it."""
    currency: str
    at: Moment
    memo: str | None
    about: str | None
    """What it is about: an order, a refund, a payout."""


class Moved(Record):
    """A posting about an order or a refund of it, whatever account it is of."""

    order_id: str
    entry_id: str
    kind: LedgerEntryKind
    at: Moment
    memo: str | None
    about: str
    account: str
    amount_minor: int
    currency: str


class Books(Record):
    """All postings of one currency: the books are right when the sum is 0, and so is the number of each fault."""

    currency: str
    postings: int
    sum_minor: int
    differing: int
    """Accounts whose balance isn't what their postings come to."""
    uneven: int
    """Entries whose postings don't sum to zero: two such may hide in a sum that does."""
    owing: Sequence[str]
    """Accounts below zero, of which some may be."""

    @property
    def overdrawn(self) -> int:
        """Accounts below zero that can't owe."""
        return sum(not may_be_negative(account) for account in self.owing)

    @property
    def balanced(self) -> bool:
        """Whether they are right."""
        return self.sum_minor == self.differing == self.uneven == self.overdrawn == 0


def moved(amount_minor: int, currency: str, *, source: str, target: str) -> tuple[Posting, Posting]:
    """The two postings by which an amount goes from one account to another."""
    return Posting(source, currency, -amount_minor), Posting(target, currency, amount_minor)


def check(entry: Entry) -> None:
    """Go on only with an entry that makes no money: whoever builds another has a bug.

    Raises:
        ValueError: it moves nothing, names an account twice, or its postings don't sum to zero in each currency.
    """
    named = [(posting.account, posting.currency) for posting in entry.postings]
    if len(named) < 2 or len(set(named)) < len(named):
        raise ValueError(f"{entry.key}: an entry has two postings or more, each of another account")
    if any(posting.amount_minor == 0 for posting in entry.postings):
        raise ValueError(f"{entry.key}: a posting of nothing")
    if any(totals(entry.postings).values()):
        raise ValueError(f"{entry.key}: the postings don't sum to zero")


def totals(postings: Iterable[Posting]) -> dict[str, int]:
    """The sum of postings by currency; all zero when they balance."""
    found: dict[str, int] = {}
    for posting in postings:
        found[posting.currency] = found.get(posting.currency, 0) + posting.amount_minor
    return found


def check_covered(posting: Posting, balance_minor: int) -> None:
    """Go on only when an account has what is to be taken from it.

    Raises:
        PaymentRequired: it hasn't; nothing was moved.
    """
    after = balance_minor + posting.amount_minor
    if posting.amount_minor < 0 and after < 0 and not may_be_negative(posting.account):
        asked = f"{-posting.amount_minor:,} minor units of {posting.currency}"
        raise PaymentRequired(f"That would take {asked} where {balance_minor:,} are left.")
