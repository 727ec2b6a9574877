"""Who comes in: by an API key, a token of the OpenID provider, a token of this server, or as nobody."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from domain.access import ANONYMOUS, Session
from domain.identity import ClaimNames
from domain.key_secret import PREFIX
from graph.database import Graph
from resolvers.erased_users import ErasedUsers
from resolvers.key_ring import KeyRing
from resolvers.merged_users import MergedUsers
from resolvers.refusals import Refusals
from resolvers.sanctions import Sanctions
from resolvers.sign_in import SignIn
from server.jwks import Jwks
from server.openid import OpenId, is_of_provider
from server.tokens import session_of
from settings import Settings

MakeSession = Callable[[Graph, str | None, str | None, datetime], Awaitable[Session]]
"""Whom a token stands for that comes from an address, at a moment.

Raises Unauthenticated when it stands for nobody, and TooFast when that happened too often at the address.
"""


def session_maker(
    settings: Settings,
    secret: str,
    key_ring: KeyRing,
    merged: MergedUsers,
    erased: ErasedUsers,
    sanctions: Sanctions,
    refusals: Refusals,
) -> MakeSession:
    """Tells whom a key stands for, a token of this server, or one of the OpenID provider where there is one."""
    provider, sign_in = provider_of(settings), SignIn(settings.openid_sign_up, settings.openid_by_external_id)

    async def session(graph: Graph, token: str | None, address: str | None, now: datetime) -> Session:
        if token is None:
            return Session(ANONYMOUS)
        async with refusals.counted(address, guess=key_ring.is_guess(token)):
            return await opened(graph, token, now)

    async def opened(graph: Graph, token: str, now: datetime) -> Session:
        if token.startswith(PREFIX):
            return await key_ring.open(graph, token, now)
        if provider is not None and is_of_provider(token):
            known = await sign_in.session(graph, await provider.identity(token), now)
        else:
            known = session_of(secret, token)
        return await sanctions.checked(await erased.checked(await merged.led(known)), now)

    return session


def provider_of(settings: Settings) -> OpenId | None:
    """The OpenID provider that the settings name, if they do."""
    if settings.openid_issuer is None or settings.openid_audience is None:
        return None
    return OpenId(
        issuer=settings.openid_issuer,
        audience=settings.openid_audience,
        keys=Jwks(settings.openid_issuer, settings.openid_jwks_url),
        claims=ClaimNames(settings.openid_user_claim, settings.openid_handle_claim, settings.openid_roles_claim),
        roles=settings.openid_roles,
        clock_skew=settings.openid_clock_skew,
    )
