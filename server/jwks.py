"""The public keys of an OpenID provider: fetched when needed, kept through its outages, and seldom asked for."""

import asyncio
import logging
from collections.abc import Mapping
from contextlib import suppress
from time import monotonic
from typing import Any

import httpx
import jwt
import orjson

from domain.identity import is_safe

LIFETIME = 300.0
"""Seconds after which the keys are fetched anew: so long, and one request more, a withdrawn key may hold."""

MAX_AGE = 24 * 3600.0
"""Seconds for which the last keys hold when no others can be fetched."""

MIN_INTERVAL = 10.0
"""Seconds between two fetches at least, whoever names what unknown key."""

TIMEOUT = 5.0
MAX_BYTES = 1_000_000
ALGORITHMS = frozenset({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"})
"""All with a public key: what a provider publishes can never sign."""

logger = logging.getLogger("stoa.openid")


class ProviderError(Exception):
    """The provider gave no keys; the message says what is wrong with its answer."""


class Jwks:
    """The keys of one provider, by their ids. Made once a process."""

    def __init__(
        self, issuer: str, url: str | None, *, lifetime: float = LIFETIME, min_interval: float = MIN_INTERVAL
    ) -> None:
        """Keys at `url`, or where the provider's own configuration says; times in seconds."""
        self._issuer, self._url = issuer, url
        self._lifetime, self._min_interval = lifetime, min_interval
        self._keys: Mapping[str, jwt.PyJWK] = {}
        self._fetched_at = self._tried_at = float("-inf")
        self._fetching = asyncio.Lock()
        self._behind: asyncio.Task[None] | None = None

    async def key(self, id: str | None) -> jwt.PyJWK | None:
        """The key of that id, or the only one where a token names none; None when there is no such key.

        A key that isn't known is waited for; known ones that are old are fetched anew behind the request, so that
        nobody waits for a provider that is away. Never more often than `min_interval` allows.
        """
        if self._find(id) is None:
            async with self._fetching:
                if self._find(id) is None:
                    await self._refresh()
        elif monotonic() - self._fetched_at > self._lifetime and (self._behind is None or self._behind.done()):
            self._behind = asyncio.create_task(self._refresh())
        return self._find(id)

    async def settle(self) -> None:
        """Wait for what is being fetched."""
        if self._behind is not None:
            await self._behind

    def _find(self, id: str | None) -> jwt.PyJWK | None:
        if monotonic() - self._fetched_at > MAX_AGE:
            return None
        if id is None:
            return next(iter(self._keys.values())) if len(self._keys) == 1 else None
        return self._keys.get(id)

    async def _refresh(self) -> None:
        if monotonic() - self._tried_at < self._min_interval:
            return
        self._tried_at = monotonic()
        try:
            async with httpx.AsyncClient(timeout=TIMEOUT) as http:
                self._keys = _usable(await _json(http, await self._address(http)))
        except (httpx.HTTPError, ProviderError) as error:
            logger.warning("keys not fetched", extra={"issuer": self._issuer, "cause": str(error) or repr(error)})
        else:
            self._fetched_at = self._tried_at

    async def _address(self, http: httpx.AsyncClient) -> str:
        if self._url is not None:
            return self._url
        told = await _json(http, f"{self._issuer.rstrip('/')}/.well-known/openid-configuration")
        address = told.get("jwks_uri")
        if told.get("issuer") != self._issuer or not isinstance(address, str) or not is_safe(address):
            raise ProviderError("Its configuration is of another issuer, or tells no https address of keys.")
        return address


async def _json(http: httpx.AsyncClient, url: str) -> dict[str, Any]:
    body = b""
    async with http.stream("GET", url, headers={"Accept": "application/json"}) as response:
        if response.status_code != 200:
            raise ProviderError(f"{url} answered {response.status_code}.")
        async for chunk in response.aiter_bytes():
            body += chunk
            if len(body) > MAX_BYTES:
                raise ProviderError(f"{url} sent more than {MAX_BYTES:,} bytes.")
    try:
        told = orjson.loads(body)
    except orjson.JSONDecodeError:
        told = None
    if not isinstance(told, dict):
        raise ProviderError(f"{url} sent no JSON object.")
    return told


def _usable(told: Mapping[str, Any]) -> dict[str, jwt.PyJWK]:
    """The keys that can verify a signature; what we can't read is left out, for a provider may have others too."""
    found: dict[str, jwt.PyJWK] = {}
    for row in told.get("keys", []):
        if isinstance(row, dict) and row.get("use", "sig") == "sig":
            with suppress(jwt.PyJWKError, jwt.InvalidKeyError):
                key = jwt.PyJWK(row)
                if key.algorithm_name in ALGORITHMS:
                    found[str(row.get("kid"))] = key
    if not found:
        raise ProviderError("There is no key among its keys that could verify a signature.")
    return found
