"""What changes of a tier cost and leave: by what is left of the period, and nothing is made or lost by it."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from domain.errors import Conflict, InvalidInput
from domain.ids import UserId
from domain.product import BillingInterval
from domain.renewal import renewed
from domain.subscription import EndReason, Subscription, Terms, begin, cancel, expire
from domain.tier_change import ChangeTime, Direction, changed, check_change, direction_of, quote, scheduled, share_left

START = datetime(2027, 1, 31, tzinfo=UTC)
DAY = timedelta(days=1)
MONTH, YEAR = BillingInterval.MONTH, BillingInterval.YEAR


def terms(amount: int, interval: BillingInterval = MONTH, currency: str = "EUR") -> Terms:
    """What is paid; the price's id says how much."""
    return Terms(
        price_id=f"prc_{amount}_{interval}_{currency}",
        product_id="prd",
        tier_id="tier",
        amount_minor=amount,
        currency=currency,
        interval=interval,
    )


def paying(amount: int, value: int | None = None, interval: BillingInterval = MONTH, trial: int = 0) -> Subscription:
    """A subscription that was paid when it began, or is on trial."""
    made = begin("sub", UserId("usr"), terms(amount, interval), DAY * trial, "manual", START)
    return made if trial else renewed(made, made.terms, amount if value is None else value, 0, START)


def test_an_upgrade_is_charged_what_is_left_of_the_difference() -> None:
    made = quote(paying(1_000), terms(2_500), Direction.UPGRADE, None, START + 7 * DAY)
    assert (made.at, made.charge_minor, made.credit_minor) == (ChangeTime.NOW, 1_125, 0)  # 21 of 28 days
    assert (made.period_start, made.period_end) == (START, datetime(2027, 2, 28, tzinfo=UTC))


def test_a_discount_is_no_money_that_was_paid() -> None:
    made = quote(paying(1_000, value=200), terms(1_000, currency="EUR", interval=YEAR), Direction.UPGRADE, None, START)
    assert made.charge_minor == 800


def test_a_downgrade_waits_for_the_end_unless_it_is_asked_at_once() -> None:
    later = quote(paying(2_500), terms(1_000), Direction.DOWNGRADE, None, START + 7 * DAY)
    assert (later.at, later.charge_minor, later.credit_minor) == (ChangeTime.PERIOD_END, 0, 0)
    assert later.takes_effect_at == later.period_start == datetime(2027, 2, 28, tzinfo=UTC)
    assert later.period_end == datetime(2027, 3, 31, tzinfo=UTC)
    now = quote(paying(2_500), terms(1_000), Direction.DOWNGRADE, ChangeTime.NOW, START + 7 * DAY)
    assert (now.charge_minor, now.credit_minor) == (0, 1_125)


def test_a_year_begins_at_once_and_takes_what_is_left_of_the_month() -> None:
    at = START + 14 * DAY
    made = quote(paying(1_000), terms(10_000, YEAR), Direction.UPGRADE, None, at)
    assert (made.charge_minor, made.period_start, made.period_end) == (9_500, at, datetime(2028, 2, 14, tzinfo=UTC))


def test_what_is_left_of_a_year_pays_months() -> None:
    subscription = paying(12_000, interval=YEAR)
    at = START + (subscription.period_end - START) / 2
    made = quote(subscription, terms(1_500), Direction.DOWNGRADE, ChangeTime.NOW, at)
    assert (made.charge_minor, made.credit_minor) == (0, 4_500)
    assert changed(subscription, made).credit_minor == 4_500


def test_credit_is_taken_before_money() -> None:
    subscription = paying(1_000).model_copy(update={"credit_minor": 400})
    made = quote(subscription, terms(2_000), Direction.UPGRADE, None, START)
    assert (made.credit_used_minor, made.charge_minor) == (400, 600)
    assert changed(subscription, made).credit_minor == 0


def test_now_ends_a_trial_and_pays_in_full() -> None:
    subscription, at = paying(1_000, trial=31), START
    made = quote(subscription, terms(2_000), Direction.UPGRADE, ChangeTime.NOW, at)
    assert made.charge_minor == 2_000
    after = changed(subscription, made)
    assert not after.in_trial
    assert after.period_end == datetime(2027, 2, 28, tzinfo=UTC)


def test_what_is_paid_already_undoes_a_change_to_come() -> None:
    subscription = paying(2_500, value=100)
    down = scheduled(subscription, terms(1_000))
    assert down.upcoming == terms(1_000)
    undone = quote(down, terms(2_500), Direction.DOWNGRADE, ChangeTime.NOW, START + DAY)
    assert (undone.at, undone.charge_minor) == (ChangeTime.PERIOD_END, 0)
    assert scheduled(down, terms(2_500)).next_terms is None


def test_more_is_an_upgrade() -> None:
    month, year = terms(1_000), terms(10_000, YEAR)
    assert direction_of(month, 1, terms(500), 2) is Direction.UPGRADE
    assert direction_of(month, 2, terms(5_000), 1) is Direction.DOWNGRADE
    assert direction_of(month, 1, year, 1) is Direction.UPGRADE
    assert direction_of(year, 1, month, 1) is Direction.DOWNGRADE
    assert direction_of(month, 1, terms(900), 1) is Direction.DOWNGRADE


def test_what_can_t_be_changed_says_why() -> None:
    unpaid = begin("sub", UserId("usr"), terms(1_000), timedelta(), "manual", START)
    paid = paying(1_000)
    for subscription, said in (
        (unpaid, "once that is paid"),
        (cancel(paid, True, START), "resume it"),
        (expire(paid, START, EndReason.CANCELLED), "subscribe again"),
        (scheduled(paid, terms(2_000)), "already"),
    ):
        with pytest.raises(Conflict, match=said):
            check_change(subscription, terms(2_000))
    with pytest.raises(InvalidInput, match="EUR"):
        check_change(paid, terms(2_000, currency="USD"))
    with pytest.raises(Conflict, match="renewal"):
        quote(paid, terms(2_000), Direction.UPGRADE, None, paid.period_end)


AMOUNTS = st.integers(0, 10**9)
PARTS = st.timedeltas(timedelta(), timedelta(days=366))


@given(AMOUNTS, PARTS, PARTS)
def test_a_share_is_rounded_half_to_even(amount: int, left: timedelta, whole: timedelta) -> None:
    assume(left <= whole and whole)
    share = share_left(amount, left, whole)
    tick = timedelta(microseconds=1)
    twice = 2 * (share * (whole // tick) - amount * (left // tick))
    assert abs(twice) <= whole // tick
    assert abs(twice) < whole // tick or share % 2 == 0
    assert 0 <= share <= amount


@given(AMOUNTS, AMOUNTS, st.floats(0, 0.999), st.sampled_from([MONTH, YEAR]))
def test_there_and_back_in_one_moment_neither_makes_nor_loses(
    one: int, other: int, passed: float, interval: BillingInterval
) -> None:
    """What an upgrade charges is what a downgrade in the same moment leaves as credit."""
    assume(one != other)
    subscription = paying(one, interval=interval)
    at = START + (subscription.period_end - START) * passed
    there = quote(subscription, terms(other, interval), Direction.UPGRADE, ChangeTime.NOW, at)
    between = changed(subscription, there)
    assert between.value_minor == other
    back = quote(between, terms(one, interval), Direction.DOWNGRADE, ChangeTime.NOW, at)
    after = changed(between, back)
    assert after.credit_minor == there.charge_minor + back.charge_minor
    assert after.model_copy(update={"credit_minor": 0}) == subscription
