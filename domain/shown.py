"""What a client has been shown of a ranking, small enough to travel in its cursor.

Scores move while somebody pages: people read, jobs run. A cursor therefore carries no place but what was shown, four
bytes of hash an item: the next page is the best of the rest, so it can't repeat an item, nor lose one that is still a
candidate. Among the at most 300 items of a ranking, two share a hash once in a hundred thousand rankings; the later one
is left out.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable
from hashlib import blake2b

HASH_BYTES = 4
MAX_SHOWN = 300
"""A ranking ends here: nobody reads further, and the cursor stays below 2,000 characters."""


class Shown:
    """The items shown so far, in order."""

    __slots__ = ("_hashes", "_known")

    def __init__(self, hashes: Iterable[bytes] = ()) -> None:
        self._hashes = tuple(hashes)
        self._known: frozenset[bytes] | None = None

    @classmethod
    def read(cls, text: str) -> "Shown":
        """What `text` gave."""
        raw = urlsafe_b64decode(text)
        return cls(raw[at : at + HASH_BYTES] for at in range(0, len(raw), HASH_BYTES))

    @property
    def text(self) -> str:
        """As text for a cursor."""
        return urlsafe_b64encode(b"".join(self._hashes)).decode("ascii")

    def __len__(self) -> int:
        return len(self._hashes)

    def __contains__(self, id: str) -> bool:
        if not self._hashes:
            return False
        if self._known is None:
            self._known = frozenset(self._hashes)
        return _hash(id) in self._known

    def plus(self, id: str) -> "Shown":
        """These and one more."""
        return Shown((*self._hashes, _hash(id)))


def _hash(id: str) -> bytes:
    return blake2b(id.encode(), digest_size=HASH_BYTES).digest()
