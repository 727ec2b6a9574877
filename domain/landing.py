"""Landing lists: in which order contents are listed, and how a ranked list is known.

HOT and TOP are made by a job, list by list, as editions: the ids of the best `LONGEST`, in order. A cursor names the
edition it was cut from, so that pages neither overlap nor drop while the community goes on; an edition can be asked
for `KEPT` after a newer one came. What was published since stands before a HOT edition, what isn't in it behind.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum

from domain.content import ContentKind
from domain.ids import AreaId, ContentId
from domain.record import Moment, Record

LONGEST = 200
KEPT = timedelta(hours=2)
COMMITTED = timedelta(seconds=10)
"""What was published so shortly before an edition was made may not have been there to be seen."""

PEOPLE_DAYS = 28
"""Who did something in an area within so many days is active there."""


class ContentOrder(StrEnum):
    """Orders of a list of contents."""

    NEWEST = "NEWEST"
    HOT = "HOT"
    TOP = "TOP"
    UNANSWERED = "UNANSWERED"


class TopPeriod(StrEnum):
    """Over how long a TOP list counts, in whole UTC days up to today."""

    DAY = "DAY"
    WEEK = "WEEK"
    MONTH = "MONTH"
    QUARTER = "QUARTER"
    YEAR = "YEAR"
    ALL_TIME = "ALL_TIME"

    def since(self, today: date) -> date:
        """The first day that counts. DAY takes yesterday in, or it would begin empty at midnight."""
        return date.min if self is TopPeriod.ALL_TIME else today - timedelta(days=DAYS[self] - 1)


DAYS = {TopPeriod.DAY: 2, TopPeriod.WEEK: 7, TopPeriod.MONTH: 30, TopPeriod.QUARTER: 91, TopPeriod.YEAR: 365}

EVERYTHING = "all"
"""The scope of a list of the whole community; others are an area's id or a kind of content."""


def list_name(period: TopPeriod | None, scope: AreaId | ContentKind | str) -> str:
    """What a list is called: HOT without a period, else TOP over it."""
    return f"{'HOT' if period is None else f'TOP_{period}'}|{scope}"


def scope_of(kinds: Sequence[ContentKind] | None, area_id: AreaId | None) -> str:
    """The narrowest scope that holds everything asked for; what else is asked for is picked from its list."""
    if area_id is not None:
        return area_id
    return kinds[0] if kinds is not None and len(kinds) == 1 else EVERYTHING


class Edition(Record):
    """A list as it was made at a moment: its contents, the best first."""

    made_at: Moment
    ids: tuple[ContentId, ...] = ()

    @property
    def complete_until(self) -> datetime:
        """What was published later and isn't in it may just not have been seen."""
        return self.made_at - COMMITTED
