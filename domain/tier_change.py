"""Changes of what a subscription pays for: which way they go, what they cost at once, and what they leave as credit.

What is left of a period is worth its share of the period's price by time, to the microsecond, rounded once to whole
minor units, half to even. More is charged at once; less becomes credit of the subscription, which later charges take
first and which is never paid out by itself.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from fractions import Fraction

from domain.errors import Conflict, InvalidInput
from domain.money import Money
from domain.period import MONTHS, end_of
from domain.record import Moment, Record
from domain.subscription import OpenOrder, Subscription, SubscriptionState, Terms

_ID = ("input", "id")
_PRICE = ("input", "priceId")


class ChangeTime(StrEnum):
    """When a change takes effect."""

    NOW = "NOW"
    PERIOD_END = "PERIOD_END"


class Direction(StrEnum):
    """Whether a change leads to more or to less."""

    UPGRADE = "UPGRADE"
    DOWNGRADE = "DOWNGRADE"


class ChangeQuote(Record):
    """What a change comes to at a moment, in minor units of the subscription's currency."""

    direction: Direction
    at: ChangeTime
    terms: Terms
    takes_effect_at: Moment
    period_start: Moment
    period_end: Moment
    """Of the period in which it is in effect."""
    charge_minor: int
    """To be paid at once, without tax."""
    tax: Money | None = None
    """What is to be paid besides, as tax."""
    credit_used_minor: int
    """What of the subscription's credit was taken before."""
    credit_minor: int
    """What it leaves as new credit."""
    currency: str

    def money(self, amount_minor: int) -> Money:
        """An amount in its currency."""
        return Money(amount_minor=amount_minor, currency=self.currency)


def direction_of(old: Terms, old_rank: int, new: Terms, new_rank: int) -> Direction:
    """Which way a change goes: by the tiers' rank, in one tier by the length of the period, then by the price."""
    before = (old_rank, MONTHS[old.interval], old.amount_minor)
    return Direction.UPGRADE if (new_rank, MONTHS[new.interval], new.amount_minor) > before else Direction.DOWNGRADE


def share_left(amount_minor: int, left: timedelta, whole: timedelta) -> int:
    """What of an amount for the whole falls to what is left; whole minor units, half to even; nothing of no time."""
    tick = timedelta(microseconds=1)
    return round(Fraction(amount_minor * (left // tick), whole // tick)) if whole else 0


def check_change(subscription: Subscription, new: Terms) -> None:
    """Go on only when a subscription may change to that.

    Raises:
        Conflict: it must be paid or resumed first, has ended, or pays just that.
        InvalidInput: the price is in another currency.
    """
    refused = {
        SubscriptionState.PAST_DUE: "A payment of this subscription is due: it can be changed once that is paid.",
        SubscriptionState.CANCELLED: "This subscription is cancelled: resume it by `resumeSubscription` first.",
        SubscriptionState.EXPIRED: "This subscription has ended: subscribe again by `subscribeToTier`.",
    }
    if subscription.state in refused:
        raise Conflict(refused[subscription.state], _ID)
    if new.currency != subscription.terms.currency:
        raise InvalidInput(
            f"This subscription is paid in {subscription.terms.currency}: choose a price in that.", _PRICE
        )
    if new.price_id == subscription.upcoming.price_id:
        raise Conflict("This subscription pays that price already.", _PRICE)


def quote(
    subscription: Subscription, new: Terms, direction: Direction, when: ChangeTime | None, at: datetime
) -> ChangeQuote:
    """What a change would come to; without `when`, an upgrade is made now and a downgrade at the period's end.

    On trial, now ends the trial. A period of another length begins now, and what is left of this one goes into it.

    Raises:
        Conflict: the period is over, so that its renewal is due first.
    """
    if subscription.period_end <= at:
        raise Conflict("The renewal of this subscription is due: try again in some minutes.", _ID)
    if new.price_id == subscription.terms.price_id:  # a change that was to come is undone
        when = ChangeTime.PERIOD_END
    when = when or (ChangeTime.NOW if direction is Direction.UPGRADE else ChangeTime.PERIOD_END)
    start, end, difference = subscription.period_start, subscription.period_end, 0
    if when is ChangeTime.PERIOD_END:
        start = subscription.period_end
        end = end_of(_anchor(subscription, new, start), new.interval, start)
    elif subscription.in_trial or new.interval is not subscription.terms.interval:
        start, end = at, end_of(at, new.interval, at)
        difference = new.amount_minor - _share(subscription, subscription.value_minor, at)
    else:
        difference = _share(subscription, new.amount_minor - subscription.value_minor, at)
    used = min(subscription.credit_minor, max(0, difference))
    charge_minor = max(0, difference) - used
    return ChangeQuote(
        direction=direction,
        at=when,
        terms=new,
        takes_effect_at=subscription.period_end if when is ChangeTime.PERIOD_END else at,
        period_start=start,
        period_end=end,
        charge_minor=charge_minor,
        tax=subscription.tax_on(charge_minor),
        credit_used_minor=used,
        credit_minor=max(0, -difference),
        currency=subscription.terms.currency,
    )


def _anchor(subscription: Subscription, new: Terms, start: datetime) -> datetime:
    return subscription.anchor_at if new.interval is subscription.terms.interval else start


def _share(subscription: Subscription, amount_minor: int, at: datetime) -> int:
    return share_left(amount_minor, subscription.left(at), subscription.period_end - subscription.period_start)


def scheduled(subscription: Subscription, new: Terms) -> Subscription:
    """The subscription that pays something else from its next period on; what it pays now undoes a change."""
    next_terms = None if new.price_id == subscription.terms.price_id else new
    return subscription.model_copy(update={"next_terms": next_terms, "noticed": False, "open": None})


def awaiting(subscription: Subscription, order: OpenOrder) -> Subscription:
    """The subscription whose change waits for its payment: until then it stays what it is."""
    return subscription.model_copy(update={"open": order})


def changed(subscription: Subscription, made: ChangeQuote) -> Subscription:
    """The subscription after a change now that is paid for, or costs nothing."""
    moved = made.period_start != subscription.period_start
    return subscription.to(
        SubscriptionState.ACTIVE,
        terms=made.terms,
        next_terms=None,
        open=None,
        noticed=False,
        period_start=made.period_start,
        period_end=made.period_end,
        anchor_at=made.period_start if moved else subscription.anchor_at,
        trial_end=made.period_start if subscription.in_trial else subscription.trial_end,
        value_minor=made.terms.amount_minor,
        credit_minor=subscription.credit_minor - made.credit_used_minor + made.credit_minor,
    )
