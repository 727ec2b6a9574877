"""Bearer tokens: signed claims of who someone is, turned into a `Viewer`."""

from datetime import UTC, datetime, timedelta

import jwt

from domain.access import ANONYMOUS, SCOPES_OF_ROLE, Role, Viewer
from domain.errors import InvalidInput
from domain.ids import IdPrefix, UserId, require_id

ALGORITHM = "HS256"
ISSUER = "stoa"
LIFETIME = timedelta(hours=12)
CLOCK_SKEW = timedelta(seconds=30)


class Unauthenticated(Exception):
    """The token can't be trusted; the message says why and what to do."""


def issue(secret: str, user_id: UserId | None, role: Role, now: datetime, lifetime: timedelta = LIFETIME) -> str:
    """A token for `role`, held by a user or, for operators, by nobody in particular."""
    claims = {"iss": ISSUER, "role": role.value, "iat": now, "exp": now + lifetime}
    return jwt.encode(claims | ({"sub": user_id} if user_id else {}), secret, algorithm=ALGORITHM)


def viewer_of(secret: str, authorization: str | None) -> Viewer:
    """The viewer named by an Authorization header; anonymous without one.

    Raises:
        Unauthenticated: the header is malformed, or the token forged, expired or not ours.
    """
    if authorization is None:
        return ANONYMOUS
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise Unauthenticated("Send the header as `Authorization: Bearer <token>`.")
    return _viewer(_claims(secret, token.strip()))


def _claims(secret: str, token: str) -> dict[str, object]:
    try:
        claims: dict[str, object] = jwt.decode(
            token,
            secret,
            algorithms=[ALGORITHM],
            issuer=ISSUER,
            leeway=CLOCK_SKEW,
            options={"require": ["exp", "iat", "role"]},
        )
    except jwt.ExpiredSignatureError as error:
        raise Unauthenticated("This token has expired: make a new one with `stoa token`.") from error
    except jwt.InvalidTokenError as error:
        raise Unauthenticated("This token isn't one Stoa signed: make one with `stoa token`.") from error
    return claims


def _viewer(claims: dict[str, object]) -> Viewer:
    try:
        role = Role(str(claims["role"]))
        subject = claims.get("sub")
        user_id = UserId(require_id(str(subject), IdPrefix.USER)) if subject is not None else None
    except (ValueError, InvalidInput) as error:
        raise Unauthenticated("This token names no role or user of Stoa: make a new one with `stoa token`.") from error
    return Viewer(user_id=user_id, role=role, scopes=SCOPES_OF_ROLE[role])


def expires_at(secret: str, authorization: str) -> datetime:
    """When the token of a valid header ends, for connections that outlive a request."""
    exp = _claims(secret, authorization.partition(" ")[2].strip())["exp"]
    return datetime.fromtimestamp(float(str(exp)), UTC)
