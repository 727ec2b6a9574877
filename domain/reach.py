"""Reach: how many members a targeting may find, and on how many page views a day, estimated from samples.

Samples bound the cost of an estimate, however large the community is. That of members takes whose hashes are least, so
it is of everybody alike and stays nearly the same from day to day. That of contents is by their views: what has more
than a thousandth of all is in it; of the others, each with a chance in proportion to its views, and every one that is
in it stands for as many (systematic sampling with probabilities in proportion to size; Horvitz and Thompson, 1952).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import blake2b

from domain.ad_context import AdContext
from domain.match import Ask, Criterion, asks, known
from domain.record import Moment, Record
from domain.targeting import Targeting

WINDOW = timedelta(days=30)
LEAST = 20
"""Of fewer people nothing is told, so that no targeting is about somebody."""

MEMBERS, CONTENTS = 2_000, 1_000
"""Sizes of the samples, at most; of contents up to twice as many."""

OF_READER = frozenset({Criterion.INTEREST, Criterion.SEGMENT, Criterion.SAVED_SEGMENT})
NOT_COUNTED = frozenset({Criterion.COUNTRY, Criterion.DEVICE, Criterion.WEEKDAY, Criterion.HOUR})
"""What nobody keeps of members and of views."""


class ReachGap(StrEnum):
    """Why there is no estimate."""

    NOT_COUNTED = "NOT_COUNTED"
    TOO_FEW = "TOO_FEW"


class ReachEstimate(Record):
    """What a targeting may reach, or why that isn't told."""

    members: int | None = None
    views_per_day: int | None = None
    gap: ReachGap | None = None
    not_counted: tuple[Criterion, ...] = ()
    as_of: Moment | None = None


@dataclass(frozen=True, slots=True)
class Sampled:
    """One content of the sample, as a place for ads, with the views of the window that it stands for."""

    context: AdContext
    views: float


def some_of(ids: Collection[str]) -> list[str]:
    """A sample of members."""
    return sorted(ids, key=_mark)[:MEMBERS]


def by_views(views: Mapping[str, int]) -> dict[str, float]:
    """A sample of contents, each with the views it stands for; these sum to about all views."""
    step = sum(views.values()) / CONTENTS
    if len(views) <= CONTENTS:
        return {id: float(count) for id, count in views.items()}
    found, passed = dict[str, float](), step / 2
    for id in sorted(views, key=_mark):
        if views[id] >= step:
            found[id] = float(views[id])
            continue
        passed += views[id]
        if passed >= step:
            found[id] = step
            passed -= step
    return found


def asks_readers(targeting: Targeting) -> bool:
    """Whether it asks for anything of a reader, or rules it out."""
    return any(ask.criterion in OF_READER for ask in asks(targeting))


def estimate(
    targeting: Targeting, members: int, readers: Sequence[AdContext] | None, pages: Iterable[Sampled], as_of: datetime
) -> ReachEstimate:
    """What a targeting may reach. `members` are all who are active, `readers` the sample of them; None to take all."""
    asked = asks(targeting)
    not_counted = tuple(ask.criterion for ask in asked if ask.criterion in NOT_COUNTED)
    of_reader = [ask for ask in asked if ask.criterion in OF_READER]
    of_page = [ask for ask in asked if ask.criterion not in OF_READER | NOT_COUNTED]
    matching = members if readers is None else sum(fits(of_reader, reader) for reader in readers)
    if matching < LEAST:
        return ReachEstimate(gap=ReachGap.TOO_FEW, not_counted=not_counted, as_of=as_of)
    views = sum(page.views for page in pages if fits(of_page, page.context))
    return ReachEstimate(
        members=rounded(matching * members / len(readers) if readers else matching, 10),
        views_per_day=rounded(views / WINDOW.days, 1),
        not_counted=not_counted,
        as_of=as_of,
    )


def fits(asked: Sequence[Ask], context: AdContext) -> bool:
    """Whether a place is what is asked for, of what is looked at here."""
    there = known(context) if asked else {}
    return all(_allows(ask, there[ask.criterion]) for ask in asked)


def _allows(ask: Ask, here: Collection[str]) -> bool:
    return ask.exclude.isdisjoint(here) and not (ask.include and ask.include.isdisjoint(here))


def rounded(count: float, step: int) -> int:
    """A number to two digits, and to `step` at least."""
    while count >= 100 * step:
        step *= 10
    return round(count / step) * step


def _mark(id: str) -> bytes:
    return blake2b(id.encode(), digest_size=8).digest()
