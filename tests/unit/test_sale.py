"""What is sold and paid back, to the last minor unit: however it is cut, it comes to what was paid."""

from collections import Counter
from datetime import UTC, datetime
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from domain.ledger import FEES, OUTSIDE, SALES, TAX, earnings, totals
from domain.money import MAX_MINOR, Money
from domain.new_order import taxed
from domain.order import Order, OrderLine, OrderState
from domain.sale import negated, reversal, sale, shared, shares

NOW = datetime(2026, 11, 28, tzinfo=UTC)
ADA, BEN, CLEO = "usr_ada", "usr_ben", "usr_cleo"
AMOUNTS = st.integers(0, 10_000_000)


def line(n: int, total: int, **more: Any) -> OrderLine:
    """A line that costs so much."""
    fields = {
        "n": n,
        "product_id": f"prd_{n}",
        "price_id": f"prc_{n}",
        "kind": "COURSE",
        "name": f"Course {n}",
        "interval": "ONCE",
        "currency": "EUR",
        "quantity": 1,
        "unit_minor": total,
        "discount_minor": 0,
        "tax_minor": 0,
        "total_minor": total,
    }
    return OrderLine.model_validate(fields | more)


def order(*lines: OrderLine, **more: Any) -> Order:
    """An order of these lines."""
    given: dict[str, Any] = dict.fromkeys(Order.model_fields)
    sums = {name: sum(getattr(one, name) for one in lines) for name in ("tax_minor", "total_minor", "discount_minor")}
    fields = {
        "id": "ord_1",
        "user_id": CLEO,
        "state": OrderState.PENDING,
        "currency": "EUR",
        "subtotal_minor": sum(one.unit_minor * one.quantity for one in lines),
        "refunded_minor": sum(one.refunded_minor for one in lines),
        "refunding_minor": sum(one.refunding_minor for one in lines),
        "fee_minor": 0,
        "is_gift": False,
        "created_at": NOW,
        "processor": "manual",
        "lines": lines,
    }
    return Order.model_validate(given | sums | fields | more)


@st.composite
def orders(draw: st.DrawFn) -> tuple[Order, int]:
    """An order of some lines by some authors and affiliates, with tax; and the fee it was paid with."""
    lines = [
        line(
            n,
            draw(AMOUNTS),
            author_id=draw(st.sampled_from([None, ADA, BEN, CLEO])),
            author_share_percent=draw(st.integers(0, 100)),
            affiliate_id=draw(st.sampled_from([None, ADA, BEN])),
            affiliate_percent=draw(st.integers(0, 100)),
        )
        for n in range(1, draw(st.integers(1, 5)) + 1)
    ]
    tax = draw(st.integers(0, sum(one.total_minor for one in lines) // 3))
    lines = taxed(lines, Money(amount_minor=tax, currency="EUR"))
    made = order(*lines)
    return made, draw(st.integers(0, made.total_minor))


@given(st.integers(-MAX_MINOR, MAX_MINOR), st.integers(0, 100), st.integers(0, 100))
def test_shares_sum_to_what_is_shared(net: int, author: int, affiliate: int) -> None:
    found = shares(net, author, affiliate)
    assert sum(found) == net
    if net > 0:
        assert min(found) >= 0 and abs(found.author * 100 - net * author) < 100
    else:
        assert (found.author, found.affiliate) == (0, 0), "nobody shares a loss"


@given(orders())
def test_a_sale_moves_what_was_paid_and_makes_nothing(sold: tuple[Order, int]) -> None:
    bought, fee = sold
    lines = shared(bought, fee)
    moved = {posting.account: posting.amount_minor for posting in sale(lines, "EUR")}
    assert sum(moved.values()) == 0
    assert -moved.get(OUTSIDE, 0) == bought.total_minor
    assert moved.get(TAX, 0) == bought.tax_minor and moved.get(FEES, 0) == fee
    assert earnings(CLEO) not in moved, "who buys their own has no share of it"


@given(orders(), st.data())
def test_however_it_is_cut_what_is_paid_back_is_what_was_earned(sold: tuple[Order, int], data: st.DataObject) -> None:
    bought, fee = sold
    assume(bought.total_minor > 0)
    lines = shared(bought, fee)
    earned = {posting.account: posting.amount_minor for posting in sale(lines, "EUR")}
    now, taken, tax, cuts = order(*lines), Counter[str](), 0, 0
    while any(one.left_minor for one in now.lines):
        one = data.draw(st.sampled_from([each for each in now.lines if each.left_minor]))
        part = data.draw(st.integers(1, one.left_minor)) if cuts < 6 else one.left_minor
        cuts += 1
        back = reversal(now, {one.n: part})
        assert not any(totals(back.postings).values()) and 0 <= back.tax_minor <= part
        for posting in back.postings:
            taken[posting.account] += posting.amount_minor
        tax += back.tax_minor
        refunded = {"refunded_minor": one.refunded_minor + part}
        now = order(*(each.model_copy(update=refunded) if each.n == one.n else each for each in now.lines))
    assert tax == bought.tax_minor, "the last refund returns the last cent of tax"
    assert taken.pop(OUTSIDE) == bought.total_minor
    community = taken.pop(SALES, 0) + earned.pop(SALES, 0)
    assert community == -fee, "the fee stays with the processor, and the community bears it"
    assert {account: -amount for account, amount in taken.items() if amount} == {
        account: amount for account, amount in earned.items() if account not in (OUTSIDE, FEES)
    }


def test_a_dispute_that_is_won_moves_the_same_money_again() -> None:
    lines = shared(order(line(1, 1_000, author_id=ADA, author_share_percent=70, tax_minor=160)), 50)
    back = reversal(order(*lines), {1: 1_000}).postings
    assert {posting.account: posting.amount_minor for posting in back} == {
        OUTSIDE: 1_000, TAX: -160, earnings(ADA): -553, SALES: -287,
    }  # fmt: skip
    assert not any(totals([*back, *negated(back)]).values())
