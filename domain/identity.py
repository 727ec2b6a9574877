"""Identities of an OpenID provider: what its claims say of a person, and the user they stand for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from domain.access import Role
from domain.errors import Unauthenticated
from domain.text import line_of_text, slug

MAX_SUBJECT = 255
MAX_HANDLE = 40
LOOKS = (("-", ""), ("0", "o"), ("1", "l"), ("i", "l"), ("rn", "m"), ("vv", "w"))
"""In this order; the migration that gave a look to members who had none does the same."""
RANKS = tuple(Role)
"""Roles, each able to do what the ones before it can."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Somebody, as the provider knows them."""

    issuer: str
    subject: str
    handle: str
    display_name: str
    role: Role
    expires_at: datetime

    @property
    def name(self) -> str:
        """Issuer and subject in one, as erasure remembers them."""
        return f"{self.issuer} {self.subject}"


@dataclass(frozen=True, slots=True)
class ClaimNames:
    """Which claims of a token say what."""

    subject: str = "sub"
    handle: str = "preferred_username"
    roles: str = "roles"


def identity_of(claims: Mapping[str, Any], names: ClaimNames, roles: Mapping[str, Role]) -> Identity:
    """The identity that verified claims tell of.

    Raises:
        Unauthenticated: the claim that names the person is missing or isn't a name.
    """
    subject = claim(claims, names.subject)
    if not isinstance(subject, str) or not 0 < len(subject) <= MAX_SUBJECT:
        raise Unauthenticated(f"This token doesn't say who you are: it needs the claim `{names.subject}`.")
    name = claim(claims, names.handle)
    shown = line_of_text(name, MAX_HANDLE) if isinstance(name, str) else ""
    return Identity(
        issuer=claims["iss"],
        subject=subject,
        handle=handle_of(shown),
        display_name=shown or "Member",
        role=role_of(claim(claims, names.roles), roles),
        expires_at=datetime.fromtimestamp(claims["exp"], UTC),
    )


def claim(claims: Mapping[str, Any], name: str) -> Any:
    """A claim of that name, or else what a path of names leads to, as in `realm_access.roles`."""
    if name in claims:
        return claims[name]
    found: Any = claims
    for part in name.split("."):
        found = found.get(part) if isinstance(found, dict) else None
    return found


def role_of(given: Any, roles: Mapping[str, Role]) -> Role:
    """The highest role that the allow-list `roles` gives to one of the values; a member without any."""
    values = given.split() if isinstance(given, str) else given if isinstance(given, list) else ()
    known = [roles[value] for value in values if isinstance(value, str) and value in roles]
    return max(known, key=RANKS.index, default=Role.MEMBER)


def handle_of(name: str) -> str:
    """A handle like the name, in lower-case ASCII letters, digits and hyphens. It may be taken."""
    return slug(name, MAX_HANDLE) or "member"


def look_of(handle: str) -> str:
    """What a handle looks like: two of the same look are taken for each other, and only one may be had.

    Handles are ASCII, so these few are all there are of Unicode's confusables; hyphens are read over.
    """
    look = handle
    for seen, taken_for in LOOKS:
        look = look.replace(seen, taken_for)
    return look


def is_safe(url: str) -> bool:
    """Whether what comes from there is what was sent: https, or this machine."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return bool(parts.hostname) and (
        parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in ("127.0.0.1", "::1", "localhost"))
    )
