"""Ids that follow from what is imported: an import that is run again makes the same events."""

import hashlib


def row_id(*parts: str) -> str:
    """The id of an event that has none: a hash of the row's fields, so that the same row is the same event for ever."""
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=16).hexdigest()
