"""The rules of value segments as data: versions that operators propose, look at by a dry run, and put in use.

A rule set has bars by the size of the community, so that a small one isn't judged by percentiles of a few: those hold
that begin at the largest number of active members that is reached. Version 2 is what Stoa comes with.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from math import isfinite

from domain.errors import Conflict, InvalidInput
from domain.record import Moment, Record

MOST_SIZES = 10
MOST_MEMBERS = 1_000_000_000
MOST_RISING = 100.0
MOST_NEW_DAYS = 3_650
MOST_EVENTS = 1_000_000
OPEN_FOR = timedelta(days=7)
"""So long after its proposal a version is compared with the one in use, once a day; then it has to be proposed anew."""

MOST_OPEN = 10
"""Proposals that are compared; one run looks at everyone for all of them at once."""

COMPARED_FOR = timedelta(days=2)
"""So long a comparison may be relied on: activities and members move on."""


class SizeBars(Record):
    """The values V at which segments start, in a community of so many active members or more."""

    members_from: int
    high_value: float | None
    """None where nobody is HIGH_VALUE: there are too few to tell."""
    potential: float


@dataclass(frozen=True, slots=True)
class Bars:
    """A version of the rules as it holds in a community of one size."""

    version: int
    high_value: float | None
    potential: float
    kept_down_to: float
    rising: float
    new_for: timedelta
    min_events: int


class Thresholds(Record):
    """All that a proposal says."""

    sizes: tuple[SizeBars, ...]
    """By `members_from`, which begins at 0."""
    kept_down_to: float
    """Share of an entry bar at which a segment is left."""
    rising: float
    """Growth of activity in 30 days by which a new member is POTENTIAL."""
    new_for_days: int
    min_events: int
    """With fewer nothing is said about a member."""


class SegmentRules(Thresholds):
    """One version. It never changes; a change is a new one."""

    version: int
    active: bool
    created_at: Moment | None
    """None for what Stoa comes with."""
    activated_at: Moment | None = None
    """When it was last put in use."""

    def at(self, members: int) -> Bars:
        """The rules as they hold where so many members have any activity."""
        size = max((size for size in self.sizes if size.members_from <= members), key=lambda size: size.members_from)
        return Bars(
            version=self.version,
            high_value=size.high_value,
            potential=size.potential,
            kept_down_to=self.kept_down_to,
            rising=self.rising,
            new_for=timedelta(days=self.new_for_days),
            min_events=self.min_events,
        )


FIRST = SegmentRules(
    version=2,
    active=True,
    created_at=None,
    sizes=(SizeBars(members_from=0, high_value=0.90, potential=0.60),),
    kept_down_to=0.9,
    rising=1.25,
    new_for_days=30,
    min_events=5,
)
"""What holds where nothing else was put in use. Assignments of version 1 knew no revenue."""


def check(proposed: Thresholds) -> None:
    """Go on only with rules that can be applied.

    Raises:
        InvalidInput: a threshold is out of range, or sizes don't begin at 0 and rise; the message says which.
    """
    _check_sizes(proposed.sizes)
    _check_number(proposed.kept_down_to, 0.1, 1.0, "keptDownTo")
    _check_number(proposed.rising, 1.0, MOST_RISING, "rising")
    _check_number(proposed.new_for_days, 0, MOST_NEW_DAYS, "newForDays")
    _check_number(proposed.min_events, 1, MOST_EVENTS, "minEvents")


def _check_sizes(sizes: Sequence[SizeBars]) -> None:
    path = ("input", "sizes")
    if not 1 <= len(sizes) <= MOST_SIZES:
        raise InvalidInput(f"Give the bars of 1 to {MOST_SIZES} sizes.", path)
    if sizes[0].members_from != 0:
        raise InvalidInput("The first size begins at 0 members.", (*path, "0", "membersFrom"))
    for number, (size, next) in enumerate(pairwise(sizes), 1):
        if not size.members_from < next.members_from <= MOST_MEMBERS:
            raise InvalidInput(
                f"Sizes begin one above the other, up to {MOST_MEMBERS:,}.", (*path, str(number), "membersFrom")
            )
    for number, size in enumerate(sizes):
        at = f"sizes.{number}"
        _check_number(size.potential, 0.01, 1.0, f"{at}.potential")
        if size.high_value is not None:
            _check_number(size.high_value, 0.01, 1.0, f"{at}.highValue")
            if size.high_value <= size.potential:
                raise InvalidInput("HIGH_VALUE starts above POTENTIAL.", (*path, str(number), "highValue"))


def _check_number(value: float, least: float, most: float, field: str) -> None:
    if not (isfinite(value) and least <= value <= most):
        name = field.rpartition(".")[2]
        raise InvalidInput(f"`{name}` is {least:,} to {most:,}, not {value}.", ("input", *field.split(".")))


def is_open(rules: SegmentRules, now: datetime) -> bool:
    """Whether it is compared with the one in use: proposed lately, and never in use."""
    return rules.created_at is not None and rules.activated_at is None and now - rules.created_at <= OPEN_FOR


def check_compared(
    rules: SegmentRules, with_version: int | None, at: datetime | None, now: datetime, used: int
) -> None:
    """Go on only with rules that were in use before, or whose effect beside the version `used` was worked out lately.

    Raises:
        Conflict: it wasn't, and nobody could have seen whom it moves.
    """
    if rules.active or rules.activated_at is not None or rules.created_at is None:
        return
    if at is not None and with_version == used and now - at <= COMPARED_FOR:
        return
    how = "wait for its comparison, see segmentRulesDiff" if is_open(rules, now) else "propose it anew"
    raise Conflict(
        f"Whom version {rules.version} would move beside version {used} isn't known: {how}.", ("input", "version")
    )
