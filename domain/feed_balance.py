"""The balance of a feed: how much of it may be paid for and locked to its reader.

A feed is for reading. What its reader can't open has its place there, to be bought, and not more than operators say.
"""

from collections import deque
from collections.abc import Collection, Iterable, Iterator

from domain.errors import InvalidInput
from domain.listing import Placed
from domain.record import Record


class FeedBalance(Record):
    """How much of a page may be locked to its reader at most, in percent."""

    locked_percent: int

    def check(self) -> None:
        """Go on only with a percentage.

        Raises:
            InvalidInput: it is none.
        """
        if not 0 <= self.locked_percent <= 100:
            raise InvalidInput("Give 0 to 100 percent.", ("input", "lockedPercent"))

    def allows(self, locked: int, places: int) -> bool:
        """Whether so many of the first places of a page may be locked."""
        return locked * 100 <= self.locked_percent * places


USUAL = FeedBalance(locked_percent=20)
"""What holds until an operator sets another."""


def balanced(placed: Iterable[Placed], locked: Collection[str], balance: FeedBalance) -> Iterator[Placed]:
    """The list of a page in its order, with what is locked put off until the balance allows it.

    It holds for every beginning of the page, so for one that is short as well. What is still put off when nothing
    else is left isn't shown.
    """
    waiting = deque[Placed]()
    places = shut = 0
    left = iter(placed)
    while True:
        if waiting and balance.allows(shut + 1, places + 1):
            places, shut = places + 1, shut + 1
            yield waiting.popleft()
            continue
        one = next(left, None)
        if one is None:
            return
        if one.candidate.content_id in locked:
            waiting.append(one)
            continue
        places += 1
        yield one
