"""What a saved segment is made of: how many of its members are of which value segment and churn state, and how active.

It is counted while a run works out who is in it, and tells nothing of fewer members than an estimate of reach would.
"""

from collections import Counter
from typing import Any

from domain.churn import ChurnSize, ChurnState
from domain.reach import LEAST, ReachGap
from domain.record import Record
from domain.saved_segment import Facts, SavedSegment
from domain.segment import ValueSegment


class SegmentPart(Record):
    """How many members are of one value segment."""

    segment: ValueSegment
    users: int


class SavedSegmentReport(Record):
    """The counts as of the last run, or why they aren't told."""

    gap: ReachGap | None = None
    share: float | None = None
    """Of everyone who was looked at, 0 to 1."""
    average_activity: float | None = None
    """Mean A(u), 0 to 100."""
    segments: tuple[SegmentPart, ...] = ()
    churn: tuple[ChurnSize, ...] = ()
    """Of those of whom one is known."""


class Tally:
    """The counts of one saved segment, while a run goes through members."""

    def __init__(self) -> None:
        self.members = 0
        self._activity = 0.0
        self._segments: Counter[ValueSegment | None] = Counter()
        self._churn: Counter[ChurnState | None] = Counter()

    def add(self, member: Facts) -> None:
        """Count one more member."""
        self.members += 1
        self._activity += member.activity
        self._segments[member.segment] += 1
        self._churn[member.churn] += 1

    def found(self, users: int) -> dict[str, Any]:
        """What is kept of it, by the names of `SavedSegment`; `users` were looked at."""
        return {
            "members": self.members,
            "users": users,
            "average_activity": self._activity / self.members if self.members else None,
            "by_segment": [self._segments[segment] for segment in ValueSegment],
            "by_churn": [self._churn[state] for state in ChurnState],
        }


def report(saved: SavedSegment) -> SavedSegmentReport:
    """What may be told of a saved segment."""
    if saved.members is None or saved.users is None:
        return SavedSegmentReport(gap=ReachGap.NOT_COUNTED)
    if saved.members < LEAST:
        return SavedSegmentReport(gap=ReachGap.TOO_FEW)
    by_segment = zip(ValueSegment, saved.by_segment, strict=True)
    by_churn = zip(ChurnState, saved.by_churn, strict=True)
    return SavedSegmentReport(
        share=saved.members / saved.users,
        average_activity=saved.average_activity,
        segments=tuple(SegmentPart(segment=segment, users=users) for segment, users in by_segment),
        churn=tuple(ChurnSize(state=state, users=users) for state, users in by_churn),
    )
