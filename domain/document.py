"""Trusted documents: texts an operator has read, stored, and let clients name by their hash instead of sending them."""

import re
from collections.abc import Mapping
from hashlib import sha256

from domain.record import Moment, Record

PREFIX = "sha256:"
_ID = re.compile(r"(?:sha256:)?(?P<digest>[0-9a-f]{64})")


class TrustedDocument(Record):
    """One document: its id is the SHA-256 of its text."""

    id: str
    name: str
    text: str
    added_at: Moment


class DocumentId(str):
    """What stands in a request for the text of a document: `sha256:` and 64 hexadecimal digits."""

    __slots__ = ()


class DocumentRefused(Exception):
    """There is no text to run; raise one of its subclasses. `message` is shown to the client."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class DocumentNotFound(DocumentRefused):
    """There is no trusted document of that id."""


class DocumentRequired(DocumentRefused):
    """The caller may name trusted documents only, and sent a text."""


def id_of(text: str) -> DocumentId:
    """The id of a text: every character counts."""
    return DocumentId(PREFIX + sha256(text.encode()).hexdigest())


def read_id(given: str) -> DocumentId | None:
    """The id that a client sent, with `sha256:` or without; None when it is none."""
    match = _ID.fullmatch(given)
    return DocumentId(PREFIX + match["digest"]) if match else None


def texts_of_manifest(given: object) -> Mapping[str, str]:
    """The texts of a manifest as Relay, GraphQL Code Generator or Apollo write it, by the names in it.

    Raises:
        ValueError: it is none of these; the message says what was expected.
    """
    if isinstance(given, dict) and isinstance(given.get("operations"), list):
        rows = given["operations"]
        if all(isinstance(row, dict) and isinstance(row.get("body"), str) for row in rows):
            return {str(row.get("name") or row.get("id")): row["body"] for row in rows}
    elif isinstance(given, dict) and given and all(isinstance(text, str) for text in given.values()):
        return given
    raise ValueError(
        "a manifest is an object of ids and texts, as Relay and GraphQL Code Generator write it, "
        "or has a list of `operations` with a `body` each, as Apollo does"
    )
