"""Reports of revenue: what whole months of UTC came to, from what their days did.

MRR is a twelfth of what all subscriptions are worth a year, ARPU is MRR by subscriber, churn is the part of those who
were there when a month began that was lost in it, and LTV is ARPU by churn. Of nothing there is no average: it is null.
Over some months churn is that of a mean one, Σ lost by Σ there, so it is a part in [0, 1] as well.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from domain.errors import InvalidInput
from domain.ledger import LedgerEntryKind
from domain.money import Money
from domain.revenue import DEFINITIONS, SUMS, DayRow, Revenue, RevenueMeasure, RevenueNumber, RevenueReport
from domain.sales_day import Book
from domain.subscriber import Moved, total

MOST_MONTHS = 60
"""Months that are told at a time."""


class Month(NamedTuple):
    """A month by its first day, how many subscribers it began with and lost, and how all stands at its end."""

    first: date
    there: int
    lost: int
    after: Moved


def check_months(first: date, last: date, today: date) -> list[date]:
    """The first days of the months from the one of `first` to the one of `last`.

    Raises:
        InvalidInput: they are the wrong way round, more than are told at a time, or to come.
    """
    if first > last:
        raise InvalidInput("`from` is a day before `to`, or the same.", ("from",))
    if last.replace(day=1) > today:
        raise InvalidInput("Nothing is known of months to come.", ("to",))
    if (last.year - first.year) * 12 + last.month - first.month >= MOST_MONTHS:
        raise InvalidInput(f"At most {MOST_MONTHS} months are told at a time.", ("to",))
    months = [first.replace(day=1)]
    while (following := months[-1] + relativedelta(months=1)) <= last:
        months.append(following)
    return months


def last_day(month: date) -> date:
    """The last day of a month, by its first."""
    return month + relativedelta(months=1) - timedelta(days=1)


def report(
    currency: str, months: Sequence[date], rows: Sequence[DayRow], moved: Iterable[Moved], as_of: datetime
) -> RevenueReport:
    """Revenue from what days of these months came to, a row a month, kind and book.

    `moved` is what each month moved of subscribers, under its first day, and under any earlier day what moved before.
    """
    moved = list(moved)
    standing = total((one for one in moved if one.day < months[0]), currency, months[0])
    changes = {one.day: one for one in moved}
    told = []
    for first in months:
        change = changes.get(first, Moved(currency=currency, day=first))
        after = total([standing, change], currency, first)
        told.append(Month(first, subscribers(standing), change.lost, after))
        standing = after
    each = [_revenue(currency, [month], [row for row in rows if row.month == month.first]) for month in told]
    return RevenueReport(currency=currency, as_of=as_of, total=_revenue(currency, told, rows), months=tuple(each))


def subscribers(standing: Moved) -> int:
    """How many there are, by all that moved."""
    return standing.started - standing.ended


def monthly(standing: Moved) -> int:
    """MRR in minor units, rounded half up, by all that moved."""
    return (standing.yearly_minor + 6) // 12


def churn(lost: int, there: int) -> float | None:
    """The part of those who were there that was lost; None of nobody."""
    return lost / there if there else None


def ltv(arpu: float | None, churned: float | None) -> float | None:
    """What a subscriber brings before they leave, in minor units; None where nobody leaves, or nothing is known."""
    return arpu / churned if arpu is not None and churned else None


def _revenue(currency: str, months: Sequence[Month], rows: Iterable[DayRow]) -> Revenue:
    numbers = (*_of_ledger(currency, rows), *_of_subscriptions(currency, months))
    named = {number.measure.value.lower(): number for number in numbers}
    return Revenue.model_validate({"first": months[0].first, "last": last_day(months[-1].first), **named})


def _of_ledger(currency: str, rows: Iterable[DayRow]) -> list[RevenueNumber]:
    amounts: Counter[tuple[LedgerEntryKind, Book]] = Counter()
    postings: Counter[tuple[LedgerEntryKind, Book]] = Counter()
    for row in rows:
        amounts[row.kind, row.book] += row.amount_minor
        postings[row.kind, row.book] += row.postings
    return [
        _number(measure, of.sign * _of(amounts, of.kinds, of.book), _of(postings, of.kinds, of.book), currency)
        for measure, of in SUMS.items()
    ]


def _of(sums: Mapping[tuple[LedgerEntryKind, Book], int], kinds: Iterable[LedgerEntryKind], book: Book) -> int:
    return sum(sums.get((kind, book), 0) for kind in kinds)


def _of_subscriptions(currency: str, months: Sequence[Month]) -> list[RevenueNumber]:
    there, lost = sum(month.there for month in months), sum(month.lost for month in months)
    after = months[-1].after
    count, churned = subscribers(after), churn(lost, there)
    arpu = after.yearly_minor / 12 / count if count else None
    return [
        _number(RevenueMeasure.MRR, monthly(after), count, currency),
        _number(RevenueMeasure.SUBSCRIBERS, count, count),
        _number(RevenueMeasure.ARPU, arpu, count, currency),
        _number(RevenueMeasure.CHURN, churned, there),
        _number(RevenueMeasure.LTV, ltv(arpu, churned), there, currency),
    ]


def _number(measure: RevenueMeasure, value: float | None, n: int, currency: str | None = None) -> RevenueNumber:
    """A number; of one that is money the amount is the nearest minor unit."""
    amount = None if value is None or currency is None else Money(amount_minor=round(value), currency=currency)
    return RevenueNumber(measure=measure, definition=DEFINITIONS[measure], value=value, amount=amount, n=n)
