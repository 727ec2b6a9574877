"""What the members of a demo community do, day by day: mostly they read what is new on their topics, and some react."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from domain.content import ContentKind
from domain.interaction import InteractionType as Kind
from importers.demo.calendar import Calendar, Numbers
from importers.demo.library import KINDS, Library, follows
from importers.demo.plan import DAY, Plan
from importers.demo.population import Indexes, Population

TYPES = tuple(Kind)
REACTIONS = {
    Kind.READ: 0.45,
    Kind.CLICK: 0.1,
    Kind.LIKE: 0.11,
    Kind.BOOKMARK: 0.05,
    Kind.SHARE: 0.025,
    Kind.VOTE_UP: 0.07,
    Kind.VOTE_DOWN: 0.008,
    Kind.HIDE: 0.004,
    Kind.SEARCH: 0.03,
}
"""How many of a thousand visits, by thousands, end in each; all visits are a VIEW."""

READING_SECONDS = 95.0
"""Median time spent reading."""

_FROM_FOLLOWED, _FROM_POPULAR, _FROM_OLD = 0.15, 0.1, 0.05
"""Where visits that don't go to new content of a topic go."""

_DRAWS = 5
"""Contents a reader sees for each one opened; the best of them is."""


@dataclass(frozen=True)
class Acts:
    """Acts as columns, sorted by time. `content` is -1 where there is none, `dwell` 0 where nothing was read."""

    type: NDArray[np.int8]
    member: Indexes
    content: Indexes
    at: Numbers
    dwell: Indexes

    def __len__(self) -> int:
        return len(self.at)

    @classmethod
    def joined(cls, parts: list["Acts"]) -> "Acts":
        """Several as one, in the order of time."""
        columns = [np.concatenate([getattr(part, name) for part in parts]) for name in cls.__dataclass_fields__]
        order = np.argsort(columns[3], kind="stable")
        return cls(*(column[order] for column in columns))


def acts(type: Kind, member: Indexes, content: Indexes, at: Numbers, dwell: Indexes | None = None) -> Acts:
    """Acts of one type."""
    types = np.full(len(at), TYPES.index(type), np.int8)
    return Acts(types, member, content, at, np.zeros(len(at), np.int64) if dwell is None else dwell)


class Behaviour:
    """Everything that happens, one day at a time; each day can be asked for by itself."""

    def __init__(self, plan: Plan, calendar: Calendar, people: Population, library: Library) -> None:
        self.plan, self.calendar, self.people, self.library = plan, calendar, people, library
        self.follower, self.followed, self.followed_at = follows(plan, people)
        self._first_followed = np.searchsorted(self.follower, np.arange(people.size + 1))
        self._publishing = _publishing(library)
        self._shelves = Shelves(library)
        visits = (plan.interactions - len(self._publishing) - len(self.follower)) / (1 + sum(REACTIONS.values()))
        self._rate = max(visits, 0.0) * people.visits / people.visits.sum()
        self._presence = np.maximum(calendar.share(np.maximum(people.joined, 0), people.left), 1e-9)

    def days(self) -> Iterator[Acts]:
        """All acts, a day at a time."""
        for day in range(self.calendar.days(self.plan.length)):
            yield self.day(day)

    def day(self, day: int) -> Acts:
        """What is done on one day: visits and what follows from them, publishing, following."""
        since, until = day * DAY, min((day + 1) * DAY, self.plan.length)
        random = self.plan.random("day", day)
        parts = [
            *self._visits(random, since, until),
            _between(self._publishing, since, until),
            _between(self._following(), since, until),
        ]
        return Acts.joined(parts)

    def _following(self) -> Acts:
        none = np.full(len(self.follower), -1)
        return acts(Kind.FOLLOW, self.follower, none, self.followed_at)

    def _visits(self, random: np.random.Generator, since: float, until: float) -> list[Acts]:
        people = self.people
        start, end = np.maximum(people.joined, since), np.minimum(people.left, until)
        there = np.flatnonzero(end > start)
        expected = self._rate[there] * self.calendar.share(start[there], end[there]) / self._presence[there]
        member = np.repeat(there, random.poisson(expected))
        at = self.calendar.moments(random, start[member], end[member])
        content = self._opened(random, member, at)
        own = np.where(content >= 0, self.library.author[content] == member, True)
        member, content, at = member[~own], content[~own], at[~own]
        return [acts(Kind.VIEW, member, content, at), *self._reactions(random, member, content, at, until)]

    def _reactions(
        self, random: np.random.Generator, member: Indexes, content: Indexes, at: Numbers, until: float
    ) -> Iterator[Acts]:
        """Good content is reacted to more often. Nobody reacts before having looked for some seconds."""
        liking = np.clip(np.sqrt(self.library.quality[content]), 0.3, 2.0) / 1.8
        for type, chance in REACTIONS.items():
            pull = 1 / liking if type in (Kind.VOTE_DOWN, Kind.HIDE) else liking
            some = np.flatnonzero(random.random(len(at)) < chance * pull)
            delay = 3 + random.exponential(40, len(some))
            later = np.minimum(at[some] + delay, until - 1)
            if type is Kind.READ:
                dwell = np.clip(random.lognormal(np.log(READING_SECONDS), 0.9, len(some)), 5, 3_600).astype(np.int64)
                yield acts(type, member[some], content[some], later, dwell)
            else:
                about = np.full(len(some), -1) if type is Kind.SEARCH else content[some]
                yield acts(type, member[some], about, later)

    def _opened(self, random: np.random.Generator, member: Indexes, at: Numbers) -> Indexes:
        """What each visit goes to; -1 where there is nothing yet."""
        way = random.random(len(member))
        content = self._shelves.fresh(random, self.people.topic(random, member), at)
        followed = np.flatnonzero(way < _FROM_FOLLOWED)
        theirs = self._by_followed(random, member[followed], at[followed])
        content[followed] = np.where(theirs >= 0, theirs, content[followed])
        popular = np.flatnonzero((way >= _FROM_FOLLOWED) & (way < _FROM_FOLLOWED + _FROM_POPULAR))
        content[popular] = self._shelves.popular(random, at[popular])
        old = np.flatnonzero(way > 1 - _FROM_OLD)
        content[old] = self._shelves.old(random, at[old])
        return content

    def _by_followed(self, random: np.random.Generator, member: Indexes, at: Numbers) -> Indexes:
        """The latest content of someone each member follows by then."""
        first, last = self._first_followed[member], self._first_followed[member + 1]
        if not len(self.follower):
            return np.full(len(member), -1)
        pick = np.minimum(first + (random.random(len(member)) * (last - first)).astype(int), len(self.follower) - 1)
        latest = self._shelves.latest_by(self.followed[pick], at)
        return np.where((last > first) & (self.followed_at[pick] < at), latest, -1)


