"""Ids that follow from what is imported: an import that is run again makes the same nodes with the same ids."""

import hashlib
from datetime import datetime

from ulid import ULID

from domain.ids import IdPrefix


def stable_id(prefix: IdPrefix, at: datetime, *parts: str) -> str:
    """An id whose ULID has the time `at` and 80 bits of a hash of `parts` in place of randomness."""
    entropy = hashlib.blake2b("\0".join(parts).encode(), digest_size=10).digest()
    milliseconds = max(0, int(at.timestamp() * 1000))
    return f"{prefix.value}_{str(ULID.from_bytes(milliseconds.to_bytes(6, 'big') + entropy)).lower()}"


def row_id(*parts: str) -> str:
    """The id of an event that has none: a hash of the row's fields, so that the same row is the same event for ever."""
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=16).hexdigest()
