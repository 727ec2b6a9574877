"""What may bring a member back: one thing of their own, with the reason and what shows it.

The first that there is of: somebody spoke to them and they haven't seen it; their membership ends within 30 days,
or isn't paid; a course they began; something new on what they are drawn to. Only for who stays away, and by their
consent to personalisation: it says what was observed of them.
"""

from datetime import timedelta
from enum import StrEnum

from domain.churn import ChurnState
from domain.ids import ContentId, TagId, UserId
from domain.notification import NotificationKind
from domain.record import Moment, Record

AWAY = (ChurnState.COOLING, ChurnState.AT_RISK, ChurnState.CHURNED)
SPOKEN_TO = (
    NotificationKind.ANSWERED,
    NotificationKind.REPLIED,
    NotificationKind.MENTIONED,
    NotificationKind.ACCEPTED,
)
ENDS_WITHIN = timedelta(days=30)
TAGS = 5
"""Of the tags they are drawn to the strongest so many are looked at."""

MOST_NEW = 100
"""New contents of a tag are counted so far."""


class WinBackKind(StrEnum):
    """What may bring somebody back, the first that there is."""

    REPLY = "REPLY"
    MEMBERSHIP_ENDS = "MEMBERSHIP_ENDS"
    UNFINISHED_COURSE = "UNFINISHED_COURSE"
    NEW_CONTENT = "NEW_CONTENT"


class Spoken(Record):
    """The latest that others said to them and they haven't seen."""

    kind: NotificationKind
    content_id: ContentId
    title: str
    at: Moment


class Ending(Record):
    """Their subscription, which was cancelled or isn't paid."""

    tier_id: str
    name: str
    unpaid: bool
    ends_at: Moment


class Begun(Record):
    """The course they began last, and haven't finished."""

    content_id: ContentId
    title: str
    at: Moment


class Fresh(Record):
    """What is new on the tag that has most for them; `count` goes to `MOST_NEW`."""

    tag_id: TagId
    tag: str
    count: int
    content_id: ContentId
    title: str


class Occasions(Record):
    """All that was found for a member."""

    user_id: UserId
    since: Moment
    """Their last active day."""
    spoken: Spoken | None
    ending: Ending | None
    begun: Begun | None
    fresh: Fresh | None


class WinBack(Record):
    """One suggestion; `evidence` are ids of what shows it."""

    kind: WinBackKind
    reason: str
    evidence: tuple[str, ...]


_SAID = {
    NotificationKind.ANSWERED: "was answered",
    NotificationKind.REPLIED: "was replied to",
    NotificationKind.MENTIONED: "mentions them",
    NotificationKind.ACCEPTED: "was accepted",
}


def suggestion(found: Occasions) -> WinBack | None:
    """The first of the occasions, or None where there is none."""
    if (spoken := found.spoken) is not None:
        reason = f"“{spoken.title}” {_SAID[spoken.kind]} on {spoken.at.date()}, and they haven't seen it."
        return WinBack(kind=WinBackKind.REPLY, reason=reason, evidence=(spoken.content_id,))
    if (ending := found.ending) is not None:
        why = "isn't paid" if ending.unpaid else "was cancelled"
        reason = f"Their membership “{ending.name}” {why} and ends on {ending.ends_at.date()}."
        return WinBack(kind=WinBackKind.MEMBERSHIP_ENDS, reason=reason, evidence=(ending.tier_id,))
    if (begun := found.begun) is not None:
        reason = f"They began the course “{begun.title}” on {begun.at.date()} and haven't finished it."
        return WinBack(kind=WinBackKind.UNFINISHED_COURSE, reason=reason, evidence=(begun.content_id,))
    if (fresh := found.fresh) is not None:
        many = f"{fresh.count} or more" if fresh.count >= MOST_NEW else str(fresh.count)
        reason = f"{many} new on {fresh.tag} since {found.since.date()}, the latest “{fresh.title}”."
        return WinBack(kind=WinBackKind.NEW_CONTENT, reason=reason, evidence=(fresh.content_id, fresh.tag_id))
    return None
