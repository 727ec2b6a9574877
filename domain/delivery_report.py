"""Reports of delivery: what cells of the cube come to by any dimensions, in the minor units that the ledger has.

Three rules hold whatever is asked for. The total is of all cells, never of the rows shown. Money is what was posted: a
flight's micro-units add up over its days, and a day gets as many whole minor units as its close moved; those are shared
out by largest remainder among what is told apart within it, so that rows of a day or a flight are its postings exactly.
And no group of fewer than READERS people can be told apart by what they are: small groups are merged, see
`delivery_groups.py`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from domain.errors import InvalidInput
from domain.money import MICROS, Money
from domain.ratio import Ratio, ratio
from domain.record import Day, Moment, Record

MAX_DIMENSIONS = 3
MAX_PIECES = 20_000
"""Of flights and values that one report is made of."""


class ReportDimension(StrEnum):
    """By what a report is told apart."""

    DAY = "DAY"
    AD = "AD"
    FLIGHT = "FLIGHT"
    TAG = "TAG"
    AREA = "AREA"
    SEGMENT = "SEGMENT"
    PLACEMENT = "PLACEMENT"
    DEVICE = "DEVICE"
    COUNTRY = "COUNTRY"
    INVALID_REASON = "INVALID_REASON"


class Piece(Record):
    """Delivery of one flight with one value of each dimension asked for; '' for what isn't known or wasn't asked."""

    flight_id: str
    date: Day
    """Of the flight's zone; the report's first where days aren't told apart."""
    ad_id: str
    tag_ids: tuple[str, ...]
    area_id: str
    segment: str
    placement: str
    device: str
    country: str
    decisions: int
    views: int
    clicks: int
    conversions: int
    invalid: Mapping[str, int]
    """Acts that didn't count, by reason."""
    spend_micro: int
    reader_marks: tuple[int, ...]
    """Marks of readers, at most READERS; as many readers there are at least."""


class Counts(NamedTuple):
    """What happened, and what it cost in minor units."""

    decisions: int = 0
    views: int = 0
    clicks: int = 0
    conversions: int = 0
    invalid: int = 0
    spend_minor: int = 0


class DeliveryRow(Record):
    """What delivery came to for one value of each dimension."""

    dimensions: tuple[str, ...]
    """In the order asked for; UNKNOWN for what isn't known, OTHER for groups too small to be shown."""
    labels: tuple[str, ...]
    """The same for people: names where `dimensions` has ids."""
    decisions: int
    views: int
    clicks: int
    conversions: int
    invalid: int
    spend: Money

    @property
    def ctr(self) -> Ratio:
        """Clicks by views."""
        return ratio(self.clicks, self.views)

    @property
    def conversion_rate(self) -> Ratio:
        """Conversions by clicks."""
        return ratio(self.conversions, self.clicks)

    @property
    def cost_per_conversion(self) -> Money | None:
        """What a conversion cost, to the nearest minor unit; None without conversions."""
        if self.conversions == 0:
            return None
        nearest = (2 * self.spend.amount_minor + self.conversions) // (2 * self.conversions)
        return Money(amount_minor=nearest, currency=self.spend.currency)


class DeliveryReport(Record):
    """A report. `total` is of everything, whatever the rows show."""

    total: DeliveryRow
    rows: tuple[DeliveryRow, ...]
    group_by: tuple[ReportDimension, ...]
    as_of: Moment


def check_asked(by: Sequence[ReportDimension], first: date | None, last: date | None) -> None:
    """Go on only with a report that can be read.

    Raises:
        InvalidInput: too many dimensions, one of them twice, or it ends before it starts.
    """
    if len(by) > MAX_DIMENSIONS or len(set(by)) < len(by):
        raise InvalidInput(f"Group by at most {MAX_DIMENSIONS} dimensions, each once.", ("groupBy",))
    if first is not None and last is not None and last < first:
        raise InvalidInput("The report ends before it starts.", ("to",))


def check_size(pieces: Sequence[Piece]) -> None:
    """Go on only with as many pieces as can be added up at once.

    Raises:
        InvalidInput: there are more.
    """
    if len(pieces) > MAX_PIECES:
        raise InvalidInput("That would be too long: ask for fewer days or dimensions.", ("groupBy",))


def posted(pieces: Sequence[Piece], carried: Mapping[str, int]) -> list[int]:
    """The minor units of each piece, in their order; `carried` is what flights had accrued before, in micro-units."""
    days: dict[str, dict[date, list[int]]] = defaultdict(lambda: defaultdict(list))
    for index, piece in enumerate(pieces):
        days[piece.flight_id][piece.date].append(index)
    minor = [0] * len(pieces)
    for flight_id, of_flight in days.items():
        accrued = carried.get(flight_id, 0)
        for _, indexes in sorted(of_flight.items()):
            before, micros = accrued, [pieces[index].spend_micro for index in indexes]
            accrued += sum(micros)
            shares = shared_out(accrued // MICROS - before // MICROS, micros)
            for index, share in zip(indexes, shares, strict=True):
                minor[index] = share
    return minor


def shared_out(amount: int, weights: Sequence[int]) -> list[int]:
    """An amount in whole parts as near to the weights as may be: they sum to it exactly (largest remainder)."""
    total = sum(weights)
    if total == 0:
        return [amount, *([0] * (len(weights) - 1))] if weights else []
    parts = [divmod(amount * weight, total) for weight in weights]
    shares = [whole for whole, _ in parts]
    most = sorted(range(len(weights)), key=lambda index: (-abs(parts[index][1]), index))
    for index in most[: amount - sum(shares)]:
        shares[index] += 1
    return shares


def counts_of(piece: Piece, minor: int) -> Counts:
    """What a piece comes to."""
    invalid = sum(piece.invalid.values())
    return Counts(piece.decisions, piece.views, piece.clicks, piece.conversions, invalid, minor)


def added(counts: Iterable[Counts]) -> Counts:
    """The sum of counts."""
    return Counts(*map(sum, zip(Counts(), *counts, strict=True)))


def row_of(dimensions: Sequence[str], labels: Sequence[str], counts: Counts, currency: str) -> DeliveryRow:
    """Counts as a row, in the currency of the sponsor's account."""
    return DeliveryRow(
        dimensions=tuple(dimensions),
        labels=tuple(labels),
        decisions=counts.decisions,
        views=counts.views,
        clicks=counts.clicks,
        conversions=counts.conversions,
        invalid=counts.invalid,
        spend=Money(amount_minor=counts.spend_minor, currency=currency),
    )
