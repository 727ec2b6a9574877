"""The seats of a course in random histories: whose, for whom one is kept, and who waits."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tests.histories.reference_order import No
from tests.histories.sold import COHORT_STARTS, SEATS

OFFERED = timedelta(hours=48)


@dataclass
class Cohort:
    """The seats of the course: whose, for whom one is kept until when, and who waits."""

    taken: dict[str, str] = field(default_factory=dict)
    """The order by which each member has theirs."""
    offered: dict[str, datetime] = field(default_factory=dict)
    waiting: list[str] = field(default_factory=list)

    def free(self, at: datetime) -> int:
        return max(0, SEATS - len(self.taken) - sum(until > at for until in self.offered.values()))

    def take(self, user: str, order_id: str, at: datetime) -> None:
        if user in self.taken:
            if self.taken[user] == order_id:
                return
            raise No("has a seat")
        kept = user in self.offered and at < self.offered[user]
        if at >= COHORT_STARTS or (not self.free(at) and not kept):
            raise No("full, or begun")
        self.offered.pop(user, None)
        if user in self.waiting:
            self.waiting.remove(user)
        self.taken[user] = order_id

    def wait(self, user: str, at: datetime) -> None:
        if user in self.taken or user in self.waiting or self.offered.get(user, at) > at:
            return
        if at >= COHORT_STARTS or self.free(at):
            raise No("there are seats, or it has begun")
        self.offered.pop(user, None)
        self.waiting.append(user)

    def leave(self, order_id: str, at: datetime) -> None:
        for user in [user for user, order in self.taken.items() if order == order_id]:
            del self.taken[user]
            self.move_up(at)

    def move_up(self, at: datetime) -> None:
        if at >= COHORT_STARTS:
            return
        free = self.free(at)
        self.offered = {user: until for user, until in self.offered.items() if until > at}
        for user in self.waiting[:free]:
            self.offered[user] = min(at + OFFERED, COHORT_STARTS)
        del self.waiting[:free]
