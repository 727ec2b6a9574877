"""Matching: whether a place and its reader are what a flight asks for, criterion by criterion.

Every criterion is the same: a flight asks for some values and rules some out, and of a place some are known, or none.
What is asked for must be among what is known, so the unknown never matches an include; what is ruled out must not be,
so the unknown passes an exclude. This is the reference that `domain.masks` must agree with.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import combinations
from zoneinfo import ZoneInfo

from domain.ad_context import AdContext
from domain.targeting import Targeting

PLUS = "+"
"""Between the ids of tags that stand together."""


class Criterion(StrEnum):
    """What is looked at."""

    TAG = "TAG"
    INTEREST = "INTEREST"
    AREA = "AREA"
    SEGMENT = "SEGMENT"
    SAVED_SEGMENT = "SAVED_SEGMENT"
    CONTENT_KIND = "CONTENT_KIND"
    COUNTRY = "COUNTRY"
    LANGUAGE = "LANGUAGE"
    DEVICE = "DEVICE"
    WEEKDAY = "WEEKDAY"
    HOUR = "HOUR"
    KEYWORD = "KEYWORD"
    SIMILAR = "SIMILAR"


@dataclass(frozen=True, slots=True)
class Ask:
    """What one flight asks for and rules out of one criterion."""

    criterion: Criterion
    include: frozenset[str]
    exclude: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A criterion by which a flight can't serve in a place: what is known there, and what the flight said of it."""

    criterion: Criterion
    excluded: bool
    """Whether something was ruled out; otherwise what is asked for wasn't found."""
    asked: frozenset[str]
    found: frozenset[str]


LOCAL = frozenset({Criterion.WEEKDAY, Criterion.HOUR})
"""What is another value in another zone."""

_ASKS: dict[Criterion, tuple[str | None, str | None]] = {
    Criterion.TAG: ("include_tags", "exclude_tags"),
    Criterion.INTEREST: ("interest_tags", "exclude_interest_tags"),
    Criterion.AREA: ("areas", "exclude_areas"),
    Criterion.SEGMENT: ("segments", "exclude_segments"),
    Criterion.SAVED_SEGMENT: ("saved_segments", "exclude_saved_segments"),
    Criterion.CONTENT_KIND: ("content_kinds", "exclude_content_kinds"),
    Criterion.COUNTRY: ("countries", "exclude_countries"),
    Criterion.LANGUAGE: ("languages", "exclude_languages"),
    Criterion.DEVICE: ("devices", "exclude_devices"),
    Criterion.WEEKDAY: ("weekdays", None),
    Criterion.HOUR: ("hours", None),
    Criterion.KEYWORD: ("keywords", "exclude_keywords"),
}
"""The fields of a targeting that ask for values of a criterion, and that rule them out."""


def asks(targeting: Targeting) -> list[Ask]:
    """What a targeting says, of the criteria it says anything of."""
    found = [
        Ask(criterion, _values(targeting, include), _values(targeting, exclude))
        for criterion, (include, exclude) in _ASKS.items()
    ]
    found.append(Ask(Criterion.SIMILAR, _similar(targeting)))
    return [ask for ask in found if ask.include or ask.exclude]


def known(context: AdContext) -> dict[Criterion, Collection[str]]:
    """What is known of a place, wherever one is."""
    return {criterion: tuple(values(context)) for criterion, values in _KNOWN.items()}


def local(at: datetime, zone: ZoneInfo) -> dict[Criterion, str]:
    """What a moment is in a zone."""
    there = at.astimezone(zone)
    return {Criterion.WEEKDAY: str(there.isoweekday()), Criterion.HOUR: str(there.hour)}


def check(targeting: Targeting, context: AdContext, zone: ZoneInfo) -> list[Mismatch]:
    """Why a flight can't serve in a place; nothing if it can. `zone` is the flight's."""
    there = known(context) | {criterion: (value,) for criterion, value in local(context.at, zone).items()}
    found = []
    for ask in asks(targeting):
        here = frozenset(there[ask.criterion])
        if ask.exclude & here:
            found.append(Mismatch(ask.criterion, True, ask.exclude, here))
        if ask.include and not ask.include & here:
            found.append(Mismatch(ask.criterion, False, ask.include, here))
    return found


def pairs(tag_ids: Collection[str]) -> Iterable[str]:
    """Each two of some tags: pages that share two are taken to be about alike things."""
    return map(PLUS.join, combinations(sorted(tag_ids), 2))


def _values(targeting: Targeting, name: str | None) -> frozenset[str]:
    return frozenset(map(str, getattr(targeting, name))) if name else frozenset()


def _similar(targeting: Targeting) -> frozenset[str]:
    shared = {pair for tags in targeting.similar_tags for pair in pairs(tags.split(PLUS))}
    return frozenset({*targeting.similar_to, *shared})


def _one(value: str | None) -> tuple[str, ...]:
    return (str(value),) if value is not None else ()


_KNOWN: dict[Criterion, Callable[[AdContext], Iterable[str]]] = {
    Criterion.TAG: lambda here: here.tag_ids,
    Criterion.INTEREST: lambda here: here.reader.tag_ids if here.reader else (),
    Criterion.AREA: lambda here: _one(here.area_id),
    Criterion.SEGMENT: lambda here: _one(here.reader.segment) if here.reader else (),
    Criterion.SAVED_SEGMENT: lambda here: here.reader.saved_ids if here.reader else (),
    Criterion.CONTENT_KIND: lambda here: _one(here.kind),
    Criterion.COUNTRY: lambda here: _one(here.country),
    Criterion.LANGUAGE: lambda here: _one(here.language),
    Criterion.DEVICE: lambda here: _one(here.device),
    Criterion.KEYWORD: lambda here: here.words,
    Criterion.SIMILAR: lambda here: (*_one(here.content_id), *pairs(here.tag_ids)),
}
