"""Newcomers: how much those who stand on the level NEW may do in a day, and in one content."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.body import Body
from domain.errors import InvalidInput, LimitReached
from domain.points import day_in
from domain.record import Record

MAX_LIMIT = 1_000


class Limits(Record):
    """What somebody new may do; the numbers are about those of Discourse for a first day and its lowest level."""

    contents: int = 3
    """Things that stand by themselves, published in a day."""
    replies: int = 10
    """Answers and comments in a day."""
    edits: int = 20
    """Versions of what they wrote, made in a day."""
    mentions: int = 2
    """Members mentioned in one content."""
    links: int = 5
    """Links in one content; checks have a moderator look at three already."""
    mentions_a_day: int = 10
    links_a_day: int = 20
    """In all that is published in a day."""

    def check(self, path: tuple[str, ...]) -> None:
        """Go on only with limits that count something.

        Raises:
            InvalidInput: one is out of range.
        """
        for name, most in self:
            if not 0 <= most <= MAX_LIMIT:
                raise InvalidInput(f"A limit lies between 0 and {MAX_LIMIT:,}.", (*path, camel(name)))


LIMITS = Limits()
"""What holds unless a community says otherwise."""


def camel(name: str) -> str:
    """A name as the API has it."""
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


class Today(Record):
    """What a member did since the day began."""

    contents: int
    replies: int
    edits: int
    mentions: int
    links: int


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody new is about to do: one of `contents`, `replies` or `edits`, and what it holds."""

    kind: str
    mentions: int = 0
    links: int = 0

    @classmethod
    def of(cls, kind: str, body: Body) -> "Deed":
        """Writing that body. A name counts once, in whatever case; a link each time."""
        return cls(kind, len({name.lower() for name in body.mentions}), body.html.count("<a "))


@dataclass(frozen=True, slots=True)
class CommunityDay:
    """The day it is in the community's time zone."""

    day: date
    zone: ZoneInfo

    @classmethod
    def at(cls, moment: datetime, zone: ZoneInfo) -> "CommunityDay":
        """That of a moment."""
        return cls(day_in(zone, moment), zone)

    @property
    def begins_at(self) -> datetime:
        """Its first moment."""
        return datetime.combine(self.day, time.min, self.zone).astimezone(UTC)

    @property
    def ends_at(self) -> datetime:
        """That of the next."""
        return datetime.combine(self.day + timedelta(days=1), time.min, self.zone).astimezone(UTC)


_A_DAY = {
    "contents": "publish {most} contents",
    "replies": "write {most} replies",
    "edits": "edit {most} times",
    "mentions": "mention {most} members",
    "links": "set {most} links",
}


def admit(deed: Deed, today: Today, limits: Limits, day: CommunityDay) -> None:
    """Go on only with what somebody new may still do today.

    Raises:
        LimitReached: it is too much, in one content or for the day; the message says from when on it isn't.
    """
    for what, count, most in (("mention", deed.mentions, limits.mentions), ("link", deed.links, limits.links)):
        if count > most:
            raise LimitReached(
                f"While you are new here, a content has at most {most} {what}s; this has {count}.", _BODY
            )
    asked = {
        deed.kind: (1, getattr(limits, deed.kind), ("input",)),
        "mentions": (deed.mentions, limits.mentions_a_day, _BODY),
        "links": (deed.links, limits.links_a_day, _BODY),
    }
    for name, (more, most, path) in asked.items():
        if more and getattr(today, name) + more > most:
            what = _A_DAY[name].format(most=most)
            opens = f"{day.ends_at:%Y-%m-%d %H:%M} UTC"
            raise LimitReached(f"While you are new here, you can {what} a day: go on at {opens}.", path)


_BODY = ("input", "body")
