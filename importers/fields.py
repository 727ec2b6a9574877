"""Single fields of foreign files: ids, times, texts and kinds of behaviour, each checked with a reason that helps."""

import re
from datetime import UTC, datetime
from functools import lru_cache

from domain.event import EARLIEST, MAX_AHEAD
from domain.html import sanitised
from domain.interaction import InteractionType
from domain.text import CONTROL, MAX_BODY
from importers.problems import BadRow

MAX_ID = 200
MAX_TITLE = 300
MAX_NAME = 100

_MILLISECONDS = 1e11
"""A larger Unix time counts milliseconds: as seconds it would lie beyond the year 5000."""

_NUMBER = re.compile(r"-?\d+(\.\d+)?")

BEHAVIOUR: dict[str, InteractionType] = {
    **{kind.value: kind for kind in InteractionType},
    "ASK": InteractionType.PUBLISH,
    "POST": InteractionType.PUBLISH,
    "CONTENT_SHARED": InteractionType.PUBLISH,
    "COMMENT_CREATED": InteractionType.COMMENT,
    "UPVOTE": InteractionType.VOTE_UP,
    "DOWNVOTE": InteractionType.VOTE_DOWN,
    "FAVORITE": InteractionType.BOOKMARK,
    "FAVOURITE": InteractionType.BOOKMARK,
    "SAVE": InteractionType.BOOKMARK,
    "ACCEPTED": InteractionType.ACCEPT,
}
"""Names of behaviour in other systems, in capitals with underscores."""


def identifier(text: str, what: str) -> str:
    """An id of another system, kept as text: leading zeros and 64-bit numbers survive."""
    found = text.strip()
    if not found:
        raise BadRow(f"{what} is empty")
    if len(found) > MAX_ID:
        raise BadRow(f"{what} has {len(found)} characters, at most {MAX_ID} are allowed")
    if CONTROL.search(found):
        raise BadRow(f"{what} contains control characters")
    return found


def moment(text: str, what: str, now: datetime) -> datetime:
    """A time in UTC from Unix seconds (or milliseconds) or ISO 8601; without a zone it is taken as UTC."""
    at = _parse_moment(text.strip(), what)
    if at > now + MAX_AHEAD:
        raise BadRow(f"{what} lies in the future: {text.strip()[:40]}")
    if at < EARLIEST:
        raise BadRow(f"{what} lies before {EARLIEST.year}: {text.strip()[:40]}")
    return at


def _parse_moment(text: str, what: str) -> datetime:
    try:
        if _NUMBER.fullmatch(text):
            seconds = float(text)
            return datetime.fromtimestamp(seconds / 1000 if seconds >= _MILLISECONDS else seconds, UTC)
        at = datetime.fromisoformat(text)
        return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
    except (ValueError, OverflowError, OSError):
        raise BadRow(f"{what} is neither Unix seconds nor an ISO 8601 time: {text[:40]!r}") from None


@lru_cache(maxsize=1000)
def behaviour(text: str) -> InteractionType:
    """The kind of behaviour a foreign word stands for: `COMMENT CREATED` is COMMENT, `ASK` is PUBLISH."""
    word = re.sub(r"[\s-]+", "_", text.strip().upper())
    if word not in BEHAVIOUR:
        raise BadRow(f"event_type is unknown: {text.strip()[:40]!r}")
    return BEHAVIOUR[word]


def safe_html(text: str) -> str:
    """Foreign HTML with everything active taken out and broken tags closed.

    Raises:
        BadRow: what is left is longer than `MAX_BODY`.
    """
    if len(text) > 4 * MAX_BODY:
        raise BadRow(f"the body has {len(text)} characters, at most {MAX_BODY} are allowed")
    clean = sanitised(text)
    if len(clean) > MAX_BODY:
        raise BadRow(f"the body has {len(clean)} characters, at most {MAX_BODY} are allowed")
    return clean
