"""Who the members of a demo community are: when they came and left, how busy they are, and what interests them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from importers.demo.calendar import Calendar, Numbers
from importers.demo.plan import DAY, Plan

Indexes = NDArray[np.int64]
MOST_TOPICS = 5
FOUNDERS = 0.4
"""The share that was there before the demo's history begins."""

LEAVERS = 0.35
"""The share that is gone by and by; half of them within sixty days."""


@dataclass(frozen=True)
class Population:
    """Members in the order they joined. Times are seconds of the plan, before 0 for founders."""

    joined: Numbers
    left: Numbers
    visits: Numbers
    """Visits to be expected of each over the whole time, up to a factor."""
    fame: Numbers
    """How likely each is to write."""
    topics: Indexes
    """Members x MOST_TOPICS, dearest first; -1 where a member has fewer."""

    @property
    def size(self) -> int:
        return len(self.joined)

    def topic(self, random: np.random.Generator, members: Indexes) -> Indexes:
        """One topic for each of `members`: the dearest twice as often as the second, and so on."""
        counts = (self.topics[members] >= 0).sum(axis=1)
        weights = np.cumsum(0.5 ** np.arange(MOST_TOPICS))[counts - 1]
        choice = np.floor(-np.log2(1 - random.random(len(members)) * weights / 2)).astype(int)
        return np.asarray(self.topics[members, np.minimum(choice, counts - 1)])

    def present(self, members: Indexes, at: Numbers) -> NDArray[np.bool_]:
        """Whether each has come and not left by then."""
        return (self.joined[members] < at) & (at < self.left[members])


def populate(plan: Plan, calendar: Calendar, topics: int) -> Population:
    """The members of `plan`."""
    random = plan.random("population")
    joined = np.sort(_joined(random, plan))
    stay = random.lognormal(np.log(60), 1.2, plan.users) * DAY
    leaves = random.random(plan.users) < LEAVERS
    since = np.maximum(joined, 0)
    left = np.where(leaves, np.minimum(since + stay, plan.length), plan.length)
    busy = random.lognormal(0, 1.3, plan.users)
    writes = busy**0.6 * random.lognormal(0, 1.2, plan.users)
    presence = calendar.share(since, left)
    return Population(joined, left, busy * presence, writes * presence, _topics(random, plan.users, topics))


def _joined(random: np.random.Generator, plan: Plan) -> Numbers:
    """Founders within two years before the start, the others ever more of them towards the end."""
    founders = random.random(plan.users) < FOUNDERS
    before = -(random.random(plan.users) ** 0.7) * 730 * DAY
    grown = np.log1p(random.random(plan.users) * np.expm1(0.9)) / 0.9
    return np.where(founders, before, grown * plan.length * 0.999)


def _topics(random: np.random.Generator, members: int, topics: int) -> Indexes:
    """Two to five topics a member, popular ones more often (the k largest of log weight + Gumbel noise)."""
    popularity = 1 / np.arange(1, topics + 1) ** 0.6
    scores = np.log(popularity) + random.gumbel(size=(members, topics))
    dearest = np.argsort(-scores, axis=1)[:, :MOST_TOPICS]
    count = random.choice([2, 3, 4, 5], members, p=[0.35, 0.35, 0.2, 0.1])
    return np.where(np.arange(MOST_TOPICS) < count[:, None], dearest, -1)
