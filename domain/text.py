"""Texts people wrote elsewhere: on one line, as a name in addresses, and the words of HTML."""

import re
import unicodedata
from collections.abc import Sequence
from html import unescape

import nh3

from domain.errors import InvalidInput

MAX_BODY = 200_000
"""Characters of a body after sanitising; Stack Exchange itself allows 30,000 of Markdown."""

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
UNSEEN = re.compile(
    r"[\u00ad\u034f\u180e\u200b\u202a-\u202e\u2060-\u2064\u2066-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]+"
    r"|(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0000-\U000e007f]+"
)
"""What turns the direction of what stands beside it, or is nothing at all. What joins emoji stays, as do the tags of
a flag and marks that right-to-left texts are written with: they need no more to be shown as they should."""
_MARK = r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_STACKED = re.compile(f"({_MARK}{{4}}){_MARK}+")
"""More marks on one letter than any language has: they would cover the lines above and below."""
_NOTHING = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp", "Mn", "Me"})
"""Categories of characters that show nothing by themselves."""
_NO_WORD = re.compile(r"[^a-z0-9]+")
_BLOCK = re.compile(r"<(?=/?(?:p|div|li|ul|ol|h[1-6]|pre|blockquote|tr|td|th|table|br|hr|dt|dd)\b)", re.IGNORECASE)
"""Where a tag parts words, unlike one that only makes a part of a word bold."""


def line_of_text(text: str, longest: int) -> str:
    """Text on one line: control characters and runs of space become one space, the end is cut with an ellipsis.

    What turns the direction of a text is taken out, so that a name can't show what stands beside it backwards, and
    marks are stacked four high at most. What shows nothing at all is empty.
    """
    flat = " ".join(CONTROL.sub(" ", _STACKED.sub(r"\1", UNSEEN.sub("", text))).split())
    if all(unicodedata.category(letter) in _NOTHING or letter == "\u2800" for letter in flat):
        return ""
    return flat if len(flat) <= longest else flat[: longest - 1].rstrip() + "…"


def required_line(text: str, most: int, advice: str, path: Sequence[str]) -> str:
    """What somebody must say on one line, such as a name.

    Raises:
        InvalidInput: nothing is left of it, or more than `most` characters; `advice` says what to change.
    """
    line = line_of_text(text, len(text) + 1)
    if not 0 < len(line) <= most:
        raise InvalidInput(advice, path)
    return line


def slug(text: str, longest: int = 60) -> str:
    """Lower-case ASCII words joined by hyphens; empty when no letter or digit survives."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = _NO_WORD.sub("-", plain).strip("-")
    if len(words) <= longest:
        return words
    return words[: longest + 1].rsplit("-", 1)[0][:longest].strip("-")


def words_of_html(html: str) -> str:
    """The words of HTML on one line, as a reader sees them; what isn't tags stays as it is."""
    apart = _BLOCK.sub(" <", html)
    return " ".join(unescape(nh3.clean(apart, tags=set())).split())
