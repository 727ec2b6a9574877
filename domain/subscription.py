"""Subscriptions: a member's claim to a tier, paid period by period; the states it goes through, and what it is worth.

The whole machine is pure: each step takes a subscription and a moment and gives the subscription that it becomes.
Steps that lead on in time are in `domain.renewal`, those that change what is paid for in `domain.tier_change`.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from domain.errors import Conflict, InvalidInput
from domain.ids import UserId
from domain.money import Money
from domain.product import BillingInterval
from domain.record import Moment, Record

_ID = ("input", "id")
WHOLE = 10_000
"""Basis points of all of it."""


class SubscriptionState(StrEnum):
    """Where a subscription stands; all but `EXPIRED` are live."""

    TRIALING = "TRIALING"
    ACTIVE = "ACTIVE"
    PAST_DUE = "PAST_DUE"
    CANCELLED = "CANCELLED"
    EXPIRED = "EXPIRED"


NEXT: dict[SubscriptionState, frozenset[SubscriptionState]] = {
    SubscriptionState.TRIALING: frozenset(SubscriptionState) - {SubscriptionState.TRIALING},
    SubscriptionState.ACTIVE: frozenset(SubscriptionState) - {SubscriptionState.TRIALING},
    SubscriptionState.PAST_DUE: frozenset(
        {SubscriptionState.PAST_DUE, SubscriptionState.ACTIVE, SubscriptionState.EXPIRED}
    ),
    SubscriptionState.CANCELLED: frozenset(
        {SubscriptionState.TRIALING, SubscriptionState.ACTIVE, SubscriptionState.EXPIRED}
    ),
    SubscriptionState.EXPIRED: frozenset(),
}
"""What each state may become. What has expired stays so: who comes back subscribes anew."""


class EndReason(StrEnum):
    """Why a subscription expired."""

    CANCELLED = "CANCELLED"
    UNPAID = "UNPAID"
    ERASED = "ERASED"
    MERGED = "MERGED"
    REFUNDED = "REFUNDED"


class OpenKind(StrEnum):
    """What the order that isn't paid yet is for."""

    FIRST = "FIRST"
    RENEWAL = "RENEWAL"
    CHANGE = "CHANGE"


class Terms(Record):
    """What is paid, how often, and for which tier. A price never changes, so neither do these."""

    price_id: str
    product_id: str
    tier_id: str
    amount_minor: int
    currency: str
    interval: BillingInterval


class OpenOrder(Record):
    """An order of the subscription that waits for its payment, and what is done once that is there."""

    order_id: str
    kind: OpenKind
    terms: Terms
    value_minor: int
    """What that period is worth: what is to be paid without tax, and the credit."""
    credit_minor: int
    """Of the subscription's credit, what it took."""
    at: Moment
    to_charge: bool
    """Whether the processor is to be asked for it, and wasn't yet in vain."""
    charges: int = 0
    """How often the processor refused it."""
    tax_minor: int = 0
    """What is to be paid besides, as tax."""

    @property
    def charge_minor(self) -> int:
        """What is to be paid."""
        return self.value_minor - self.credit_minor + self.tax_minor


