"""The ledger's rules: an entry moves money and makes none."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import InvalidInput, PaymentRequired
from domain.ledger import (
    AD_REVENUE,
    OUTSIDE,
    Entry,
    LedgerEntryKind,
    Posting,
    check,
    check_covered,
    moved,
    prepaid,
    totals,
)
from domain.money import MAX_MINOR, Money, check_amount, check_currency

NOW = datetime(2026, 11, 28, tzinfo=UTC)
SPONSOR = prepaid("spo_1")


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


def test_only_accounts_of_ours_and_outside_may_owe() -> None:
    for account in (OUTSIDE, AD_REVENUE):
        check_covered(Posting(account, "EUR", -5), 0)
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
