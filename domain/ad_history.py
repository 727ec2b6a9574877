"""What a reader who consents was shown in seven days, and what follows: caps, how many ads they bear, fatigue."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from domain.ad_load import AdLoad
from domain.ad_value import fatigue
from domain.flight import Flight
from domain.record import milliseconds

DAY, WEEK = timedelta(days=1), timedelta(days=7)
LATEST = 500
"""Decisions that are read of a reader at most, the latest. Whether a cap lets one more be is looked up by itself."""


class Shown(NamedTuple):
    """A decision for the reader whose ad was viewed, or may still be."""

    id: str
    flight_id: str
    placement: str
    at: int
    """When it was decided, in milliseconds since 1970."""
    clicked: bool = False


class AdHistory:
    """What they were shown, added up. A decision that is told of twice counts once."""

    def __init__(self, shown: Iterable[Shown], now: datetime) -> None:
        """Take what was shown in the seven days before `now`."""
        self._week, self._day = Counter[str](), Counter[str]()
        self._places, self._since = Counter[str](), Counter[str]()
        day_ago, clicked = milliseconds(now - DAY), set[str]()
        for one in sorted({one.id: one for one in shown}.values(), reverse=True):
            if one.clicked:
                clicked.add(one.flight_id)
            self._week[one.flight_id] += 1
            self._since[one.flight_id] += one.flight_id not in clicked
            if one.at >= day_ago:
                self._day[one.flight_id] += 1
                self._places[one.placement] += 1

    def capped(self, flight: Flight) -> bool:
        """Whether they saw the flight as often as its caps let them."""
        day, week = flight.targeting.frequency_cap_per_day, flight.targeting.frequency_cap_per_week
        seen_day, seen_week = self._day[flight.id], self._week[flight.id]
        return (day is not None and seen_day >= day) or (week is not None and seen_week >= week)

    def tired(self, flight_id: str) -> float:
        """What fatigue makes of a flight's worth: by their views of it since they last clicked on it."""
        return fatigue(self._since[flight_id])

    def borne(self, load: AdLoad, placement: str) -> bool:
        """Whether they saw as many ads in 24 hours as they bear, in all or in one placement."""
        day, here = load.per_day, load.per_placement
        return (day is not None and self._places.total() >= day) or (
            here is not None and self._places[placement] >= here
        )
