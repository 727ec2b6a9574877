"""What a proposal of segment rules would change: where members come to stand by it, and where by the rules in use.

Both are applied to the same figures until they settle, which takes two runs; so what is told is what the rules do, and
not what members did meanwhile.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime
from hashlib import blake2b
from heapq import nsmallest

from domain.ids import UserId
from domain.record import Moment, Record
from domain.segment import Measure, Standing, ValueSegment, step
from domain.segment_rules import Bars

SHOWN = 5
"""Members that are named of each way to move, at most; of sixteen ways."""

Way = tuple[ValueSegment, ValueSegment]


class RulesMove(Record):
    """How many members the rules in use put into one segment, and the proposed ones into another."""

    previous: ValueSegment
    segment: ValueSegment
    users: int


class ShownMove(Record):
    """A member of whom that is so."""

    user_id: UserId
    previous: ValueSegment
    segment: ValueSegment


class SegmentRulesDiff(Record):
    """Who would move, as of a run that looked at everyone."""

    version: int
    compared_version: int
    """The version in use then."""
    as_of: Moment
    users: int
    """How many were looked at."""
    active_members: int
    """Those with any activity, by whose number bars are chosen."""
    ways: tuple[RulesMove, ...]

    @property
    def moved(self) -> int:
        """How many would move."""
        return sum(way.users for way in self.ways)


class Comparison:
    """The moves of one proposal, counted while a run looks at members."""

    def __init__(self, used: Bars, proposed: Bars) -> None:
        self.used, self.proposed = used, proposed
        self.counts: Counter[Way] = Counter()
        self._shown: dict[Way, list[UserId]] = defaultdict(list)

    def add(self, user_id: UserId, standing: Standing | None, measure: Measure) -> None:
        """Look at one member."""
        way = settled(standing, measure, self.used), settled(standing, measure, self.proposed)
        if way[0] is way[1]:
            return
        self.counts[way] += 1
        self._shown[way] = nsmallest(SHOWN, [*self._shown[way], user_id], key=_mark)

    def moves(self) -> tuple[RulesMove, ...]:
        """The counts, in the order of the segments."""
        return tuple(
            RulesMove(previous=previous, segment=segment, users=self.counts[previous, segment])
            for previous in ValueSegment
            for segment in ValueSegment
            if (previous, segment) in self.counts
        )

    def diff(self, as_of: datetime, users: int, active_members: int) -> SegmentRulesDiff:
        """What was found, of so many members."""
        return SegmentRulesDiff(
            version=self.proposed.version,
            compared_version=self.used.version,
            as_of=as_of,
            users=users,
            active_members=active_members,
            ways=self.moves(),
        )

    def shown(self) -> Iterable[ShownMove]:
        """Some of each way: those whose hashes are least, so that it is of everybody alike."""
        for (previous, segment), ids in self._shown.items():
            for user_id in ids:
                yield ShownMove(user_id=user_id, previous=previous, segment=segment)


def settled(standing: Standing | None, measure: Measure, bars: Bars) -> ValueSegment:
    """Where a member comes to stand by rules while the figures stay as they are."""
    return step(step(standing, measure, bars), measure, bars).segment


def _mark(id: str) -> bytes:
    return blake2b(id.encode(), digest_size=8).digest()
