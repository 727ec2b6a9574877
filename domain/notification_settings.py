"""What members want to be told of, by which channel, and when they want to be left alone."""

from collections.abc import Mapping
from datetime import datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.errors import InvalidInput
from domain.ids import UserId
from domain.notification import NotificationKind
from domain.record import Record

DAY_HOURS = 24
MOST_HOURS = 24 * 14
"""Between two mails at most."""


class Channel(StrEnum):
    """By what a member is told."""

    IN_APP = "IN_APP"
    MAIL = "MAIL"


class NotificationSettings(Record):
    """What one member set; the defaults for who set nothing. Times are "HH:MM" in their zone."""

    user_id: UserId
    off: frozenset[str] = frozenset()
    """Kind and channel, as `REPLIED:MAIL`, of what they don't want."""
    time_zone: str = "UTC"
    quiet_from: str | None = None
    quiet_to: str | None = None
    mail_hours: int = DAY_HOURS
    watches_disputes: bool = False
    """Whether they are told of disputed services, as who manages orders."""

    def wants(self, kind: NotificationKind, channel: Channel) -> bool:
        """Whether they are to be told of that kind by that channel."""
        return switch(kind, channel) not in self.off

    def switched(self, changes: Mapping[str, bool]) -> frozenset[str]:
        """What is off once these are switched on or off."""
        on = {name for name, wanted in changes.items() if wanted}
        return (self.off - on) | (changes.keys() - on)

    def quiet(self, now: datetime) -> bool:
        """Whether they want to be left alone at that moment.

        It is asked of the clock on their wall, which shows an hour of an autumn night twice and one in spring never.
        """
        if self.quiet_from is None or self.quiet_to is None:
            return False
        wall = now.astimezone(ZoneInfo(self.time_zone)).time()
        start, end = time.fromisoformat(self.quiet_from), time.fromisoformat(self.quiet_to)
        return start <= wall < end if start <= end else wall >= start or wall < end


def switch(kind: NotificationKind, channel: Channel) -> str:
    """The name of a kind by a channel."""
    return f"{kind}:{channel}"


def check_quiet(start: str, end: str) -> tuple[str, str] | tuple[None, None]:
    """From when to when, or never when both are the same.

    Raises:
        InvalidInput: one isn't a time of day.
    """
    times = _time(start, "from"), _time(end, "to")
    return times if times[0] != times[1] else (None, None)


def _time(text: str, field: str) -> str:
    try:
        found = time.fromisoformat(text) if len(text) == len("22:00") else None
    except ValueError:
        found = None
    if found is None:
        raise InvalidInput("A time of day is like 22:00.", ("input", "quietHours", field))
    return f"{found:%H:%M}"


def check_hours(hours: int) -> int:
    """Hours between two mails.

    Raises:
        InvalidInput: out of range.
    """
    if not 1 <= hours <= MOST_HOURS:
        raise InvalidInput(f"Between two mails are 1 to {MOST_HOURS} hours.", ("input", "mailHours"))
    return hours
