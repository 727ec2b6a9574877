"""Value segments: who carries the community, who may come to, and how a member passes from one to the other.

A member's value V is the higher of two percentiles: activity, and net revenue. HIGH_VALUE and POTENTIAL start at bars
of V; POTENTIAL also, for a new member, at a rise of activity. A segment once held is kept down to a share of its bar. A
change takes two runs in a row, so labels don't flap; runs are a day apart. With too few events nothing is said about a
member: INSUFFICIENT_DATA, given and left at once. What the bars are, `domain/segment_rules.py` says.

The bars with grace below them follow Discourse's trust levels, which are kept down to 90 % of what earned them.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

from domain.ids import UserId
from domain.record import Moment, Record
from domain.segment_rules import Bars

TREND_SPAN = timedelta(days=30)
REVENUE_SPAN = timedelta(days=90)


class ValueSegment(StrEnum):
    """What a member is worth to the community, as far as behaviour tells."""

    HIGH_VALUE = "HIGH_VALUE"
    POTENTIAL = "POTENTIAL"
    LOW_VALUE = "LOW_VALUE"
    INSUFFICIENT_DATA = "INSUFFICIENT_DATA"


LADDER = (ValueSegment.LOW_VALUE, ValueSegment.POTENTIAL, ValueSegment.HIGH_VALUE)
"""The segments that say something, the lowest first."""


class SegmentAssignment(Record):
    """A member's segment over a span of time, with the figures of the last run that agreed with it."""

    user_id: UserId
    segment: ValueSegment
    since: Moment
    until: Moment | None
    reason: str
    activity_percentile: float | None
    revenue_percentile: float | None = None
    trend: float | None
    events: int
    pending: ValueSegment | None


class Brought(Record):
    """What a member brought in one currency, before tax and without what was paid back, in minor units."""

    user_id: UserId
    currency: str
    net_minor: float


class SegmentSize(Record):
    """How many users are in a segment, and how active they are on average (0 to 100)."""

    segment: ValueSegment
    users: int
    average_activity: float | None


class SegmentSummary(SegmentSize):
    """The same with the share of all users, 0 to 1."""

    share: float


