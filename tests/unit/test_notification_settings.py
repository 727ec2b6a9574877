"""Quiet hours go by the clock on a member's wall, over midnight and on days of 23 and 25 hours."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain.ids import UserId
from domain.mail import MailItem
from domain.notification import NotificationKind
from domain.notification_settings import NotificationSettings

BEN = UserId("usr_01jz000000000000000000000b")


def _settings(zone: str, start: str | None, end: str | None) -> NotificationSettings:
    return NotificationSettings(user_id=BEN, time_zone=zone, quiet_from=start, quiet_to=end)


@pytest.mark.parametrize(
    ("zone", "start", "end", "at", "quiet"),
    [
        ("UTC", None, None, "2026-06-01T03:00Z", False),
        ("UTC", "22:00", "07:00", "2026-06-01T21:59Z", False),
        ("UTC", "22:00", "07:00", "2026-06-01T22:00Z", True),
        ("UTC", "22:00", "07:00", "2026-06-02T06:59Z", True),
        ("UTC", "22:00", "07:00", "2026-06-02T07:00Z", False),
        ("UTC", "12:00", "14:00", "2026-06-01T13:00Z", True),
        ("UTC", "12:00", "14:00", "2026-06-01T14:00Z", False),
        ("Asia/Shanghai", "22:00", "07:00", "2026-06-01T14:00Z", True),
        ("Asia/Kathmandu", "22:00", "07:00", "2026-06-01T16:14Z", False),
        ("Asia/Kathmandu", "22:00", "07:00", "2026-06-01T16:15Z", True),
    ],
)
def test_quiet_hours(zone: str, start: str | None, end: str | None, at: str, quiet: bool) -> None:
    assert _settings(zone, start, end).quiet(datetime.fromisoformat(at)) is quiet


@pytest.mark.parametrize(
    ("day", "start", "end", "minutes"),
    [
        ("2026-03-29", "01:00", "04:00", 120),
        ("2026-10-25", "01:00", "04:00", 240),
        ("2026-10-25", "02:30", "03:00", 60),
        ("2026-03-29", "02:15", "02:45", 0),
        ("2026-03-30", "01:00", "04:00", 180),
    ],
)
def test_days_of_23_and_25_hours(day: str, start: str, end: str, minutes: int) -> None:
    """Berlin's clocks go from 02:00 to 03:00 in March, and from 03:00 back to 02:00 in October."""
    settings = _settings("Europe/Berlin", start, end)
    midnight = datetime.fromisoformat(day).replace(tzinfo=ZoneInfo("Europe/Berlin")).astimezone(UTC)
    assert sum(settings.quiet(midnight + timedelta(minutes=n)) for n in range(20 * 60)) == minutes


@pytest.mark.parametrize("kind", NotificationKind)
def test_a_mail_has_words_for_each_kind(kind: NotificationKind) -> None:
    at = datetime(2026, 6, 1, tzinfo=UTC)
    item = MailItem(kind=kind, actor=None, actor_count=0, title=None, content_id=None, slug=None, gone=False, at=at)
    assert item.line and "{" not in item.line
