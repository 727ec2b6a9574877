"""Moves between value segments over a time: how many went up, down, and from what to what."""

from collections.abc import Sequence
from datetime import date

from domain.errors import InvalidInput
from domain.record import Day, Record
from domain.segment import LADDER, ValueSegment

MOST_DAYS = 366


class SegmentMove(Record):
    """How many moves there were from one segment to another; `previous` is None for who was in none."""

    previous: ValueSegment | None
    segment: ValueSegment
    users: int

    @property
    def direction(self) -> int:
        """1 for up the ladder, −1 for down, 0 for into or out of what says nothing."""
        if self.previous not in LADDER or self.segment not in LADDER:
            return 0
        up = LADDER.index(self.segment) - LADDER.index(self.previous)
        return (up > 0) - (up < 0)


class SegmentMoves(Record):
    """All moves of a time; who moved twice counts twice."""

    first: Day
    last: Day
    moves: tuple[SegmentMove, ...]
    up: int
    down: int


def table(first: date, last: date, moves: Sequence[SegmentMove]) -> SegmentMoves:
    """The table of these moves, in the order of the segments."""
    order = (None, *ValueSegment)
    ranked = sorted(moves, key=lambda move: (order.index(move.previous), order.index(move.segment)))
    up, down = (sum(move.users for move in moves if move.direction == way) for way in (1, -1))
    return SegmentMoves(first=first, last=last, moves=tuple(ranked), up=up, down=down)


def check(first: date, last: date) -> None:
    """Go on only with a time of at most a year.

    Raises:
        InvalidInput: it ends before it begins, or is longer.
    """
    if last < first:
        raise InvalidInput("`to` lies before `from`.", ("to",))
    if (last - first).days >= MOST_DAYS:
        raise InvalidInput(f"That is longer than {MOST_DAYS} days.", ("to",))
