"""Excerpts: the piece of a text that has most of what was searched for, in fragments that say which of them match.

Fragments are plain text, so that there is no markup in an answer that a client would have to trust.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from functools import lru_cache
from itertools import islice

from domain.record import Record
from domain.words import Word, marks, terms

LENGTH = 240
"""Characters of an excerpt, or a few less: it is cut between words."""
LEAD = 40
"""Characters of it before the first match."""
MAX_MATCHES = 200
"""Of a text, from its beginning, that are looked at."""


class Fragment(Record):
    """A piece of text, and whether it is what was searched for."""

    text: str
    match: bool


def pattern(asked: Sequence[Word], text: str, *, near: bool) -> re.Pattern[str]:
    """What to mark in `text`: the words, longer forms of them and, with `near`, words of the text that are alike."""
    if not near:
        return _of_words(tuple(asked))
    found, tokens = marks(asked), set(terms(text).split())
    for word in asked:
        found |= {rf"\b{token}\b" for token in get_close_matches(word.terms, tokens, n=3, cutoff=0.75)}
        found.update(word.pairs)
    return _any_of(found)


@lru_cache(maxsize=256)
def _of_words(asked: tuple[Word, ...]) -> re.Pattern[str]:
    """The same for all texts of a page, so it is made once."""
    return _any_of(marks(asked))


def _any_of(found: set[str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(found, key=len, reverse=True)), re.IGNORECASE)


def marked(text: str, wanted: re.Pattern[str]) -> list[Fragment]:
    """The whole of a short text in fragments."""
    return list(_fragments(text, wanted))


def excerpt(text: str, wanted: re.Pattern[str]) -> list[Fragment]:
    """The piece with the most different matches, the first of equals; the beginning of a text without any."""
    if len(text) <= LENGTH:
        return marked(text, wanted)
    start = _start(text, wanted)
    end = start + LENGTH
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + LENGTH - LEAD)
    piece = text[start:end].strip()
    return marked(("…" if start else "") + piece + ("…" if end < len(text) else ""), wanted)


def _start(text: str, wanted: re.Pattern[str]) -> int:
    matches = [(one.start(), one[0].lower()) for one in islice(wanted.finditer(text), MAX_MATCHES)]
    best, most = 0, 0
    for at, _ in matches:
        different = len({what for place, what in matches if at <= place < at + LENGTH - LEAD})
        if different > most:
            best, most = at, different
    if best < LEAD:
        return 0
    return text.find(" ", best - LEAD, best) + 1 or best


def _fragments(text: str, wanted: re.Pattern[str]) -> Iterator[Fragment]:
    done = 0
    for match in wanted.finditer(text):
        if match.start() > done:
            yield Fragment(text=text[done : match.start()], match=False)
        if match[0]:
            yield Fragment(text=match[0], match=True)
        done = match.end()
    if done < len(text):
        yield Fragment(text=text[done:], match=False)
