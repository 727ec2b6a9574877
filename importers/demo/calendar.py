"""When people are about: by hour, weekday and time of year."""

import numpy as np
from numpy.typing import NDArray

from importers.demo.plan import DAY, HOUR, Plan

Numbers = NDArray[np.float64]

_HOURS = (4, 3, 2, 2, 2, 3, 6, 14, 30, 42, 46, 44, 36, 40, 46, 46, 42, 34, 26, 24, 26, 24, 16, 8)
"""Relative traffic by hour of the day in UTC: a community that mostly works in Europe."""

_WEEKDAYS = (1.08, 1.15, 1.15, 1.1, 0.95, 0.5, 0.48)
"""From Monday; people read about engineering at work."""


class Calendar:
    """Traffic over the hours of a plan, and moments drawn from it."""

    def __init__(self, plan: Plan) -> None:
        hours = int(np.ceil(plan.length / HOUR))
        hour = np.arange(hours)
        weekday = (plan.start.weekday() + hour // 24) % 7
        day_of_year = (plan.start.timetuple().tm_yday + hour // 24) % 365
        self.traffic: Numbers = np.asarray(_HOURS)[hour % 24] * np.asarray(_WEEKDAYS)[weekday] * _season(day_of_year)
        self._edges = np.minimum(np.arange(hours + 1) * HOUR, plan.length)
        self._passed = np.concatenate(([0.0], np.cumsum(self.traffic)))

    def share(self, since: Numbers, until: Numbers) -> Numbers:
        """The share of all traffic that falls between two times."""
        return np.asarray((self._at(until) - self._at(since)) / self._passed[-1])

    def moments(self, random: np.random.Generator, since: Numbers, until: Numbers) -> Numbers:
        """One moment in each span, where there is more traffic more often."""
        low, high = self._at(since), self._at(until)
        return np.asarray(np.interp(low + random.random(low.shape) * (high - low), self._passed, self._edges))

    def days(self, length: float) -> int:
        """Days of the plan, the last one begun."""
        return int(np.ceil(length / DAY))

    def _at(self, time: Numbers) -> Numbers:
        return np.asarray(np.interp(time, self._edges, self._passed))


def _season(day_of_year: NDArray[np.int64]) -> Numbers:
    """Quiet in August and around the turn of the year, busiest in spring and autumn."""
    wave = 1 + 0.12 * np.cos(4 * np.pi * (day_of_year - 100) / 365)
    august = 1 - 0.3 * np.exp(-(((day_of_year - 222) / 16) ** 2))
    holidays = 1 - 0.55 * np.exp(-(((np.minimum(day_of_year, 365 - day_of_year) - 0) / 6) ** 2))
    return np.asarray(wave * august * holidays)
