"""Subscriptions as a machine: any history keeps to the states there are, and access is what a plain model says."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from domain.errors import Conflict, InvalidInput
from domain.ids import UserId
from domain.product import BillingInterval
from domain.renewal import Dunning, Step, credit_for, due_at, renewed, step, unsettled
from domain.subscription import (
    NEXT,
    EndReason,
    OpenKind,
    OpenOrder,
    Subscription,
    SubscriptionState,
    Terms,
    begin,
    cancel,
    expire,
    resume,
    taxed,
)
from domain.tier_change import ChangeTime, Direction, changed, check_change, quote, scheduled

START = datetime(2027, 1, 31, tzinfo=UTC)
DAY = timedelta(days=1)
DUNNING = Dunning()
LIVE = SubscriptionState.TRIALING, SubscriptionState.ACTIVE


def terms(amount: int, interval: BillingInterval = BillingInterval.MONTH) -> Terms:
    """What is paid; the price's id says how much."""
    price = f"prc_{amount}_{interval}"
    return Terms(
        price_id=price, product_id="prd", tier_id="tier", amount_minor=amount, currency="EUR", interval=interval
    )


TERMS = [
    terms(amount, interval)
    for amount in (0, 500, 1_000, 2_500)
    for interval in (BillingInterval.MONTH, BillingInterval.YEAR)
]


def new(trial: int = 0) -> Subscription:
    """A new subscription for 10 a month."""
    return begin("sub", UserId("usr"), terms(1_000), DAY * trial, "manual", START)


def paid(trial: int = 0) -> Subscription:
    """The same, paid for the first time when that is due."""
    made = new(trial)
    return renewed(made, made.terms, 1_000, 0, made.period_end)


def order(subscription: Subscription, at: datetime) -> OpenOrder:
    """The order of the next period."""
    return OpenOrder(
        order_id="ord",
        kind=OpenKind.RENEWAL,
        terms=subscription.upcoming,
        value_minor=subscription.upcoming.amount_minor,
        credit_minor=credit_for(subscription, subscription.upcoming),
        at=at,
        to_charge=True,
    )


@pytest.mark.parametrize(
    ("net", "points", "tax"),
    [
        (1_000, 1_900, 190),
        (999, 1_900, 190),
        (1, 5_000, 1),
        (1, 4_999, 0),
        (1_000, 0, 0),
        (70, 10_000, 70),
        (0, 700, 0),
    ],
)
def test_tax_is_rounded_half_up_to_whole_minor_units(net: int, points: int, tax: int) -> None:
    found = taxed(paid(), points).tax_on(net)
    assert (found.amount_minor if found else 0, found is None) == (tax, tax == 0)


def test_tax_is_a_share_and_of_what_goes_on() -> None:
    for points in (-1, 10_001):
        with pytest.raises(InvalidInput) as refused:
            taxed(paid(), points)
        assert refused.value.path == ("input", "basisPoints")
    with pytest.raises(Conflict):
        taxed(expire(paid(), START, EndReason.UNPAID), 1_900)


def test_nothing_is_had_before_the_first_payment() -> None:
    made = new()
    assert made.state is SubscriptionState.PAST_DUE
    assert not made.gives_access(START)
    later = renewed(made, made.terms, 1_000, 0, START + 3 * DAY)
    assert (later.period_start, later.period_end) == (START + 3 * DAY, datetime(2027, 3, 3, tzinfo=UTC))
    assert later.gives_access(START + 3 * DAY)


def test_a_trial_gives_what_is_tried_and_is_charged_at_its_end() -> None:
    made = new(trial=14)
    assert made.state is SubscriptionState.TRIALING and made.gives_access(START) and made.in_trial
    assert due_at(made) == START + 11 * DAY
    assert step(made, START + 11 * DAY) is Step.NOTICE
    told = made.model_copy(update={"noticed": True})
    assert step(told, START + 11 * DAY) is Step.NOTHING
    assert step(told, START + 14 * DAY) is Step.RENEW
    assert paid(14).period_start == made.period_end


