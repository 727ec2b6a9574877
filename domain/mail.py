"""Mails of what a member was notified of: what is in one, when it is due, and the link by which it is the last one."""

import hmac
from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import blake2b, sha256
from urllib.parse import urlencode

from domain.ids import ContentId, IdPrefix, UserId
from domain.notification import NotificationKind
from domain.notification_settings import NotificationSettings
from domain.record import Moment, Record
from domain.text import line_of_text

LONGEST_LINE = 200
MOST_ITEMS = 50
"""Notifications in one mail, the latest; older ones come in the next."""
LEASE = timedelta(minutes=2)
"""A process that is killed while it sends a mail delays it by this much."""
LONGEST_WAIT = timedelta(days=7)
"""What is older is news no more: mails that were off for long, or quiet for ever, begin with what is new."""
LONGEST_PAUSE = timedelta(hours=6)
MOST_TRIES = 12
"""After so many failures, about two days, a mail is given up."""

SUBJECT = {
    NotificationKind.MENTIONED: "{who} mentioned you in {what}",
    NotificationKind.REPLIED: "{who} replied to {what}",
    NotificationKind.ANSWERED: "{who} answered {what}",
    NotificationKind.ACCEPTED: "{who} accepted your answer to {what}",
    NotificationKind.CLOSED: "A question of yours was closed",
    NotificationKind.REOPENED: "A question of yours was opened again",
    NotificationKind.NEW_FOLLOWER: "{who} follows you",
    NotificationKind.BADGE_AWARDED: "You earned a badge",
    NotificationKind.FOLLOWED_CONTENT: "{who} replied to {what}, which you follow",
    NotificationKind.FOLLOWED_AUTHOR: "{who} published {what}",
    NotificationKind.FOLLOWED_AREA: "{who} published {what} in an area you follow",
    NotificationKind.FOLLOWED_TAG: "{who} published {what} about a tag you follow",
    NotificationKind.MODERATED: "A moderator did something to you or what you wrote",
    NotificationKind.APPEAL_DECIDED: "Your appeal was answered",
    NotificationKind.DRAFT_REFUSED: "What you had scheduled couldn't be published",
    NotificationKind.SPONSOR_DECIDED: "What you applied to sponsor was decided on",
    NotificationKind.CERTIFICATE_ISSUED: "You finished a course and have a certificate",
    NotificationKind.SEAT_OFFERED: "A seat you wait for came free",
    NotificationKind.TRIAL_ENDS: "Your trial ends soon, and what you chose is charged then",
    NotificationKind.SUBSCRIPTION_RENEWS: "Your membership is soon renewed for another year",
    NotificationKind.SUBSCRIPTION_UNPAID: "Your membership isn't paid",
    NotificationKind.SUBSCRIPTION_EXPIRED: "Your membership has ended",
    NotificationKind.SERVICE_DISPUTED: "A service is disputed, and waits for operators",
    NotificationKind.SERVICE_CHANGED: "A service you asked for or provide has gone on",
}


class MailItem(Record):
    """One notification in a mail. `gone` says that it is about a content that its member can't find any more."""

    kind: NotificationKind
    actor: str | None
    actor_count: int
    title: str | None
    content_id: ContentId | None
    slug: str | None
    gone: bool
    at: Moment

    @property
    def line(self) -> str:
        """What happened, as a sentence without a full stop."""
        who = self.actor or "Somebody"
        others = self.actor_count - 1
        if others > 0:
            who += f" and {others} other{'s' if others > 1 else ''}"
        told = SUBJECT[self.kind].format(who=who, what=f"“{self.title}”" if self.title else "something")
        return line_of_text(told, LONGEST_LINE)


class Mailing(Record):
    """Where a member's mails stand, and what decides about the next: read while the member is locked."""

    user_id: UserId
    display_name: str
    consented: bool
    email: str | None
    settings: NotificationSettings
    mailed_at: Moment | None
    mail_id: str | None
    """Of a mail that was begun and isn't known to have been sent."""
    mail_ids: tuple[str, ...]
    next_try_at: Moment | None
    failures: int

    def unwanted(self) -> bool:
        """Whether what waits is to be forgotten: they don't consent, or can't be reached."""
        return not self.consented or self.email is None

    def due(self, now: datetime) -> bool:
        """Whether a mail may be sent at that moment."""
        if self.settings.quiet(now) or (self.next_try_at is not None and self.next_try_at > now):
            return False
        pause = timedelta(hours=self.settings.mail_hours)
        return self.mail_id is not None or self.mailed_at is None or self.mailed_at + pause <= now


def pause_after(failures: int) -> timedelta | None:
    """How long to wait after so many failures of one mail; None for giving it up."""
    return min(timedelta(minutes=2**failures), LONGEST_PAUSE) if failures < MOST_TRIES else None


class Digest(Record):
    """One mail to be sent. Sent again after a crash it has the same id, so that receivers can tell."""

    id: str
    mailing: Mailing
    items: Sequence[MailItem]

    @property
    def subject(self) -> str:
        """What happened, if it is one thing, else how much."""
        return self.items[0].line if len(self.items) == 1 else f"{len(self.items)} notifications"


class UnsubscribeKey:
    """Signs links that end a member's mails, and knows its own again. They hold for ever, as mails are kept."""

    def __init__(self, secret: bytes) -> None:
        """Take the server's secret; only a hash of it is kept."""
        self._key = blake2b(secret, digest_size=32, person=b"stoa unsubscrib").digest()

    def link(self, user_id: UserId) -> str:
        """The path and query."""
        return f"/unsubscribe?{urlencode({'user': user_id, 'signature': self._sign(user_id)})}"

    def opens(self, user_id: str, signature: str) -> bool:
        """Whether this is a link of ours."""
        ours = user_id.startswith(IdPrefix.USER)
        return ours and hmac.compare_digest(self._sign(user_id).encode(), signature.encode("utf-8", "replace"))

    def _sign(self, user_id: str) -> str:
        return hmac.new(self._key, user_id.encode("utf-8", "replace"), sha256).hexdigest()
