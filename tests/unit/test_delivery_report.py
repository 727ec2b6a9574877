"""Reports of delivery: money to the minor unit, small groups merged, totals of everything, harmless CSV."""

import csv
from collections import defaultdict
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.delivery_csv import as_csv
from domain.delivery_groups import GUARDED, OTHER, READERS, UNKNOWN, VALID, grouped
from domain.delivery_report import (
    MAX_PIECES,
    Counts,
    DeliveryReport,
    Piece,
    ReportDimension,
    added,
    check_asked,
    check_size,
    counts_of,
    posted,
    row_of,
    shared_out,
)
from domain.errors import InvalidInput
from domain.invalid import InvalidReason
from domain.money import MICROS
from domain.record import moment

ROOT = Path(__file__).resolve().parent.parent.parent
DAY = date(2026, 11, 20)
COUNTRY, TAG, REASON = ReportDimension.COUNTRY, ReportDimension.TAG, ReportDimension.INVALID_REASON
FIRST: dict[str, Any] = {
    "flight_id": "flt",
    "date": DAY,
    "ad_id": "",
    "tag_ids": (),
    "area_id": "",
    "segment": "",
    "placement": "",
    "device": "",
    "country": "",
    "decisions": 0,
    "views": 0,
    "clicks": 0,
    "conversions": 0,
    "invalid": {},
    "spend_micro": 0,
    "reader_marks": (),
}


def piece(readers: int = READERS, start: int = 0, **more: Any) -> Piece:
    return Piece.model_validate(FIRST | {"reader_marks": tuple(range(start, start + readers))} | more)


pieces = st.builds(
    piece,
    st.integers(0, 25),
    st.integers(0, 60),
    flight_id=st.sampled_from("ab"),
    date=st.integers(0, 3).map(lambda n: DAY + timedelta(days=n)),
    country=st.sampled_from(["", "DE", "CN", "FR", "US"]),
    placement=st.sampled_from(["side", "top"]),
    tag_ids=st.lists(st.sampled_from("xyz"), unique=True).map(tuple),
    views=st.integers(0, 50),
    clicks=st.integers(0, 5),
    invalid=st.dictionaries(st.sampled_from(["bot", "rate"]), st.integers(0, 4)),
    spend_micro=st.integers(0, 5 * MICROS),
)
reports = st.lists(pieces, max_size=25)
dimensions = st.lists(st.sampled_from(ReportDimension), max_size=3, unique=True)


def rows(*given: Piece, by: tuple[ReportDimension, ...]) -> dict[tuple[str, ...], Counts]:
    return grouped(given, posted(given, {}), by)


@given(st.integers(-1_000, 10**6), st.lists(st.integers(0, 10**9), min_size=1, max_size=30))
def test_shares_sum_to_what_is_shared_and_stay_within_one_of_their_part(amount: int, weights: list[int]) -> None:
    shares = shared_out(amount, weights)
    assert sum(shares) == amount
    if total := sum(weights):
        assert all(abs(share - amount * weight / total) <= 1 for share, weight in zip(shares, weights, strict=True))


@given(reports, st.dictionaries(st.sampled_from("ab"), st.integers(0, 10 * MICROS)))
def test_each_day_of_a_flight_has_what_its_close_posts(given: list[Piece], carried: dict[str, int]) -> None:
    minor = posted(given, carried)
    days: dict[tuple[str, date], list[int]] = defaultdict(list)
    for index, each in enumerate(given):
        days[each.flight_id, each.date].append(index)
    remainder = {flight: carried.get(flight, 0) % MICROS for flight in "ab"}
    for (flight, _), indexes in sorted(days.items()):
        closed, remainder[flight] = divmod(remainder[flight] + sum(given[i].spend_micro for i in indexes), MICROS)
        assert sum(minor[i] for i in indexes) == closed


def test_what_was_credited_later_is_taken_off_its_own_day() -> None:
    given = [piece(spend_micro=2_500_000), piece(date=DAY + timedelta(days=1), spend_micro=-1_000_000)]
    assert posted(given, {}) == [2, -1]


@given(reports, dimensions)
def test_rows_add_up_to_the_total_except_by_tag(given: list[Piece], by: list[ReportDimension]) -> None:
    minor = posted(given, {})
    total = added(counts_of(each, share) for each, share in zip(given, minor, strict=True))
    found = added(grouped(given, minor, by).values())
    if TAG in by:
        assert all(part >= whole for part, whole in zip(found, total, strict=True))
    elif given:
        assert found == total


@given(reports, st.sampled_from([(COUNTRY,), (COUNTRY, ReportDimension.PLACEMENT), (COUNTRY, TAG), (COUNTRY, REASON)]))
def test_no_group_of_few_readers_is_shown(given: list[Piece], by: tuple[ReportDimension, ...]) -> None:
    found = rows(*given, by=by)
    for key in found:
        if OTHER in key:
            continue
        of_group = [each for each in given if (each.country or UNKNOWN) == key[0] and _beside(each, by[1:], key[1:])]
        assert len({mark for each in of_group for mark in each.reader_marks}) >= READERS


def _beside(each: Piece, by: tuple[ReportDimension, ...], key: tuple[str, ...]) -> bool:
    if by == (ReportDimension.PLACEMENT,):
        return key == (each.placement,)
    if by == (TAG,):
        return key[0] in (each.tag_ids or (UNKNOWN,))
    return by != (REASON,) or key[0] == VALID or bool(each.invalid.get(key[0].lower()))


