"""Tokens of an OpenID provider: verified by its public keys, and read by the claims that the settings name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import jwt

from domain.access import Role
from domain.errors import Unauthenticated
from domain.identity import ClaimNames, Identity, identity_of
from server.jwks import ALGORITHMS, Jwks

EXPIRED = "This token has expired: sign in again."
FOREIGN = "This token isn't one for this community: sign in at its provider."


@dataclass(frozen=True, slots=True)
class OpenId:
    """One provider, and how it is trusted: for which audience, which claims, and which roles."""

    issuer: str
    audience: str
    keys: Jwks
    claims: ClaimNames = field(default_factory=ClaimNames)
    roles: Mapping[str, Role] = field(default_factory=dict)
    clock_skew: float = 30.0
    """Seconds by which its clock may differ from ours."""

    async def identity(self, token: str) -> Identity:
        """Whom a token tells of.

        Raises:
            Unauthenticated: it is forged, expired, not yet valid, or for somebody else; or its key can't be had.
        """
        return identity_of(await self._verified(token), self.claims, self.roles)

    async def _verified(self, token: str) -> dict[str, Any]:
        key = await self.keys.key(jwt.get_unverified_header(token).get("kid"))
        if key is None:
            raise Unauthenticated(FOREIGN)
        try:
            return jwt.decode(
                token,
                key,
                algorithms=sorted(ALGORITHMS),
                audience=self.audience,
                issuer=self.issuer,
                leeway=self.clock_skew,
                options={"require": ["exp", "iat", "iss", "aud"]},
            )
        except jwt.ExpiredSignatureError:
            raise Unauthenticated(EXPIRED) from None
        except jwt.InvalidTokenError:
            raise Unauthenticated(FOREIGN) from None


def is_of_provider(token: str) -> bool:
    """Whether a token says that a provider signed it, not this server: by its algorithm, which has a public key.

    Raises:
        Unauthenticated: it is no token at all.
    """
    try:
        return jwt.get_unverified_header(token).get("alg") in ALGORITHMS
    except jwt.InvalidTokenError:
        raise Unauthenticated(FOREIGN) from None
