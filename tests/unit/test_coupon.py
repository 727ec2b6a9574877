"""What coupons take off: whole minor units that sum exactly, and never more than there is."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from domain.coupon import Coupon, CouponLine, discounts, discounts_of
from domain.errors import Conflict, InvalidInput, LimitReached, NotAllowed, NotFound, Refused
from domain.new_coupon import check_code, check_limits, check_off

NOW = datetime(2026, 11, 28, tzinfo=UTC)
AMOUNTS = st.lists(st.integers(0, 10**9), min_size=1, max_size=20)


def coupon(**changes: Any) -> Coupon:
    """A coupon that takes 10 percent off everything, but for what is changed."""
    given = {
        "id": "cpn_1",
        "code": "TEN",
        "percent_off": 10,
        "amount_off_minor": None,
        "currency": None,
        "product_ids": (),
        "starts_at": None,
        "ends_at": None,
        "max_redemptions": None,
        "redeemed": 0,
        "affiliate_id": None,
        "affiliate_percent": 0,
        "created_at": NOW,
        "archived_at": None,
    }
    return Coupon.model_validate(given | changes)


def amount_off(minor: int) -> Coupon:
    return coupon(percent_off=None, amount_off_minor=minor, currency="EUR")


@given(AMOUNTS, st.integers(1, 100))
@example([1, 1, 1], 50)
@example([0], 100)
def test_a_percentage_is_taken_of_the_sum_and_rounded_down(amounts: list[int], percent: int) -> None:
    taken = discounts(coupon(percent_off=percent), amounts)
    assert sum(taken) == sum(amounts) * percent // 100
    assert all(0 <= off <= amount for off, amount in zip(taken, amounts, strict=True))
    exact = [amount * percent / 100 for amount in amounts]
    assert all(abs(off - wanted) < 2 for off, wanted in zip(taken, exact, strict=True)), "no line pays for another"


@given(AMOUNTS, st.integers(1, 10**12))
def test_an_amount_is_taken_off_whole_or_as_far_as_there_is(amounts: list[int], minor: int) -> None:
    taken = discounts(amount_off(minor), amounts)
    assert sum(taken) == min(minor, sum(amounts))
    assert all(0 <= off <= amount for off, amount in zip(taken, amounts, strict=True))


@given(AMOUNTS)
def test_a_hundred_percent_leave_nothing(amounts: list[int]) -> None:
    assert discounts(coupon(percent_off=100), amounts) == amounts


def test_a_third_of_three_cents_over_three_lines_is_one_cent_of_the_first() -> None:
    assert discounts(coupon(percent_off=34), [1, 1, 1]) == [1, 0, 0]
    assert discounts(coupon(percent_off=33), [1, 1, 1]) == [0, 0, 0], "0.99 is rounded down"


def test_only_products_it_is_for_get_cheaper() -> None:
    lines = [CouponLine(product_id=id, amount_minor=1_000) for id in ("prd_a", "prd_b", "prd_a")]
    assert discounts_of(coupon(product_ids=("prd_a",)), lines) == (100, 0, 100)
    assert discounts_of(coupon(), lines) == (100, 100, 100)
    with pytest.raises(Conflict):
        discounts_of(coupon(product_ids=("prd_c",)), lines)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"archived_at": NOW}, NotFound),
        ({"affiliate_id": "usr_me"}, NotAllowed),
        ({"starts_at": NOW + timedelta(seconds=1)}, Conflict),
        ({"ends_at": NOW}, Conflict),
        ({"percent_off": None, "amount_off_minor": 5, "currency": "USD"}, Conflict),
        ({"max_redemptions": 3, "redeemed": 3}, LimitReached),
    ],
)
def test_who_may_not_use_it_is_told_why(changes: dict[str, Any], error: type[Refused]) -> None:
    coupon().check("usr_me", "EUR", NOW)
    coupon(starts_at=NOW, ends_at=NOW + timedelta(seconds=1), max_redemptions=3, redeemed=2).check("usr_me", "EUR", NOW)
    with pytest.raises(error) as refused:
        coupon(**changes).check("usr_me", "EUR", NOW)
    assert refused.value.path == ("input", "coupon") and refused.value.message


@pytest.mark.parametrize(
    ("percent", "minor", "currency", "path"),
    [
        (None, None, None, "percentOff"),
        (10, 10, "EUR", "percentOff"),
        (0, None, None, "percentOff"),
        (-5, None, None, "percentOff"),
        (101, None, None, "percentOff"),
        (None, 0, "EUR", "amountMinor"),
        (None, -1, "EUR", "amountMinor"),
        (None, 10**15 + 1, "EUR", "amountMinor"),
        (None, 10, "eur", "currency"),
        (None, 10, "XYZ", "currency"),
    ],
)
def test_what_it_takes_off_is_one_sensible_thing(
    percent: int | None, minor: int | None, currency: str | None, path: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        check_off(percent, minor, currency)
    assert refused.value.path[-1] == path


def test_a_code_is_typed_in_any_case() -> None:
    assert check_code(" spring-26 ") == "SPRING-26"
    for wrong in ("", "AB", "A" * 41, "TEN%", "Ä10", "-AB", "A B C"):
        with pytest.raises(InvalidInput):
            check_code(wrong)


def test_a_coupon_that_nobody_could_use_is_refused() -> None:
    check_limits(NOW, NOW + timedelta(days=1), 1)
    for wrong in ((NOW, NOW, None), (NOW.replace(tzinfo=None), None, None), (None, None, 0), (None, None, -1)):
        with pytest.raises(InvalidInput):
            check_limits(*wrong)
