"""Webhooks: their addresses and states, signatures by the Standard Webhooks specification, and when to try again."""

import base64
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from domain.errors import InvalidInput
from domain.outbox import INTERNAL, EventType
from domain.record import Moment, Record

MAX_URL = 2_000
SECRET_BYTES = 32
SECRET_PREFIX = "whsec_"
ROTATION = timedelta(hours=24)
"""How long the secret before the present one signs as well."""


class WebhookState(StrEnum):
    """Whether events are sent to a webhook."""

    ACTIVE = "ACTIVE"
    PAUSED = "PAUSED"
    DISABLED = "DISABLED"


class DeliveryStatus(StrEnum):
    """What came of sending one event to one webhook."""

    SUCCEEDED = "SUCCEEDED"
    RETRYING = "RETRYING"
    FAILED = "FAILED"


class Webhook(Record):
    """A webhook as its owner sees it."""

    id: str
    url: str
    description: str | None
    event_types: tuple[str, ...]
    state: WebhookState
    reason: str | None
    cursor: int
    failures: int
    next_at: Moment | None
    created_at: Moment

    def told(self) -> dict[str, Any]:
        """What of it its owner sets, for the audit log."""
        shown = {"url": self.url, "description": self.description, "eventTypes": list(self.event_types)}
        return {**shown, "state": self.state, "cursor": self.cursor}


class WebhookDelivery(Record):
    """The latest attempt to send one event to one webhook, and how many there were."""

    webhook_id: str
    seq: int
    event_id: str
    type: str
    status: DeliveryStatus
    attempts: int
    response_code: int | None
    problem: str | None
    duration_ms: float
    attempted_at: Moment
    next_attempt_at: Moment | None


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """Exponential backoff with jitter: `base`·2^(failures − 1), at most `longest`; paused after `attempts` failures."""

    base: timedelta = timedelta(seconds=5)
    longest: timedelta = timedelta(hours=1)
    attempts: int = 12

    def wait(self, failures: int, chance: float) -> timedelta:
        """How long to wait after so many failures in a row; `chance` from 0 to 1 takes half of it to all of it."""
        full = min(self.longest, self.base * float(2 ** min(failures - 1, 30)))
        return full * (0.5 + chance / 2)


def secret_of(random: bytes) -> str:
    """The secret made of 32 random bytes, as partners store it."""
    return SECRET_PREFIX + base64.b64encode(random).decode()


def signature(secrets: Sequence[str], event_id: str, sent_at: datetime, body: bytes) -> str:
    """The header `webhook-signature`: one signature a secret, separated by spaces."""
    signed = f"{event_id}.{int(sent_at.timestamp())}.".encode() + body
    return " ".join("v1," + _signed(secret, signed) for secret in secrets)


def _signed(secret: str, content: bytes) -> str:
    key = base64.b64decode(secret.removeprefix(SECRET_PREFIX))
    return base64.b64encode(hmac.new(key, content, sha256).digest()).decode()


def check_url(url: str) -> str:
    """`url` itself when it can be an address of a webhook. Where its name leads is checked at each delivery.

    Raises:
        InvalidInput: it is too long, isn't HTTP, names no host, or carries a password or fragment.
    """
    try:
        parts = urlsplit(url)
        known = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        known = False
    if not known or len(url) > MAX_URL or not url.isascii() or parts.username is not None or parts.fragment:
        raise InvalidInput(
            f"Give an https:// address of at most {MAX_URL:,} ASCII characters, without a password or a fragment.",
            ("input", "url"),
        )
    return url


def check_event_types(types: Sequence[str]) -> tuple[str, ...]:
    """The types without repetition.

    Raises:
        InvalidInput: there is no event of a type.
    """
    known = [type.value for type in EventType if type not in INTERNAL]
    for index, type in enumerate(types):
        if type not in known:
            names = ", ".join(known)
            raise InvalidInput(f"There is no such event; there are {names}.", ("input", "eventTypes", str(index)))
    return tuple(dict.fromkeys(types))
