"""Churn: how likely a member has left, by the rhythm in which they came.

With m, what usually lies between two of their active days (`domain.rhythm`), and g, the days from the last active one
to the end of yesterday:

    risk = 1 − exp(−max(0, g/m − 1)/2)

Today is never held against anybody, since it isn't over. What members go through by it is in `domain.churn_path`. Where
no rhythm is known, neither their own nor that of others, nothing is told: INSUFFICIENT_DATA, and the risk is None.
"""

from datetime import UTC, datetime, time
from enum import StrEnum
from math import exp, inf

from domain.ids import UserId
from domain.record import Day, Moment, Record, day_of
from domain.rhythm import RhythmOf
from domain.scoring import ScorePart

COOLING, AT_RISK, CHURNED = 2.0, 3.0, 6.0
"""Above so many times the rhythm."""


class ChurnState(StrEnum):
    """Whether a member is about to leave."""

    ACTIVE = "ACTIVE"
    COOLING = "COOLING"
    AT_RISK = "AT_RISK"
    CHURNED = "CHURNED"
    RETURNED = "RETURNED"
    INSUFFICIENT_DATA = "INSUFFICIENT_DATA"


class ChurnSpan(Record):
    """A time in which a member was in one state; begun at a midnight of UTC, and ended at another."""

    user_id: UserId
    state: ChurnState
    since: Moment
    until: Moment | None
    reason: str


class ChurnFigures(Record):
    """The present span, and the figures that the risk is computed from. What isn't known is None."""

    user_id: UserId
    state: ChurnState
    since: Moment
    reason: str
    last_active_on: Day
    usual_gap: float | None
    rhythm: RhythmOf | None
    gaps: int | None


class ChurnRisk(Record):
    """Where a member is, and how likely they have left, at a moment. What isn't known is None."""

    user_id: UserId
    risk: float | None
    state: ChurnState
    since: Moment | None
    reason: str
    last_active_at: Moment | None
    """The start of the last UTC day on which they were active."""
    gap_days: int | None
    usual_gap_days: float | None
    rhythm: RhythmOf | None
    gaps: int | None
    parts: tuple[ScorePart, ...]


class ChurnSize(Record):
    """How many members are in a state."""

    state: ChurnState
    users: int


def risk(days: int, usual: float) -> float:
    """How likely somebody has left of whom nothing was seen for so many days, 0 to 1; both in days."""
    return 1 - exp(-max(0.0, days / usual - 1) / 2)


def parts(days: int, usual: float) -> tuple[ScorePart, ...]:
    """How much of the risk came with each stretch of silence; together they are the risk."""
    edges = (usual, COOLING * usual, AT_RISK * usual)
    names = ("beyond_usual", "beyond_cooling", "beyond_at_risk")
    found = []
    for name, start, end in zip(names, edges, (*edges[1:], inf), strict=True):
        value = risk(0, usual) if days <= start else _between(start, min(float(days), end), usual)
        found.append(ScorePart(name, 1.0, value, value))
    return tuple(found)


def _between(start: float, end: float, usual: float) -> float:
    return exp(-(start / usual - 1) / 2) - exp(-(end / usual - 1) / 2)


def assessed(user_id: UserId, found: ChurnFigures | None, now: datetime) -> ChurnRisk:
    """What there is to say of a member at a moment, by what was found at the last look."""
    silent = gap(found.last_active_on.toordinal(), day_of(now).toordinal()) if found else None
    usual = found.usual_gap if found else None
    return ChurnRisk(
        user_id=user_id,
        risk=None if silent is None or usual is None else risk(silent, usual),
        state=found.state if found else ChurnState.INSUFFICIENT_DATA,
        since=found.since if found else None,
        reason=found.reason if found else "Nothing they did is known yet.",
        last_active_at=datetime.combine(found.last_active_on, time.min, UTC) if found else None,
        gap_days=silent,
        usual_gap_days=usual,
        rhythm=found.rhythm if found else None,
        gaps=found.gaps if found else None,
        parts=() if silent is None or usual is None else parts(silent, usual),
    )


def gap(last: int, today: int) -> int:
    """Days from the last active one to the end of yesterday."""
    return max(0, today - 1 - last)
