"""What a demo community publishes: when, by whom, on what, how good, and what belongs to what."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from domain.content import ContentKind, Visibility
from domain.product import is_sellable
from importers.demo.calendar import Calendar, Numbers
from importers.demo.plan import DAY, HOUR, Plan
from importers.demo.population import Indexes, Population

KINDS = tuple(ContentKind)
SHARES = {
    ContentKind.ARTICLE: 0.2,
    ContentKind.CASE_STUDY: 0.03,
    ContentKind.TALK: 0.03,
    ContentKind.PROJECT: 0.02,
    ContentKind.OPEN_SOURCE: 0.03,
    ContentKind.QUESTION: 0.16,
    ContentKind.DISCUSSION: 0.07,
    ContentKind.COURSE: 0.01,
    ContentKind.LESSON: 0.03,
    ContentKind.ANSWER: 0.2,
    ContentKind.COMMENT: 0.22,
}
"""How much of the content is of each kind."""

PARENTS = {
    ContentKind.LESSON: (ContentKind.COURSE,),
    ContentKind.ANSWER: (ContentKind.QUESTION,),
    ContentKind.COMMENT: (*(kind for kind in KINDS if kind.standalone), ContentKind.ANSWER),
}
"""What the kinds that don't stand alone belong to."""

VISIBILITIES = (Visibility.PUBLIC, Visibility.MEMBERS, Visibility.PAID)
_VISIBLE = {False: (0.9, 0.095, 0.005), True: (0.45, 0.25, 0.3)}
"""Public, members, paid: for most kinds, and for what is worth paying for."""

WORTH_PAYING = (ContentKind.COURSE, ContentKind.CASE_STUDY)
ACCEPTED = 0.5
"""The share of answered questions with an accepted answer."""


@dataclass(frozen=True)
class Library:
    """All content in the order of publication. `parent` and `accepted_by` are -1 where there is none."""

    kind: NDArray[np.int8]
    author: Indexes
    topic: Indexes
    at: Numbers
    quality: Numbers
    parent: Indexes
    root: Indexes
    """The content at the top of the thread: a question for its answers and the comments on them."""
    visibility: NDArray[np.int8]
    accepted_at: Numbers
    """When an answer was accepted; NaN for those that were not."""

    @property
    def size(self) -> int:
        return len(self.at)

    @property
    def standalone(self) -> NDArray[np.bool_]:
        """Which of it is listed and read by itself."""
        return np.asarray([kind.standalone for kind in KINDS])[self.kind]


@dataclass
class _Shelf:
    """Content of one kind on its way into the library; `parent` counts in the order of making."""

    kind: ContentKind
    author: Indexes
    topic: Indexes
    at: Numbers
    quality: Numbers
    parent: Indexes


def publish(plan: Plan, calendar: Calendar, people: Population) -> Library:
    """The content of `plan`. Parents are made before what belongs to them."""
    shelves: list[_Shelf] = []
    for kind in sorted(SHARES, key=lambda kind: (kind in PARENTS, list(SHARES).index(kind))):
        count = max(1, round(plan.contents * SHARES[kind]))
        random = plan.random(f"library {kind}")
        if kind in PARENTS:
            shelves.append(_replies(random, plan, people, kind, count, shelves))
        else:
            shelves.append(_originals(random, calendar, people, kind, count))
    return _in_order(plan, shelves)


def _originals(
    random: np.random.Generator, calendar: Calendar, people: Population, kind: ContentKind, count: int
) -> _Shelf:
    author = random.choice(people.size, count, p=people.fame / people.fame.sum())
    at = calendar.moments(random, np.maximum(people.joined[author], 0), people.left[author])
    quality = random.lognormal(0, 1, count) * np.sqrt(people.fame[author] / people.fame.mean())
    return _Shelf(kind, author, people.topic(random, author), at, quality, np.full(count, -1))


def _replies(
    random: np.random.Generator, plan: Plan, people: Population, kind: ContentKind, count: int, shelves: list[_Shelf]
) -> _Shelf:
    """Replies to good content more often, within hours or days, by members who were there."""
    offsets = np.cumsum([0, *(len(shelf.at) for shelf in shelves)])
    found = [(offset, shelf) for offset, shelf in zip(offsets, shelves, strict=False) if shelf.kind in PARENTS[kind]]
    where = np.concatenate([offset + np.arange(len(shelf.at)) for offset, shelf in found])
    parent_at, topic, quality, asker = (
        np.concatenate([getattr(shelf, name) for _, shelf in found]) for name in ("at", "topic", "quality", "author")
    )
    chosen = random.choice(len(where), count, p=quality / quality.sum())
    delay = random.lognormal(np.log(5 * HOUR), 1.6, count)
    span = plan.length - parent_at[chosen]
    at = parent_at[chosen] + np.where(delay < span, delay, random.random(count) * span)
    own = kind is ContentKind.LESSON
    author = asker[chosen] if own else _repliers(random, people, at, asker[chosen])
    return _Shelf(kind, author, topic[chosen], at, random.lognormal(0, 1, count), where[chosen])


