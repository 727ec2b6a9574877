"""The body of a content: what its author wrote, what readers get of it, and what it mentions and points at."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import ceil
from typing import Any

from domain.content import BodyFormat
from domain.cross_post import LEAST
from domain.errors import InvalidInput
from domain.html import Reading, costly, reading, sanitised
from domain.likeness import BANDS, bands_of
from domain.markdown import html_of
from domain.text import MAX_BODY, line_of_text

MAX_MARKDOWN = 100_000
"""Characters of Markdown. What it becomes may have `MAX_BODY`."""
MAX_MENTIONS = 10
"""Members that one content can mention; who would be the next isn't told."""
MAX_NAMES = 50
"""Names after an @ that are looked up for them."""
MAX_LINKS = 50
"""Links of one content that are looked at for others of ours."""
EXCERPT = 200
"""Characters of an excerpt."""
WORDS_A_MINUTE = 230
"""How fast grown-ups read (Brysbaert, 2019: 238 in English); two characters of Chinese or Japanese count as a word."""

_MENTION = re.compile(r"(?<![\w@/.])@([\w][\w.-]{0,99})")
_IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
_OUR_ID = re.compile(r"(?<![a-z0-9])cnt_[0-7][0-9a-hjkmnp-tv-z]{25}(?![a-z0-9])")


@dataclass(frozen=True, slots=True)
class Body:
    """A body that was checked. `html` is safe to show; `mentions` are names, `links` addresses."""

    source: str
    format: BodyFormat
    html: str
    excerpt: str
    words: int
    hash: str
    mentions: tuple[str, ...]
    links: tuple[str, ...]
    linked_ids: tuple[str, ...]
    prose: str = ""
    long: bool = False
    """Whether it says enough that nobody says the same by chance."""
    bands: tuple[str, ...] = ()

    def properties(self) -> dict[str, Any]:
        """What is stored of it on the content's node, besides the HTML."""
        text = {"source": self.source, "format": self.format, "excerpt": self.excerpt, "words": self.words}
        bands = {f"band_{n + 1}": self.bands[n] if self.bands else None for n in range(BANDS)}
        return {**text, **bands, "body_hash": self.hash}


def body_of(source: str, format: BodyFormat, path: tuple[str, ...] = ("input", "body")) -> Body:
    """The body somebody wrote. It takes at most a second of CPU, so keep it off the event loop.

    Raises:
        InvalidInput: it can't be shown like this; the message says what to change.
    """
    longest = MAX_MARKDOWN if format is BodyFormat.MARKDOWN else MAX_BODY
    if len(source) > longest:
        raise InvalidInput(f"A body has at most {longest:,} characters; this has {len(source):,}.", path)
    written = html_of(source) if format is BodyFormat.MARKDOWN else source
    if costly(written):
        raise InvalidInput("So much in it stands inside of each other that nobody can read it: nest it less.", path)
    html = sanitised(written)
    if not html.strip() or len(html) > MAX_BODY:
        raise InvalidInput(f"A body has 1 to {MAX_BODY:,} characters of HTML that is left in.", path)
    return _read(source, format, html)


def _read(source: str, format: BodyFormat, html: str) -> Body:
    said = reading(html)
    return Body(
        source=source,
        format=format,
        html=html,
        excerpt=line_of_text(said.text, EXCERPT),
        words=words_in(said.text),
        hash=hash_of(said),
        mentions=_first(_names(said.prose), MAX_NAMES),
        links=_first(said.links, MAX_LINKS),
        linked_ids=_first((id for link in said.links for id in _OUR_ID.findall(link)), MAX_LINKS),
        prose=said.prose,
        bands=bands_of(said.text),
        long=len("".join(said.text.split())) >= LEAST,
    )


def words_in(text: str) -> int:
    """How many words somebody who reads it reads."""
    others, ideographs = _IDEOGRAPH.subn(" ", text)
    return sum(any(map(str.isalnum, word)) for word in others.split()) + ceil(ideographs / 2)


def minutes(words: int) -> int:
    """Minutes that reading so many words takes, at least 1."""
    return max(1, round(words / WORDS_A_MINUTE))


def hash_of(said: Reading) -> str:
    """What two bodies have in common that say the same: their text without case and spaces, and where they link."""
    plain = "".join(said.text.casefold().split())
    return hashlib.sha256("\n".join((plain, *said.links)).encode()).hexdigest()


def _names(prose: str) -> Iterator[str]:
    """Names after an @ as written, and in small letters, as most handles are; without the dot that ends a sentence."""
    for found in _MENTION.findall(prose):
        name = found.rstrip(".-")
        yield from (name, name.lower())


def _first(names: Iterable[str], most: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))[:most]
