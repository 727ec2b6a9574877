"""Targeting: whom a flight is for. What isn't known of a reader never matches an include, and passes an exclude."""

from collections.abc import Collection, Sequence

from babel.core import get_global

from domain.content import ContentKind
from domain.errors import InvalidInput
from domain.ids import AreaId, TagId
from domain.record import Record
from domain.segment import ValueSegment

MAX_NAMED = 50
"""Of tags, areas, countries or languages that a flight names."""

MAX_PER_DAY, MAX_PER_WEEK = 20, 100
DEVICES = ("desktop", "mobile", "tablet")
COUNTRIES = frozenset(code for code in get_global("territory_languages") if len(code) == 2)
LANGUAGES = frozenset(tag.partition("_")[0] for tag in get_global("likely_subtags")) - {"und"}


class Targeting(Record):
    """What of a page and its reader a flight asks for. Empty lists ask for nothing."""

    include_tags: tuple[TagId, ...] = ()
    exclude_tags: tuple[TagId, ...] = ()
    areas: tuple[AreaId, ...] = ()
    segments: tuple[ValueSegment, ...] = ()
    content_kinds: tuple[ContentKind, ...] = ()
    countries: tuple[str, ...] = ()
    """ISO 3166-1 alpha-2, in capitals."""
    languages: tuple[str, ...] = ()
    """ISO 639, as in `en`."""
    devices: tuple[str, ...] = ()
    frequency_cap_per_day: int | None = None
    frequency_cap_per_week: int | None = None
    """Views of the flight by one member at most."""

    def check(self) -> None:
        """Go on only with what somebody can match.

        Raises:
            InvalidInput: a list is too long or names what doesn't exist, a tag is asked for and excluded, or a cap is
                out of range.
        """
        for name in ("include_tags", "exclude_tags", "areas", "countries", "languages"):
            if len(getattr(self, name)) > MAX_NAMED:
                raise InvalidInput(f"Name at most {MAX_NAMED}.", _path(name))
        if set(self.include_tags) & set(self.exclude_tags):
            raise InvalidInput("A tag can't be asked for and excluded as well.", _path("exclude_tags"))
        _check_known(self.countries, COUNTRIES, "countries", "Countries have two capitals, as in DE or CN.")
        _check_known(self.languages, LANGUAGES, "languages", "Languages have their ISO 639 code, as in en or zh.")
        _check_known(self.devices, DEVICES, "devices", f"Devices are {', '.join(DEVICES)}.")
        _check_cap(self.frequency_cap_per_day, MAX_PER_DAY, "frequency_cap_per_day")
        _check_cap(self.frequency_cap_per_week, MAX_PER_WEEK, "frequency_cap_per_week")


def _path(name: str) -> tuple[str, str, str]:
    first, *rest = name.split("_")
    return "input", "targeting", first + "".join(map(str.capitalize, rest))


def _check_known(codes: Sequence[str], known: Collection[str], name: str, advice: str) -> None:
    unknown = [code for code in codes if code not in known]
    if unknown:
        raise InvalidInput(f"{advice} {unknown[0][:20]!r} is none.", _path(name))


def _check_cap(cap: int | None, most: int, name: str) -> None:
    if cap is not None and not 1 <= cap <= most:
        raise InvalidInput(f"A member sees it 1 to {most} times, or as often as it comes.", _path(name))
