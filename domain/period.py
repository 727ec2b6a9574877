"""Billing periods: a month or a year each, counted from the anchor, so that a day that a month lacks comes back."""

from datetime import datetime

from dateutil.relativedelta import relativedelta

from domain.product import BillingInterval

MONTHS = {BillingInterval.MONTH: 1, BillingInterval.YEAR: 12}
"""How long the period of an interval is."""


def boundary(anchor: datetime, interval: BillingInterval, number: int) -> datetime:
    """Where the period of that number, counted from 0, begins.

    Always counted from the anchor, never from the period before: from January 31 on, periods begin on February 28 or
    29, March 31, April 30; from a February 29 on, yearly ones on February 28 until the next leap year.
    """
    return anchor + relativedelta(months=MONTHS[interval] * number)


def end_of(anchor: datetime, interval: BillingInterval, start: datetime) -> datetime:
    """When the period ends that `start` lies in or begins: the first boundary behind it."""
    passed = (start.year - anchor.year) * 12 + start.month - anchor.month
    number = max(0, passed // MONTHS[interval])
    while (end := boundary(anchor, interval, number)) <= start:
        number += 1
    return end