def test_a_charge_that_fails_is_tried_after_2_5_7_and_7_days_and_then_it_expires() -> None:
    subscription = paid()
    at = subscription.period_end
    days = []
    while (subscription := unsettled(subscription, order(subscription, at), DUNNING, at)).is_live:
        assert subscription.next_attempt_at is not None
        days.append((subscription.next_attempt_at - at).days)
        at = subscription.next_attempt_at
    assert days == [2, 5, 7, 7]
    assert (subscription.state, subscription.end_reason) == (SubscriptionState.EXPIRED, EndReason.UNPAID)
    assert subscription.access_until == datetime(2027, 2, 28, tzinfo=UTC) + 7 * DAY


def test_who_pays_in_the_grace_goes_on_and_who_pays_later_begins_then() -> None:
    subscription = paid()
    end = subscription.period_end
    late = unsettled(subscription, order(subscription, end), DUNNING, end)
    within = renewed(late, late.terms, 1_000, 0, end + 2 * DAY)
    assert (within.period_start, within.period_end) == (end, datetime(2027, 3, 31, tzinfo=UTC))
    after = renewed(late, late.terms, 1_000, 0, end + 9 * DAY)
    assert (after.period_start, after.period_end) == (end + 9 * DAY, datetime(2027, 4, 9, tzinfo=UTC))


def test_what_is_cancelled_lasts_to_the_end_of_its_period() -> None:
    subscription = cancel(paid(), True, START + DAY)
    end = subscription.period_end
    assert subscription.cancel_at_period_end and subscription.gives_access(end - DAY)
    assert step(subscription, end) is Step.EXPIRE
    assert resume(subscription, START + 2 * DAY) == paid()
    with pytest.raises(Conflict, match="subscribe again"):
        resume(subscription, end)
    at_once = cancel(subscription, False, START + DAY)
    assert at_once.end_reason is EndReason.CANCELLED and not at_once.gives_access(START + DAY)


def test_what_is_cancelled_on_trial_may_go_on_with_it() -> None:
    subscription = cancel(new(trial=14), True, START + DAY)
    assert subscription.gives_access(START + 13 * DAY)
    assert resume(subscription, START + 2 * DAY).state is SubscriptionState.TRIALING


def test_what_is_past_due_ends_at_once() -> None:
    end = paid().period_end
    late = unsettled(paid(), order(paid(), end), DUNNING, end)
    assert not cancel(late, True, end + DAY).is_live
    with pytest.raises(Conflict, match="ended already"):
        cancel(cancel(late, True, end + DAY), True, end + DAY)


def test_what_has_ended_stays_so() -> None:
    ended = expire(paid(), START, EndReason.ERASED)
    assert expire(ended, START + DAY, EndReason.CANCELLED) == ended
    with pytest.raises(ValueError, match="doesn't become"):
        ended.to(SubscriptionState.ACTIVE)
    assert NEXT[SubscriptionState.EXPIRED] == frozenset()


