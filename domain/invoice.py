"""Invoices: what a sponsor's flights were charged in a time, as it stands in the ledger.

Sponsors pay ahead, so an invoice asks for nothing: it says what became of their money. A day of a flight is posted when
it is over there, so an invoice of a month has what was posted in that month.
"""

from datetime import date, timedelta

from domain.errors import InvalidInput
from domain.money import Money
from domain.record import Record

MOST = timedelta(days=366)


class InvoiceLine(Record):
    """One flight's part, in minor units of the sponsor's currency."""

    flight_id: str
    name: str
    spent_minor: int
    credited_minor: int
    """Of what was found invalid later."""


class Invoice(Record):
    """What was charged on some days in UTC, the first and the last among them."""

    first: date
    last: date
    currency: str
    lines: tuple[InvoiceLine, ...]

    @property
    def total(self) -> Money:
        """What was spent less what was credited; below zero where there were only credits."""
        minor = sum(line.spent_minor - line.credited_minor for line in self.lines)
        return Money(amount_minor=minor, currency=self.currency)


def check_term(first: date, last: date) -> None:
    """Go on only with days that can be told.

    Raises:
        InvalidInput: they end before they begin, or are more than a year.
    """
    if not timedelta() <= last - first < MOST:
        raise InvalidInput("An invoice is of 1 to 366 days, and ends after it begins.", ("to",))
