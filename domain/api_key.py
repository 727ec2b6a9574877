"""API keys: what their managers see of them, and what a key may be given."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from domain.access import SCOPES_OF_KEYS, SCOPES_OF_SPONSORS, Scope, Viewer
from domain.errors import InvalidInput, NotAllowed
from domain.ids import IdPrefix, new_id, require_id
from domain.key_secret import HINT_LENGTH, SecretDigest, new_secret
from domain.record import Moment, Record

MAX_NAME = 100
OVERLAP_HOURS, MAX_OVERLAP_HOURS = 24, 7 * 24


class ApiKey(Record):
    """A key as its managers see it; its secret is nowhere."""

    id: str
    name: str
    hint: str
    """How its secret begins, to find out which key lies open somewhere."""
    scopes: tuple[str, ...]
    sponsor_id: str | None
    created_at: Moment
    created_by: str | None
    """The principal who made it; None for the command line."""
    expires_at: Moment | None
    former_until: Moment | None
    """Until when the secret before the present one opens it too."""
    last_used_at: Moment | None
    revoked_at: Moment | None


class NewApiKey(Record):
    """A key about to be made, checked."""

    id: str
    name: str
    hint: str
    digest: str
    scopes: tuple[Scope, ...]
    sponsor_id: str | None
    at: Moment
    created_by: str | None
    expires_at: Moment | None


def new_key(
    digests: SecretDigest,
    maker: Viewer,
    now: datetime,
    name: str,
    scopes: Sequence[str],
    sponsor_id: str | None = None,
    expires_at: datetime | None = None,
) -> tuple[NewApiKey, str]:
    """A key that `maker` makes, and its secret.

    Raises:
        InvalidInput: a value is out of range, or no key can have such a scope.
        NotAllowed: the maker lacks one of the scopes.
    """
    secret = new_secret()
    key = NewApiKey(
        id=new_id(IdPrefix.API_KEY),
        name=check_name(name),
        hint=secret[:HINT_LENGTH],
        digest=digests.of(secret),
        scopes=check_scopes(scopes, maker.scopes, for_sponsor=sponsor_id is not None),
        sponsor_id=None if sponsor_id is None else require_id(sponsor_id, IdPrefix.SPONSOR, "sponsorId"),
        at=now,
        created_by=maker.principal,
        expires_at=check_expiry(expires_at, now),
    )
    return key, secret


def check_name(name: str) -> str:
    """The name without space around it.

    Raises:
        InvalidInput: it is empty or too long.
    """
    stripped = name.strip()
    if not 0 < len(stripped) <= MAX_NAME:
        raise InvalidInput(f"Give the key a name of 1 to {MAX_NAME} characters.", ("input", "name"))
    return stripped


def check_scopes(names: Sequence[str], held: Collection[Scope], for_sponsor: bool) -> tuple[Scope, ...]:
    """The scopes of these names, without repetition, in the order of the alphabet.

    Raises:
        InvalidInput: there are none, or one that no key, or no key of a sponsor, can have.
        NotAllowed: one isn't `held` by who gives it.
    """
    known = SCOPES_OF_SPONSORS if for_sponsor else SCOPES_OF_KEYS
    if not names:
        raise InvalidInput("Name at least one scope.", ("input", "scopes"))
    for place, name in enumerate(names):
        path = ("input", "scopes", str(place))
        if name not in known:
            whose = "bound to a sponsor " if for_sponsor else ""
            raise InvalidInput(f"A key {whose}may have {', '.join(sorted(known))}.", path)
        if name not in held:
            raise NotAllowed(f"You lack the scope `{name}`, so you can't give it to a key.", path)
    return tuple(sorted({Scope(name) for name in names}))


def check_expiry(expires_at: datetime | None, now: datetime) -> datetime | None:
    """`expires_at` itself; None is a key that doesn't expire.

    Raises:
        InvalidInput: it has no time zone, or has passed.
    """
    if expires_at is not None and (expires_at.tzinfo is None or expires_at <= now):
        raise InvalidInput("A key expires at a time to come, with a zone, or never.", ("input", "expiresAt"))
    return expires_at


def check_overlap(hours: int) -> timedelta:
    """For how long two secrets open a key while it is rotating.

    Raises:
        InvalidInput: `hours` is out of range.
    """
    if not 0 <= hours <= MAX_OVERLAP_HOURS:
        raise InvalidInput(f"Two secrets hold for 0 to {MAX_OVERLAP_HOURS} hours.", ("input", "overlapHours"))
    return timedelta(hours=hours)
