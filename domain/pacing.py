"""Pacing: what a flight is meant to have spent by now, by the hours at which the community is read.

A day's money follows the day's traffic, as it was learned in the flight's own zone. Everything is counted between
moments, never in hours of a clock, so that days of 23 and 25 hours need no rule of their own. A flight that has spent
more than planned rests; one that has spent less is worth more, the more it lacks.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import accumulate
from zoneinfo import ZoneInfo

HOUR = 3600.0
DAY = timedelta(days=1)
HOUR_PRIOR, WEEKDAY_PRIOR = 20.0, 100.0
"""Requests' worth of the belief that all hours of a day, and all days of a week, are alike."""

LAST_DAY_BY = 0.97
"""Share of its last day's traffic by which a flight is to have spent all: what is left at its end is left for good."""

MOST_URGENT = 3.0
"""By how much a flight is worth more, at most, for being behind its plan."""


@dataclass(frozen=True, slots=True)
class DayShape:
    """One local day: when it begins and ends, as seconds since 1970, and the traffic up to each hour after it began."""

    begins: float
    ends: float
    reached: tuple[float, ...]

    def until(self, at: float) -> float:
        """Traffic of the day up to a moment; nothing before it, all of it after."""
        if at <= self.begins:
            return 0.0
        hour = int((at - self.begins) // HOUR)
        if at >= self.ends or hour >= len(self.reached) - 1:
            return self.reached[-1]
        length = min(HOUR, self.ends - self.begins - hour * HOUR)
        part = (at - self.begins - hour * HOUR) / length
        return self.reached[hour] + part * (self.reached[hour + 1] - self.reached[hour])

    @property
    def traffic(self) -> float:
        """All of the day's."""
        return self.reached[-1]


@dataclass(frozen=True)
class HourCurve:
    """How much is read at which hour of the week in one zone; 1 is the average hour."""

    zone: ZoneInfo
    of_hour: tuple[float, ...] = (1.0,) * 24
    of_weekday: tuple[float, ...] = (1.0,) * 7
    """Monday first."""
    _days: dict[date, DayShape] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def learned(cls, zone: ZoneInfo, first: datetime, counts: Sequence[int]) -> "HourCurve":
        """The curve of what was requested in each hour from `first` on, a full hour in UTC, without gaps.

        Each figure is the requests that came over those that would have if all hours (days) were alike, both with the
        prior's requests added: little traffic says little.
        """
        if not any(counts):
            return cls(zone)
        local = [(first + timedelta(hours=hour)).astimezone(zone) for hour in range(len(counts))]
        mean = sum(counts) / len(counts)
        came, due = [HOUR_PRIOR] * 24, [HOUR_PRIOR] * 24
        for at, count in zip(local, counts, strict=True):
            came[at.hour] += count
            due[at.hour] += mean
        of_hour = tuple(a / b for a, b in zip(came, due, strict=True))
        came, due = [WEEKDAY_PRIOR] * 7, [WEEKDAY_PRIOR] * 7
        for at, count in zip(local, counts, strict=True):
            came[at.weekday()] += count
            due[at.weekday()] += mean * of_hour[at.hour]
        return cls(zone, of_hour, tuple(a / b for a, b in zip(came, due, strict=True)))

    def day(self, of: date) -> DayShape:
        """A local day's shape."""
        if of not in self._days:
            begins, ends = _day(self.zone, of), _day(self.zone, of + DAY)
            hours = [begins + hour * HOUR for hour in range(-int(-(ends - begins) // HOUR))]
            weights = [
                self.of_hour[datetime.fromtimestamp(at, self.zone).hour] * min(HOUR, ends - at) / HOUR for at in hours
            ]
            weekday = self.of_weekday[of.weekday()]
            self._days[of] = DayShape(begins, ends, (0.0, *accumulate(weight * weekday for weight in weights)))
        return self._days[of]


@dataclass(frozen=True, slots=True)
class DayPlan:
    """What a flight is to spend on one local day, in micro-units, and by when."""

    target: float
    begins: float
    ends: float
    """The flight's part of the day, as seconds since 1970."""
    shape: DayShape
    by: float = 1.0
    """The share of its part of the day's traffic by which all of the target is meant to be spent."""

    def planned(self, at: float) -> float:
        """Micro-units to have been spent by a moment of the day."""
        before = self.shape.until(self.begins)
        whole = self.shape.until(self.ends) - before
        if whole <= 0:
            return self.target
        return self.target * min(1.0, (self.shape.until(min(at, self.ends)) - before) / whole / self.by)

    def urgency(self, spent: float, at: float) -> float:
        """What the plan makes of a flight's worth: 0 while it is ahead, 1 on plan, up to 3 the more it is behind.

        `spent` are the micro-units it has spent today. It is what is left to spend over what the plan has left.
        """
        planned = self.planned(at)
        if spent > planned:
            return 0.0
        left, meant = self.target - spent, self.target - planned
        return MOST_URGENT if left >= MOST_URGENT * meant and left > 0 else max(1.0, left / meant if meant > 0 else 1.0)


def plan_day(
    curve: HourCurve, starts_at: datetime, ends_at: datetime, left: int, daily_cap: int | None, now: datetime
) -> DayPlan:
    """The plan of the local day of `now`, which is between start and end, for a flight that had `left` when it began.

    Money follows traffic over all the days that are left, and what a daily cap keeps from one day goes to the others.
    """
    start, end = starts_at.timestamp(), ends_at.timestamp()
    today = now.astimezone(curve.zone).date()
    last = (ends_at - timedelta(microseconds=1)).astimezone(curve.zone).date()
    shapes = [curve.day(today + DAY * number) for number in range(max(0, (last - today).days) + 1)]
    traffic = [shape.until(end) - shape.until(start) for shape in shapes]
    target = filled(traffic, left, daily_cap)[0]
    by = LAST_DAY_BY if len(shapes) == 1 else 1.0
    return DayPlan(target, max(start, shapes[0].begins), min(end, shapes[0].ends), shapes[0], by)


def filled(traffic: Sequence[float], left: float, cap: float | None) -> list[float]:
    """`left` shared out over days by their traffic, no day above `cap`; less in all where the caps hold less."""
    total = sum(traffic)
    if total <= 0:
        return [min(left, cap) if cap is not None else float(left), *[0.0] * (len(traffic) - 1)]
    if cap is None:
        return [left * day / total for day in traffic]
    level = left / total
    ascending = sorted(traffic)
    sums = [0.0, *accumulate(ascending)]
    capped = 0
    while level > 0 and (above := len(ascending) - bisect_left(ascending, cap / level)) > capped:
        capped = above
        free = sums[len(ascending) - capped]
        level = max(level, (left - capped * cap) / free) if free > 0 and left > capped * cap else level
    return [min(cap, level * day) for day in traffic]


@lru_cache(maxsize=10_000)
def _day(zone: ZoneInfo, of: date) -> float:
    """The moment a local day begins."""
    return datetime(of.year, of.month, of.day, tzinfo=zone).astimezone(UTC).timestamp()
