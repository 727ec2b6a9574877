"""Whether readers who see many ads come back less.

What is counted are *reader-days*: one member whom delivery knows, by their consent, on a UTC day on which they were
active. By how many ads they viewed that day it falls into a band, and it counts as returned when they were active again
on any of the seven days after. Bands show whether those who see more come back less. They don't prove that ads are why:
who reads much sees many ads, and comes back anyway.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from domain.effectiveness import EvidenceStatus
from domain.errors import InvalidInput
from domain.ratio import Ratio, ratio
from domain.record import Day, Record

RETURNS_WITHIN = 7
"""Days after a reader-day on which being active again is to return."""

MAX_SPAN = 92
"""Days that one report is of."""

MIN_READER_DAYS = 100
"""With fewer, a band's rate isn't told, only its interval."""


class Span(NamedTuple):
    """How many ads one reader viewed on one day, both ends included; None is open."""

    least: int
    most: int | None


BANDS = (Span(0, 0), Span(1, 2), Span(3, 5), Span(6, 10), Span(11, 20), Span(21, None))


class ReaderDays(Record):
    """The reader-days of one date on which so many ads were viewed, or of one band by its place in `BANDS`."""

    date: Day
    views: int
    readers: int
    returned: int


class LoadBand(Record):
    """One band of a report: of its reader-days, how many returned."""

    least_views: int
    most_views: int | None
    status: EvidenceStatus
    returned: Ratio


class LoadReport(Record):
    """All bands over a span of days, and the last of these that can have been counted."""

    bands: tuple[LoadBand, ...]
    counted_until: Day


def band_of(views: int) -> int:
    """The place of the band into which so many views on a day fall."""
    return next(place for place, band in enumerate(BANDS) if band.most is None or views <= band.most)


def check_span(since: date, until: date) -> None:
    """Go on only with days that can be looked at at once, both included.

    Raises:
        InvalidInput: the span is empty or too long.
    """
    if not 0 <= (until - since).days < MAX_SPAN:
        raise InvalidInput(f"Ask for 1 to {MAX_SPAN} days, `from` before `to`.", ("to",))


def last_complete(today: date) -> date:
    """The latest day of which all days on which to return are over."""
    return today - timedelta(days=RETURNS_WITHIN + 1)


def folded(counted: Sequence[ReaderDays]) -> list[dict[str, object]]:
    """Reader-days by date and band, as they are kept."""
    sums: dict[tuple[date, int], list[int]] = {}
    for row in counted:
        kept = sums.setdefault((row.date, band_of(row.views)), [0, 0])
        kept[0] += row.readers
        kept[1] += row.returned
    return [
        {"date": day, "band": band, "readers": readers, "returned": returned}
        for (day, band), (readers, returned) in sorted(sums.items())
    ]


def report(sums: Mapping[int, tuple[int, int]], counted_until: date) -> LoadReport:
    """The report of reader-days and how many of them returned, by band."""
    bands = tuple(_band(place, *sums.get(place, (0, 0))) for place in range(len(BANDS)))
    return LoadReport(bands=bands, counted_until=counted_until)


def _band(place: int, readers: int, returned: int) -> LoadBand:
    enough = readers >= MIN_READER_DAYS
    found = ratio(returned, readers)
    return LoadBand(
        least_views=BANDS[place].least,
        most_views=BANDS[place].most,
        status=EvidenceStatus.MEASURED if enough else EvidenceStatus.INSUFFICIENT_DATA,
        returned=found if enough else found.model_copy(update={"value": None}),
    )
