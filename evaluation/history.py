"""What was known at a moment: who had touched what, how many had read an item, and which items could be recommended."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from math import inf

from evaluation.log import Act


class History:
    """Acts, to be asked as of any moment. A moment itself is not part of what was known by then."""

    def __init__(self, acts: Iterable[Act], born: Mapping[str, float] | None) -> None:
        self._born = born
        self._first: dict[tuple[str, str], float] = {}
        self._of_user: dict[str, list[float]] = defaultdict(list)
        self._of_item: dict[str, list[float]] = defaultdict(list)
        for act in acts:  # in the order of time
            pair = (act.user, act.item)
            if pair not in self._first:
                self._first[pair] = act.at
                self._of_user[act.user].append(act.at)
                self._of_item[act.item].append(act.at)

    def touched(self, user: str, item: str, until: float) -> bool:
        """Whether the user had to do with the item before."""
        return self._first.get((user, item), inf) < until

    def length(self, user: str, until: float) -> int:
        """With how many items the user had to do."""
        return bisect_left(self._of_user.get(user, ()), until)

    def users(self, until: float) -> int:
        """How many users had done anything."""
        return sum(times[0] < until for times in self._of_user.values())

    def readers(self, item: str, until: float) -> int:
        """How many users had to do with the item."""
        return bisect_left(self._of_item.get(item, ()), until)

    def candidate(self, item: str, until: float, end: float) -> bool:
        """Whether the item could be recommended: it had appeared by `end`, or was touched before `until`."""
        return self.readers(item, until) > 0 if self._born is None else self._born.get(item, inf) < end

    def candidates(self, until: float, end: float) -> list[str]:
        """All items that could be recommended."""
        known = self._of_item if self._born is None else self._born
        return [item for item in known if self.candidate(item, until, end)]
