"""Erasure: what must not come back is remembered by its hash, which tells only those who know the original."""

from enum import StrEnum
from hashlib import sha256

from domain.data_request import ErasureMode
from domain.record import Moment, Record

FORGOTTEN_HASH = ""
"""The payload hash of an event whose user was erased: whatever comes again under its identity is a repeat."""


class ErasedThing(StrEnum):
    """What a tombstone stands for."""

    USER_ID = "USER_ID"
    USER_EXTERNAL_ID = "USER_EXTERNAL_ID"
    HANDLE = "HANDLE"
    CONTENT_EXTERNAL_ID = "CONTENT_EXTERNAL_ID"
    IDENTITY = "IDENTITY"
    """What an OpenID provider knew the person by, see `Identity.name`."""


class Tombstone(Record):
    """Something that was erased. `erasure_id` is the request, and the name the person goes by in what is kept."""

    thing: ErasedThing
    hash: str
    erasure_id: str
    mode: ErasureMode
    at: Moment


class FormerAccount(Record):
    """An account that was merged into another, and what it was known by."""

    user_id: str
    handle: str
    external_id: str | None


class Erased(Record):
    """What a user was known by until the erasure began, under accounts that were merged into theirs as well."""

    external_id: str | None
    handle: str
    identities: tuple[str, ...]
    merged: tuple[FormerAccount, ...] = ()


def hash_of(name: str) -> str:
    """The SHA-256 of a name, in hexadecimal: partners find by it whom to erase."""
    return sha256(name.encode()).hexdigest()


def names_of(user_id: str, erased: Erased) -> list[tuple[ErasedThing, str]]:
    """What must not come back of a user, each with its kind."""
    names: list[tuple[ErasedThing, str | None]] = [
        (ErasedThing.USER_ID, user_id),
        (ErasedThing.USER_EXTERNAL_ID, erased.external_id),
        (ErasedThing.HANDLE, erased.handle),
        *((ErasedThing.IDENTITY, identity) for identity in erased.identities),
    ]
    for former in erased.merged:
        names += [
            (ErasedThing.USER_ID, former.user_id),
            (ErasedThing.USER_EXTERNAL_ID, former.external_id),
            (ErasedThing.HANDLE, former.handle),
        ]
    return [(thing, hash_of(name)) for thing, name in names if name]