class Subscription(Record):
    """One subscription. Amounts are minor units of `currency`.

    It is paid up to `period_end`; before its first payment the period is empty. `value_minor` is what the whole
    period would be worth at what is paid for it now, and `credit_minor` what is carried to the next charges.
    """

    id: str
    user_id: UserId
    terms: Terms
    state: SubscriptionState
    period_start: Moment
    period_end: Moment
    anchor_at: Moment
    trial_end: Moment | None = None
    trial_tier_id: str | None = None
    """What was on trial: a member tries a tier once."""
    noticed: bool = False
    """Whether the member was told what comes at the end of this period."""
    grace_until: Moment | None = None
    attempts: int = 0
    """How often the next period was charged in vain."""
    next_attempt_at: Moment | None = None
    value_minor: int = 0
    credit_minor: int = 0
    tax_basis_points: int = 0
    """What operators said is due as tax on what is paid, added to each order from then on: 1,900 are 19 percent."""
    next_terms: Terms | None = None
    """What is paid from the next period on, where that was changed."""
    open: OpenOrder | None = None
    processor: str
    processor_reference: str | None = None
    created_at: Moment
    cancelled_at: Moment | None = None
    ended_at: Moment | None = None
    end_reason: EndReason | None = None

    @property
    def is_live(self) -> bool:
        """Whether it goes on, or at least hasn't come to its end."""
        return self.state is not SubscriptionState.EXPIRED

    @property
    def cancel_at_period_end(self) -> bool:
        """Whether it ends with its period."""
        return self.state is SubscriptionState.CANCELLED

    @property
    def in_trial(self) -> bool:
        """Whether its period is the trial, so that nothing was paid for it."""
        return self.trial_end is not None and self.period_end == self.trial_end

    @property
    def access_until(self) -> datetime:
        """Until when the member has what the tier gives, or had it where it has ended."""
        until = self.period_end if self.grace_until is None else max(self.period_end, self.grace_until)
        return until if self.ended_at is None else min(until, self.ended_at)

    @property
    def upcoming(self) -> Terms:
        """What is paid from the next period on."""
        return self.next_terms or self.terms

    def tax_on(self, net_minor: int) -> Money | None:
        """The tax on so much, rounded half up to whole minor units; None where none is due."""
        tax_minor = (net_minor * self.tax_basis_points + WHOLE // 2) // WHOLE
        return Money(amount_minor=tax_minor, currency=self.terms.currency) if tax_minor else None

    def gives_access(self, at: datetime) -> bool:
        """Whether the member has what the tier gives at that moment."""
        return self.created_at <= at < self.access_until

    def left(self, at: datetime) -> timedelta:
        """How much of the period is to come."""
        return max(timedelta(), min(self.period_end - at, self.period_end - self.period_start))

    def to(self, state: SubscriptionState, **changes: Any) -> "Subscription":
        """This subscription in another state, or in the same, with what changes along.

        Raises:
            ValueError: that state doesn't follow on this one, so whoever asks has a bug.
        """
        if state is not self.state and state not in NEXT[self.state]:
            raise ValueError(f"{self.id}: {self.state} doesn't become {state}")
        return self.model_copy(update={"state": state, **changes})


def begin(id: str, user_id: UserId, terms: Terms, trial: timedelta, processor: str, at: datetime) -> Subscription:
    """A new subscription: on trial, or to be paid before it gives anything."""
    end = at + trial
    return Subscription(
        id=id,
        user_id=user_id,
        terms=terms,
        state=SubscriptionState.TRIALING if trial else SubscriptionState.PAST_DUE,
        period_start=at,
        period_end=end,
        anchor_at=end,
        trial_end=end if trial else None,
        trial_tier_id=terms.tier_id if trial else None,
        processor=processor,
        created_at=at,
    )


def taxed(subscription: Subscription, basis_points: int) -> Subscription:
    """Let so much tax be added to what is ordered for it from now on; an order that waits stays as it is.

    Raises:
        InvalidInput: it isn't from 0 to 100 percent.
        Conflict: it has ended.
    """
    if not 0 <= basis_points <= WHOLE:
        raise InvalidInput("Give 0 to 10,000 basis points: 1,900 are 19 percent.", ("input", "basisPoints"))
    if not subscription.is_live:
        raise Conflict("This subscription has ended: nothing is ordered for it any more.", _ID)
    return subscription.model_copy(update={"tax_basis_points": basis_points})


def cancel(subscription: Subscription, at_period_end: bool, at: datetime) -> Subscription:
    """Let it end with its period, or at once. What isn't paid for ends at once in any case.

    Raises:
        Conflict: it has ended.
    """
    if not subscription.is_live:
        raise Conflict("This subscription has ended already.", _ID)
    unpaid = subscription.state is SubscriptionState.PAST_DUE or subscription.period_end <= at
    if not at_period_end or unpaid:
        return expire(subscription.model_copy(update={"cancelled_at": at}), at, EndReason.CANCELLED)
    if subscription.state is SubscriptionState.CANCELLED:
        return subscription
    return subscription.to(SubscriptionState.CANCELLED, cancelled_at=at, next_terms=None, open=None)


def resume(subscription: Subscription, at: datetime) -> Subscription:
    """Let a cancelled one go on after all.

    Raises:
        Conflict: it isn't cancelled, or its period is over.
    """
    if subscription.state is not SubscriptionState.CANCELLED:
        raise Conflict(f"Only a cancelled subscription can be resumed; this one is {subscription.state}.", _ID)
    if subscription.period_end <= at:
        raise Conflict("Its period is over: subscribe again by `subscribeToTier`.", _ID)
    state = SubscriptionState.TRIALING if subscription.in_trial else SubscriptionState.ACTIVE
    return subscription.to(state, cancelled_at=None)


def expire(subscription: Subscription, at: datetime, reason: EndReason) -> Subscription:
    """End it. It gives nothing from then on; what was paid isn't given back by that."""
    if not subscription.is_live:
        return subscription
    return subscription.to(
        SubscriptionState.EXPIRED, ended_at=at, end_reason=reason, next_attempt_at=None, next_terms=None, open=None
    )
