"""What of earnings is available, held and carried, and the states of a payout: pure arithmetic."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Conflict, InvalidInput, LimitReached
from domain.ids import UserId
from domain.ledger import FEES, OUTSIDE, SALES, TAX, Entry, LedgerEntryKind, Posting, earnings, escrow, moved
from domain.payout import Earnings, Payout, PayoutRules, PayoutState, returned, sent
from domain.sales_day import EARNED, SELLING, Book, book_of, counted, earned

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
RULES = PayoutRules(hold_days=14, minimum_minor=1_000)
ADA = UserId("usr_ada")


def standing(balance: int, held: int = 0, under_way: int = 0) -> Earnings:
    return Earnings(user_id=ADA, currency="EUR", balance_minor=balance, held_minor=held, under_way_minor=under_way)


def payout(**changes: object) -> Payout:
    given = {"id": "out_1", "user_id": ADA, "state": PayoutState.PENDING, "amount_minor": 1_000, "currency": "EUR",
             "processor": "manual", "by": "user:usr_ada", "reference": None, "reason": None, "created_at": NOW,
             "sent_at": None, "returned_at": None}  # fmt: skip
    return Payout.model_validate(given | changes)


minor = st.integers(-(10**9), 10**9)
positive = st.integers(0, 10**9)


@given(balance=minor, held=minor, under_way=positive)
def test_what_is_available_is_never_more_than_the_balance_nor_below_zero(
    balance: int, held: int, under_way: int
) -> None:
    available = standing(balance, held, under_way).available_minor
    assert 0 <= available <= max(0, balance - under_way)
    assert available <= max(0, balance - held), "what is held isn't paid out"


@given(balance=minor, held=positive, asked=st.one_of(st.none(), minor))
def test_what_is_paid_out_was_available_and_enough(balance: int, held: int, asked: int | None) -> None:
    stands = standing(balance, held)
    try:
        amount = stands.to_pay(asked, RULES)
    except (InvalidInput, LimitReached):
        assert asked is not None or stands.available_minor < RULES.minimum_minor
        assert asked is None or not RULES.minimum_minor <= asked <= stands.available_minor
    else:
        assert RULES.minimum_minor <= amount <= stands.available_minor
        assert asked is None or amount == asked


def test_what_is_owed_is_made_up_first() -> None:
    assert standing(-500).available_minor == 0
    assert standing(1_500, held=2_000).available_minor == 0, "2,000 were sold lately, and 500 are owed"
    assert standing(1_500).available_minor == 1_500


@pytest.mark.parametrize(
    ("balance", "asked", "refusal"),
    [
        (5_000, 0, (InvalidInput, "1 minor unit or more")),
        (5_000, -1, (InvalidInput, "1 minor unit or more")),
        (5_000, 5_001, (LimitReached, "5,000 minor units of EUR are available")),
        (5_000, 999, (LimitReached, "No less than 1,000 minor units of EUR")),
        (999, None, (LimitReached, "999 are available")),
        (-5, None, (LimitReached, "0 are available")),
    ],
)
def test_a_refusal_says_what_can_be_had(balance: int, asked: int | None, refusal: tuple[type[Exception], str]) -> None:
    with pytest.raises(refusal[0], match=refusal[1]):
        standing(balance).to_pay(asked, RULES)


@given(
    hold=st.integers(0, 365),
    sold=st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)).map(lambda at: at.replace(tzinfo=UTC)),
)
def test_a_sale_comes_free_between_the_hold_and_a_day_more(hold: int, sold: datetime) -> None:
    rules, day = PayoutRules(hold_days=hold), timedelta(days=1)
    held = [sold.date() >= rules.held_from(sold + timedelta(days=hold) + later) for later in (timedelta(), day)]
    assert held == [True, False]


def test_a_payout_is_sent_once_and_comes_back_once() -> None:
    gone = sent(payout(), "T-1", NOW)
    assert (gone.state, gone.reference, gone.sent_at) == (PayoutState.SENT, "T-1", NOW)
    assert sent(gone, "T-1", NOW + timedelta(days=1)) == gone
    with pytest.raises(Conflict, match="T-1"):
        sent(gone, "T-2", NOW)
    back = returned(gone, "Closed.", NOW)
    assert (back.state, back.reason, back.returned_at) == (PayoutState.RETURNED, "Closed.", NOW)
    assert returned(back, "Other.", NOW) == back
    with pytest.raises(Conflict):
        sent(back, "T-1", NOW)
    assert returned(payout(), "No bank.", NOW).state is PayoutState.RETURNED


def entry(kind: LedgerEntryKind, *postings: Posting, sold_at: datetime | None = None) -> Entry:
    return Entry("led_1", "key", kind, NOW, postings, sold_at=sold_at)


def test_an_entry_is_counted_by_book_and_earned_by_the_day_of_the_sale() -> None:
    sale = [Posting(OUTSIDE, "EUR", -1_190), Posting(TAX, "EUR", 190), Posting(FEES, "EUR", 40),
            Posting(earnings("usr_1"), "EUR", 500), Posting(earnings("usr_2"), "EUR", 100),
            Posting(SALES, "EUR", 360)]  # fmt: skip
    rows = counted(entry(LedgerEntryKind.SALE, *sale))
    assert {row.book: (row.amount_minor, row.postings) for row in rows} == {
        Book.OUTSIDE: (-1_190, 1), Book.TAX: (190, 1), Book.FEES: (40, 1), Book.SALES: (360, 1),
        Book.EARNINGS: (600, 2),
    }  # fmt: skip
    assert {row.day for row in rows} == {date(2026, 11, 28)}
    assert rows == sorted(rows, key=lambda row: (row.currency, row.book)), "the order of locks"
    days = earned(entry(LedgerEntryKind.SALE_REFUNDED, *sale, sold_at=NOW - timedelta(days=3)))
    assert [(row.account, row.day, row.amount_minor) for row in days] == [
        (earnings("usr_1"), date(2026, 11, 25), 500), (earnings("usr_2"), date(2026, 11, 25), 100),
    ]  # fmt: skip


def test_what_isnt_selling_isnt_counted_and_payouts_are_no_earnings() -> None:
    back = moved(5, "EUR", source=earnings("usr_1"), target=OUTSIDE)
    assert counted(entry(LedgerEntryKind.FUNDING, *back)) == [] == earned(entry(LedgerEntryKind.FUNDING, *back))
    assert counted(entry(LedgerEntryKind.PAYOUT, *back)) and not earned(entry(LedgerEntryKind.PAYOUT, *back))
    assert EARNED < SELLING
    assert (book_of(escrow("x")), book_of("sponsor:s:prepaid")) == (Book.ESCROW, Book.OTHER)
