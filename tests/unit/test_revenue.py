"""Reports of revenue: whatever was posted, the numbers come to each other; averages of nothing are null."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import InvalidInput
from domain.ledger import FEES, OUTSIDE, SALES, TAX, Entry, LedgerEntryKind, Posting, earnings, escrow
from domain.ledger import moved as moved_money
from domain.revenue import DEFINITIONS, SUMS, DayRow, RevenueMeasure, RevenueReport
from domain.revenue_report import MOST_MONTHS, check_months, churn, last_day, ltv, monthly, report
from domain.sales_day import EARNED, counted
from domain.subscriber import Moved

NOW = datetime(2026, 3, 28, tzinfo=UTC)
MONTHS = [date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)]
ACCOUNTS = (OUTSIDE, TAX, FEES, SALES, earnings("usr_1"), earnings("usr_2"), escrow("srv_1"))

amounts = st.lists(st.integers(-(10**6), 10**6), min_size=len(ACCOUNTS) - 1, max_size=len(ACCOUNTS) - 1)
earning = st.tuples(st.sampled_from(sorted(EARNED)), st.integers(1, 3), st.integers(1, 28), amounts)


def rows_of(entries: list[tuple[LedgerEntryKind, int, int, list[int]]]) -> list[DayRow]:
    """What days come to after these entries, whose last account takes what evens them; escrow is held of earnings."""
    rows = []
    for n, (kind, month, day, gained) in enumerate(entries):
        postings = [
            Posting(account, "EUR", amount)
            for account, amount in zip(ACCOUNTS, [*gained, -sum(gained)], strict=True)
            if not kind.startswith("ESCROW")
        ] or moved_into(gained[0])
        at = datetime(2026, month, day, tzinfo=UTC)
        for row in counted(Entry(f"led_{n}", str(n), kind, at, postings)):
            rows.append(DayRow(month=row.day.replace(day=1), **row.model_dump(exclude={"day", "currency"})))
    return rows


def moved_into(amount: int) -> list[Posting]:
    """What is held of a share, or let go."""
    return [*moved_money(amount, "EUR", source=earnings("usr_1"), target=escrow("srv_1"))]


def comes_to_itself(told: RevenueReport) -> bool:
    """Whether what came in is what went to somebody, of the whole and of each month, and months sum to the whole."""
    for part in (told.total, *told.months):
        came = (part.sales.value or 0) - (part.refunds.value or 0) - (part.disputes.value or 0)
        if came != sum(n.value or 0 for n in (part.tax, part.fees, part.shares, part.net, part.escrow)):
            return False
    return all(
        sum(getattr(month, measure.value.lower()).value for month in told.months)
        == getattr(told.total, measure.value.lower()).value
        for measure in SUMS
    )


@given(st.lists(earning, max_size=12))
def test_the_numbers_of_the_ledger_come_to_each_other(
    entries: list[tuple[LedgerEntryKind, int, int, list[int]]],
) -> None:
    told = report("EUR", MONTHS, rows_of(entries), [], NOW)
    assert comes_to_itself(told)
    assert told.total.sales.n == sum(kind in SUMS[RevenueMeasure.SALES].kinds for kind, *_ in entries)


def test_of_nothing_there_is_no_average() -> None:
    told = report("EUR", MONTHS, [], [], NOW)
    assert len(told.months) == 3
    for part in (told.total, *told.months):
        assert (part.mrr.value, part.subscribers.value) == (0, 0)
        assert (part.arpu.value, part.churn.value, part.ltv.value, part.ltv.amount) == (None, None, None, None)


def moved(month: int, **changes: int) -> Moved:
    return Moved.model_validate({"currency": "EUR", "day": date(2026, month, 1), **changes})


def test_subscriptions_are_told_as_they_stand_at_each_end() -> None:
    before = Moved(currency="EUR", day=date(2025, 12, 31), started=10, ended=2, yearly_started=96_000)
    january = moved(1, started=2, ended=4, lost=4, yearly_started=24_000, yearly_ended=48_000)
    told = report("EUR", MONTHS, [], [before, january, moved(3, ended=1, lost=1, yearly_ended=12_000)], NOW)
    assert [part.subscribers.value for part in told.months] == [6, 6, 5]
    assert [part.mrr.value for part in told.months] == [6_000, 6_000, 5_000]
    assert [part.churn.value for part in told.months] == [0.5, 0, 1 / 6]
    assert [part.churn.n for part in told.months] == [8, 6, 6]
    assert [part.arpu.value for part in told.months] == [1_000, 1_000, 1_000]
    assert [part.ltv.value for part in told.months] == [2_000, None, pytest.approx(6_000)]
    assert told.total.churn.value == 5 / 20 and told.total.subscribers.value == 5
    assert told.total.mrr.amount is not None and told.total.mrr.amount.amount_minor == 5_000


def test_a_month_is_a_twelfth_rounded_half_up() -> None:
    assert [monthly(moved(1, yearly_started=yearly)) for yearly in (0, 5, 6, 12, 17, 18)] == [0, 0, 1, 1, 1, 2]


def test_who_never_leaves_has_no_lifetime() -> None:
    assert (churn(0, 0), churn(0, 5), churn(5, 5)) == (None, 0, 1)
    assert (ltv(100, 0), ltv(100, None), ltv(None, 0.5), ltv(100, 0.5)) == (None, None, None, 200)


def test_months_are_whole() -> None:
    assert check_months(date(2026, 1, 31), date(2026, 3, 1), NOW.date()) == MONTHS
    assert check_months(date(2026, 3, 5), date(2026, 3, 5), NOW.date()) == [date(2026, 3, 1)]
    assert last_day(date(2024, 2, 1)) == date(2024, 2, 29)
    assert len(check_months(date(2021, 4, 1), date(2026, 3, 31), NOW.date())) == MOST_MONTHS


@pytest.mark.parametrize(
    ("first", "last", "path"),
    [
        (date(2026, 2, 1), date(2026, 1, 31), ("from",)),
        (date(2026, 4, 1), date(2026, 4, 2), ("to",)),
        (date(2021, 3, 31), date(2026, 3, 1), ("to",)),
        (date.min, date.max, ("to",)),
    ],
)
def test_other_times_are_refused(first: date, last: date, path: tuple[str, ...]) -> None:
    with pytest.raises(InvalidInput) as refused:
        check_months(first, last, NOW.date())
    assert refused.value.path == path


def test_every_number_is_defined() -> None:
    assert DEFINITIONS.keys() == set(RevenueMeasure)
