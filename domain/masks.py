"""Masks: which of many flights match a place, found with a few operations on whole numbers of one bit a flight.

For each value of a criterion there is a mask of the flights that ask for it, and one of those that rule it out; for
each criterion one of the flights that ask for anything of it. A place is matched by the values it has, so the cost
grows with those and with the length of a number, not with what flights ask for. `domain.match` is the reference.
"""

from collections.abc import Collection, Iterable, Sequence
from zoneinfo import ZoneInfo

from domain.ad_context import AdContext
from domain.match import LOCAL, Ask, Criterion, known, local

BITS = bytes.maketrans(b"01", b"\x00\x01")


class Masks:
    """The masks of some flights, each known by its place in the order in which they are given."""

    def __init__(self, flights: Sequence[tuple[Iterable[Ask], ZoneInfo]]) -> None:
        self._all = (1 << len(flights)) - 1
        self._asking: dict[Criterion, int] = {}
        self._include: dict[tuple[Criterion, str], int] = {}
        self._exclude: dict[tuple[Criterion, str], int] = {}
        self._zones: dict[str, ZoneInfo] = {}
        for place, (asks, zone) in enumerate(flights):
            for ask in asks:
                if ask.criterion in LOCAL:
                    self._zones[zone.key] = zone
                self._add(ask, zone.key, 1 << place)

    def matching(self, context: AdContext, among: int = -1) -> bytes:
        """A byte a flight, in their order: 1 where it matches, and its bit is set in `among`."""
        left = self._matching(context) & among
        return f"{left:0{self._all.bit_length()}b}"[::-1].encode().translate(BITS)

    def _add(self, ask: Ask, zone: str, bit: int) -> None:
        if ask.include:
            self._asking[ask.criterion] = self._asking.get(ask.criterion, 0) | bit
        for masks, values in ((self._include, ask.include), (self._exclude, ask.exclude)):
            for value in values:
                key = (ask.criterion, f"{zone}|{value}" if ask.criterion in LOCAL else value)
                masks[key] = masks.get(key, 0) | bit

    def _matching(self, context: AdContext) -> int:
        left = self._all
        for criterion, values in self._known(context).items():
            found = 0
            for value in values:
                found |= self._include.get((criterion, value), 0)
                left &= ~self._exclude.get((criterion, value), 0)
            left &= found | ~self._asking.get(criterion, 0)
        return left

    def _known(self, context: AdContext) -> dict[Criterion, Collection[str]]:
        found: dict[Criterion, Collection[str]] = dict(known(context))
        for name, zone in self._zones.items():
            for criterion, value in local(context.at, zone).items():
                found[criterion] = [*found.get(criterion, ()), f"{name}|{value}"]
        return found
