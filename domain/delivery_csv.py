"""Reports of delivery as CSV: RFC 4180, amounts in major units, and nothing that a spreadsheet would run."""

import csv
from collections.abc import Iterator, Sequence
from decimal import Decimal
from io import StringIO

from domain.delivery_report import DeliveryReport, DeliveryRow, ReportDimension
from domain.money import Money
from domain.ratio import Ratio

TOTAL = "TOTAL"
NAMED = frozenset({ReportDimension.AD, ReportDimension.FLIGHT, ReportDimension.TAG, ReportDimension.AREA})
"""Dimensions whose values are ids, so that a column with names stands beside."""

_FIGURES = (
    "decisions",
    "views",
    "clicks",
    "conversions",
    "invalid",
    "spend",
    "currency",
    "ctr",
    "ctr_low",
    "ctr_high",
    "conversion_rate",
    "conversion_rate_low",
    "conversion_rate_high",
    "cost_per_conversion",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a cell that a spreadsheet takes for a formula begins with."""


def as_csv(report: DeliveryReport) -> str:
    """The report with a header and, last, the total."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([*_heads(report.group_by), *_FIGURES])
    for row in report.rows:
        writer.writerow([*_values(report.group_by, row), *_figures(row)])
    heads = list(_heads(report.group_by))
    writer.writerow([*([TOTAL, *([""] * (len(heads) - 1))] if heads else []), *_figures(report.total)])
    return text.getvalue()


def _heads(by: Sequence[ReportDimension]) -> Iterator[str]:
    for dimension in by:
        yield dimension.lower()
        if dimension in NAMED:
            yield f"{dimension.lower()}_name"


def _values(by: Sequence[ReportDimension], row: DeliveryRow) -> Iterator[str]:
    for dimension, value, label in zip(by, row.dimensions, row.labels, strict=True):
        yield _harmless(value)
        if dimension in NAMED:
            yield _harmless(label)


def _harmless(text: str) -> str:
    """Text that stays text: an apostrophe in front of what would be a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _figures(row: DeliveryRow) -> list[str]:
    counts = (row.decisions, row.views, row.clicks, row.conversions, row.invalid)
    cost = row.cost_per_conversion
    return [
        *map(str, counts),
        major(row.spend),
        row.spend.currency,
        *_ratio(row.ctr),
        *_ratio(row.conversion_rate),
        major(cost) if cost else "",
    ]


def _ratio(of: Ratio) -> list[str]:
    return ["" if part is None else f"{part:.6f}" for part in (of.value, of.low, of.high)]


def major(money: Money) -> str:
    """An amount in units of its currency, with its decimals: 12.50."""
    return str(Decimal(money.amount_minor).scaleb(-money.precision))
