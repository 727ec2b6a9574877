"""Disputes to the last minor unit: what is taken and given back comes to nothing, whatever is refunded beside."""

from collections import Counter
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from domain.dispute import Dispute, DisputeState, disputed_parts, given_back, taken
from domain.ledger import Posting
from domain.order import Order
from domain.sale import reversal, sale, shared
from tests.unit.test_sale import ADA, NOW, line, order

LINES = st.lists(st.tuples(st.integers(1, 2_000), st.integers(0, 100), st.integers(0, 100)), min_size=1, max_size=3)


def paid(lines: list[tuple[int, int, int]], fee: int) -> Order:
    """A paid order of lines of so much, so many percent of which are tax, and so many of the rest Ada's."""
    made = order(
        *(
            line(n, total, tax_minor=total * tax // 200, author_id=ADA, author_share_percent=share)
            for n, (total, tax, share) in enumerate(lines, start=1)
        )
    )
    return made.model_copy(update={"lines": tuple(shared(made, min(fee, made.total_minor)))})


def refunded(of: Order, parts: dict[int, int]) -> Order:
    """The order once these parts were paid back."""
    lines = [one.model_copy(update={"refunded_minor": one.refunded_minor + parts.get(one.n, 0)}) for one in of.lines]
    return of.model_copy(update={"lines": tuple(lines)})


def opened(of: Order, parts: dict[int, int]) -> Dispute:
    """A dispute of these parts."""
    fields: dict[str, Any] = dict.fromkeys(Dispute.model_fields, "1") | {"state": DisputeState.OPEN, "fee_minor": 0}
    amounts = {"lines": tuple(parts), "amounts": tuple(parts.values()), "amount_minor": sum(parts.values())}
    return Dispute.model_validate(fields | amounts | {"opened_at": NOW, "closed_at": None, "currency": of.currency})


def moved(*postings: Posting) -> dict[str, int]:
    """What each account gained by them, but for those that gained nothing."""
    found: Counter[str] = Counter()
    for posting in postings:
        found[posting.account] += posting.amount_minor
    return {account: amount for account, amount in found.items() if amount}


@given(LINES, st.integers(0, 500), st.data())
def test_what_is_refunded_while_it_is_disputed_changes_nothing_of_it(
    lines: list[tuple[int, int, int]], fee: int, data: st.DataObject
) -> None:
    before = paid(lines, fee)
    reserved = {one.n: data.draw(st.integers(0, one.total_minor)) for one in before.lines}
    under_way = [one.model_copy(update={"refunding_minor": reserved[one.n]}) for one in before.lines]
    parts = disputed_parts(
        before.model_copy(update={"lines": tuple(under_way)}), before.total_minor - sum(reserved.values())
    )
    gone = {n: part for n, part in reserved.items() if part}
    back = reversal(before, gone).postings if gone else []
    after = refunded(before, gone)
    lost = [*sale(before.lines, "EUR"), *taken(before, parts, 0), *back]
    assert moved(*lost) == moved(*_fees(before)), "all of it is gone, and only the fee was borne"
    won = given_back(after, opened(before, parts), 0)
    assert moved(*taken(before, parts, 0), *won) == {}, "what was taken is given back"


def _fees(of: Order) -> list[Posting]:
    fee = sum(one.fee_minor for one in of.lines)
    return [Posting("platform:fees", "EUR", fee), Posting("platform:sales", "EUR", -fee)]


@given(LINES, st.data())
def test_of_no_line_more_is_taken_than_it_has(lines: list[tuple[int, int, int]], data: st.DataObject) -> None:
    before = paid(lines, 0)
    changed = []
    for one in before.lines:
        refunded = data.draw(st.integers(0, one.total_minor))
        reserved = data.draw(st.integers(0, one.total_minor - refunded))
        changed.append(one.model_copy(update={"refunded_minor": refunded, "refunding_minor": reserved}))
    of = before.model_copy(update={"lines": tuple(changed)})
    amount = data.draw(st.integers(0, before.total_minor + 5))
    parts = disputed_parts(of, amount)
    left = sum(one.total_minor - one.refunded_minor for one in changed)
    assert sum(parts.values()) == min(amount, left)
    assert all(0 < part <= of.line(n).total_minor - of.line(n).refunded_minor for n, part in parts.items())
    if amount <= sum(one.left_minor for one in changed):
        assert all(part <= of.line(n).left_minor for n, part in parts.items()), "what is reserved is taken last"
