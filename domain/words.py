"""The words of texts and of what is searched for in them: cut by the same rules, so that the one finds the other.

A text is cut at everything that is neither letter nor digit, dots and underscores of code included, so that
`queryNodes` finds `db.index.fulltext.queryNodes` and `node.js` finds "Node JS". C++ and its like are spelt out.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from domain.errors import InvalidInput

MAX_QUERY = 200
"""Characters of what is searched for."""
MAX_WORDS = 12

_PART = re.compile(r'"([^"]+)"|([^\s"]+)')
_BREAKS = re.compile(r'[\\"\s\x00-\x1f\x7f-\x9f]+')
_SEPARATORS = re.compile(r"[\W_]+")
_SPELT = {"c++": "cplusplus", "c#": "csharp", "f#": "fsharp", ".net": "dotnet"}
_SPELT_NAMES = re.compile(rf"(?<![\w.])(?:{'|'.join(map(re.escape, _SPELT))})(?![\w+#])")
_STOP_WORDS = {
    "a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "if", "in", "into", "is", "it", "no", "not", "of",
    "on", "or", "s", "such", "t", "that", "the", "their", "then", "there", "these", "they", "this", "to", "was", "will",
    "with", "www",
}  # fmt: skip
"""What the analyser of the index leaves out."""


def terms(text: str) -> str:
    """The words of a text in lower case, parted by spaces: letters and digits only."""
    plain = unicodedata.normalize("NFKC", text).lower()
    spelt = _SPELT_NAMES.sub(lambda name: f" {_SPELT[name[0]]} ", plain)
    return _SEPARATORS.sub(" ", spelt).strip()


def words(query: str) -> list["Word"]:
    """The words of what somebody typed; what stands in quotes is one.

    Raises:
        InvalidInput: there are none, or too many.
    """
    if len(query) > MAX_QUERY:
        raise InvalidInput(f"Search for at most {MAX_QUERY} characters.", ("query",))
    plain = unicodedata.normalize("NFKC", query.encode("utf-8", "ignore").decode()).lower()
    parts = (_BREAKS.sub(" ", quoted or single).strip() for quoted, single in _PART.findall(plain))
    found = [word for word in map(Word, dict.fromkeys(parts)) if word.terms]
    if not 0 < len(found) <= MAX_WORDS:
        raise InvalidInput(f"Search for 1 to {MAX_WORDS} words.", ("query",))
    return found


@dataclass(frozen=True)
class Word:
    """One word of a query, or several in quotes, in lower case and without quotes and backslashes."""

    text: str

    @cached_property
    def terms(self) -> str:
        """The words it is made of, as texts have them."""
        return terms(self.text)

    @property
    def bare(self) -> bool:
        """Whether it is a single word in a script with spaces, which may be misspelt or the start of a longer one."""
        return self.terms.isalnum() and self.terms not in _STOP_WORDS and not self.spaceless

    @property
    def spaceless(self) -> bool:
        """Whether it has letters of Chinese, Japanese or Korean, which the index has as pairs."""
        return any(map(_spaceless, self.terms))

    @property
    def pairs(self) -> list[str]:
        """Its pairs of such letters, as the index has them."""
        return [one + two for one, two in pairwise(self.terms) if _spaceless(one) and _spaceless(two)]

    @property
    def start(self) -> str:
        """What longer words that it finds begin with, or nothing: of an English plural, the singular.

        A single Chinese letter is found as the first of a pair.
        """
        if not (len(self.terms) > 2 if self.bare else len(self.terms) == 1 and self.spaceless):
            return ""
        plural = len(self.terms) > 4 and self.terms.endswith("s") and not self.terms.endswith("ss")
        return self.terms[:-1] if plural else self.terms

    @property
    def edits(self) -> int:
        """How many of its letters may be wrong."""
        return 0 if len(self.terms) < 4 or not self.bare else 1 if len(self.terms) < 8 else 2


def marks(asked: Sequence[Word]) -> set[str]:
    """Patterns of what a reader sees of the words in a text."""
    found = {re.escape(word.text) for word in asked}
    for word in asked:
        spelt = r"[\W_]+".join(map(re.escape, word.terms.split()))
        found.add(spelt if word.spaceless else rf"(?<![^\W_]){re.escape(word.start) or spelt}[^\W_]*")
    return found


def _spaceless(letter: str) -> bool:
    return letter.isalpha() and ("\u1100" <= letter <= "\u11ff" or letter >= "\u2e80")
