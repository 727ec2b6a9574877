"""What a reader who consents was shown in seven days, and what follows: caps, how many ads they bear, fatigue."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from domain.ad_load import AdLoad
from domain.ad_value import fatigue
from domain.flight import Flight
from domain.ids import IdPrefix, first_id

DAY, WEEK = timedelta(days=1), timedelta(days=7)
LATEST = 500
"""Decisions that are read of a reader at most, the latest. Whether a cap lets one more be is looked up by itself."""


class Shown(NamedTuple):
    """A decision for the reader whose ad was viewed, or may still be."""

    id: str
    """Tells when it was made as well."""
    flight_id: str
    placement: str
    clicked: bool = False


class AdHistory:
    """What they were shown. A decision that is told of twice counts once."""

    def __init__(self, shown: Iterable[Shown], now: datetime) -> None:
        """Take what was shown in the seven days before `now`."""
        self._day_ago = first_id(IdPrefix.DECISION, now - DAY)
        self._flights: dict[str, list[Shown]] = {}
        """The latest first."""
        self._today = Counter[str]()
        for one in sorted({one.id: one for one in shown}.values(), reverse=True):
            self._flights.setdefault(one.flight_id, []).append(one)
            if one.id >= self._day_ago:
                self._today[one.placement] += 1

    def capped(self, flight: Flight) -> bool:
        """Whether they saw the flight as often as its caps let them."""
        day, week = flight.targeting.frequency_cap_per_day, flight.targeting.frequency_cap_per_week
        seen = self._flights.get(flight.id, [])
        if week is not None and len(seen) >= week:
            return True
        return day is not None and sum(one.id >= self._day_ago for one in seen) >= day

    def tired(self, flight_id: str) -> float:
        """What fatigue makes of a flight's worth: by their views of it since they last clicked on it."""
        seen = self._flights.get(flight_id, [])
        return fatigue(next((views for views, one in enumerate(seen) if one.clicked), len(seen)))

    def borne(self, load: AdLoad, placement: str) -> bool:
        """Whether they saw as many ads in 24 hours as they bear, in all or in one placement."""
        day, here = load.per_day, load.per_placement
        return (day is not None and self._today.total() >= day) or (here is not None and self._today[placement] >= here)
