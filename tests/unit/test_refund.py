"""What may be asked back, by time and by what was used; and from which lines an amount is taken."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Conflict, InvalidInput, LimitReached, NotFound
from domain.money import Money
from domain.order import Order, OrderState, Payment
from domain.refund import check_refundable, parts_of
from domain.refund_quote import UNUSED, Use, quote
from tests.unit.test_sale import line, order
from tests.unit.test_service_request import asked as asked_for

PAID_AT = datetime(2026, 11, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
FORTNIGHT = 14 * DAY


def paid(*lines: Any, **more: Any) -> Order:
    return order(*lines, **{"state": OrderState.PAID, "paid_at": PAID_AT} | more)


def asked(use: Use, after: timedelta = DAY, total: int = 1_000, **more: Any) -> tuple[int, str]:
    found = quote(paid(line(1, total, **more)), {1: use}, PAID_AT + after)
    assert found.reason == found.lines[0].reason and found.refundable == found.lines[0].refundable
    return found.refundable.amount_minor, found.reason


@pytest.mark.parametrize(
    ("use", "after", "amount", "reason"),
    [
        (UNUSED, FORTNIGHT, 1_000, "less than 20 %"),
        (UNUSED, FORTNIGHT + timedelta(microseconds=1), 0, "14 days"),
        (Use(parts=101, opened=20), DAY, 1_000, "less than 20 %"),
        (Use(parts=10, opened=2), DAY, 800, "2 of 10 parts"),
        (Use(parts=3, opened=1), DAY, 666, "1 of 3 parts"),
        (Use(parts=3, opened=3), DAY, 0, "3 of 3 parts"),
        (Use(parts=1, opened=1), DAY, 0, "1 of 1 parts"),
        (Use(parts=0, opened=0), DAY, 1_000, "less than 20 %"),
        (Use(parts=10, opened=2), FORTNIGHT + DAY, 0, "14 days"),
    ],
)
def test_it_goes_by_time_and_by_what_was_opened(use: Use, after: timedelta, amount: int, reason: str) -> None:
    found, why = asked(use, after)
    assert found == amount and reason in why


def test_a_membership_goes_by_its_days_once_something_was_read_with_it() -> None:
    month: dict[str, Any] = {"kind": "MEMBERSHIP", "interval": "MONTH", "total": 3_000}
    assert asked(UNUSED, DAY, **month)[0] == 3_000
    found, reason = asked(Use(read=True), 10 * DAY, **month)
    assert found == 2_000 and "20 of its 30 days" in reason
    assert asked(Use(read=True), DAY, **month | {"interval": "ONCE"})[0] == 0


@pytest.mark.parametrize(
    ("state", "after", "amount", "reason"),
    [
        ("PAID", 9 * DAY, 0, "still has time"),
        ("PAID", 10 * DAY, 1_000, "in time"),
        ("PAID", 99 * DAY, 1_000, "in time"),
        ("DELIVERED", 10 * DAY, 0, "was delivered"),
        ("DISPUTED", DAY, 0, "Operators decide"),
        ("COMPLETED", DAY, 0, "accepted"),
        ("CANCELLED", DAY, 0, "CANCELLED"),
    ],
)
def test_a_service_goes_by_where_it_stands(state: str, after: timedelta, amount: int, reason: str) -> None:
    service = asked_for(state=state, deliver_by=PAID_AT + 10 * DAY)
    found, why = asked(Use(service=service), after, kind="SERVICE")
    assert found == amount and reason in why


def test_what_was_paid_back_counts_towards_it() -> None:
    half = Use(parts=2, opened=1)
    assert asked(half, refunded_minor=300)[0] == 200
    assert asked(half, refunded_minor=300, refunding_minor=300)[0] == 0
    assert asked(UNUSED, refunded_minor=1_000) == (0, "Nothing of it is left.")


def test_what_is_not_paid_has_nothing_to_ask_back() -> None:
    found = quote(order(line(1, 1_000)), {}, PAID_AT)
    assert found.refundable.amount_minor == 0 and "PENDING" in found.reason


@given(st.integers(0, 10**9), st.integers(0, 40), st.integers(0, 10**9), st.integers(0, 400))
def test_no_quote_is_above_what_is_left(total: int, opened: int, refunded: int, hours: int) -> None:
    use = Use(parts=40, opened=opened)
    bought = paid(line(1, total, refunded_minor=min(refunded, total)))
    found = quote(bought, {1: use}, PAID_AT + timedelta(hours=hours)).refundable.amount_minor
    assert 0 <= found <= bought.lines[0].left_minor


@given(st.lists(st.tuples(st.integers(0, 10**9), st.integers(0, 10**9)), min_size=1, max_size=6), st.data())
def test_an_amount_is_taken_from_lines_that_have_it(sums: list[tuple[int, int]], data: st.DataObject) -> None:
    lines = [line(n, max(pair), refunded_minor=min(pair)) for n, pair in enumerate(sums, start=1)]
    bought = paid(*lines)
    most = sum(one.left_minor for one in lines)
    if most == 0:
        with pytest.raises(LimitReached):
            parts_of(bought, None, None)
        return
    amount = data.draw(st.integers(1, most))
    parts = parts_of(bought, Money(amount_minor=amount, currency="EUR"), None)
    assert sum(parts.values()) == amount and all(0 < part <= bought.line(n).left_minor for n, part in parts.items())
    assert sum(parts_of(bought, None, None).values()) == most


@pytest.mark.parametrize(
    ("amount", "currency", "n", "error", "path"),
    [
        (0, "EUR", None, InvalidInput, "amountMinor"),
        (-5, "EUR", None, InvalidInput, "amountMinor"),
        (1_501, "EUR", None, LimitReached, "amountMinor"),
        (501, "EUR", 2, LimitReached, "amountMinor"),
        (5, "USD", None, Conflict, "currency"),
        (5, "EUR", 3, NotFound, "line"),
        (5, "EUR", 0, NotFound, "line"),
    ],
)
def test_what_cannot_be_paid_back_is_refused(
    amount: int, currency: str, n: int | None, error: type[Exception], path: str
) -> None:
    with pytest.raises(error) as refused:
        parts_of(paid(line(1, 1_000), line(2, 500)), Money(amount_minor=amount, currency=currency), n)
    assert refused.value.path[-1] == path  # type: ignore[attr-defined]


def payment(state: str, amount: int = 1_000) -> Payment:
    fields = {"id": "pay_1", "order_id": "ord_1", "processor": "stripe", "reference": "pi_1", "reason": None,
              "currency": "EUR", "fee_minor": 0, "at": PAID_AT}  # fmt: skip
    return Payment.model_validate(fields | {"state": state, "amount_minor": amount})


def test_a_refund_goes_back_on_the_payment_that_settled_the_order() -> None:
    bought = paid(line(1, 1_000))
    assert check_refundable(bought, [payment("FAILED"), payment("SUCCEEDED")]).state == "SUCCEEDED"
    for payments in ([payment("DISPUTED")], [payment("LOST")], [payment("SUCCEEDED", 0)], []):
        with pytest.raises(Conflict):
            check_refundable(bought, payments)
    with pytest.raises(Conflict):
        check_refundable(order(line(1, 1_000)), [payment("SUCCEEDED")])
