"""What members go through between active and gone.

A member is ACTIVE, COOLING when g > 2m, AT_RISK when g > 3m, CHURNED when g > max(6m, 60 days), and RETURNED when they
come again after that, until their fourth active day; g and m as in `domain.churn`.

It follows from their active days alone, so it is the same whether somebody looked every night or once a month. Days are
`date.toordinal()`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, floor, log
from typing import NamedTuple

from domain.churn import AT_RISK, CHURNED, COOLING, ChurnState, gap, risk
from domain.rhythm import WEEK, Rhythm, RhythmOf, Rhythms, monday_of, own

NEVER_BEFORE = 60
"""Days; nobody counts as gone earlier."""

BACK_FROM = 4
"""On so many active days, the first among them, whoever returned is active again."""

SETTLED = 8
"""Days after which nothing is reported late any more: what lies before them isn't worked out again."""

STEP = 0.05
"""Lists are ordered by the risk in such steps: so a member is due some twenty times, and not every day."""

_LAST_STEP = round(1 / STEP) - 1


class Passage(NamedTuple):
    """A state entered, at the start of that day."""

    state: ChurnState
    since: int
    reason: str


@dataclass(frozen=True, slots=True)
class Followed:
    """What a member went through since it was settled, the state that was settled first, and where they are now."""

    passages: tuple[Passage, ...]
    last: int
    rhythm: Rhythm | None

    @property
    def state(self) -> ChurnState:
        """The present state."""
        return self.passages[-1].state

    def order(self, today: int) -> float:
        """What lists go by: the risk, rounded down to a step; −1, so behind all, where none is known."""
        found = risk(gap(self.last, today), self.rhythm.days) if self.rhythm else None
        return -1.0 if found is None else min(floor(found / STEP + 1e-9), _LAST_STEP) * STEP

    def due(self, today: int) -> int | None:
        """The next day on which the state or the order changes if they don't come; None when nothing will.

        Where no rhythm is known it is next Monday, when that of others may be.
        """
        if self.rhythm is None:
            return monday_of(today) + WEEK
        later = [day for _, day in lapses(self.last, self.rhythm) if day > today]
        later += [day for day in _steps(self.last, self.rhythm) if day > today][:1]
        return min(later, default=None)


def lapses(last: int, rhythm: Rhythm) -> tuple[tuple[ChurnState, int], ...]:
    """On which days which states begin if nothing is heard of a member after `last`."""
    bars = (
        (ChurnState.COOLING, COOLING * rhythm.days),
        (ChurnState.AT_RISK, AT_RISK * rhythm.days),
        (ChurnState.CHURNED, max(CHURNED * rhythm.days, NEVER_BEFORE)),
    )
    return tuple((state, max(last + floor(bar) + 2, rhythm.since)) for state, bar in bars)


def follow(
    days: Sequence[int], rhythms: Rhythms, today: int, settled: int | None = None, begun: Passage | None = None
) -> Followed:
    """Live through the active days of a member (ascending, one at least, none after `today`).

    Of what was settled before, `begun` is the state on the day `settled`, and `days` need the last 31 up to it.
    """
    path = [begun] if begun else []
    for place, day in enumerate(days):
        if settled is not None and day <= settled:
            continue
        if place:
            _lapse(path, days, place - 1, rhythms, day, settled)
        _arrive(path, days, place, rhythms)
    last = len(days) - 1
    _lapse(path, days, last, rhythms, today, settled)
    known = _rhythm(days, last, rhythms)
    return Followed(tuple(path), days[last], known if known and known.since <= today else None)


def _rhythm(days: Sequence[int], place: int, rhythms: Rhythms) -> Rhythm | None:
    return own(days, place) or rhythms.others(days[place])


def _lapse(
    path: list[Passage], days: Sequence[int], place: int, rhythms: Rhythms, until: int, settled: int | None
) -> None:
    """Enter what begins after the day at `place` and by `until`. Of states that begin together the deepest is told."""
    last, rhythm = days[place], _rhythm(days, place, rhythms)
    if rhythm is None:
        return
    entries = {rhythm.since: ChurnState.ACTIVE} if path and path[-1].state is ChurnState.INSUFFICIENT_DATA else {}
    entries |= {day: state for state, day in lapses(last, rhythm)}
    for day, state in entries.items():
        if day <= until and (settled is None or day > settled):
            path.append(Passage(state, day, _silent(state, day - 1 - last, rhythm)))


def _arrive(path: list[Passage], days: Sequence[int], place: int, rhythms: Rhythms) -> None:
    day, now = days[place], path[-1].state if path else ChurnState.INSUFFICIENT_DATA
    away = f"Active again on {date.fromordinal(day)} after {day - days[place - 1]} days."
    if now is ChurnState.INSUFFICIENT_DATA:
        rhythm = _rhythm(days, place, rhythms)
        if rhythm is not None and rhythm.since <= day:
            path.append(Passage(ChurnState.ACTIVE, day, f"Active on {date.fromordinal(day)}."))
        elif not path:
            path.append(Passage(now, day, "Active on too few days, with too little known of others to compare with."))
    elif now is ChurnState.CHURNED:
        path.append(Passage(ChurnState.RETURNED, day, away))
    elif now in (ChurnState.COOLING, ChurnState.AT_RISK):
        path.append(Passage(ChurnState.ACTIVE, day, away))
    elif now is ChurnState.RETURNED and sum(path[-1].since <= one <= day for one in days) >= BACK_FROM:
        back = date.fromordinal(path[-1].since)
        path.append(Passage(ChurnState.ACTIVE, day, f"Active on {BACK_FROM} days since they came back on {back}."))


def _silent(state: ChurnState, days: int, rhythm: Rhythm) -> str:
    whose = {
        RhythmOf.OWN: "lie between their active days",
        RhythmOf.NEWCOMERS: "lie between the first active days of members",
        RhythmOf.COMMUNITY: "lie between the active days of members",
    }[rhythm.of]
    usual = f"{rhythm.days:g} usually {whose} (median of {rhythm.gaps:,})"
    if state is ChurnState.ACTIVE:
        return f"Active {days} days ago; {usual}."
    bar = {ChurnState.COOLING: COOLING, ChurnState.AT_RISK: AT_RISK, ChurnState.CHURNED: CHURNED}[state]
    least = f", and above {NEVER_BEFORE} days" if state is ChurnState.CHURNED else ""
    return f"{days} days without them, where {usual}: {state} begins above {bar:g} times that{least}."


def _steps(last: int, rhythm: Rhythm) -> Sequence[int]:
    """The days on which the order rises if nothing is heard of them, ascending."""
    risks = (place * STEP for place in range(1, _LAST_STEP + 1))
    return [last + ceil(rhythm.days * (1 - 2 * log(1 - least)) - 1e-9) + 1 for least in risks]