class Shelves:
    """Standalone content sorted by topic, by author, and all together, each in the order of time."""

    def __init__(self, library: Library) -> None:
        self._quality = library.quality
        self._all = np.flatnonzero(library.standalone)
        self._at = library.at[self._all]
        # One number that sorts by group and then by time: times are below 2^26 seconds.
        self._by_topic, self._topic_keys = self._sorted(library.topic, library.at)
        self._by_author, self._author_keys = self._sorted(library.author, library.at)

    _SPAN = float(2**26)

    def _sorted(self, group: Indexes, at: Numbers) -> tuple[Indexes, Numbers]:
        keys = group[self._all] * self._SPAN + at[self._all]
        order = np.argsort(keys, kind="stable")
        return self._all[order], keys[order]

    def fresh(self, random: np.random.Generator, topic: Indexes, at: Numbers) -> Indexes:
        """The best of a few contents of the topic, the newer the likelier; half of a day's choice is a day old."""
        newest = np.searchsorted(self._topic_keys, topic * self._SPAN + at) - 1
        first = np.searchsorted(self._topic_keys, topic * self._SPAN)
        recent = newest + 1 - np.searchsorted(self._topic_keys, topic * self._SPAN + np.maximum(at - 2 * DAY, 0))
        back = np.floor(random.exponential(size=(_DRAWS, len(at))) * (recent * 0.7 + 1)).astype(np.int64)
        # The last topic may have no content: its first place is behind the end then.
        place = np.minimum(np.maximum(newest - back, first), len(self._by_topic) - 1)
        return np.where(newest >= first, self._best(self._by_topic, place), -1)

    def popular(self, random: np.random.Generator, at: Numbers) -> Indexes:
        """The best of many from the last three days."""
        newest = np.searchsorted(self._at, at) - 1
        recent = newest + 1 - np.searchsorted(self._at, at - 3 * DAY)
        back = (random.random((4 * _DRAWS, len(at))) * recent).astype(np.int64)
        return np.where(newest >= 0, self._best(self._all, np.maximum(newest - back, 0)), -1)

    def old(self, random: np.random.Generator, at: Numbers) -> Indexes:
        """The best of a few from all times, as a search engine brings them."""
        newest = np.searchsorted(self._at, at) - 1
        place = (random.random((2 * _DRAWS, len(at))) * (newest + 1)).astype(np.int64)
        return np.where(newest >= 0, self._best(self._all, np.maximum(place, 0)), -1)

    def latest_by(self, author: Indexes, at: Numbers) -> Indexes:
        """The author's latest content, when it is less than two weeks old."""
        place = np.searchsorted(self._author_keys, author * self._SPAN + at) - 1
        young = self._author_keys[place] > author * self._SPAN + np.maximum(at - 14 * DAY, 0)
        return np.where((place >= 0) & young, self._by_author[place], -1)

    def _best(self, contents: Indexes, places: Indexes) -> Indexes:
        choices = contents[places]
        best = np.argmax(self._quality[choices], axis=0)
        return np.asarray(np.take_along_axis(choices, best[None, :], axis=0)[0])


def _publishing(library: Library) -> Acts:
    """Publishing counts for the content itself; what answers and comments do counts for the head of their thread."""
    parts = []
    for kind, type in ((ContentKind.ANSWER, Kind.ANSWER), (ContentKind.COMMENT, Kind.COMMENT)):
        these = np.flatnonzero(library.kind == KINDS.index(kind))
        parts.append(acts(type, library.author[these], library.root[these], library.at[these]))
    originals = np.flatnonzero(library.standalone)
    parts.append(acts(Kind.PUBLISH, library.author[originals], originals, library.at[originals]))
    accepted = np.flatnonzero(~np.isnan(library.accepted_at))
    asked = library.root[accepted]
    parts.append(acts(Kind.ACCEPT, library.author[asked], asked, library.accepted_at[accepted]))
    return Acts.joined(parts)


def _between(all: Acts, since: float, until: float) -> Acts:
    """Those of some hours. Acts that aren't sorted by time are looked through one by one."""
    within = np.flatnonzero((all.at >= since) & (all.at < until))
    return Acts(all.type[within], all.member[within], all.content[within], all.at[within], all.dwell[within])