def test_a_single_small_group_is_not_told_by_what_is_missing() -> None:
    """Total minus DE and CN would be FR, so the smaller of these joins it."""
    found = rows(
        piece(country="DE", views=500),
        piece(country="CN", views=90, start=50),
        piece(3, country="FR", views=7),
        by=(COUNTRY,),
    )
    assert {key: counts.views for key, counts in found.items()} == {("DE",): 500, (OTHER,): 97}


def test_small_groups_that_are_many_together_leave_the_large_ones_alone() -> None:
    small = [piece(7, start=10 * n, country=country, views=9) for n, country in enumerate(("FR", "US", "IT"))]
    found = rows(piece(country="DE", views=500), *small, by=(COUNTRY,))
    assert {key: counts.views for key, counts in found.items()} == {("DE",): 500, (OTHER,): 27}


def test_the_same_few_readers_in_many_countries_are_few() -> None:
    small = [piece(7, country=country, views=9) for country in ("FR", "US", "IT")]
    assert list(rows(piece(country="DE", views=500), *small, by=(COUNTRY,))) == [(OTHER,)]


def test_a_page_with_two_tags_is_in_both_rows_and_once_in_what_is_merged() -> None:
    many, few = piece(tag_ids=("x", "y"), views=5), piece(3, tag_ids=("u", "v"), views=2)
    found = rows(many, few, piece(tag_ids=("z",), start=30, views=1), by=(TAG,))
    assert {key: counts.views for key, counts in found.items()} == {("x",): 5, ("y",): 5, (OTHER,): 3}


def test_reasons_stand_apart_from_what_counted() -> None:
    found = rows(piece(views=5, clicks=1, invalid={"bot": 3, "rate": 0}, spend_micro=2 * MICROS), by=(REASON,))
    assert found == {(VALID,): Counts(views=5, clicks=1, spend_minor=2), ("BOT",): Counts(invalid=3)}


def test_days_come_in_their_order_and_else_what_was_seen_most() -> None:
    given = [piece(date=DAY + timedelta(days=n), placement=f"p{n}", views=n) for n in range(3)]
    assert [key for (key,) in rows(*given, by=(ReportDimension.DAY,))] == ["2026-11-20", "2026-11-21", "2026-11-22"]
    assert [key for (key,) in rows(*given, by=(ReportDimension.PLACEMENT,))] == ["p2", "p1", "p0"]


@pytest.mark.parametrize(
    ("by", "last", "path"),
    [
        ([COUNTRY, COUNTRY], None, ("groupBy",)),
        ([COUNTRY, TAG, REASON, ReportDimension.DAY], None, ("groupBy",)),
        ([], DAY - timedelta(days=1), ("to",)),
    ],
)
def test_what_cannot_be_reported_is_refused(by: list[ReportDimension], last: date | None, path: tuple[str]) -> None:
    with pytest.raises(InvalidInput) as refused:
        check_asked(by, DAY, last)
    assert refused.value.path == path


def test_what_would_be_too_long_is_refused() -> None:
    check_size([piece()] * MAX_PIECES)
    with pytest.raises(InvalidInput):
        check_size([piece()] * (MAX_PIECES + 1))


def test_costs_are_rounded_to_the_nearest_and_undefined_without_conversions() -> None:
    row = row_of((), (), Counts(clicks=4, conversions=3, spend_minor=100), "EUR")
    assert row.cost_per_conversion is not None and row.cost_per_conversion.amount_minor == 33
    none = row_of((), (), Counts(), "EUR")
    assert (none.cost_per_conversion, none.ctr.value, none.ctr.n) == (None, None, 0)


def report(currency: str, *given: tuple[str, str, Counts]) -> DeliveryReport:
    made = tuple(row_of((key,), (label,), counts, currency) for key, label, counts in given)
    total = row_of((), (), added(counts for _, _, counts in given), currency)
    by = (ReportDimension.AD,)
    return DeliveryReport(total=total, rows=made, group_by=by, as_of=moment(0))


def test_csv_has_amounts_in_units_of_the_currency_and_the_total_last() -> None:
    counts = Counts(views=1000, clicks=20, conversions=4, spend_minor=1250)
    head, row, total = csv.reader(StringIO(as_csv(report("EUR", ("adv_1", 'Graphs, "fast"', counts)))))
    found = dict(zip(head, row, strict=True))
    assert (found["ad"], found["ad_name"]) == ("adv_1", 'Graphs, "fast"')
    assert (found["spend"], found["currency"], found["cost_per_conversion"]) == ("12.50", "EUR", "3.13")
    assert (found["ctr"], found["conversion_rate"]) == ("0.020000", "0.200000")
    assert total == ["TOTAL", "", *row[2:]]
    (_, yen, _) = csv.reader(StringIO(as_csv(report("JPY", ("adv_1", "x", counts)))))
    assert yen[head.index("spend")] == "1250"


@pytest.mark.parametrize("headline", ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_no_cell_of_csv_is_a_formula(headline: str) -> None:
    (_, row, _) = csv.reader(StringIO(as_csv(report("EUR", ("adv_1", headline, Counts())))))
    assert row[1] == f"'{headline}"


def test_what_says_something_of_readers_is_guarded() -> None:
    assert {each.name for each in GUARDED} == {"TAG", "AREA", "SEGMENT", "DEVICE", "COUNTRY"}


@pytest.mark.parametrize("name", ["delivery_report/pieces", "effectiveness/score", "effectiveness/norms"])
@pytest.mark.parametrize("reason", InvalidReason)
def test_every_reason_is_added_up(name: str, reason: InvalidReason) -> None:
    text = (ROOT / "cypher" / f"{name}.cypher").read_text(encoding="utf-8")
    assert f"cell.{reason.counter})" in text or f"cell.{reason.counter}," in text or f"cell.{reason.counter}\n" in text
