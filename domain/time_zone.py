"""Time zones by their names in the IANA list."""

from functools import cache
from zoneinfo import available_timezones

from domain.errors import InvalidInput


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def check_zone(name: str) -> str:
    """The name of a time zone.

    Raises:
        InvalidInput: there is no such zone.
    """
    if name not in _zones():
        raise InvalidInput("A time zone is named as in `Asia/Shanghai` (IANA).", ("input", "timeZone"))
    return name
