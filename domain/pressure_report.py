"""Reports of commercial pressure: of members who met so much how many left, and the difference among who is alike.

Members are alike in month, days of activity, kind, and the other sort of pressure. In each such stratum there are those
who met one a day and more, n₁, and those who met less, n₀. Both shares are weighed by n₁·n₀/(n₁+n₀), after Mantel and
Haenszel (1959), so a stratum that has only one of them says nothing. A weighed share is as sure as that of
(Σw)²/Σ(w²/n) members, after Kish (1965); each has Wilson's interval (1927), and their difference Newcombe's (1998,
method 10), which is never empty and never beyond −1 and 1.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from math import sqrt
from typing import NamedTuple

from domain.effectiveness import EvidenceStatus
from domain.pressure import LEAST_BY_DAY, PRESSED_FROM, PressureCell, ReaderKind
from domain.ratio import Ratio, ratio, wilson
from domain.record import Day, Record
from domain.revenue_report import last_day

FEWEST = 20
"""Of fewer members nothing is told."""

CAUTION = (
    "It shows what goes together, not why: members weren't chosen by lot to meet paywalls or ads, and one who is in "
    "several months counts in each. Members who don't consent to be known aren't in it."
)


class PressureSignal(StrEnum):
    """What a difference says: whether its interval is on one side of nothing."""

    MORE_LEAVE = "MORE_LEAVE"
    FEWER_LEAVE = "FEWER_LEAVE"
    NO_DIFFERENCE = "NO_DIFFERENCE"
    INSUFFICIENT_DATA = "INSUFFICIENT_DATA"


class PressureBand(Record):
    """Members who met so much by day of activity, and the part of them that left."""

    least_by_day: float
    below_by_day: float | None
    status: EvidenceStatus
    left: Ratio


class PressureDifference(Record):
    """By how much more often those who met one a day and more left than others alike, to four decimals."""

    value: float | None
    low: float | None
    high: float | None
    pressed: int
    """Members who met one a day and more, and have others alike."""
    others: int
    signal: PressureSignal


class PressureSide(Record):
    """One sort of pressure: paywalls, or ads."""

    by_day: float | None
    """How many were met by member and day of activity; null of nobody."""
    bands: tuple[PressureBand, ...]
    difference: PressureDifference


class Pressure(Record):
    """What members met in a time, and how many left after it."""

    first: Day
    last: Day
    left: Ratio
    paywalls: PressureSide
    ads: PressureSide


class PressureReport(Record):
    """All of a time, and month by month; `counted_until` is the last day that can have been counted."""

    total: Pressure
    months: tuple[Pressure, ...]
    counted_until: Day
    caution: str = CAUTION


class Arm(NamedTuple):
    """Members of a stratum who are compared, and how many of them left."""

    left: int
    n: int


Stratum = tuple[Arm, Arm]
"""Those who met one a day and more, and the others."""

Key = tuple[date, int, ReaderKind, int]


class _Side(NamedTuple):
    """How a sort of pressure is read from cells: its band, its count, and the band of the other sort."""

    band: Callable[[PressureCell], int]
    count: Callable[[PressureCell], int]
    other: Callable[[PressureCell], int]


_PAYWALLS = _Side(lambda cell: cell.paywalls, lambda cell: cell.met, lambda cell: cell.ads)
_ADS = _Side(lambda cell: cell.ads, lambda cell: cell.viewed, lambda cell: cell.paywalls)


def report(months: Sequence[date], cells: Sequence[PressureCell], counted_until: date) -> PressureReport:
    """The report of these months, by their first days, from their cells."""
    each = [_pressure([month], [cell for cell in cells if cell.month == month]) for month in months]
    return PressureReport(total=_pressure(months, cells), months=tuple(each), counted_until=counted_until)


def difference(strata: Iterable[Stratum]) -> PressureDifference:
    """The difference of the shares that left, pressed less others, among who is alike."""
    told = [(pressed, others) for pressed, others in strata if pressed.n and others.n]
    n, rest = sum(pressed.n for pressed, _ in told), sum(others.n for _, others in told)
    if min(n, rest) < FEWEST:
        signal = PressureSignal.INSUFFICIENT_DATA
        return PressureDifference(value=None, low=None, high=None, pressed=n, others=rest, signal=signal)
    weights = [pressed.n * others.n / (pressed.n + others.n) for pressed, others in told]
    one, low, high = _weighed([pressed for pressed, _ in told], weights)
    two, least, most = _weighed([others for _, others in told], weights)
    value = one - two
    below = value - sqrt((one - low) ** 2 + (most - two) ** 2)
    above = value + sqrt((high - one) ** 2 + (two - least) ** 2)
    return PressureDifference(
        value=round(value, 4),
        low=round(below, 4),
        high=round(above, 4),
        pressed=n,
        others=rest,
        signal=_signal(below, above),
    )


def _weighed(arms: Sequence[Arm], weights: Sequence[float]) -> tuple[float, float, float]:
    """A weighed share with the ends of its interval."""
    whole = sum(weights)
    share = sum(weight * arm.left / arm.n for arm, weight in zip(arms, weights, strict=True)) / whole
    n = whole**2 / sum(weight**2 / arm.n for arm, weight in zip(arms, weights, strict=True))
    return share, *wilson(share * n, n)


def _signal(low: float, high: float) -> PressureSignal:
    if low > 0:
        return PressureSignal.MORE_LEAVE
    return PressureSignal.FEWER_LEAVE if high < 0 else PressureSignal.NO_DIFFERENCE


def _pressure(months: Sequence[date], cells: Sequence[PressureCell]) -> Pressure:
    left, readers = sum(cell.left for cell in cells), sum(cell.readers for cell in cells)
    return Pressure(
        first=months[0],
        last=last_day(months[-1]),
        left=_told(left, readers),
        paywalls=_side(cells, _PAYWALLS),
        ads=_side(cells, _ADS),
    )


def _side(cells: Sequence[PressureCell], side: _Side) -> PressureSide:
    days = sum(cell.active_days for cell in cells)
    by_band = [[cell for cell in cells if side.band(cell) == place] for place in range(len(LEAST_BY_DAY))]
    return PressureSide(
        by_day=sum(map(side.count, cells)) / days if days else None,
        bands=tuple(_band(place, found) for place, found in enumerate(by_band)),
        difference=difference(_strata(cells, side).values()),
    )


def _strata(cells: Iterable[PressureCell], side: _Side) -> Mapping[Key, Stratum]:
    sums: dict[Key, list[list[int]]] = defaultdict(lambda: [[0, 0], [0, 0]])
    for cell in cells:
        arm = sums[cell.month, cell.activity, cell.kind, side.other(cell)][side.band(cell) < PRESSED_FROM]
        arm[0] += cell.left
        arm[1] += cell.readers
    return {key: (Arm(*pressed), Arm(*others)) for key, (pressed, others) in sums.items()}


def _band(place: int, cells: Sequence[PressureCell]) -> PressureBand:
    readers = sum(cell.readers for cell in cells)
    following = LEAST_BY_DAY[place + 1] if place + 1 < len(LEAST_BY_DAY) else None
    return PressureBand(
        least_by_day=LEAST_BY_DAY[place],
        below_by_day=following,
        status=EvidenceStatus.MEASURED if readers >= FEWEST else EvidenceStatus.INSUFFICIENT_DATA,
        left=_told(sum(cell.left for cell in cells), readers),
    )


def _told(left: int, readers: int) -> Ratio:
    """A share with its interval; of few only of how many it would be."""
    if readers >= FEWEST:
        return ratio(left, readers)
    return Ratio(value=None, low=None, high=None, n=readers)
