"""The ledger's rules: an entry moves money and makes none."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import InvalidInput, PaymentRequired
from domain.ledger import (
    AD_REVENUE,
    OUTSIDE,
    SALES,
    Entry,
    LedgerEntryKind,
    Posting,
    check,
    check_covered,
    earnings,
    escrow,
    moved,
    prepaid,
    totals,
)
from domain.money import MAX_MINOR, Money, check_amount, check_currency, split

NOW = datetime(2026, 11, 28, tzinfo=UTC)
SPONSOR = prepaid("spo_1")
WEIGHTS = st.lists(st.integers(0, MAX_MINOR), min_size=1, max_size=12).filter(any)


def entry(*postings: Posting) -> Entry:
    return Entry("ent_1", "funding:1", LedgerEntryKind.FUNDING, NOW, postings)


@given(st.integers(1, MAX_MINOR))
def test_what_moves_from_one_account_to_another_comes_to_nothing(amount: int) -> None:
    postings = moved(amount, "EUR", source=OUTSIDE, target=SPONSOR)
    check(entry(*postings))
    assert totals(postings) == {"EUR": 0}


@pytest.mark.parametrize(
    "postings",
    [
        (),
        (Posting(SPONSOR, "EUR", 5),),
        (Posting(OUTSIDE, "EUR", -5), Posting(SPONSOR, "EUR", 6)),
        (Posting(OUTSIDE, "EUR", -5), Posting(SPONSOR, "USD", 5)),
        (Posting(OUTSIDE, "EUR", 0), Posting(SPONSOR, "EUR", 0)),
        (Posting(SPONSOR, "EUR", -5), Posting(SPONSOR, "EUR", 5)),
    ],
)
def test_an_entry_that_makes_money_is_refused(postings: tuple[Posting, ...]) -> None:
    with pytest.raises(ValueError, match="funding:1"):
        check(entry(*postings))


def test_only_accounts_of_ours_of_earnings_and_outside_may_owe() -> None:
    for account in (OUTSIDE, AD_REVENUE, SALES, earnings("usr_1")):
        check_covered(Posting(account, "EUR", -5), 0)
    with pytest.raises(PaymentRequired):
        check_covered(Posting(escrow("srv_1"), "EUR", -5), 4)
    check_covered(Posting(SPONSOR, "EUR", -5), 5)
    with pytest.raises(PaymentRequired, match="5 minor units of EUR where 4 are left"):
        check_covered(Posting(SPONSOR, "EUR", -5), 4)


def test_a_repeat_has_the_same_fingerprint_in_whatever_order() -> None:
    one, two = moved(5, "EUR", source=OUTSIDE, target=SPONSOR)
    assert entry(one, two).fingerprint == entry(two, one).fingerprint
    assert entry(one, two).fingerprint != entry(*moved(6, "EUR", source=OUTSIDE, target=SPONSOR)).fingerprint


@pytest.mark.parametrize("code", ["EUR", "JPY", "KWD", "CNY"])
def test_known_currencies_pass(code: str) -> None:
    assert check_currency(code, ("input", "currency")) == code


@pytest.mark.parametrize("code", ["eur", "EURO", "", "XX1", "ÄÖÜ", "€"])
def test_other_codes_are_refused(code: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        check_currency(code, ("input", "currency"))
    assert refused.value.path == ("input", "currency")


@pytest.mark.parametrize("amount", [0, -1, MAX_MINOR + 1])
def test_what_is_no_payment_is_refused(amount: int) -> None:
    with pytest.raises(InvalidInput):
        check_amount(amount, ("input", "amountMinor"))


def test_currencies_differ_in_their_decimals() -> None:
    assert [Money(amount_minor=1, currency=code).precision for code in ("EUR", "JPY", "KWD")] == [2, 0, 3]


@given(st.integers(-MAX_MINOR, MAX_MINOR), WEIGHTS)
def test_what_is_split_sums_back_and_no_part_is_a_unit_off(amount: int, weights: list[int]) -> None:
    parts = split(amount, weights)
    assert sum(parts) == amount and len(parts) == len(weights)
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part * sum(weights) - amount * weight) < sum(weights)
    assert split(-amount, weights) == [-part for part in parts]


@given(WEIGHTS, st.data())
def test_no_part_of_what_is_within_the_weights_is_above_its_own(weights: list[int], data: st.DataObject) -> None:
    amount = data.draw(st.integers(0, sum(weights)))
    assert all(0 <= part <= weight for part, weight in zip(split(amount, weights), weights, strict=True))


def test_what_is_left_over_goes_to_the_largest_remainders_the_first_of_equal_ones_first() -> None:
    assert split(100, [1, 1, 1]) == [34, 33, 33]
    assert split(10, [2, 3, 2]) == [3, 4, 3]
    assert split(0, [0, 0]) == [0, 0]


@pytest.mark.parametrize(("amount", "weights"), [(1, []), (1, [0, 0]), (1, [2, -1])])
def test_what_has_nothing_to_go_by_is_not_split(amount: int, weights: list[int]) -> None:
    with pytest.raises(ValueError, match="can't be split"):
        split(amount, weights)
