"""Bearer tokens: signed claims of who someone is, turned into a `Viewer`."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt

from domain.access import ANONYMOUS, SCOPES_OF_ROLE, Role, Viewer
from domain.errors import InvalidInput, NotAllowed
from domain.ids import IdPrefix, UserId, require_id

ALGORITHM = "HS256"
ISSUER = "stoa"
LIFETIME = timedelta(hours=12)
CLOCK_SKEW = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Session:
    """Who a token stands for, and until when."""

    viewer: Viewer
    expires_at: datetime | None = None


def issue(secret: str, user_id: UserId | None, role: Role, now: datetime, lifetime: timedelta = LIFETIME) -> str:
    """A token for `role`, held by a user or, for operators' machines, by nobody in particular."""
    claims: dict[str, Any] = {"iss": ISSUER, "role": role.value, "iat": now, "exp": now + lifetime}
    return jwt.encode(claims | ({"sub": user_id} if user_id else {}), secret, algorithm=ALGORITHM)


def session_of(secret: str, token: str | None) -> Session:
    """Whom a bearer token stands for; nobody without one.

    Raises:
        NotAllowed: the token is forged, expired or not ours; the message says what to do.
    """
    if token is None:
        return Session(ANONYMOUS)
    claims = _claims(secret, token)
    return Session(_viewer(claims), datetime.fromtimestamp(claims["exp"], UTC))


def _claims(secret: str, token: str) -> dict[str, Any]:
    try:
        return jwt.decode(
            token,
            secret,
            algorithms=[ALGORITHM],
            issuer=ISSUER,
            leeway=CLOCK_SKEW,
            options={"require": ["exp", "iat", "role"]},
        )
    except jwt.ExpiredSignatureError:
        raise NotAllowed("This token has expired: make a new one with `stoa token`.") from None
    except jwt.InvalidTokenError:
        raise NotAllowed("This token isn't one Stoa signed: make one with `stoa token`.") from None


def _viewer(claims: dict[str, Any]) -> Viewer:
    try:
        role = Role(claims["role"])
        user_id = UserId(require_id(claims["sub"], IdPrefix.USER)) if "sub" in claims else None
    except (ValueError, InvalidInput):
        raise NotAllowed("This token names no role or user of Stoa: make a new one with `stoa token`.") from None
    return Viewer(user_id=user_id, role=role, scopes=SCOPES_OF_ROLE[role])
