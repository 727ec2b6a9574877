"""Subscribers: who pays for a tier from when to when, what that is worth a year, and how it moves from day to day.

A subscription counts from its first payment on until it has ended: neither on trial, nor while its first order waits.
It is worth its price times the charges of a year, before tax and discounts, in whole minor units; a month is a twelfth.
Whoever was a subscriber when a month of UTC began and isn't one when it ends is lost in it: so no more can be lost in a
month than there were at its beginning. Who comes back within the month isn't lost.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import NamedTuple

from domain.money import Money
from domain.product import BillingInterval
from domain.record import Day, Moment, Record, day_of
from domain.subscription import Subscription

CHARGES = {BillingInterval.MONTH: 12, BillingInterval.YEAR: 1}
"""Charges in a year."""

OPEN = datetime(9999, 12, 31, tzinfo=UTC)
"""Until when a span goes that hasn't ended."""


class Worth(NamedTuple):
    """What a subscription is worth a year, for which tier."""

    currency: str
    yearly_minor: int
    tier_id: str


class Span(Record):
    """From when to when a subscription was paid for at one worth; `until` isn't part of it."""

    key: str
    subscription_id: str
    tier_id: str
    currency: str
    yearly_minor: int
    since: Moment
    until: Moment = OPEN
    began: Moment
    """Since when its member has been a subscriber without a month in between that began without them."""
    came_back: bool = False
    """Whether its member, lost by its end, was back within the month."""

    @property
    def yearly(self) -> Money:
        """What it is worth a year."""
        return Money(amount_minor=self.yearly_minor, currency=self.currency)

    @property
    def ended_at(self) -> datetime | None:
        """When it ended; None while it goes on."""
        return self.until if self.until < OPEN else None

    def lost_in(self, month: date) -> bool:
        """Whether its end lost a subscriber of the beginning of a month, by that month's first day."""
        ended = month_of(self.until) == month and self.until < OPEN
        return ended and day_of(self.began) < month and not self.came_back


class Moved(Record):
    """What a day moves, in a currency: subscribers, and what they are worth a year in minor units."""

    currency: str
    day: Day
    started: int = 0
    ended: int = 0
    lost: int = 0
    """Of those who were there when the month began."""
    yearly_started: int = 0
    yearly_raised: int = 0
    yearly_lowered: int = 0
    yearly_ended: int = 0

    @property
    def yearly_minor(self) -> int:
        """By how much the worth of all changes."""
        return self.yearly_started + self.yearly_raised - self.yearly_lowered - self.yearly_ended


class Step(NamedTuple):
    """What follows from a subscription that became something else: spans as they are then, and what the day moves."""

    spans: Sequence[Span]
    moved: Sequence[Moved]


NOTHING = Step((), ())


def month_of(at: datetime) -> date:
    """The first day of the month of UTC in which a moment lies."""
    return day_of(at).replace(day=1)


def worth_of(subscription: Subscription) -> Worth | None:
    """What a subscription is worth; None of one that isn't paid for."""
    paid = subscription.period_end > subscription.period_start and not subscription.in_trial
    if not subscription.is_live or not paid or subscription.terms.interval not in CHARGES:
        return None
    terms = subscription.terms
    return Worth(terms.currency, terms.amount_minor * CHARGES[terms.interval], terms.tier_id)


def step(id: str, open: Span | None, gone: Span | None, worth: Worth | None, at: datetime) -> Step:
    """What follows when a subscription is worth that from a moment on.

    `open` is its span so far, `gone` the last one of its member that ended, in that currency. A moment before the span
    began counts as its beginning: what is told late doesn't turn time back.
    """
    if open is None:
        return _started(id, gone, worth, at) if worth is not None else NOTHING
    if worth == (open.currency, open.yearly_minor, open.tier_id):
        return NOTHING
    at = max(at, open.since)
    closed = open.model_copy(update={"until": at})
    if worth is None or worth.currency != open.currency:
        ended = Step([closed], [_ended(closed, at)])
        return ended if worth is None else _both(ended, _started(id, None, worth, at))
    difference = worth.yearly_minor - open.yearly_minor
    change = {"yearly_raised": max(0, difference), "yearly_lowered": max(0, -difference)}
    following = _span(id, worth, at, open.began)
    moved = [Moved(currency=open.currency, day=day_of(at), **change)] if difference else []
    return Step([following] if following.key == open.key else [closed, following], moved)


def total(days: Iterable[Moved], currency: str, day: date) -> Moved:
    """What days move together, under the name of one."""
    sums = {name: 0 for name in Moved.model_fields if name not in ("currency", "day")}
    for one in days:
        for name in sums:
            sums[name] += getattr(one, name)
    return Moved(currency=currency, day=day, **sums)


def _started(id: str, gone: Span | None, worth: Worth, at: datetime) -> Step:
    month = month_of(at)
    back = gone is not None and gone.currency == worth.currency and gone.lost_in(month)
    began = gone.began if gone is not None and back else at
    spans = [_span(id, worth, at, began)]
    if gone is not None and back:
        spans.append(gone.model_copy(update={"came_back": True}))
    return Step(spans, [_moved(worth.currency, at, started=1, lost=-int(back), yearly_started=worth.yearly_minor)])


def _ended(span: Span, at: datetime) -> Moved:
    lost = int(span.lost_in(month_of(at)))
    return _moved(span.currency, at, ended=1, lost=lost, yearly_ended=span.yearly_minor)


def _span(id: str, worth: Worth, at: datetime, began: datetime) -> Span:
    return Span(
        key=f"{id} {worth.currency} {at.astimezone(UTC).isoformat()}",
        subscription_id=id,
        tier_id=worth.tier_id,
        currency=worth.currency,
        yearly_minor=worth.yearly_minor,
        since=at,
        began=began,
    )


def _moved(currency: str, at: datetime, **changes: int) -> Moved:
    return Moved.model_validate({"currency": currency, "day": day_of(at), **changes})


def _both(first: Step, second: Step) -> Step:
    return Step([*first.spans, *second.spans], [*first.moved, *second.moved])