def _repliers(random: np.random.Generator, people: Population, at: Numbers, asker: Indexes) -> Indexes:
    """Someone who was there then and isn't the author; who writes much replies much."""
    chances = people.fame / people.fame.sum()
    author = random.choice(people.size, len(at), p=chances)
    for _ in range(12):
        wrong = np.flatnonzero(~people.present(author, at) | (author == asker))
        if not len(wrong):
            break
        author[wrong] = random.choice(people.size, len(wrong), p=chances)
    return np.where(people.present(author, at), author, asker)


def _in_order(plan: Plan, shelves: list[_Shelf]) -> Library:
    """All shelves as one, sorted by time, with parents counted in that order."""
    at = np.concatenate([shelf.at for shelf in shelves])
    order = np.argsort(at, kind="stable")
    place = np.empty(len(at), dtype=np.int64)
    place[order] = np.arange(len(at))
    kind = np.concatenate([np.full(len(shelf.at), KINDS.index(shelf.kind), np.int8) for shelf in shelves])[order]
    parent = np.concatenate([shelf.parent for shelf in shelves])[order]
    parent = np.where(parent >= 0, place[parent], -1)
    author, topic, quality = (
        np.concatenate([getattr(shelf, name) for shelf in shelves])[order] for name in ("author", "topic", "quality")
    )
    root = np.where(parent >= 0, parent, np.arange(len(at)))
    root = root[root]
    accepted_at = _accepted(plan, kind, parent, at[order], quality)
    visibility = _visibility(plan, kind, root)
    return Library(kind, author, topic, at[order], quality, parent, root, visibility, accepted_at)


def _visibility(plan: Plan, kind: NDArray[np.int8], root: Indexes) -> NDArray[np.int8]:
    """What is below something else is seen by those who see that."""
    random = plan.random("visibility")
    precious = np.isin(kind, [KINDS.index(each) for each in WORTH_PAYING])
    usual, paid = (random.choice(3, len(kind), p=_VISIBLE[worth]).astype(np.int8) for worth in (False, True))
    free = np.isin(kind, [KINDS.index(each) for each in KINDS if not is_sellable(each)])
    usual = np.where(free, np.minimum(usual, VISIBILITIES.index(Visibility.MEMBERS)), usual)
    return np.asarray(np.where(precious, paid, usual)[root])


def _accepted(plan: Plan, kind: NDArray[np.int8], parent: Indexes, at: Numbers, quality: Numbers) -> Numbers:
    """The best answer of half the questions that have one, accepted within hours or days."""
    random = plan.random("accepted")
    answers = np.flatnonzero(kind == KINDS.index(ContentKind.ANSWER))
    by_question = answers[np.lexsort((-quality[answers], parent[answers]))]
    first = np.concatenate(([True], np.diff(parent[by_question]) != 0))
    best = by_question[first]
    best = best[random.random(len(best)) < ACCEPTED]
    accepted_at = np.full(len(at), np.nan)
    later = at[best] + random.lognormal(np.log(8 * HOUR), 1.2, len(best))
    accepted_at[best] = np.where(later < plan.length, later, np.nan)
    return accepted_at


def follows(plan: Plan, people: Population, most: int = 30) -> tuple[Indexes, Indexes, Numbers]:
    """Who follows whom since when: famous members more often, each on average four."""
    random = plan.random("follows")
    count = np.minimum(random.geometric(0.2, people.size) - 1, most)
    follower = np.repeat(np.arange(people.size), count)
    followed = random.choice(people.size, len(follower), p=people.fame / people.fame.sum())
    pair = np.unique(follower * people.size + followed)
    follower, followed = pair // people.size, pair % people.size
    since = np.maximum(np.maximum(people.joined[follower], people.joined[followed]), 0)
    until = np.minimum(people.left[follower], people.left[followed])
    kept = (follower != followed) & (since + DAY < until)
    at = since + random.random(len(pair)) ** 2 * (until - since)
    return follower[kept], followed[kept], at[kept]
