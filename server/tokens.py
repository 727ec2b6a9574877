"""Bearer tokens: signed claims of who someone is, turned into a `Viewer`."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

import jwt

from domain.access import SCOPES_OF_ROLE, Role, Session, Viewer
from domain.errors import InvalidInput, Unauthenticated
from domain.ids import IdPrefix, UserId, require_id

ALGORITHM = "HS256"
ISSUER = "stoa"
LIFETIME = timedelta(hours=12)
CLOCK_SKEW = timedelta(seconds=30)
REMEMBERED = 4096
EXPIRED = "This token has expired: make a new one with `stoa token`."


def issue(secret: str, user_id: UserId | None, role: Role, now: datetime, lifetime: timedelta = LIFETIME) -> str:
    """A token for `role`, held by a user or, for operators' machines, by nobody in particular."""
    claims: dict[str, Any] = {"iss": ISSUER, "role": role.value, "iat": now, "exp": now + lifetime}
    return jwt.encode(claims | ({"sub": user_id} if user_id else {}), secret, algorithm=ALGORITHM)


def session_of(secret: str, token: str) -> Session:
    """Whom a bearer token stands for.

    Raises:
        Unauthenticated: the token is forged, expired or not ours; the message says what to do.
    """
    session = _verified(secret, token)
    if session.expires_at is not None and session.expires_at + CLOCK_SKEW <= datetime.now(UTC):
        raise Unauthenticated(EXPIRED)
    return session


@lru_cache(maxsize=REMEMBERED)
def _verified(secret: str, token: str) -> Session:
    """Whom a token stands for whose signature holds. That stays so, all but its expiry, and verifying it costs a
    twentieth of a feed: it is remembered. Refusals aren't."""
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
        raise Unauthenticated(EXPIRED) from None
    except jwt.InvalidTokenError:
        raise Unauthenticated("This token isn't one Stoa signed: make one with `stoa token`.") from None


def _viewer(claims: dict[str, Any]) -> Viewer:
    try:
        role = Role(claims["role"])
        user_id = UserId(require_id(claims["sub"], IdPrefix.USER)) if "sub" in claims else None
    except (ValueError, InvalidInput):
        raise Unauthenticated("This token names no role or user of Stoa: make a new one with `stoa token`.") from None
    return Viewer(user_id=user_id, role=role, scopes=SCOPES_OF_ROLE[role])
