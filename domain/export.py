"""Exports: the sections of the document, and links by which it can be fetched for a while, on any worker."""

import hmac
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from hashlib import blake2b, sha256

from domain.errors import InvalidInput
from domain.ids import IdPrefix, require_id

KEPT = timedelta(days=7)
"""How long an export can be fetched."""

LINK_HOLDS = timedelta(minutes=15)
"""How long one link does; a new one is to be had as long as the export is kept."""

MOST_KEPT = 3
"""Exports a member can have at a time."""


SECTIONS = (
    "account",
    "identities",
    "personal_data",
    "consents",
    "contents",
    "revisions",
    "drafts",
    "series",
    "days",
    "interactions",
    "follows",
    "votes",
    "close_votes",
    "reactions",
    "bookmarks",
    "consumption",
    "quiz_attempts",
    "certificates",
    "seats",
    "blocks",
    "interests",
    "preferences",
    "candidates",
    "segments",
    "segment_proposals",
    "churn",
    "saved_segments",
    "points",
    "badges",
    "grants",
    "standing",
    "ad_decisions",
    "notifications",
    "notification_settings",
    "reports",
    "moderation_actions",
    "sponsor_applications",
    "orders",
    "earnings",
    "payouts",
    "products",
    "coupons",
    "subscriptions",
    "services",
    "data_requests",
    "audit_entries",
    "made",
    "activity",
    "recommendations",
)
"""The sections of a document, in their order."""


def check_sections(names: Sequence[str] | None) -> tuple[str, ...]:
    """The sections of these names in the order of the document; all by default.

    Raises:
        InvalidInput: there is no such section, or none is named.
    """
    if names is None:
        return SECTIONS
    for number, name in enumerate(names):
        if name not in SECTIONS:
            raise InvalidInput(f"The sections are {', '.join(SECTIONS)}.", ("input", "sections", str(number)))
    if not names:
        raise InvalidInput("Name a section, or leave `sections` out for all.", ("input", "sections"))
    return tuple(name for name in SECTIONS if name in names)


class LinkKey:
    """Signs links to documents of one kind, exports by default, and knows its own again."""

    def __init__(self, secret: bytes, folder: str = "exports", person: bytes = b"stoa export link") -> None:
        """Take the server's secret, of which only a hash is kept. Links of another `person`, 16 bytes, aren't known."""
        self._folder = folder
        self._key = blake2b(secret, digest_size=32, person=person).digest()

    def link(self, id: str, expires_at: datetime) -> str:
        """The path and query under which a document can be fetched until then, to the second."""
        expires = int(expires_at.timestamp())
        return f"/{self._folder}/{id}?expires={expires}&signature={self._sign(id, str(expires))}"

    def opens(self, id: str, expires: str, signature: str) -> bool:
        """Whether this is a link of ours; it may have expired."""
        return hmac.compare_digest(self._sign(id, expires).encode(), signature.encode("utf-8", "replace"))

    def _sign(self, id: str, expires: str) -> str:
        return hmac.new(self._key, f"{id} {expires}".encode("utf-8", "replace"), sha256).hexdigest()


def has_expired(expires: str, now: datetime) -> bool:
    """Whether the time of a link of ours is over."""
    return datetime.fromtimestamp(int(expires), UTC) <= now


def file_name(id: str) -> str:
    """The name under which a browser keeps the document."""
    return f"stoa-{require_id(id, IdPrefix.DATA_REQUEST)}.json"
