"""What has to be ranked, and what is then relevant: the protocols `rolling` and `random`.

`rolling` cuts the time from a day on into UTC days. What happened before a day is known; candidates are the items
known by its start (or, where items have a `created_at`, those that appeared by its end) that the user hasn't touched;
relevant are the user's new items of that day. Who asked a question on the day isn't recommended it.

`random` holds back a fifth of all pairs of a user and an item: those whose MD5 says so, for ever the same ones.
"""

import hashlib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from math import inf
from zlib import crc32

from evaluation.history import History
from evaluation.log import Act, Log

DAY = 86_400.0
EVERYTHING = "all"
"""The name of the only block where nothing is dated."""


class Protocol(StrEnum):
    """How a log is split into what is known and what is asked."""

    ROLLING = "rolling"
    RANDOM = "random"


@dataclass(frozen=True, eq=False)
class Block:
    """Whom to rank for from what was known before `until`; what is relevant for each, as far as the log tells."""

    label: str
    until: float
    end: float
    """Items that appeared before it are candidates; both in Unix seconds, infinite where nothing is dated."""
    relevant: Mapping[str, frozenset[str]]
    history: History
    live: frozenset[str] = frozenset()
    """The candidates that anybody touched within the window."""
    asked: frozenset[tuple[str, str]] = frozenset()
    """Who asked which question on the day itself."""
    places: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """At which place of a list users came upon items that day, where that is known."""

    def known_open(self, user: str, item: str) -> bool:
        """What could be known then: that the item is a candidate, and that the user hadn't touched it yet."""
        return self.history.candidate(item, self.until, self.end) and not self.history.touched(user, item, self.until)

    def draws(self, users: Iterable[str]) -> dict[str, int]:
        """What each user's places for exploration are drawn by: the same whenever the block is ranked."""
        return {user: crc32(f"{self.label}:{user}".encode()) for user in users}

    def open_to(self, user: str, item: str) -> bool:
        """Whether the item is a candidate for the user."""
        return self.known_open(user, item) and (user, item) not in self.asked


def rolling(log: Log, start: float, stop: float) -> list[Block]:
    """A block for every day from `start` to before `stop` on which anybody has something relevant."""
    history = History(log.acts, log.born)
    days: dict[int, list[Act]] = defaultdict(list)
    for act in log.acts:
        if act.at >= start:
            days[int((act.at - start) // DAY)].append(act)
    blocks = (_day(history, start + n * DAY, days[n]) for n in sorted(days) if start + n * DAY < stop)
    return [block for block in blocks if block.relevant]


def asked_for(log: Log, queries: Mapping[tuple[str, float], Sequence[str]]) -> list[Block]:
    """A block for every (label, known until) with the users asked for; relevant is what they did that day."""
    history, blocks, times = History(log.acts, log.born), [], [act.at for act in log.acts]
    for (label, until), users in sorted(queries.items(), key=lambda query: query[0][1]):
        end = day_end(until)
        acts = log.acts[bisect_left(times, until) : bisect_left(times, end)]
        block = _day(history, until, acts, label, end)
        blocks.append(replace(block, relevant={u: block.relevant.get(u, frozenset()) for u in users}))
    return blocks


def _day(history: History, until: float, acts: Sequence[Act], label: str = "", end: float = 0.0) -> Block:
    end = end or until + DAY
    asked = frozenset((act.user, act.item) for act in acts if act.own)
    live = frozenset(act.item for act in acts if history.candidate(act.item, until, end))
    places = {(act.user, act.item): act.place for act in reversed(acts) if act.place is not None}
    block = Block(label or f"{moment(until):%Y-%m-%d}", until, end, {}, history, live, asked, places)
    return replace(block, relevant=_relevant(block, (act for act in acts if not act.own)))


def at_random(log: Log, known: Iterable[Act], wanted: Iterable[Act]) -> Block:
    """The one block of a split that knows no time. Only items that some known act touches are candidates."""
    history = History((Act(act.user, act.item, 0.0, act.kind) for act in known), log.born)
    block = Block(EVERYTHING, inf, inf, {}, history, frozenset(history.candidates(inf, inf)))
    return replace(block, relevant=_relevant(block, wanted))


def _relevant(block: Block, acts: Iterable[Act]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for act in acts:
        if block.open_to(act.user, act.item):
            found[act.user].add(act.item)
    return {user: frozenset(items) for user, items in found.items()}


def drawn(salt: str, act: Act) -> bool:
    """Whether a pair is among the fifth that `salt` (`test`, `valid`) holds back."""
    digest = hashlib.md5(f"{salt}:{act.user}:{act.item}".encode(), usedforsecurity=False).hexdigest()
    return int(digest[:8], 16) % 5 == 0


def day_end(until: float) -> float:
    """The end of the UTC day that a moment lies in."""
    return (until // DAY + 1) * DAY


def moment(seconds: float) -> datetime:
    """Unix seconds as a time."""
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
