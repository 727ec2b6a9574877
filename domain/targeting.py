"""Targeting: whom a flight is for. What isn't known of a reader never matches an include, and passes an exclude."""

from collections.abc import Callable, Collection
from typing import Any

from babel.core import get_global
from pydantic import model_validator

from domain.content import ContentKind
from domain.errors import InvalidInput
from domain.ids import AreaId, ContentId, TagId
from domain.record import Record
from domain.segment import ValueSegment
from domain.words import terms

MAX_NAMED = 50
"""Of tags, areas, countries, words and the like that a flight names in one list."""

MAX_SIMILAR = 20
MAX_KEYWORD = 50
MAX_PER_DAY, MAX_PER_WEEK = 20, 100
DEVICES = ("desktop", "mobile", "tablet")
COUNTRIES = frozenset(code for code in get_global("territory_languages") if len(code) == 2)
LANGUAGES = frozenset(tag.partition("_")[0] for tag in get_global("likely_subtags")) - {"und"}
PAIRS = (
    ("include_tags", "exclude_tags"),
    ("interest_tags", "exclude_interest_tags"),
    ("areas", "exclude_areas"),
    ("segments", "exclude_segments"),
    ("saved_segments", "exclude_saved_segments"),
    ("content_kinds", "exclude_content_kinds"),
    ("countries", "exclude_countries"),
    ("languages", "exclude_languages"),
    ("devices", "exclude_devices"),
    ("keywords", "exclude_keywords"),
)
"""What asks for values of one thing, and what rules them out."""


class Targeting(Record):
    """What of a page and its reader a flight asks for. Empty lists ask for nothing."""

    include_tags: tuple[TagId, ...] = ()
    exclude_tags: tuple[TagId, ...] = ()
    """Of the page."""
    interest_tags: tuple[TagId, ...] = ()
    exclude_interest_tags: tuple[TagId, ...] = ()
    """Of the reader: what they are interested in."""
    areas: tuple[AreaId, ...] = ()
    exclude_areas: tuple[AreaId, ...] = ()
    segments: tuple[ValueSegment, ...] = ()
    exclude_segments: tuple[ValueSegment, ...] = ()
    saved_segments: tuple[str, ...] = ()
    exclude_saved_segments: tuple[str, ...] = ()
    """Ids."""
    content_kinds: tuple[ContentKind, ...] = ()
    exclude_content_kinds: tuple[ContentKind, ...] = ()
    countries: tuple[str, ...] = ()
    exclude_countries: tuple[str, ...] = ()
    """ISO 3166-1 alpha-2, in capitals."""
    languages: tuple[str, ...] = ()
    exclude_languages: tuple[str, ...] = ()
    """ISO 639, as in `en`."""
    devices: tuple[str, ...] = ()
    exclude_devices: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    exclude_keywords: tuple[str, ...] = ()
    """Single words of the page, as `domain.words.terms` spells them."""
    weekdays: tuple[int, ...] = ()
    """1 for Monday to 7, in the flight's zone."""
    hours: tuple[int, ...] = ()
    """0 to 23, in the flight's zone."""
    similar_to: tuple[ContentId, ...] = ()
    """Contents: a page is similar that is one of them, or shares two tags with one of them."""
    similar_tags: tuple[str, ...] = ()
    """The tags of each of these contents when the flight was written: ids in order, with + between them."""
    frequency_cap_per_day: int | None = None
    frequency_cap_per_week: int | None = None
    """Views of the flight by one member at most."""

    @property
    def is_capped(self) -> bool:
        """Whether one member may see the flight only so often."""
        return self.frequency_cap_per_day is not None or self.frequency_cap_per_week is not None

    @model_validator(mode="before")
    @classmethod
    def _without_absent(cls, given: Any) -> Any:
        """Flights that were stored before a list existed don't have it."""
        return {name: value for name, value in given.items() if value is not None} if isinstance(given, dict) else given

    def check(self) -> None:
        """Go on only with what somebody can match.

        Raises:
            InvalidInput: a list is too long or names what doesn't exist, something is asked for and excluded, or a cap
                is out of range.
        """
        for name, value in self:
            most = MAX_SIMILAR if name.startswith("similar_") else MAX_NAMED
            if isinstance(value, tuple) and len(value) > most:
                raise InvalidInput(f"Name at most {most}.", path_of(name))
        for include, exclude in PAIRS:
            if set(getattr(self, include)) & set(getattr(self, exclude)):
                raise InvalidInput("What is asked for can't be excluded as well.", path_of(exclude))
        for names, is_known, advice in _KNOWN:
            for name in names:
                self._check_each(name, is_known, advice)
        _check_cap(self.frequency_cap_per_day, MAX_PER_DAY, "frequency_cap_per_day")
        _check_cap(self.frequency_cap_per_week, MAX_PER_WEEK, "frequency_cap_per_week")

    def _check_each(self, name: str, is_known: Callable[[Any], bool], advice: str) -> None:
        unknown = [value for value in getattr(self, name) if not is_known(value)]
        if unknown:
            raise InvalidInput(f"{advice} {str(unknown[0])[:20]!r} is none.", path_of(name))


def path_of(name: str) -> tuple[str, str, str]:
    """Where the client gave a list of that name."""
    first, *rest = name.split("_")
    return "input", "targeting", first + "".join(map(str.capitalize, rest))


def _is_word(text: str) -> bool:
    return 0 < len(text) <= MAX_KEYWORD and " " not in text and terms(text) == text


def _one_of(known: Collection[Any]) -> Callable[[Any], bool]:
    return known.__contains__


_KNOWN: tuple[tuple[tuple[str, ...], Callable[[Any], bool], str], ...] = (
    (("countries", "exclude_countries"), _one_of(COUNTRIES), "Countries have two capitals, as in DE or CN."),
    (("languages", "exclude_languages"), _one_of(LANGUAGES), "Languages have their ISO 639 code, as in en or zh."),
    (("devices", "exclude_devices"), _one_of(DEVICES), f"Devices are {', '.join(DEVICES)}."),
    (("keywords", "exclude_keywords"), _is_word, f"Name single words of at most {MAX_KEYWORD} letters or digits."),
    (("weekdays",), _one_of(range(1, 8)), "Days are 1 for Monday to 7 for Sunday."),
    (("hours",), _one_of(range(24)), "Hours are 0 to 23."),
)
"""What the values of a list must be, and how that is said."""


def _check_cap(cap: int | None, most: int, name: str) -> None:
    if cap is not None and not 1 <= cap <= most:
        raise InvalidInput(f"A member sees it 1 to {most} times, or as often as it comes.", path_of(name))
