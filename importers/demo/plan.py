"""The size and the time of a demo community, and the random numbers each part of it draws from."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property

import numpy as np

DAYS = 548
"""Eighteen months of history."""

DAY = 86_400.0
HOUR = 3_600.0


@dataclass(frozen=True)
class Plan:
    """A demo community. Equal plans make equal communities, to the last id.

    Times inside the demo are seconds since `start`, as numbers that numpy can work on.
    """

    users: int
    contents_per_user: float
    interactions_per_user: float
    seed: int
    end: datetime

    @cached_property
    def source(self) -> str:
        """The name of its events' source: another plan makes other events."""
        return f"demo:{self.seed}:{self.users}:{self.contents_per_user:g}:{self.interactions_per_user:g}"

    @property
    def prefix(self) -> str:
        """What its external ids begin with."""
        return f"{self.source}:"

    @property
    def contents(self) -> int:
        return max(20, round(self.users * self.contents_per_user))

    @property
    def interactions(self) -> int:
        return round(self.users * self.interactions_per_user)

    @cached_property
    def start(self) -> datetime:
        """Midnight UTC, so that days of the demo are days of the calendar."""
        day = self.end.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
        return day - timedelta(days=DAYS)

    @property
    def length(self) -> float:
        """Seconds from start to end."""
        return (self.end - self.start).total_seconds()

    def at(self, seconds: float) -> datetime:
        """The moment so many seconds after the start, in whole seconds."""
        return self.start + timedelta(seconds=int(seconds))

    def random(self, part: str, number: int = 0) -> np.random.Generator:
        """The random numbers of one part; parts don't disturb each other."""
        return np.random.default_rng([self.seed, number, *part.encode()])
