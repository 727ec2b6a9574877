"""Commercial pressure: whether readers who meet more paywalls, or view more ads, stay away more often.

What is counted are members in months of UTC: whom delivery and analytics know by their consent, and who were active. A
paywall was met for each paid content and day on which they viewed it while it was locked to them. Both are taken by day
of activity, for who reads much meets much of everything, and stays anyway. Who isn't active on any of the 28 days after
the month left. It shows what goes together, not why.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from domain.record import Day, Record

STAYS_WITHIN = timedelta(days=28)
"""So long after a month being active is to have stayed."""

ACTIVE_DAYS = (1, 2, 4, 10)
"""Where bands of days of activity in a month begin."""

LEAST_BY_DAY = (0.0, 0.0, 1.0, 3.0)
"""Where bands of pressure by day of activity begin; the first is of none at all."""

PRESSED_FROM = 2
"""The first band that is compared with those below it: one a day and more."""


class ReaderKind(StrEnum):
    """What a member is to selling. The first that holds of these."""

    AD_FREE = "AD_FREE"
    """They were without ads by grant, then or at another time."""
    PAYING = "PAYING"
    """They paid for a tier in the month."""
    NEW = "NEW"
    """They joined in the month."""
    OTHER = "OTHER"


class PressedReader(Record):
    """What one member met in a month, and whether they were there afterwards."""

    user_id: str
    days: int
    """On which they were active, 1 or more."""
    ads: int
    kind: ReaderKind
    stayed: bool


class PressureCell(Record):
    """Members of a month who are alike in all four, by the places of their bands."""

    month: Day
    activity: int
    kind: ReaderKind
    paywalls: int
    ads: int
    readers: int
    left: int
    active_days: int
    met: int
    """Paywalls, by all of them."""
    viewed: int
    """Ads, by all of them."""


class Place(NamedTuple):
    """Where a member is counted."""

    activity: int
    kind: ReaderKind
    paywalls: int
    ads: int


def activity_band(days: int) -> int:
    """The place of the band into which so many days of activity fall; 1 or more."""
    return sum(days >= least for least in ACTIVE_DAYS) - 1


def pressure_band(count: int, days: int) -> int:
    """The place of the band into which so many on so many days of activity fall."""
    if count == 0:
        return 0
    return max(place for place, least in enumerate(LEAST_BY_DAY) if count >= least * days)


def last_complete(today: date) -> date:
    """The first day of the latest month of which all days on which to stay are over."""
    return (today - STAYS_WITHIN).replace(day=1) - relativedelta(months=1)


def to_count(done: date, today: date) -> list[date]:
    """The months after one that was counted which are complete, by their first days."""
    last = last_complete(today)
    months: list[date] = []
    while (month := done + relativedelta(months=len(months) + 1)) <= last:
        months.append(month)
    return months


def days_of(month: date) -> Sequence[date]:
    """The days of a month, by its first."""
    return [month + timedelta(days=n) for n in range((month + relativedelta(months=1) - month).days)]


def cells(month: date, readers: Iterable[PressedReader], met: Counter[str]) -> list[PressureCell]:
    """Members of a month, summed up by what they are and what they met; `met` are their paywalls."""
    sums: dict[Place, Counter[str]] = {}
    for reader in readers:
        paywalls = met[reader.user_id]
        place = Place(
            activity_band(reader.days),
            reader.kind,
            pressure_band(paywalls, reader.days),
            pressure_band(reader.ads, reader.days),
        )
        cell = sums.setdefault(place, Counter())
        left = int(not reader.stayed)
        cell.update(readers=1, left=left, active_days=reader.days, met=paywalls, viewed=reader.ads)
    names = ("readers", "left", "active_days", "met", "viewed")
    return [
        PressureCell(month=month, **place._asdict(), **{name: sums[place][name] for name in names})
        for place in sorted(sums)
    ]
