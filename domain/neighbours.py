"""Likeness by reading, in plain Python: the reference for what cypher/refresh computes where the data is.

Everything is bounded, and decays count from the latest act. Ties are broken by id, so that every list is determined.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt
from typing import TypeVar

from domain.ids import ContentId, UserId

DAY_MS = 86_400_000
RECENT, READERS = 50, 50
HOT_DAYS, HOT_READS, PEERS, SHARED = 3, 20, 50, 30
STARTS, WALKERS, ENDS, REACHED, RELATED = 50, 50, 20, 60, 20
SHORTLIST, KEPT = 60, 40
DEGREE_EXPONENT, POPULARITY_EXPONENT = -0.6, -0.3
WALK_HALF_LIFE_DAYS = 30
K = TypeVar("K", bound=str)


@dataclass(frozen=True, slots=True)
class Pair:
    """A user who had to do with a content, the last time `ms` milliseconds after 1970."""

    user: UserId
    content: ContentId
    ms: int


class Reading:
    """Who read what, and what follows from it."""

    def __init__(self, pairs: Iterable[Pair]) -> None:
        self._of_user: dict[str, list[Pair]] = defaultdict(list)
        self._of_content: dict[str, list[Pair]] = defaultdict(list)
        for pair in pairs:
            self._of_user[pair.user].append(pair)
            self._of_content[pair.content].append(pair)
        for done in self._of_user.values():
            done.sort(key=lambda pair: (pair.ms, pair.content), reverse=True)
        for done in self._of_content.values():
            done.sort(key=lambda pair: (pair.ms, pair.user), reverse=True)
        self.latest = max((done[0].ms for done in self._of_user.values()), default=0)

    def recent(self, user: UserId) -> list[Pair]:
        """The last contents of a user, the latest first."""
        return self._of_user[user][:RECENT]

    def readers(self, content: ContentId) -> list[UserId]:
        """The last readers of a content, the latest first."""
        return [pair.user for pair in self._of_content[content][:READERS]]

    def related(self, content: ContentId) -> dict[ContentId, float]:
        """What the readers of a content read besides, by RP3β; the closest first."""
        reached: dict[ContentId, float] = defaultdict(float)
        for reader in self.readers(content)[:WALKERS]:
            step = len(self._of_user[reader]) ** DEGREE_EXPONENT
            for pair in self.recent(reader)[:ENDS]:
                if pair.content != content:
                    reached[pair.content] += step
        start = len(self._of_content[content]) ** DEGREE_EXPONENT
        scores = {
            end: start * weight * len(self._of_content[end]) ** POPULARITY_EXPONENT
            for end, weight in best(reached, REACHED).items()
        }
        return best(scores, RELATED)

    def walk(self, user: UserId) -> dict[ContentId, float]:
        """Where walks from the last contents of a user lead that they don't know."""
        scores: dict[ContentId, float] = defaultdict(float)
        for pair in self.recent(user)[:STARTS]:
            memory = 0.5 ** (self._age(pair) / WALK_HALF_LIFE_DAYS)
            for content, score in self.related(pair.content).items():
                scores[content] += memory * score
        return self._unknown(user, scores)

    def likeness(self, user: UserId) -> dict[UserId, float]:
        """The hot readers most like a user: shared contents, those that few read telling more."""
        shared: dict[UserId, float] = defaultdict(float)
        for pair in self.recent(user)[:SHARED]:
            for reader in self.readers(pair.content):
                if reader != user and self._hot(reader):
                    shared[reader] += 1 / sqrt(len(self._of_content[pair.content]))
        return best({reader: sum_ / sqrt(len(self._of_user[reader])) for reader, sum_ in shared.items()}, PEERS)

    def peers(self, user: UserId, half_life_days: float) -> dict[ContentId, float]:
        """What a user's peers read lately that the user doesn't know."""
        scores: dict[ContentId, float] = defaultdict(float)
        for peer, likeness in self.likeness(user).items():
            for pair in self._hot(peer):
                scores[pair.content] += likeness * 0.5 ** (self._age(pair) / half_life_days)
        return self._unknown(user, scores)

    def _hot(self, user: UserId) -> list[Pair]:
        return [pair for pair in self._of_user[user][:HOT_READS] if self._age(pair) <= HOT_DAYS]

    def _unknown(self, user: UserId, scores: Mapping[ContentId, float]) -> dict[ContentId, float]:
        recent = {pair.content for pair in self.recent(user)}
        known = {pair.content for pair in self._of_user[user]}
        listed = best({content: score for content, score in scores.items() if content not in recent}, SHORTLIST)
        return best({content: score for content, score in listed.items() if content not in known}, KEPT)

    def _age(self, pair: Pair) -> float:
        return (self.latest - pair.ms) / DAY_MS


def best(scores: Mapping[K, float], limit: int) -> dict[K, float]:
    """The highest scores, highest first, ties in the order of the ids."""
    return dict(sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:limit])
