"""Teasers: the beginning of a text, for those who may not read on."""

from domain.html import reading
from domain.text import line_of_text

WORDS = 60
SHARE = 5
"""A teaser is at most one part of so many of a text, so that it never is the text."""
MAX_CHARACTERS = 500
"""Of languages that put no space between words."""
READ = 4_000
"""Characters of a body that are looked at: five times what a teaser has, and the markup in between."""


def teaser(beginning: str) -> str | None:
    """The teaser of a body, by its first `READ` characters of sanitised HTML; None of one that is too short for any."""
    text = line_of_text(reading(beginning[:READ]).text, READ)
    words = text[: min(MAX_CHARACTERS, len(text) // SHARE)].split(" ")
    cut = " ".join(words[:WORDS] if len(words) > WORDS else words[:-1] or words)
    return cut + "…" if cut else None


def shortened(excerpt: str | None, teased: str | None) -> str | None:
    """An excerpt of a text that may not be read: no longer than its teaser."""
    if excerpt is None or teased is None:
        return None
    return excerpt if len(excerpt) <= len(teased) else teased