class Histories(RuleBasedStateMachine):
    """Any order of steps over time. The model only knows until when access was bought, granted as a grace, or cut."""

    @initialize(trial=st.sampled_from([0, 1, 14, 28, 31]), start=st.datetimes(START.replace(tzinfo=None)))
    def start(self, trial: int, start: datetime) -> None:
        self.now = start.replace(tzinfo=UTC)
        self.subscription = begin("sub", UserId("usr"), terms(1_000), DAY * trial, "manual", self.now)
        self.bought_until, self.grace_until = self.now + DAY * trial, self.now
        self.cut_at: datetime | None = None
        self.seen: list[tuple[datetime, bool]] = []
        self.received = self.charged_periods = 0
        self.starts: list[datetime] = []

    def becomes(self, subscription: Subscription) -> None:
        """Take a step; where it ends, access is cut."""
        if self.subscription.is_live and not subscription.is_live:
            self.cut_at = self.now
        self.subscription = subscription

    @rule(days=st.integers(0, 45), seconds=st.integers(0, 86_399))
    def time_passes(self, days: int, seconds: int) -> None:
        self.seen.append((self.now, self.subscription.gives_access(self.now)))
        self.now += timedelta(days=days, seconds=seconds)

    @precondition(lambda self: step(self.subscription, self.now) is Step.NOTICE)
    @rule()
    def is_told(self) -> None:
        self.becomes(self.subscription.model_copy(update={"noticed": True}))

    @precondition(lambda self: step(self.subscription, self.now) is Step.EXPIRE)
    @rule()
    def expires(self) -> None:
        self.becomes(expire(self.subscription, self.now, EndReason.CANCELLED))

    @precondition(lambda self: step(self.subscription, self.now) is Step.RENEW)
    @rule()
    def fails(self) -> None:
        first = self.subscription.state is not SubscriptionState.PAST_DUE
        self.becomes(unsettled(self.subscription, order(self.subscription, self.now), DUNNING, self.now))
        if first:
            self.grace_until = self.now + 7 * DAY

    @precondition(lambda self: step(self.subscription, self.now) is Step.RENEW or self.unpaid)
    @rule()
    def is_paid(self) -> None:
        before, due = self.subscription, self.subscription.upcoming
        lapsed = self.unpaid and max(self.bought_until, self.grace_until) <= self.now
        credit = credit_for(before, due)
        self.becomes(renewed(before, due, due.amount_minor, credit, self.now))
        self.received += due.amount_minor - credit
        assert self.subscription.period_start == (self.now if lapsed else self.bought_until)
        self.starts.append(self.subscription.period_start)
        self.bought_until = self.grace_until = self.subscription.period_end

    @property
    def unpaid(self) -> bool:
        """Whether a payment of its member is waited for."""
        return self.subscription.state is SubscriptionState.PAST_DUE

    @precondition(lambda self: self.subscription.is_live)
    @rule(at_period_end=st.booleans())
    def cancels(self, at_period_end: bool) -> None:
        self.becomes(cancel(self.subscription, at_period_end, self.now))

    @rule()
    def resumes(self) -> None:
        try:
            self.becomes(resume(self.subscription, self.now))
        except Conflict:
            assert self.subscription.state is not SubscriptionState.CANCELLED or self.bought_until <= self.now

    @rule(new=st.sampled_from(TERMS), direction=st.sampled_from(Direction), when=st.sampled_from([*ChangeTime, None]))
    def changes(self, new: Terms, direction: Direction, when: ChangeTime | None) -> None:
        before = self.subscription
        try:
            check_change(before, new)
            made = quote(before, new, direction, when, self.now)
        except Conflict:
            return
        assert min(made.charge_minor, made.credit_minor, made.credit_used_minor) >= 0
        assert made.charge_minor == 0 or made.credit_minor == 0
        if made.at is ChangeTime.PERIOD_END:
            assert made.charge_minor == made.credit_minor == 0
            self.becomes(scheduled(before, new))
            return
        assert made.credit_minor <= before.value_minor
        self.becomes(changed(before, made))
        self.received += made.charge_minor
        self.bought_until = self.grace_until = self.subscription.period_end  # a shorter period ends sooner

    @invariant()
    def access_is_what_the_model_says(self) -> None:
        if not hasattr(self, "subscription"):
            return
        until = max(self.bought_until, self.grace_until)
        until = until if self.cut_at is None else min(until, self.cut_at)
        assert self.subscription.gives_access(self.now) == (self.now < until)
        assert self.subscription.access_until == until
        if self.subscription.state is SubscriptionState.EXPIRED:
            assert not self.subscription.gives_access(self.now)

    @invariant()
    def nothing_is_carried_that_wasn_t_paid(self) -> None:
        if hasattr(self, "subscription"):
            assert 0 <= self.subscription.credit_minor <= self.received

    @invariant()
    def no_period_is_charged_twice(self) -> None:
        if hasattr(self, "subscription"):
            assert self.starts == sorted(set(self.starts))

    @invariant()
    def something_always_leads_on(self) -> None:
        """Whatever lives is due some time, or waits for its first payment."""
        if hasattr(self, "subscription") and self.subscription.is_live and due_at(self.subscription) is None:
            assert self.subscription.state is SubscriptionState.PAST_DUE and not self.starts


TestHistories = Histories.TestCase
TestHistories.settings = settings(max_examples=150, stateful_step_count=40, deadline=None)
