"""Ratios that say how much they rest on: a share with its number of trials and its interval."""

from math import sqrt

from domain.record import Record

Z = 1.959963984540054
"""The normal deviate of a two-sided interval of 95 %."""


class Ratio(Record):
    """So many hits in `n` trials; `low` and `high` are the ends of the interval, in [0,1]. All null without trials."""

    value: float | None
    low: float | None
    high: float | None
    n: int


def ratio(hits: int, n: int) -> Ratio:
    """The share of hits with Wilson's interval (1927). More hits than trials, as of orders a click, count as all."""
    if n <= 0:
        return Ratio(value=None, low=None, high=None, n=0)
    low, high = wilson(hits, n)
    return Ratio(value=min(hits, n) / n, low=low, high=high, n=n)


def wilson(hits: float, n: float) -> tuple[float, float]:
    """Wilson's interval of a share, also of trials that are no whole number, as a prior makes them; n > 0."""
    share = min(1.0, max(0.0, hits / n))
    centre = share + Z * Z / (2 * n)
    spread = Z * sqrt(share * (1 - share) / n + Z * Z / (4 * n * n))
    return max(0.0, (centre - spread) / (1 + Z * Z / n)), min(1.0, (centre + spread) / (1 + Z * Z / n))


def poisson(count: float, exposure: float) -> tuple[float, float]:
    """The score interval of a rate of events that has no top, such as clicks for a unit of money; exposure > 0."""
    spread = Z * sqrt(count + Z * Z / 4)
    centre = count + Z * Z / 2
    return max(0.0, centre - spread) / exposure, (centre + spread) / exposure
