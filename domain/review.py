"""Checks of what members publish: each may have something against it, which holds it for a moderator to look at."""

import asyncio
import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import unescape
from typing import Protocol
from urllib.parse import urlsplit

from domain.cross_post import MAX_CROSS_POSTS, Same, objection
from domain.ids import ContentId, UserId
from domain.record import Moment, Record

NEW_MEMBER = timedelta(days=7)
FEW_CONTENTS = 3
"""Who joined less than a week ago, or has published less than that, is new."""

MAX_LINKS = 2
"""Links to elsewhere that a new member may set in one content."""

SECONDS = 2.0
"""How long a check may take."""

REPEATED_LENGTH = 60
"""Shorter texts may well be the same: people say thanks in the same words."""

_LINK = re.compile(r"""href=["'](https?://[^"']+)""", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")

logger = logging.getLogger("stoa.review")


class Author(Record):
    """What checks know of who publishes. `latest` are bodies of their latest contents, twenty at most."""

    joined_at: Moment
    published: int
    latest: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Submission:
    """What a member publishes. The body is sanitised HTML."""

    id: ContentId
    author_id: UserId
    title: str
    body: str
    at: datetime
    same: Sequence[Same] = ()
    """Contents that say the same, the earliest first."""
    cross_post: bool = False
    """Whether its author said that they have published it before."""

    @property
    def links(self) -> list[str]:
        """The addresses it links to."""
        return [unescape(url) for url in _LINK.findall(self.body)]

    @property
    def words(self) -> str:
        """Title and text without markup, in lower case, with single spaces."""
        return " ".join(unescape(_TAG.sub(" ", f"{self.title} {self.body}")).casefold().split())


class Check(Protocol):
    """Looks at a submission: what it has against it, in words for moderators and the author, or None.

    It runs before the transaction, for two seconds at most; one that fails or is late has nothing against it.
    """

    async def __call__(self, submission: Submission, author: Author) -> str | None: ...


async def findings_of(checks: Sequence[Check], submission: Submission, author: Author) -> tuple[str, ...]:
    """What checks have against a submission, all of them side by side."""
    found = await asyncio.gather(*(_ask(check, submission, author) for check in checks))
    return tuple(finding for finding in found if finding)


async def _ask(check: Check, submission: Submission, author: Author) -> str | None:
    try:
        async with asyncio.timeout(SECONDS):
            return await check(submission, author)
    except Exception:  # a check of somebody else's that is broken must not keep members from publishing
        logger.exception("check failed", extra={"check": repr(check), "content_id": submission.id})
        return None


async def few_links(submission: Submission, author: Author) -> str | None:
    """New members don't set many links: that is how advertisers begin."""
    new = submission.at - author.joined_at < NEW_MEMBER or author.published < FEW_CONTENTS
    count = len(submission.links)
    return f"It has {count} links, and its author is new." if new and count > MAX_LINKS else None


async def not_repeated(submission: Submission, author: Author) -> str | None:
    """Nobody says the same at length again and again."""
    times = author.latest.count(submission.body) if len(submission.body) >= REPEATED_LENGTH else 0
    if times < (MAX_CROSS_POSTS if submission.cross_post else 1):
        return None
    return "Its author has published the same text before."


async def not_copied(submission: Submission, author: Author) -> str | None:
    """Nobody says at length what somebody else has said here, or what was removed."""
    return objection(submission.same, submission.author_id)


class Unblocked:
    """Nothing says what the operators have blocked, or links there."""

    def __init__(self, words: Sequence[str], domains: Sequence[str]) -> None:
        """Words or phrases, whole ones, in whatever case; domains with all below them."""
        parts = [re.escape(" ".join(word.casefold().split())) for word in words]
        self._words = re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)") if parts else None
        self._domains = tuple(domain.casefold().strip(".") for domain in domains)

    async def __call__(self, submission: Submission, author: Author) -> str | None:
        """Name the first thing that is blocked."""
        said = self._words.search(submission.words) if self._words else None
        if said:
            return f"It says {said[0]!r}, which is blocked."
        for url in submission.links:
            host = _host(url)
            if any(host == domain or host.endswith(f".{domain}") for domain in self._domains):
                return f"It links to {host}, which is blocked."
        return None


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").casefold().strip(".")
    except ValueError:
        return ""
