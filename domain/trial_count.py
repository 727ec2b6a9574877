"""What a trial of two models tells, however often it is looked at: a confidence sequence of their difference.

It holds at every moment at once, so a trial may be ended when it is clear (Waudby-Smith, Arbour, Sinha, Kennedy and
Ramdas, *Time-uniform central limit theory and asymptotic confidence sequences*, 2024). Each member is one term

    f = (z − π) / (π·(1 − π)) · (y − m)

with z = 1 in the challenger's arm and 0 in the other, π the challenger's share, y how many contents the member read and
m the mean of the members before. Its expectation is the difference of the arms, whatever m is, as z is drawn apart from
all else. After n terms the difference lies, with 95 % for all n together, within

    mean(f) ± sd(f) · √( 2·(n·ρ² + 1) / (n²·ρ²) · ln( √(n·ρ² + 1) / α ) )
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from math import log, sqrt

from domain.record import Moment, Record

MOST = 100
"""More contents count as so many: one who reads everything must not decide."""

ENOUGH = 100
"""Members in each arm below which nothing is told: the sequence is one of large numbers."""

ALPHA = 0.05
TIGHTEST = 1_000
"""At so many members the sequence is as narrow as it can be made."""

RHO_SQUARED = (-2 * log(ALPHA) + log(-2 * log(ALPHA) + 1)) / TIGHTEST


class Finding(StrEnum):
    """What a trial tells so far."""

    TOO_FEW = "TOO_FEW"
    UNCLEAR = "UNCLEAR"
    BETTER = "BETTER"
    WORSE = "WORSE"


class TrialGain(Record):
    """A difference between bounds that hold at every moment."""

    value: float
    low: float
    high: float


class TrialArm(Record):
    """The members of one arm whose days are over; how much each read is None of too few."""

    members: int
    read_each: float | None


class Counted(Record):
    """Sums over the members whose days are over: of each arm, and of the terms of the sequence."""

    until: Moment | None = None
    """Acts before it were counted; None before the first count."""
    challengers: int = 0
    challengers_read: int = 0
    others: int = 0
    others_read: int = 0
    total: float = 0.0
    squares: float = 0.0

    @property
    def enough(self) -> bool:
        """Whether anything is told."""
        return min(self.challengers, self.others) >= ENOUGH

    def arm(self, challenger: bool) -> "TrialArm":
        """What is told of one arm."""
        members, read = (self.challengers, self.challengers_read) if challenger else (self.others, self.others_read)
        return TrialArm(members=members, read_each=read / members if members >= ENOUGH else None)

    @property
    def gain(self) -> "TrialGain | None":
        """Contents that a member reads more by the challenger, between the bounds of the sequence; None of too few."""
        if not self.enough:
            return None
        n = self.challengers + self.others
        mean = self.total / n
        spread = sqrt(max(0.0, self.squares / n - mean * mean))
        grown = n * RHO_SQUARED + 1
        width = spread * sqrt(2 * grown / (n * n * RHO_SQUARED) * log(sqrt(grown) / ALPHA))
        return TrialGain(value=mean, low=mean - width, high=mean + width)

    @property
    def finding(self) -> Finding:
        """What the sequence says."""
        found = self.gain
        if found is None:
            return Finding.TOO_FEW
        return Finding.BETTER if found.low > 0 else Finding.WORSE if found.high < 0 else Finding.UNCLEAR


@dataclass(frozen=True, slots=True)
class Term:
    """A member whose days are over: their arm, and how many contents they had to do with."""

    challenger: bool
    read: int


def count(terms: Iterable[Term], share_percent: int) -> Counted:
    """The sums of members, in the order in which their days were over."""
    share = share_percent / 100
    members, read = [0, 0], [0, 0]
    total = squares = 0.0
    for term in terms:
        value = min(MOST, term.read)
        mean = sum(read) / max(1, sum(members))
        drawn = (term.challenger - share) / (share * (1 - share)) * (value - mean)
        total, squares = total + drawn, squares + drawn * drawn
        members[term.challenger] += 1
        read[term.challenger] += value
    return Counted(
        challengers=members[True],
        challengers_read=read[True],
        others=members[False],
        others_read=read[False],
        total=total,
        squares=squares,
    )