@dataclass(frozen=True, slots=True)
class Measure:
    """What the rules look at. Percentiles are None where there is nobody to compare with."""

    events: int
    activity: float
    activity_before: float
    """A(u) thirty days earlier."""
    activity_percentile: float | None
    member_for: timedelta
    revenue_percentile: float | None = None

    @property
    def value(self) -> float:
        """V: the higher percentile, 0 when there is none."""
        return max(self.activity_percentile or 0.0, self.revenue_percentile or 0.0)

    @property
    def is_by_revenue(self) -> bool:
        """Whether V is what they brought, and not what they did."""
        return (self.revenue_percentile or 0.0) > (self.activity_percentile or 0.0)

    @property
    def trend(self) -> float | None:
        """A now over A thirty days before; None when that was 0."""
        return self.activity / self.activity_before if self.activity_before > 0 else None

    def rises(self, bar: float) -> bool:
        """Whether activity grew by the factor `bar` or more; from nothing to something does."""
        return self.activity > 0 and self.activity >= bar * self.activity_before


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a member stands: the segment, and the one the last run would have moved them to."""

    segment: ValueSegment
    pending: ValueSegment | None = None


def percentile(activity: float, population: Sequence[float]) -> float | None:
    """Share of the others in `population` (ascending) that are less active, 0 to 1; None when there are no others.

    The population are the members with any activity. Equal members have equal percentiles. Whoever became active after
    the population was read may stand above all of it.
    """
    others = len(population) - 1 if activity > 0 else len(population)
    return min(1.0, bisect_left(population, activity) / others) if others > 0 else None


def revenue_percentiles(brought: Iterable[Brought]) -> Mapping[UserId, float]:
    """For each member who brought something the share of the others who did, in that currency, that brought less.

    Nothing is converted: of several currencies that counts in which they stand highest.
    """
    by_currency: dict[str, dict[UserId, float]] = defaultdict(dict)
    for one in brought:
        by_currency[one.currency][one.user_id] = one.net_minor
    found: dict[UserId, float] = {}
    for amounts in by_currency.values():
        population = sorted(amounts.values())
        for user_id, net in amounts.items():
            share = percentile(net, population)
            if share is not None:
                found[user_id] = max(share, found.get(user_id, 0.0))
    return found


def reaches(measure: Measure, segment: ValueSegment, bars: Bars, *, held: bool) -> bool:
    """Whether the figures are enough for a rung of the ladder, to enter it or, when `held`, to keep it."""
    if segment is ValueSegment.LOW_VALUE:
        return True
    ease = bars.kept_down_to if held else 1.0
    bar = _bar(segment, bars)
    if bar is not None and measure.value >= bar * ease:
        return True
    if segment is not ValueSegment.POTENTIAL or measure.member_for > bars.new_for:
        return False
    return measure.rises(bars.rising * ease)


def _bar(segment: ValueSegment, bars: Bars) -> float | None:
    """The value V at which a segment above LOW_VALUE starts; None where it is given to nobody."""
    return bars.high_value if segment is ValueSegment.HIGH_VALUE else bars.potential


def target(measure: Measure, current: ValueSegment | None, bars: Bars) -> ValueSegment:
    """The segment the figures speak for; what is held, and what lies below it, needs less to be kept."""
    if measure.events < bars.min_events:
        return ValueSegment.INSUFFICIENT_DATA
    held = LADDER.index(current) if current in LADDER else 0
    fitting = (rung for rung in reversed(LADDER) if reaches(measure, rung, bars, held=LADDER.index(rung) <= held))
    return next(fitting)


def step(standing: Standing | None, measure: Measure, bars: Bars) -> Standing:
    """What one run makes of a member.

    The first segment is given at once, and so are those into and out of INSUFFICIENT_DATA. Any other move happens when
    two runs in a row point the same way, and then to the nearer of the two segments they point at.
    """
    wanted = target(measure, standing.segment if standing else None, bars)
    if standing is None or standing.segment not in LADDER or wanted not in LADDER:
        return Standing(wanted)
    if wanted is standing.segment:
        return Standing(wanted)
    here, there = LADDER.index(standing.segment), LADDER.index(wanted)
    before = LADDER.index(standing.pending) if standing.pending else here
    if (before - here) * (there - here) > 0:
        return Standing(LADDER[min(before, there, key=lambda rung: abs(rung - here))])
    return Standing(standing.segment, wanted)


def reason(measure: Measure, segment: ValueSegment, bars: Bars, population: int) -> str:
    """Why a member is in that segment, in words with the figures."""
    if segment is ValueSegment.INSUFFICIENT_DATA:
        return f"{measure.events} of the {bars.min_events} events it takes to say anything."
    share = f"More active than {_percent(measure.activity_percentile)} of the {population:,} members with any activity"
    if measure.is_by_revenue:
        brought = _percent(measure.revenue_percentile)
        share += f", and brought more than {brought} of who paid in {REVENUE_SPAN.days} days"
    if segment is ValueSegment.LOW_VALUE:
        return f"{share}; POTENTIAL starts at {_bar_text(bars.potential)}."
    start = _bar(segment, bars) or 1.0
    if measure.value >= start:
        return f"{share}; {segment} starts at {_bar_text(start)}."
    if reaches(replace(measure, activity_percentile=None, revenue_percentile=None), segment, bars, held=True):
        rise = f"activity went from {measure.activity_before:.1f} to {measure.activity:.1f} in {TREND_SPAN.days} days"
        return f"{share}, and as a member for {measure.member_for.days} days: {rise}."
    end = _bar_text(start * bars.kept_down_to)
    return f"{share}: below the {_bar_text(start)} where {segment} starts, not below the {end} where it is lost."


def _bar_text(bar: float) -> str:
    return f"{bar * 100:.4g}%"


def _percent(share: float | None) -> str:
    return "an unknown part" if share is None else f"{share:.1%}"
