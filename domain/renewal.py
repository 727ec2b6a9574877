"""How subscriptions lead on in time: what is due when, payments that come and that fail, grace and dunning.

A charge that fails is tried again after so many days each, as Polar does it (2, then 5, 7 and 7 days). Who had access
until then keeps it for a grace; who pays later than that begins a period at the payment, so that nobody pays for time
they didn't have.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from domain.period import end_of
from domain.product import BillingInterval
from domain.record import Record
from domain.subscription import EndReason, OpenOrder, Subscription, SubscriptionState, Terms, expire

NOTICE_OF_TRIAL = timedelta(days=3)
NOTICE_OF_YEAR = timedelta(days=14)
"""How long before they are charged for the first time, and for another year, members are told."""

MOST_RETRIES, MOST_RETRY_DAYS = 10, 30


class Dunning(Record):
    """How often and when a charge that failed is tried again, and how long access is kept meanwhile."""

    retry_days: tuple[int, ...] = (2, 5, 7, 7)
    """From one attempt to the next. After the last the subscription expires."""
    grace_days: int = 7


class Step(StrEnum):
    """What a subscription needs at a moment."""

    NOTHING = "NOTHING"
    NOTICE = "NOTICE"
    CHARGE_CHANGE = "CHARGE_CHANGE"
    RENEW = "RENEW"
    EXPIRE = "EXPIRE"


def notice_at(subscription: Subscription) -> datetime | None:
    """When its member is to be told that they will be charged; None where they needn't be, or were."""
    if subscription.noticed or not subscription.upcoming.amount_minor:
        return None
    if subscription.state is SubscriptionState.TRIALING:
        return max(subscription.period_start, subscription.period_end - NOTICE_OF_TRIAL)
    if subscription.state is SubscriptionState.ACTIVE and subscription.terms.interval is BillingInterval.YEAR:
        return subscription.period_end - NOTICE_OF_YEAR
    return None


def due_at(subscription: Subscription) -> datetime | None:
    """The next moment at which something is to be done by itself; None where only a payment can lead on."""
    match subscription.state:
        case SubscriptionState.EXPIRED:
            return None
        case SubscriptionState.PAST_DUE:
            return subscription.next_attempt_at
        case _:
            if (order := subscription.open) is not None and order.to_charge:
                return min(order.at, subscription.period_end)
            return notice_at(subscription) or subscription.period_end


def step(subscription: Subscription, at: datetime) -> Step:
    """What is to be done at that moment."""
    due = due_at(subscription)
    if due is None or due > at:
        return Step.NOTHING
    if subscription.state is SubscriptionState.PAST_DUE:
        return Step.RENEW
    if subscription.period_end > at:
        return Step.NOTICE if subscription.open is None or not subscription.open.to_charge else Step.CHARGE_CHANGE
    return Step.EXPIRE if subscription.state is SubscriptionState.CANCELLED else Step.RENEW


def credit_for(subscription: Subscription, terms: Terms) -> int:
    """What of its credit the next period takes."""
    return min(subscription.credit_minor, terms.amount_minor)


def renewed(
    subscription: Subscription, terms: Terms, value_minor: int, credit_minor: int, at: datetime
) -> Subscription:
    """The subscription once its next period is paid for at that moment, by money and by so much of its credit.

    `value_minor` is what that is worth: what was paid without tax, and the credit. The period follows on the last,
    or begins now where there was no access in between and an attempt had failed; a catch-up of missed nights so goes
    through every period.
    """
    lapsed = subscription.state is SubscriptionState.PAST_DUE and subscription.access_until <= at
    start = at if lapsed else subscription.period_end
    anchor = start if lapsed or terms.interval is not subscription.terms.interval else subscription.anchor_at
    return subscription.to(
        SubscriptionState.ACTIVE,
        terms=terms,
        period_start=start,
        period_end=end_of(anchor, terms.interval, start),
        anchor_at=anchor,
        value_minor=value_minor,
        credit_minor=subscription.credit_minor - credit_minor,
        **_SETTLED,
    )


_SETTLED: dict[str, Any] = {
    "noticed": False,
    "grace_until": None,
    "attempts": 0,
    "next_attempt_at": None,
    "next_terms": None,
    "open": None,
}
"""What a payment puts an end to."""


def unsettled(subscription: Subscription, order: OpenOrder | None, dunning: Dunning, at: datetime) -> Subscription:
    """The subscription once its next period was charged and wasn't paid: past due, or expired after the last attempt.

    `order` stays open: it is charged again, or paid by its member.
    """
    attempts = subscription.attempts + 1
    if attempts > len(dunning.retry_days):
        return expire(subscription, at, EndReason.UNPAID)
    grace = subscription.grace_until
    if subscription.state is not SubscriptionState.PAST_DUE:
        grace = at + timedelta(days=dunning.grace_days)
    return subscription.to(
        SubscriptionState.PAST_DUE,
        attempts=attempts,
        next_attempt_at=at + timedelta(days=dunning.retry_days[attempts - 1]),
        grace_until=grace,
        open=order,
    )
