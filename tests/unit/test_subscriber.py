"""Subscribers from day to day: what the days move comes to what a count of everybody at each month's ends says."""

from datetime import UTC, date, datetime, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from domain.ids import UserId
from domain.product import BillingInterval
from domain.revenue_report import churn, subscribers
from domain.subscriber import OPEN, Moved, Span, Worth, month_of, step, total, worth_of
from domain.subscription import EndReason, Terms, begin, expire

START = datetime(2026, 1, 1, tzinfo=UTC)
JANUARY = START.date()


class Everybody:
    """Members with subscriptions, followed step by step, and a plain diary of what each was worth when."""

    def __init__(self) -> None:
        self.spans: dict[str, dict[str, Span]] = {}
        self.moved: list[Moved] = []
        self.diary: dict[str, list[tuple[datetime, int]]] = {}
        self.current: dict[str, str | None] = {}
        self.made = 0

    def change(self, member: str, yearly: int, at: datetime) -> None:
        """Let a member's subscription be worth that from then on; 0 ends it, and what follows is another."""
        id = self.current.get(member)
        if id is None:
            self.made += 1
            id = f"sub_{self.made}"
        kept = self.spans.setdefault(member, {})
        open = next((span for span in kept.values() if span.until == OPEN), None)
        lost = [span for span in kept.values() if span.until < OPEN and (span.came_back or _lost(span))]
        gone = max(lost, key=lambda span: (span.until, not span.came_back), default=None)
        done = step(id, open, gone, Worth("EUR", yearly, "tier_1") if yearly else None, at)
        kept.update({span.key: span for span in done.spans})
        self.moved.extend(done.moved)
        self.diary.setdefault(member, []).append((at, yearly))
        self.current[member] = id if yearly else None

    def worth(self, member: str, at: datetime) -> int:
        """What a member's subscription was worth just before a moment, by the diary."""
        before = [yearly for then, yearly in self.diary[member] if then < at]
        return before[-1] if before else 0


def _lost(span: Span) -> bool:
    return span.lost_in(month_of(span.until))


changes = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from([0, 0, 1_200, 12_000]), st.integers(0, 20)), max_size=30
)


@given(changes)
def test_days_come_to_what_a_count_of_everybody_says(steps: list[tuple[str, int, int]]) -> None:
    all, at = Everybody(), START + timedelta(hours=1)
    for member, yearly, days in steps:
        at += timedelta(days=days, minutes=1)
        all.change(member, yearly, at)
    month = JANUARY
    while month <= at.date():
        first, end = _midnight(month), _midnight(month + relativedelta(months=1))
        there = {member for member in all.diary if all.worth(member, first)}
        left = {member for member in all.diary if all.worth(member, end)}
        moved = total((one for one in all.moved if month_of(_midnight(one.day)) == month), "EUR", month)
        standing = total((one for one in all.moved if _midnight(one.day) < end), "EUR", month)
        assert moved.lost == len(there - left)
        assert churn(moved.lost, len(there)) is None or 0 <= (churn(moved.lost, len(there)) or 0) <= 1
        assert subscribers(standing) == len(left)
        assert standing.yearly_minor == sum(all.worth(member, end) for member in left)
        live = [span for kept in all.spans.values() for span in kept.values() if span.since < end <= span.until]
        assert sum(span.yearly_minor for span in live) == standing.yearly_minor and len(live) == len(left)
        month += relativedelta(months=1)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


TERMS = Terms(
    price_id="prc_1", product_id="prd_1", tier_id="tier_1", amount_minor=1_000, currency="EUR",
    interval=BillingInterval.MONTH,
)  # fmt: skip


@pytest.mark.parametrize(("interval", "yearly"), [(BillingInterval.MONTH, 12_000), (BillingInterval.YEAR, 1_000)])
def test_who_paid_is_worth_the_charges_of_a_year(interval: BillingInterval, yearly: int) -> None:
    waiting = begin(
        "sub_1", UserId("usr_1"), TERMS.model_copy(update={"interval": interval}), timedelta(), "manual", START
    )
    assert worth_of(waiting) is None, "its first order waits"
    paid = waiting.model_copy(update={"period_end": START + timedelta(days=30)})
    assert worth_of(paid) == Worth("EUR", yearly, "tier_1")
    assert worth_of(expire(paid, START, EndReason.UNPAID)) is None
    assert worth_of(begin("sub_1", UserId("usr_1"), TERMS, timedelta(days=14), "manual", START)) is None, "on trial"


def test_what_is_told_late_does_not_turn_time_back() -> None:
    (span,), _ = step("sub_1", None, None, Worth("EUR", 1_200, "tier_1"), START)
    (closed,), (moved,) = step("sub_1", span, None, None, START - timedelta(days=40))
    assert closed.until == span.since and moved.day == JANUARY and moved.lost == 0


def test_another_tier_of_the_same_worth_moves_nothing_but_the_span() -> None:
    (span,), _ = step("sub_1", None, None, Worth("EUR", 1_200, "tier_1"), START)
    spans, moved = step("sub_1", span, None, Worth("EUR", 1_200, "tier_2"), START + timedelta(days=1))
    assert [one.tier_id for one in spans] == ["tier_1", "tier_2"] and moved == []
