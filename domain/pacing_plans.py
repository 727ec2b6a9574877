"""The day plans of all flights, made when they are first asked for and kept until their day or terms are over."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from domain.flight import Flight
from domain.money import MICROS
from domain.pacing import DayPlan, HourCurve, plan_day


class _Kept(NamedTuple):
    flight: Flight
    spent_before: int
    plan: DayPlan


class Plans:
    """Of one reading of the community's traffic by hour; made anew with it."""

    def __init__(self, first: datetime | None = None, counts: Sequence[int] = ()) -> None:
        """Take the requests of each hour from `first` on, a full hour in UTC; without any, all hours are alike."""
        self._first, self._counts = first or datetime(1970, 1, 1, tzinfo=UTC), counts
        self._curves: dict[str, HourCurve] = {}
        self._plans: dict[str, _Kept] = {}
        self._urgencies: dict[str, tuple[tuple[str, int, int, int], float]] = {}

    def curve(self, zone: ZoneInfo) -> HourCurve:
        """How much is read at which hour, in that zone."""
        if zone.key not in self._curves:
            self._curves[zone.key] = HourCurve.learned(zone, self._first, self._counts)
        return self._curves[zone.key]

    def plan(self, flight: Flight, spent_before: int, now: datetime) -> DayPlan:
        """The plan of a flight's day; `spent_before` are the micro-units it had spent when the day began."""
        kept = self._plans.get(flight.id)
        at = now.timestamp()
        if (
            kept is None
            or kept.spent_before != spent_before
            or not kept.plan.shape.begins <= at < kept.plan.shape.ends
            or (kept.flight is not flight and kept.flight != flight)
        ):
            cap = None if flight.daily_cap_minor is None else flight.daily_cap_minor * MICROS
            left = max(0, flight.budget_minor * MICROS - spent_before)
            plan = plan_day(self.curve(flight.zone), flight.starts_at, flight.ends_at, left, cap, now)
            kept = self._plans[flight.id] = _Kept(flight, spent_before, plan)
        return kept.plan

    def urgency(self, flight: Flight, spent: int, spent_today: int, now: datetime) -> float:
        """What its plan makes of a flight's worth, by the micro-units it has spent in all and today.

        It is worked out once a second: with a thousand flights it is most of what a decision costs.
        """
        at = now.timestamp()
        asked = (flight.id, spent, spent_today, int(at))
        kept = self._urgencies.get(flight.id)
        if kept is None or kept[0] != asked:
            found = self.plan(flight, spent - spent_today, now).urgency(spent_today, at)
            kept = self._urgencies[flight.id] = (asked, found)
        return kept[1]
