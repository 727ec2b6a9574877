"""What of a content its meaning is taken from: pieces that a model of sentences can take, known by a fingerprint.

A model reads sentences, not books: the title counts as much as the beginning of the text, which is cut into pieces
whose vectors are averaged. Code says little to it and is left out.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from domain.content import READABLE, Visibility
from domain.html import reading
from domain.teaser import teaser

MODEL = "use-multilingual-3.1"
"""Which model makes vectors, and by which formula of this module: whoever changes either changes the name, and all
contents are due again."""
DIMENSIONS = 512
MARKUP = 12_000
"""Characters of a body in HTML that are looked at."""
PIECE, PIECES = 600, 6
"""Characters of a piece at most, and pieces of a text."""

Vector = NDArray[np.float32]
Encode = Callable[[str], Vector]
"""A model: the vector of a sentence or a few."""

_FENCED = re.compile(r"^(```|~~~).*?(?:^\1|\Z)", re.MULTILINE | re.DOTALL)
_PIECE = re.compile(rf"\S.{{0,{PIECE - 1}}}(?:(?<=[.!?。！？；])|\Z)|\S.{{0,{PIECE - 1}}}")


@dataclass(frozen=True, slots=True)
class Said:
    """What is said: a title, perhaps empty, and the words of a text on one line."""

    title: str
    text: str = ""

    @property
    def pieces(self) -> list[str]:
        """The beginning of the text, cut at the ends of sentences where there are any."""
        return [piece for piece in _PIECE.findall(self.text)[:PIECES] if _has_words(piece)]

    @property
    def fingerprint(self) -> str | None:
        """Two of the same have the same vector; None when there is no word, and so no vector."""
        if not _has_words(self.title) and not self.pieces:
            return None
        words = "\0".join((self.title, self.text)).encode("utf-8", "ignore")
        return f"{MODEL}:{blake2b(words, digest_size=12).hexdigest()}"


def said(title: str | None, body: str | None, visibility: Visibility | str | None = Visibility.PUBLIC) -> Said | None:
    """What everybody who finds a content may know of it: of a paid text its teaser. None of one that nobody finds."""
    if visibility not in READABLE:
        return None
    beginning = (body or "")[:MARKUP]
    text = teaser(beginning) or "" if visibility == Visibility.PAID else reading(beginning).prose
    return Said(" ".join((title or "").split()), " ".join(text.split())[: PIECE * PIECES])


def drafted(title: str, body: str | None) -> Said:
    """What a text says that is being written, as Markdown or HTML."""
    return said(title, _FENCED.sub(" ", (body or "")[:MARKUP])) or Said("")


def vector_of(what: Said, encode: Encode) -> list[float] | None:
    """Its meaning as a vector of length 1: (t + m) / |t + m|, t and m being the directions of the title and of the mean
    of the pieces; None when there is no word."""
    pieces = [_direction(encode(piece)) for piece in what.pieces]
    parts = [encode(what.title)] if _has_words(what.title) else []
    if pieces:
        parts.append(_mean(pieces))
    return [float(part) for part in _direction(_mean([_direction(part) for part in parts]))] if parts else None


def _mean(vectors: Sequence[Vector]) -> Vector:
    mean: Vector = np.mean(np.stack(vectors), axis=0, dtype=np.float32)
    return mean


def _direction(vector: Vector) -> Vector:
    length = float(np.linalg.norm(vector))
    return vector / np.float32(length) if length else vector


def _has_words(text: str) -> bool:
    return any(map(str.isalnum, text))
