"""Texts people wrote elsewhere: on one line, as a name in addresses, and as HTML that can do nothing."""

import re
import unicodedata

import nh3

MAX_BODY = 200_000
"""Characters of a body after sanitising; Stack Exchange itself allows 30,000 of Markdown."""

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_NO_WORD = re.compile(r"[^a-z0-9]+")


def line_of_text(text: str, longest: int) -> str:
    """Text on one line: control characters and runs of space become one space, the end is cut with an ellipsis."""
    flat = " ".join(CONTROL.sub(" ", text).split())
    return flat if len(flat) <= longest else flat[: longest - 1].rstrip() + "…"


def sanitised(html: str) -> str:
    """HTML with everything active taken out and broken tags closed."""
    return nh3.clean(html, link_rel="noopener noreferrer nofollow")


def slug(text: str, longest: int = 60) -> str:
    """Lower-case ASCII words joined by hyphens; empty when no letter or digit survives."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = _NO_WORD.sub("-", plain).strip("-")
    if len(words) <= longest:
        return words
    return words[: longest + 1].rsplit("-", 1)[0][:longest].strip("-")
